"""Codes for things that have none, blank ones, and what is noted of a code once it is on paper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, update

from siteops.core import clock, codes
from siteops.core.db import writing
from siteops.core.facts.plan import Edited
from siteops.core.journal.record import tell
from siteops.core.plan import Code, Line

_CHUNK = 5000
_BATCHES = 12
T = TypeVar("T")


class Batch(NamedTuple):
    """Blank codes that were printed together, at an instant by which they are known. `left`: blank yet."""

    printed: datetime
    total: int
    left: int

    @property
    def at(self) -> str:
        """The instant as a form names it."""
        return self.printed.isoformat()


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


def minted_blank(count: int) -> list[str]:
    """So many codes that stand for nothing yet. They belong to the installation and count as printed together."""
    fresh = [codes.mint() for _ in range(count)]
    row = {"subject": None, "show": None, "hashed": None, "printed": clock.now(), "blank": True, "gone": False}
    with writing() as connection:
        connection.execute(insert(Code), [{"code": one, "rev": 0, **row} for one in fresh])
    return fresh


def batches(connection: Connection) -> list[Batch]:
    """Prints of blank codes, the latest first, and how many of each are blank still. One query."""
    left = func.count().filter(Code.subject.is_(None))
    query = select(Code.printed, func.count(), left).where(Code.blank, ~Code.gone, Code.printed.is_not(None))
    found = connection.execute(query.group_by(Code.printed).order_by(Code.printed.desc()).limit(_BATCHES))
    return [Batch(at, total, still) for at, total, still in found if at]


def still_blank(connection: Connection, at: str) -> list[str]:
    """The codes of one print that stand for nothing yet; none where the instant is not one."""
    try:
        printed = clock.read(at)
    except ValueError:
        return []
    query = select(Code.code).where(Code.blank, ~Code.gone, Code.subject.is_(None), Code.printed == printed)
    return list(connection.scalars(query.order_by(Code.id)))


def note_printed(show: str, printed: Mapping[str, tuple[str, str | None]]) -> None:
    """Remember that these codes are on paper now. By code: the thing it stands for, and what its label says.

    A new label replaces whatever an older one of the same thing says, so all codes of the thing say the same.
    """
    words = [{"thing": thing, "words": said} for thing, said in printed.values() if thing]
    theirs = (Code.subject == bindparam("thing")) & (Code.show.is_(None) | (Code.show == show)) & ~Code.gone
    with writing() as connection:
        for chunk in chunks(list(printed)):
            connection.execute(update(Code).where(Code.code.in_(chunk)).values(printed=clock.now()))
        if words:
            table = Code.__table__
            connection.execute(update(table).where(theirs).values(said=bindparam("words")), words)  # type: ignore[arg-type]


def _codes_of(connection: Connection, show: str, subjects: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Codes that these things have, as (subject, code)."""
    for chunk in chunks(subjects):
        query = select(Code.subject, Code.code).where(Code.subject.in_(chunk), ~Code.gone)
        mine = query.where(Code.show.is_(None) | (Code.show == show)).order_by(Code.id.desc())
        yield from ((str(subject), code) for subject, code in connection.execute(mine))


def _row(subject: str, code: str, show: str, seq: int) -> dict[str, object]:
    """A new code's row. A case's code outlives the show; of a badge's phones get only the hash."""
    return {
        "code": code, "subject": subject, "show": None if subject.startswith("case:") else show,
        "hashed": codes.hashed(code) if len(code) == codes.LONG else None, "gone": False, "blank": False, "rev": seq,
    }  # fmt: skip


def _touch(connection: Connection, show: str, subjects: Sequence[str], seq: int) -> None:
    """Phones get a case's codes with its line, so the line counts as changed."""
    cases = [int(subject.removeprefix("case:")) for subject in subjects if subject.startswith("case:")]
    for chunk in chunks(cases):
        connection.execute(update(Line).where(Line.show == show, Line.case.in_(chunk)).values(rev=seq))


def chunks(of: Sequence[T]) -> Iterator[Sequence[T]]:
    """Parts short enough for one statement's parameters."""
    for start in range(0, len(of), _CHUNK):
        yield of[start : start + _CHUNK]
