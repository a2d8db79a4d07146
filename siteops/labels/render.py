"""Labels, badges and posters as PDF. Pure: plain things in, bytes out.

1,000 case labels take about a second and a third of a megabyte, on a roll 0.9 MB. Import this module late, it loads
fpdf2.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from flask_babel import gettext as _
from markupsafe import Markup

from siteops.labels import blank, day_sheet, pictures, poster, tag, wording
from siteops.labels.canvas import HAIR, INK, Box, Canvas
from siteops.labels.orders import DENSITIES, Order
from siteops.labels.picture import Picture
from siteops.labels.sheets import Sheet
from siteops.labels.things import Badge, Blank, CaseLabel, DaySheet, Thing
from siteops.labels.wording import EVERYTHING, Shows
from siteops.labels.zebra import Zebra


@dataclass(frozen=True, slots=True)
class Job:
    """One print. `host`: what the codes point to. `start`: the first free label of a used sheet, from 1.

    `demo`: DEMO is printed across everything. `shows`: what labels of cases say beside number and name.
    `photos`: of people, JPEG by name.
    """

    sheet: Sheet
    host: str
    start: int = 1
    demo: bool = False
    shows: Shows = EVERYTHING
    photos: Mapping[str, bytes] = field(default_factory=dict)


def file(things: Sequence[Thing], order: Order, job: Job) -> bytes:
    """The file that an order asks for."""
    if order.ending in ("png", "svg"):
        return pictures.file(things, job.host, order.ending, order.wide)
    return zpl(things, job, DENSITIES[order.dpi]) if order.ending == "zpl" else pdf(things, job)


def pdf(things: Sequence[Thing], job: Job) -> bytes:
    """A PDF of labels, badges or posters, in the order given. Raises ValueError where `job.start` is off the sheet."""
    with closing(Canvas(job.sheet.page)) as canvas:
        for thing, box in zip(things, _boxes(canvas, job), strict=False):
            _draw(canvas, box, thing, job)
        if not canvas.pages:
            canvas.add_page()
        return canvas.file()


def zpl(things: Sequence[Thing], job: Job, density: float) -> bytes:
    """The same for a label printer with so many dots a millimetre, a format a label."""
    with closing(Zebra(job.sheet.page, density)) as canvas:
        for thing, box in zip(things, _boxes(canvas, job), strict=False):
            _draw(canvas, box, thing, job)
        return canvas.zpl()


def picture(things: Sequence[Thing], job: Job) -> Markup:
    """The first page of the same as SVG, in millimetres. Raises ValueError where `job.start` is off the sheet."""
    with closing(Picture(job.sheet.page)) as canvas:
        room = job.sheet.count - job.start + 1
        for thing, box in zip(things[:room], _boxes(canvas, job), strict=False):
            _draw(canvas, box, thing, job)
        return canvas.svg()


def test_page(sheet: Sheet) -> bytes:
    """A page with the outline of every label and a line to hold a ruler against."""
    with closing(Canvas(sheet.page)) as canvas:
        for box in islice(_boxes(canvas, Job(sheet, "")), sheet.count):
            canvas.outline(box, HAIR)
        x, y = sheet.page[0] / 2 - 25, sheet.page[1] / 2
        canvas.bar(Box(x, y, 50, 0.4), INK)
        canvas.words(_("50 mm: print at 100 %"), x, y - 1.2, 3.6, bold=True)
        return canvas.file()


def _draw(canvas: Canvas, box: Box, thing: Thing, job: Job) -> None:
    """One thing in its own spot."""
    if job.sheet.cut:
        canvas.outline(box, HAIR)
    if isinstance(thing, CaseLabel):
        tag.draw(canvas, box, wording.of_case(thing, job.shows), thing.code, host=job.host, demo=job.demo)
    elif isinstance(thing, Badge):
        photo, words = job.photos.get(thing.photo), wording.of_badge(thing)
        tag.draw(canvas, box, words, thing.code, host=job.host, demo=job.demo, photo=photo)
    elif isinstance(thing, Blank):
        blank.draw(canvas, box, thing.code, host=job.host, demo=job.demo)
    elif isinstance(thing, DaySheet):
        day_sheet.draw(canvas, box, thing, host=job.host, demo=job.demo)
    else:
        poster.draw(canvas, box, thing, host=job.host, demo=job.demo)


def _boxes(canvas: Canvas, job: Job) -> Iterator[Box]:
    """Where labels go, one after another; a new page is begun when the first of its labels is asked for."""
    if not 1 <= job.start <= job.sheet.count:
        raise ValueError(_("This sheet has labels 1 to %(count)s.", count=job.sheet.count))
    skip = job.start - 1
    while True:
        canvas.add_page()
        for x, y in list(job.sheet.spots())[skip:]:
            yield Box(x, y, *job.sheet.label)
        skip = 0
