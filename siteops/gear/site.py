"""The cases of a show as the rules want to see them: read from plan and state."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Connection,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    null,
    or_,
    select,
)

from siteops.core.journal import rows
from siteops.core.journal.prepared import Prepared
from siteops.core.journal.prepared import some as listed
from siteops.core.plan import Case, Line, Place
from siteops.gear.rules import Planned, Site, Spot
from siteops.gear.state import CaseState

MOST_KEYS = 256
"""Keys in one question, which may name each twice: SQLite once took at most 999 parameters. A power of two, to which
`Prepared` fills its lists up."""


class Standing(NamedTuple):
    """Where the show is, as far as its cases are judged by it."""

    leg: str = "in"
    phase: str = "load-in"
    closed: Collection[str] = ()


def read(connection: Connection, show: str, standing: Standing, wanted: Collection[int] | None = None) -> Site:
    """All cases of a show; or the wanted ones, with whatever lies around them, now or by the plan."""
    lines, states = everything(connection, show) if wanted is None else some(connection, show, wanted)
    return Site(lines, places(connection, show), states, *standing)


def with_states(connection: Connection, show: str, standing: Standing, states: Mapping[int, CaseState]) -> Site:
    """All cases of a show, by the plan as it is, with states of any moment. Three queries."""
    return Site(lines_of(connection, show, states), places(connection, show), states, *standing)


def everything(connection: Connection, show: str) -> tuple[dict[int, Planned], dict[int, CaseState]]:
    """Every line and state, those of cases that were seen without a line too. Four queries."""
    state = rows.table("case")
    states = loaded(connection.execute(select(state).where(state.c.show == show)).mappings())
    return lines_of(connection, show, states), states


def lines_of(connection: Connection, show: str, seen: Mapping[int, CaseState]) -> dict[int, Planned]:
    """Every line, and the cases that were seen without one."""
    lines = {one.id: one for one in planned(connection.execute(LINES.where(Line.show == show)))}
    return lines | strangers(connection, seen.keys() - lines.keys())


def some(connection: Connection, show: str, wanted: Collection[int]) -> tuple[dict[int, Planned], dict[int, CaseState]]:
    """Lines and states of some cases, and of those around them. Three queries for 256 cases, however deep they lie.

    One more where some are on no line.
    """
    lines: dict[int, Planned] = {}
    states: dict[int, CaseState] = {}
    every = {*wanted, *outer(connection, show, wanted)}
    for keys in pieces(every):
        mine = some_lines().rows(connection, {"show": show, "cases": keys})
        lines |= {one.id: one for one in planned(mine)}
        found = rows.stored(connection, show, "case", [str(one) for one in keys])
        states |= loaded(dict(zip(rows.columns_of("case"), one, strict=True)) for one in found)
    return lines | strangers(connection, every - lines.keys()), states


def outer(connection: Connection, show: str, wanted: Collection[int]) -> Iterator[int]:
    """The cases that some lie in, or are planned to, and those around these. One query for 256 cases."""
    for keys in pieces(wanted):
        given = {"show": show, "cases": keys, "keys": [str(one) for one in keys]}
        yield from (one for pair in enclosing().rows(connection, given) for one in pair if one is not None)


@cache
def enclosing() -> Prepared:
    """The query for `outer`: the case that each is planned in, beside the one that it lies in.

    A recursion may join itself but once on PostgreSQL, and follows both, so they climb as a pair. It ends where they
    lie in each other, since no pair is taken twice.
    """
    state = rows.table("case").c
    show: BindParameter[str] = bindparam("show")
    planned_in = select(Line.inside, cast(null(), BigInteger).label("lies")).where(
        Line.show == show, ~Line.gone, Line.case.in_(listed("cases")), Line.inside.is_not(None)
    )
    lies_in = select(cast(null(), Integer), state.inside).where(
        state.show == show, state.key.in_(listed("keys")), state.inside.is_not(None)
    )
    found = select(planned_in.union(lies_in).subquery()).cte("enclosing", recursive=True)
    line = and_(Line.show == show, ~Line.gone, Line.case.in_((found.c.inside, found.c.lies)))
    same = and_(state.show == show, state.key.in_((cast(found.c.inside, String), cast(found.c.lies, String))))
    further = select(Line.inside, state.inside).select_from(found).outerjoin(Line, line)
    further = further.outerjoin(rows.table("case"), same)
    further = further.where(or_(Line.inside.is_not(None), state.inside.is_not(None)))
    return Prepared(select(found.union(further)))


@cache
def some_lines() -> Prepared:
    """The query for the lines of some cases."""
    return Prepared(LINES.where(Line.show == bindparam("show"), Line.case.in_(listed("cases"))))


PLACES = Prepared(
    select(Place.id, Place.kind, Place.dock, Place.owner).where(Place.show == bindparam("show"), ~Place.gone)
)
LINES: Select[*tuple[Any, ...]] = (
    select(Line.case, Case.code, Line.truck, Line.dock, Line.zone, Line.inside, Case.owner, Line.sort)
    .join(Case, Case.id == Line.case)
    .where(~Line.gone)
)


def planned(found: Iterable[Sequence[Any]]) -> Iterator[Planned]:
    """Rows of LINES as the rules want them."""
    for case, code, truck, dock, zone, inside, owner, sort in found:
        yield Planned(case, code, truck, dock, zone, inside, owner, listed=True, sort=sort)


def strangers(connection: Connection, keys: Collection[int]) -> dict[int, Planned]:
    """Cases that are on no line of this show; those that nobody knows are left out."""
    found: dict[int, Planned] = {}
    for some_keys in pieces(keys):
        query = select(Case.id, Case.code, Case.owner).where(Case.id.in_(some_keys))
        for case, code, owner in connection.execute(query):
            found[case] = Planned(case, code, owner=owner, listed=False)
    return found


def loaded(columns: Iterable[Any]) -> dict[int, CaseState]:
    """States by case, of their rows: columns by name."""
    found: dict[int, CaseState] = {}
    for one in columns:
        if (id := case_id(one["key"])) is not None:
            state = rows.unfold("case", one)
            assert isinstance(state, CaseState)
            found[id] = state
    return found


def case_id(key: str) -> int | None:
    """A subject's key as the key of a case; None for what a phone made up."""
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 16 else None


def places(connection: Connection, show: str) -> dict[int, Spot]:
    """A show's places."""
    return {row[0]: Spot(*row) for row in PLACES.rows(connection, {"show": show})}


def pieces(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys in portions that fit one question."""
    rest = iter(sorted(keys))
    while portion := list(islice(rest, MOST_KEYS)):
        yield portion
