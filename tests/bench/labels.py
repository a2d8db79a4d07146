"""Labels: how long a print takes and how large it is, how soon changed ones are found, and how well codes are read."""

import random
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from flask import Flask
from PIL import Image, ImageFilter

from siteops import create_app
from siteops.core import codes
from siteops.core.db import db, editing
from siteops.core.plan import Place, Show
from siteops.labels import minting, printing, qr, queries, render, said
from siteops.labels.case_labels import counted
from siteops.labels.choice import Choice
from siteops.labels.orders import Order
from siteops.labels.sheets import CASE_SHEETS
from siteops.labels.things import CaseLabel
from tests.bench.figures import Report
from tests.bench.site import furnish
from tests.harness.cast import SHOW, Cast
from tests.labels.paper import grainy, pages, seen

PRINTED, LISTED = 1000, 20_000
PAPERS = (("L7160", "pdf"), ("5160", "pdf"), ("62x100", "pdf"), ("29x90", "pdf"), ("4x6", "pdf"), ("4x6", "zpl"))
PUBLIC = "https://siteops.example"
TRIED = 200


def bench(report: Report, folder: Path) -> None:
    """Print a thousand labels of twenty thousand cases, find what has changed, and read codes in bad light."""
    folder.mkdir()
    cast = furnish(folder, LISTED)
    app = create_app(DATA=folder, DATABASE_URL=f"sqlite:///{folder}/siteops.db", TESTING=True)
    with app.app_context():
        prints(report, cast)
        finds(report, app, cast)
    reads(report)


def prints(report: Report, cast: Cast) -> None:
    """A thousand labels from choice to bytes, codes and notes included."""
    report.head(f"{PRINTED:,} labels of {LISTED:,} cases, from choice to file")
    first = cast.cases["first"]
    some = Choice(only=tuple(range(first, first + PRINTED)))
    for paper, ending in PAPERS:
        began, used = time.perf_counter(), time.process_time()
        made = printing.printed(SHOW, Order(some, paper, ending=ending), by=cast.people["lea"], public_url=PUBLIC)
        taken, cpu = time.perf_counter() - began, time.process_time() - used
        report.at_most(f"{paper}, {ending.upper()}: CPU", cpu, 1.5, "s")
        report.plain(f"{paper}, {ending.upper()}: by the clock", taken, "s")
        size = len(made.file) / 1e6
        if ending == "pdf":
            report.at_most(f"{paper}, {ending.upper()}: size", size, 1.0, "MB")
        else:
            report.plain(f"{paper}, {ending.upper()}: size", size, "MB")


def finds(report: Report, app: Flask, cast: Cast) -> None:
    """Every label is printed, a zone gets another name: how long until all are found."""
    with db.engine.connect() as connection:
        show = db.session.get_one(Show, SHOW)
        all_of_them = queries.found(connection, show, Choice())
    words = {one.thing.code: (one.subject, said.spell(one.thing)) for one in all_of_them}
    minting.note_printed(SHOW, words)
    report.head(f"Changed since printed, of {LISTED:,} labels")
    for what in ("nothing", "everything"):
        if what == "everything":
            with editing() as session:
                session.get_one(Place, cast.places["stage"]).name = "Upstage"
        with db.engine.connect() as connection:
            counted(connection, show, Choice(changed=True))  # the first query of its kind is compiled
            began = time.process_time()
            found = counted(connection, show, Choice(changed=True))
            report.at_most(f"{what} has changed: {found.total:,} found", 1000 * (time.process_time() - began), 60, "ms")
            counted(connection, show, Choice())
            began = time.process_time()
            counted(connection, show, Choice())
            report.plain("the page's count of all, printed, changed", 1000 * (time.process_time() - began), "ms")


Change = Callable[[Image.Image, int], Image.Image]
CHANGES: dict[str, Change] = {
    "60 px wide, blurred, grainy, 2° askew": lambda code, i: grainy(
        framed(code, 60, i % 5 - 2).filter(ImageFilter.GaussianBlur(0.5)), share=0.03, seed=i
    ),
    "110 px, turned by any angle": lambda code, i: grainy(framed(code, 110, i * 360 / TRIED), share=0.04, seed=i),
    "110 px, low contrast": lambda code, i: grainy(
        framed(code, 110, 3).point(lambda dot: 110 + dot * 40 // 255), share=0.04, seed=i
    ),
    "160 px, seen from the side": lambda code, i: tilted(framed(code, 160, 0), 0.1 + 0.1 * (i % 3)),
    "160 px, a glare over 1.5 % of it": lambda code, i: spotted(framed(code, 160, 4), i, 0.015, 255),
    "160 px, dirt over 1 % of it": lambda code, i: spotted(framed(code, 160, 4), i, 0.01, 60),
}


def reads(report: Report) -> None:
    """How many of some codes another decoder reads, and of labels as printers of two kinds make them."""
    report.head(f"Codes read by another decoder, of {TRIED} each")
    for name, change in CHANGES.items():
        read = 0
        for i in range(TRIED):
            url = codes.url("siteops.example.com", codes.mint())
            code = Image.open(BytesIO(qr.png(url))).convert("L")
            read += [one.text for one in seen(change(code, i))] == [url]
        report.at_least(name, 100 * read / TRIED, 95, "%")
    for name, sheet in CASE_SHEETS.items():
        labels = [CaseLabel(codes.mint(), f"LX-{i:04}", "Robe MegaPointe") for i in range(min(sheet.count, 30))]
        made = render.pdf(labels, render.Job(sheet, "siteops.example.com"))
        for dpi in (203, 300):
            found = sum(len(seen(page, dpi)) for page in pages(made, dpi))
            report.at_least(f"{name} at {dpi} dpi", 100 * found / len(labels), 100, "%")


def framed(code: Image.Image, wide: int, angle: float) -> Image.Image:
    """A code on grey, so many pixels wide, turned."""
    frame = Image.new("L", (wide * 2, wide * 2), 200)
    frame.paste(code.resize((wide, wide), Image.Resampling.BOX), (wide // 2, wide // 2))
    return frame.rotate(angle, fillcolor=200, resample=Image.Resampling.BICUBIC)


def tilted(picture: Image.Image, by: float) -> Image.Image:
    """A picture seen from the side: its right edge is smaller by a part."""
    wide, high = picture.size
    down = high * by / 2
    return picture.transform(
        picture.size, Image.Transform.QUAD, (0, 0, 0, high, wide, high + down, wide, -down),
        Image.Resampling.BICUBIC, fillcolor=200,
    )  # fmt: skip


def spotted(picture: Image.Image, seed: int, share: float, tone: int) -> Image.Image:
    """A picture with a square of one tone somewhere in the middle half of its code."""
    side = round((picture.width / 2) * share**0.5)
    at = random.Random(seed)
    x, y = (picture.width // 2 + at.randrange(-picture.width // 8, picture.width // 8 - side) for _ in range(2))
    picture.paste(tone, (x, y, x + side, y + side))
    return picture
