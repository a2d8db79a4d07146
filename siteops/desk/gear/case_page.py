"""All that is known of one case on one show, gathered for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from siteops.board.known import standing_of
from siteops.board.names import Names
from siteops.core.codes import spaced
from siteops.core.journal import rows
from siteops.core.plan import Case, Code, Item, Line
from siteops.desk.gear.case_words import Chip, chip
from siteops.desk.telling import Told, story
from siteops.gear.rules import Site, Where, state_of, where
from siteops.gear.site import read

MOST_INSIDE = 200
"""Contents, and cases inside, that a page lists unless somebody wants all of them."""


class Some(NamedTuple):
    """The first rows of some, and how many there are in all."""

    rows: Sequence[Any]
    total: int


class Found(NamedTuple):
    """A case that the show has or saw. `line`: None where it is not on the list, and never was."""

    case: Case
    line: Line | None

    @property
    def listed(self) -> bool:
        """Whether it is on the show's list."""
        return self.line is not None and not self.line.gone


@dataclass(frozen=True, slots=True)
class Everything:
    """The page of a case. `trail`: the cases around it now, the nearest first; `reached`: rungs with their instants."""

    chip: Chip
    place: str
    since: str | None
    trail: Sequence[Any]
    reached: Sequence[tuple[str, str]]
    held: str | None
    damaged: str | None
    items: Some
    inside: Some
    codes: Sequence[str]
    story: Sequence[Told]


def found(session: Session, show: str, case: int) -> Found | None:
    """A case of a show; None for one that it neither has nor saw."""
    row = session.get(Case, case)
    line = session.scalar(select(Line).where(Line.show == show, Line.case == case))
    state = rows.table("case")
    seen = select(state.c.key).where(state.c.show == show, state.c.key == str(case))
    if row is None or (line is None and session.scalar(seen) is None):
        return None
    return Found(row, line)


def gathered(session: Session, show: str, case: int, most: int | None = MOST_INSIDE) -> Everything:
    """What the page shows beside the form. `most`: contents, and cases inside, None: all of them."""
    connection = session.connection()
    site = read(connection, show, standing_of(connection, show), [case])
    spot, state = where(case, site), state_of(case, site)
    names = Names(connection, show, [f"case:{one}" for one in spot.trail])
    rungs = [(name, at) for name in ("arrived", "placed", "packed", "loaded") if (at := getattr(state, name))]
    return Everything(
        chip(case, site), names.of(spot.place), spot.since or state.since, around(spot, site, names), rungs,
        state.held, state.damaged, items(session, case, most), inside(connection, show, case, most),
        [spaced(one) for one in codes(session, case)], story(connection, show, f"case:{case}"),
    )  # fmt: skip


def around(spot: Where, site: Site, names: Names) -> list[tuple[int, str]]:
    """The cases around a case now: key and code."""
    return [(one, names.of(f"case:{one}")) for one in spot.trail[1:] if one in site.cases]


def items(session: Session, case: int, most: int | None) -> Some:
    """What is in it: things with serial numbers first."""
    query = select(Item).where(Item.case == case).order_by(Item.serial.is_(None), Item.name, Item.code, Item.id)
    found = session.scalars(query.limit(most)).all()
    if len(found) != most:
        return Some(found, len(found))
    return Some(found, session.scalar(select(func.count()).where(Item.case == case)) or 0)


def inside(connection: Connection, show: str, case: int, most: int | None) -> Some:
    """Cases that lie in it: packed there, or planned there and not moved since."""
    state = rows.table("case")
    packed = [int(key) for key in connection.scalars(
        select(state.c.key).where(state.c.show == show, state.c.inside == case)) if key.isdecimal()]  # fmt: skip
    moved = select(state.c.key).where(state.c.show == show, state.c.place.is_not(None) | state.c.inside.is_not(None))
    planned = select(Line.case).where(Line.show == show, Line.inside == case, ~Line.gone)
    gone = {int(key) for key in connection.scalars(moved) if key.isdecimal()}
    keys = sorted({*packed, *(one for one in connection.scalars(planned) if one not in gone)})
    query = select(Case.id, Case.code, Case.name).where(Case.id.in_(keys[:most])).order_by(Case.folded)
    return Some(connection.execute(query).all(), len(keys))


def codes(session: Session, case: int) -> Sequence[str]:
    """The codes that stand for it."""
    return session.scalars(select(Code.code).where(Code.subject == f"case:{case}", ~Code.gone).order_by(Code.id)).all()
