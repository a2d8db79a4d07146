"""The cases of a show as the rules want to see them: read from plan and state."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from siteops.core import rows
from siteops.core.plan import Case, Line, Place
from siteops.gear.rules import Planned, Site, Spot
from siteops.gear.state import CaseState

MOST_KEYS = 900
"""Keys in one question: SQLite once took at most 999 parameters."""


class Standing(NamedTuple):
    """Where the show is, as far as its cases are judged by it."""

    leg: str = "in"
    phase: str = "load-in"
    closed: Collection[str] = ()


def read(connection: Connection, show: str, standing: Standing, wanted: Collection[int] | None = None) -> Site:
    """All cases of a show; or the wanted ones, with whatever lies around them, now or by the plan."""
    lines, states = everything(connection, show) if wanted is None else some(connection, show, wanted)
    return Site(lines, places(connection, show), states, *standing)


def everything(connection: Connection, show: str) -> tuple[dict[int, Planned], dict[int, CaseState]]:
    """Every line and state, those of cases that were seen without a line too. Four queries."""
    lines = {one.id: one for one in planned(connection, LINES.where(Line.show == show))}
    state = rows.table("case")
    states = loaded(connection, select(state).where(state.c.show == show))
    return lines | strangers(connection, states.keys() - lines.keys()), states


def some(connection: Connection, show: str, wanted: Collection[int]) -> tuple[dict[int, Planned], dict[int, CaseState]]:
    """Lines and states of some cases, and of those around them. Two queries a level of nesting and 900 cases."""
    lines: dict[int, Planned] = {}
    states: dict[int, CaseState] = {}
    state = rows.table("case")
    missing = set(wanted)
    while missing:
        for keys in pieces(missing):
            lines |= {one.id: one for one in planned(connection, LINES.where(Line.show == show, Line.case.in_(keys)))}
            mine = select(state).where(state.c.show == show, state.c.key.in_([str(key) for key in keys]))
            states |= loaded(connection, mine)
        lines |= strangers(connection, missing - lines.keys())
        around = {lines[one].inside for one in missing & lines.keys()}
        around |= {states[one].inside for one in missing & states.keys()}
        missing = {one for one in around if one is not None and one not in lines}
    return lines, states


LINES: Select[*tuple[Any, ...]] = (
    select(Line.case, Case.code, Line.truck, Line.dock, Line.zone, Line.inside, Case.owner, Line.sort)
    .join(Case, Case.id == Line.case)
    .where(~Line.gone)
)


def planned(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[Planned]:
    """Lines as the rules want them."""
    for case, code, truck, dock, zone, inside, owner, sort in connection.execute(query):
        yield Planned(case, code, truck, dock, zone, inside, owner, listed=True, sort=sort)


def strangers(connection: Connection, keys: Collection[int]) -> dict[int, Planned]:
    """Cases that are on no line of this show; those that nobody knows are left out."""
    found: dict[int, Planned] = {}
    for some_keys in pieces(keys):
        query = select(Case.id, Case.code, Case.owner).where(Case.id.in_(some_keys))
        for case, code, owner in connection.execute(query):
            found[case] = Planned(case, code, owner=owner, listed=False)
    return found


def loaded(connection: Connection, query: Select[*tuple[Any, ...]]) -> dict[int, CaseState]:
    """States by case."""
    found: dict[int, CaseState] = {}
    for one in connection.execute(query).mappings():
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
    query = select(Place.id, Place.kind, Place.dock, Place.owner).where(Place.show == show, ~Place.gone)
    return {row.id: Spot(*row) for row in connection.execute(query)}


def pieces(keys: Iterable[int]) -> Iterator[list[int]]:
    """Keys in portions that fit one question."""
    rest = iter(sorted(keys))
    while portion := list(islice(rest, MOST_KEYS)):
        yield portion
