"""The figures of the desk's board: places against the plan, crew, incidents, lists. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, String, and_, cast, select

from siteops.board.known import Known
from siteops.checklists.rules import Load, Planned, progress
from siteops.checklists.state import StepState
from siteops.core import clock
from siteops.core.access.people import Grant
from siteops.core.journal import rows
from siteops.core.plan import List, Place, Step
from siteops.crew.rules import Presence, presence
from siteops.crew.state import PersonState
from siteops.gear.counts import Count, pace

UNSAID = StepState()
"""Of a step that nobody spoke of."""
KINDS = ("zone", "dock", "truck")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place against the plan. `pace`: full, late, open (gear/counts.py). `due`: full by then, as text."""

    kind: str
    name: str
    cases: Count
    done: int
    pace: str
    due: str | None
    ref: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """A checklist, and how far it is."""

    name: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the board shows. `severities`: of open incidents, how many of each."""

    leg: str
    whole: Count
    places: list[PlaceRow]
    crew: Presence
    severities: dict[str, int]
    lists: list[ListRow]


def figures(connection: Connection, show: str, known: Known) -> Figures:
    """The board of a show, now."""
    now, counts = clock.stamp(), {ref: group.cases for ref, group in known.course.groups.items()}
    return Figures(
        known.standing.leg, counts.get("show", Count()), places(connection, show, known.standing.leg, counts, now),
        crew(connection, show, now), severities(connection, show), lists(connection, show, known),
    )  # fmt: skip


def places(connection: Connection, show: str, leg: str, counts: Mapping[str, Count], now: str) -> list[PlaceRow]:
    """Places that something is planned for, in the plan's order; late ones first."""
    query = select(Place.kind, Place.id, Place.name, Place.due).where(Place.show == show, ~Place.gone)
    found = []
    for kind, id, name, due in connection.execute(query.order_by(Place.sort, Place.name)):
        count = counts.get(f"{kind}:{id}", Count())
        by = clock.spell(due) if due else None
        if kind in KINDS and count.total:
            found.append(PlaceRow(kind, name, count, count.done(leg), pace(count, leg, by, now), by, f"{kind}:{id}"))
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.pace != "late"))


def crew(connection: Connection, show: str, now: str) -> Presence:
    """Who is here and who is not."""
    state = rows.table("person").c
    same = and_(state.show == Grant.show, state.key == cast(Grant.person, String))
    query = select(Grant.call, state.since, state.first_in).select_from(Grant)
    query = query.outerjoin(rows.table("person"), same).where(Grant.show == show, Grant.revoked.is_(None))
    spelled = cache(clock.spell)  # hundreds of people are called for a few moments
    people = [
        (spelled(call) if call else None, PersonState(since=since, first_in=first))
        for call, since, first in connection.execute(query)
    ]
    return presence(people, now)


def severities(connection: Connection, show: str) -> dict[str, int]:
    """Open incidents by severity."""
    state = rows.table("incident").c
    query = select(state.severity).where(state.show == show, state.reported.is_not(None), state.resolved.is_(None))
    found: dict[str, int] = {}
    for severity in connection.scalars(query):
        found[severity] = found.get(severity, 0) + 1
    return found


def lists(connection: Connection, show: str, known: Known) -> list[ListRow]:
    """Every list with how far it is."""
    steps, groups = steps_of(connection, show), known.course.groups
    query = select(List).where(List.show == show, ~List.gone).order_by(List.sort, List.name)
    found = []
    for one in connection.execute(query.with_only_columns(List.id, List.name, List.truck, List.zone)):
        truck = groups.get(f"truck:{one.truck}")
        count = truck.aboard(one.zone) if truck else Count()  # without a truck, no case is on it
        done, total = progress(steps.get(one.id, []), Load(count.total, count.loaded))
        found.append(ListRow(one.name, done, total))
    return found


def steps_of(connection: Connection, show: str) -> dict[int, list[tuple[Planned, StepState]]]:
    """Steps with their states, by list."""
    table = rows.table("step")
    known = connection.execute(select(table).where(table.c.show == show)).mappings()
    states: dict[str, Any] = {row["key"]: rows.unfold("step", row) for row in known}
    columns = (Step.list, Step.id, Step.safety, Step.photo, Step.auto)
    found: dict[int, list[tuple[Planned, StepState]]] = {}
    for one, id, safety, photo, auto in connection.execute(select(*columns).where(Step.show == show, ~Step.gone)):
        found.setdefault(one, []).append((Planned(id, safety, photo, auto), states.get(str(id), UNSAID)))
    return found
