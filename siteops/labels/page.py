"""What the labels page shows: how many labels, how the first sheet looks, what is wrong, and what has changed."""

from collections import defaultdict
from dataclasses import replace
from math import ceil
from typing import Any, NamedTuple

from markupsafe import Markup
from sqlalchemy import Connection

from siteops.core import codes
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS, PLACE_KINDS, Show
from siteops.desk.frame import told, zone_of
from siteops.labels import choice, forms, minting, orders, printing, qr, queries, said, tag
from siteops.labels.case_labels import Count
from siteops.labels.orders import CannotPrint, Order
from siteops.labels.queries import Found
from siteops.labels.things import Blank, Thing

SAMPLE = "0" * codes.LONG
"""What the preview shows where a code is minted only when it is printed."""
COMMANDS = {"network": "nc PRINTER 9100 < labels.zpl", "shared": r"copy /b labels.zpl \\COMPUTER\PRINTER"}
"""How a file gets to a label printer as it is: past the driver, which would make a picture of its letters."""
MOST_TOLD = 6
"""Labels of which the page says what has changed."""


class Looked(NamedTuple):
    """What an order means. `things`: as far as the first sheet shows them, drawn; `pages`: in all."""

    found: list[Found]
    things: list[Thing]
    number: Count
    pages: int


def gathered(show: Show, order: Order, problem: str, **address: str) -> dict[str, Any]:
    """All that the template takes beside the desk's frame. At most eight queries, for cases; for others fewer."""
    connection = db.session.connection()
    looked = look(connection, show, order)
    by_kind = queries.places(connection, show.id)
    used_as = forms.family(order.sheet, order.ending)
    return {
        "order": order, "count": looked.number, "pages": looked.pages, "family": used_as,
        "papers": forms.of_family(order.choice.what, used_as), "rolls": any(forms.of_family(order.choice.what, "roll")),
        "trucks": by_kind["truck"], "zones": by_kind["zone"], "docks": by_kind["dock"], "kinds": PLACE_KINDS,
        "departments": DEPARTMENTS, "owners": queries.owners(connection, show.id), "densities": orders.DENSITIES,
        "commands": COMMANDS, "batches": minting.batches(connection) if order.choice.what == "blank" else (),
        "only": choice.spelled(order.choice.only or ()), "chosen": len(order.choice.only or ()),
        "problem": problem or wrong(show, order, looked.number.total, **address),
        "changed": stale(connection, show, order, looked), "part_word": said.part_word,
        "again": [one for one in looked.found if one.printed], "told": lambda at: told(at, zone_of(show)),
        "size": measured(order, **address), "preview": preview(show, looked.things, order, **address),
    }  # fmt: skip


def look(connection: Connection, show: Show, order: Order) -> Looked:
    """What an order means: of cases two queries, however many there are; of all else one."""
    what, sheet = order.choice.what, order.sheet
    if what == "blank":
        batch = order.choice.batch
        total = len(minting.still_blank(connection, batch)) if batch else order.choice.count
        things: list[Thing] = [Blank(SAMPLE[: codes.SHORT])] * min(total, sheet.count)
        return Looked([], things, Count(total, 0, 0), pages_of(total, order))
    found = queries.found(connection, show, order.choice, most=sheet.count)
    count = queries.counted(connection, show, order.choice, found)
    blank = SAMPLE if what == "people" else SAMPLE[: codes.SHORT]
    things = printing.laid_out(printing.finished(found, order, defaultdict(lambda: blank)), what)
    return Looked(found, things, count, pages_of(count.total if what == "cases" else len(things), order))


def pages_of(labels: int, order: Order) -> int:
    """How many pages so many labels take, from the first free one on."""
    return ceil((labels + order.start - 1) / order.sheet.count) if labels else 0


def wrong(show: Show, order: Order, count: int, **address: str) -> str:
    """Why this cannot be printed; empty where it can."""
    try:
        orders.host(demo=show.demo, **address)
        orders.check(count, order)
    except CannotPrint as problem:
        return str(problem)
    return ""


def stale(connection: Connection, show: Show, order: Order, looked: Looked) -> list[Found]:
    """Some of the labels that say what is not true any more; one query more where cases have any."""
    if not looked.number.changed:
        return []
    if order.choice.what == "cases":
        found = queries.found(connection, show, replace(order.choice, changed=True), most=MOST_TOLD)
    else:
        found = looked.found
    return [one for one in found if one.changes][:MOST_TOLD]


def measured(order: Order, public_url: str, here: str) -> tuple[float, int] | None:
    """How wide the code is in mm, its quiet zone left out, and how much may be missing in per cent. None: a poster."""
    if order.choice.what not in ("cases", "people", "blank"):
        return None
    length = codes.LONG if order.choice.what == "people" else codes.SHORT
    url = codes.url(orders.named_host(public_url, here), SAMPLE[:length])
    wide, _high = tag.code_block(*order.sheet.label, length // codes.SHORT)
    return wide * (1 - 2 * qr.QUIET / qr.side(url)), qr.repairs(url)


def preview(show: Show, things: list[Thing], order: Order, public_url: str, here: str) -> Markup:
    """The first page as a picture; codes yet to be minted are shown as zeros."""
    from siteops.labels import render

    start = min(max(order.start, 1), order.sheet.count)
    host = orders.named_host(public_url, here)
    photos = printing.photos(things)
    return render.picture(things, render.Job(order.sheet, host, start, show.demo, order.shows, photos))
