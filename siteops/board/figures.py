"""The figures of the desk's board: places against the plan, crew, incidents, lists. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, and_, cast, select

from siteops.board.beside import Part
from siteops.board.known import Known
from siteops.checklists.rules import Load, Planned, Progress, progress
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
NONE = Count()
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


class Spot(NamedTuple):
    """A place of the plan. `due`: full by then, as text."""

    kind: str
    ref: str
    name: str
    due: str | None


class Checklist(NamedTuple):
    """A list of the plan: how far it is while cases are missing on its truck, and once all are on it."""

    name: str
    truck: int | None
    zone: int | None
    waiting: Progress
    complete: Progress


def figures(connection: Connection, show: str, known: Known) -> Figures:
    """The board of a show, now."""
    now, leg, beside = clock.stamp(), known.standing.leg, known.beside
    spots, people = beside.of(SPOTS, connection, show), beside.of(PEOPLE, connection, show)
    lists = beside.of(LISTS, connection, show)
    counts = {ref: group.cases for ref, group in known.course.groups.items()}
    return Figures(
        leg, counts.get("show", NONE), places(spots, leg, counts, now), presence(people, now),
        severities(connection, show), [row(one, known) for one in lists],
    )  # fmt: skip


def places(spots: Iterable[Spot], leg: str, counts: Mapping[str, Count], now: str) -> list[PlaceRow]:
    """Places that something is planned for, in the plan's order; late ones first."""
    found = []
    for kind, ref, name, due in spots:
        count = counts.get(ref, NONE)
        if kind in KINDS and count.total:
            found.append(PlaceRow(kind, name, count, count.done(leg), pace(count, leg, due, now), due, ref))
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.pace != "late"))


def row(one: Checklist, known: Known) -> ListRow:
    """A list as it is now."""
    truck = known.course.groups.get(f"truck:{one.truck}")
    count = truck.aboard(one.zone) if truck else NONE  # without a truck, no case is on it
    return ListRow(one.name, *(one.complete if Load(count.total, count.loaded).is_complete else one.waiting))


def severities(connection: Connection, show: str) -> dict[str, int]:
    """Open incidents by severity."""
    state = rows.table("incident").c
    query = select(state.severity).where(state.show == show, state.reported.is_not(None), state.resolved.is_(None))
    found: dict[str, int] = {}
    for severity in connection.scalars(query):
        found[severity] = found.get(severity, 0) + 1
    return found


def spots_of(connection: Connection, show: str) -> list[Spot]:
    """Every place, in the plan's order."""
    query = select(Place.kind, Place.id, Place.name, Place.due).where(Place.show == show, ~Place.gone)
    found = connection.execute(query.order_by(Place.sort, Place.name))
    return [Spot(kind, f"{kind}:{id}", name, clock.spell(due) if due else None) for kind, id, name, due in found]


def people_of(connection: Connection, show: str) -> list[tuple[str | None, PersonState]]:
    """Everybody's call and state."""
    state = rows.table("person").c
    same = and_(state.show == Grant.show, state.key == cast(Grant.person, String))
    query = select(Grant.call, state.since, state.first_in).select_from(Grant)
    query = query.outerjoin(rows.table("person"), same).where(Grant.show == show, Grant.revoked.is_(None))
    spelled = cache(clock.spell)  # hundreds of people are called for a few moments
    return [
        (spelled(call) if call else None, PersonState(since=since, first_in=first))
        for call, since, first in connection.execute(query)
    ]


def lists_of(connection: Connection, show: str) -> list[Checklist]:
    """Every list, in the plan's order."""
    steps = steps_of(connection, show)
    query = select(List.id, List.name, List.truck, List.zone).where(List.show == show, ~List.gone)
    return [
        Checklist(name, truck, zone, *(progress(steps.get(id, []), load) for load in (Load(1, 0), Load(1, 1))))
        for id, name, truck, zone in connection.execute(query.order_by(List.sort, List.name))
    ]


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


SPOTS = Part(spots_of, "place")
PEOPLE = Part(people_of, "grant", "person_state")
LISTS = Part(lists_of, "list", "step", "step_state")
