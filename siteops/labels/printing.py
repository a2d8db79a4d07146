"""From a choice to a PDF: look up, mint the codes that are missing, draw, and note what was printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import Connection, insert, select, update

from siteops.core import clock, codes
from siteops.core.db import db, writing
from siteops.core.facts.plan import Edited
from siteops.core.plan import Code, Line, Show
from siteops.core.record import tell
from siteops.labels.queries import Choice, Found, Thing, found
from siteops.labels.sheets import BADGE_SHEETS, CASE_SHEETS, POSTER_PAPERS, Sheet
from siteops.labels.things import Poster

PAPERS: Mapping[str, Mapping[str, Sheet]] = {
    "cases": CASE_SHEETS,
    "places": POSTER_PAPERS,
    "slots": POSTER_PAPERS,
    "people": BADGE_SHEETS,
}
"""What each kind of thing can be printed on."""
MOST = 3000
"""Labels of one print: three seconds of one core. Nobody peels more from one stack."""
_CHUNK = 5000
T = TypeVar("T")


class CannotPrint(Exception):
    """This cannot be printed; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody wants on paper. `paper`: a key of PAPERS for this kind; `start`: the first free label, from 1.

    `arrow`: on posters of places, the way to them: left, right, up, down, or none.
    """

    choice: Choice
    paper: str
    start: int = 1
    arrow: str = ""

    @property
    def sheet(self) -> Sheet:
        """The paper. Raises CannotPrint where there is none of that name for such things."""
        papers = PAPERS[self.choice.what]
        if self.paper not in papers:
            known = ", ".join(papers)
            raise CannotPrint(
                _("There is no paper %(name)s for this. There is: %(known)s", name=self.paper, known=known)
            )
        return papers[self.paper]


def host(public_url: str, *, demo: bool, here: str = "") -> str:
    """The host that codes point to. `here`: the host a demo may use when none is set. Raises CannotPrint."""
    named = urlsplit(public_url).netloc or (here if demo else "")
    if not named:
        raise CannotPrint(
            _("Labels point to this installation, so it must know its own address: set PUBLIC_URL and start again.")
        )
    return named


def labels_pdf(show: str, order: Order, *, by: int, public_url: str, here: str = "") -> bytes:
    """The PDF of an order. Mints codes for things that have none, and notes all as printed.

    `by`: the person in whose name codes are minted. Raises CannotPrint, LookupError for no such show, Busy.
    """
    from siteops.labels import render

    sheet = order.sheet
    row = db.session.get(Show, show)
    if row is None:
        raise LookupError(f"There is no show {show}")
    address, demo = host(public_url, demo=row.demo, here=here), row.demo
    chosen = found(db.session.connection(), row, order.choice)
    check(chosen, order)
    fresh = minted(show, by, [one.subject for one in chosen if not one.thing.code])
    things = finished(chosen, order, fresh)
    made = render.pdf(things, render.Job(sheet, address, order.start, demo))
    note_printed([thing.code for thing in things])
    return made


def finished(chosen: Iterable[Found], order: Order, fresh: Mapping[str, str]) -> list[Thing]:
    """What was found, with the codes minted since and the arrow asked for."""
    things = []
    for one in chosen:
        thing = one.thing if one.thing.code else replace(one.thing, code=fresh[one.subject])
        things.append(replace(thing, arrow=order.arrow) if isinstance(thing, Poster) else thing)
    return things


def check(chosen: Sequence[Found], order: Order) -> None:
    """Raises CannotPrint where there is nothing to print, too much of it, or no such place to start."""
    if not chosen:
        raise CannotPrint(_("There is nothing to print with these choices."))
    if len(chosen) > MOST:
        raise CannotPrint(
            _("%(count)s labels are too many for one go: choose a truck or a department, up to %(most)s.",
              count=len(chosen), most=MOST)
        )  # fmt: skip
    if not 1 <= order.start <= order.sheet.count:
        raise CannotPrint(_("This sheet has labels 1 to %(count)s.", count=order.sheet.count))


def minted(show: str, by: int, subjects: Sequence[str]) -> dict[str, str]:
    """Codes for things that have none, by subject; what somebody else minted meanwhile is taken as it is."""
    if not subjects:
        return {}
    with writing() as connection:
        have: dict[str, str] = dict(_codes_of(connection, show, subjects))
        lacking = [subject for subject in subjects if subject not in have]
        if not lacking:
            return have
        seq = tell(connection, show, by, f"show:{show}", Edited(["code"]))
        fresh = {one: codes.mint_badge() if one.startswith("person:") else codes.mint() for one in lacking}
        connection.execute(insert(Code), [_row(*one, show, seq) for one in fresh.items()])
        _touch(connection, show, lacking, seq)
    return have | fresh


def note_printed(printed: Sequence[str]) -> None:
    """Remember that these codes are on paper now."""
    with writing() as connection:
        for chunk in _chunks(printed):
            connection.execute(update(Code).where(Code.code.in_(chunk)).values(printed=clock.now()))


def _codes_of(connection: Connection, show: str, subjects: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Codes that these things have, as (subject, code)."""
    for chunk in _chunks(subjects):
        query = select(Code.subject, Code.code).where(Code.subject.in_(chunk), ~Code.gone)
        mine = query.where(Code.show.is_(None) | (Code.show == show)).order_by(Code.id.desc())
        yield from ((str(subject), code) for subject, code in connection.execute(mine))


def _row(subject: str, code: str, show: str, seq: int) -> dict[str, object]:
    """A new code's row. A case's code outlives the show; of a badge's phones get only the hash."""
    return {
        "code": code, "subject": subject, "show": None if subject.startswith("case:") else show,
        "hashed": codes.hashed(code) if len(code) == codes.LONG else None, "gone": False, "rev": seq,
    }  # fmt: skip


def _touch(connection: Connection, show: str, subjects: Sequence[str], seq: int) -> None:
    """Phones get a case's codes with its line, so the line counts as changed."""
    cases = [int(subject.removeprefix("case:")) for subject in subjects if subject.startswith("case:")]
    for chunk in _chunks(cases):
        connection.execute(update(Line).where(Line.show == show, Line.case.in_(chunk)).values(rev=seq))


def _chunks(of: Sequence[T]) -> Iterator[Sequence[T]]:
    """Parts short enough for one statement's parameters."""
    for start in range(0, len(of), _CHUNK):
        yield of[start : start + _CHUNK]
