"""Labels, badges and posters as PDF. Pure: plain things in, bytes out.

1,000 case labels take about a second and half a megabyte. Import this module late, it loads fpdf2.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from flask_babel import gettext as _

from siteops.labels import poster, tag, wording
from siteops.labels.canvas import HAIR, Box, Canvas
from siteops.labels.sheets import Sheet
from siteops.labels.things import Badge, CaseLabel, Poster, SlotPoster

Drawing = Callable[[Canvas, Box], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One print. `host`: what the codes point to. `start`: the first free label of a used sheet, from 1.

    `demo`: DEMO is printed across everything.
    """

    sheet: Sheet
    host: str
    start: int = 1
    demo: bool = False


def case_labels(labels: Sequence[CaseLabel], job: Job) -> bytes:
    """A PDF of case labels, in the order given. Raises ValueError where `job.start` is not on the sheet."""
    words = ((wording.of_case(label), label.code) for label in labels)
    return _tags(words, job)


def badges(people: Sequence[Badge], job: Job) -> bytes:
    """A PDF of crew badges, in the order given. Raises ValueError where `job.start` is not on the sheet."""
    words = ((wording.of_badge(badge), badge.code) for badge in people)
    return _tags(words, job)


def posters(things: Sequence[Poster | SlotPoster], job: Job) -> bytes:
    """A PDF of posters, one a page."""

    def drawn(thing: Poster | SlotPoster) -> Drawing:
        return lambda canvas, box: poster.draw(canvas, box, thing, host=job.host, demo=job.demo)

    return _document(job, map(drawn, things))


def _tags(things: Iterable[tuple[wording.Wording, str]], job: Job) -> bytes:
    """A PDF of labels with these words and codes."""

    def drawn(thing: tuple[wording.Wording, str]) -> Drawing:
        return lambda canvas, box: tag.draw(canvas, box, *thing, host=job.host, demo=job.demo)

    return _document(job, map(drawn, things))


def _document(job: Job, drawings: Iterable[Drawing]) -> bytes:
    """A PDF with each drawing in its own spot, page after page; a document has one page at least."""
    if not 1 <= job.start <= job.sheet.count:
        raise ValueError(_("This sheet has labels 1 to %(count)s.", count=job.sheet.count))
    with closing(Canvas(job.sheet.page)) as canvas:
        for drawing, box in zip(drawings, _boxes(canvas, job), strict=False):
            if job.sheet.cut:
                canvas.cut_lines(box, HAIR)
            drawing(canvas, box)
        if not canvas.pages:
            canvas.add_page()
        return bytes(canvas.output())


def _boxes(canvas: Canvas, job: Job) -> Iterator[Box]:
    """Where labels go, one after another; a new page is begun when the first of its labels is asked for."""
    skip = job.start - 1
    while True:
        canvas.add_page()
        for x, y in list(job.sheet.spots())[skip:]:
            yield Box(x, y, *job.sheet.label)
        skip = 0
