"""How a show stood at a moment of the past: for the debrief, and for the insurer."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from siteops.board.figures import ListRow, PlaceRow, places, spots_of
from siteops.board.matters import Matter, on_case, rank
from siteops.checklists.rules import Load, Planned, progress
from siteops.checklists.state import StepState
from siteops.core import clock
from siteops.core.access.people import Grant
from siteops.core.journal.log import log
from siteops.core.journal.then import then
from siteops.core.plan import List, Step
from siteops.crew.rules import Presence, presence
from siteops.crew.state import PersonState
from siteops.dock.rules import leg
from siteops.dock.state import ShowState
from siteops.gear.counts import Count
from siteops.gear.ladder import stand_of
from siteops.gear.queries import Group, aboard, groups, tally
from siteops.gear.rules import Site, listed
from siteops.gear.site import Standing, case_id, with_states
from siteops.incidents.state import IncidentState

HOUR = len("2026-05-01T06")
"""So much of an instant's text names its hour."""


@dataclass(frozen=True, slots=True)
class Past:
    """A show at a moment, by the plan as it is now. `incidents`: those that were open, by key; `matters`: on cases."""

    standing: Standing
    whole: Count
    places: list[PlaceRow]
    crew: Presence
    incidents: dict[str, IncidentState]
    lists: list[ListRow]
    matters: list[Matter]


def past(connection: Connection, show: str, at: str) -> Past:
    """The show at an instant, as the log spells it."""
    standing = standing_at(connection, show, at)
    states: Any = then(connection, show, "case", at)
    seen = {id: state for key, state in states.items() if (id := case_id(key)) is not None}
    site = with_states(connection, show, standing, seen)
    found = groups(Counter(stand_of(one.id, site)[:5] for one in listed(site)))
    counts, spots = tally(found), spots_of(connection, show)
    return Past(
        standing, counts["show"], places(spots, standing.leg, counts, at), crew(connection, show, at),
        incidents(connection, show, at), lists(connection, show, at, found), matters(site),
    )  # fmt: skip


def standing_at(connection: Connection, show: str, at: str) -> Standing:
    """The leg and phase of that moment."""
    state = then(connection, show, "show", at).get(show, ShowState())
    assert isinstance(state, ShowState)
    return Standing(leg(state.phase), state.phase, tuple(state.closed))


def crew(connection: Connection, show: str, at: str) -> Presence:
    """Who was here and who was not."""
    states: Any = then(connection, show, "person", at)
    query = select(Grant.person, Grant.call).where(Grant.show == show, Grant.revoked.is_(None))
    return presence(
        [(clock.spell(call) if call else None, states.get(str(person), PersonState())) for person, call
         in connection.execute(query)], at,
    )  # fmt: skip


def incidents(connection: Connection, show: str, at: str) -> dict[str, IncidentState]:
    """What was open, the latest first."""
    states: Any = then(connection, show, "incident", at)
    found = [(key, state) for key, state in states.items() if state.reported and not state.resolved]
    return dict(sorted(found, key=lambda one: one[1].reported, reverse=True))


def lists(connection: Connection, show: str, at: str, found: list[Group]) -> list[ListRow]:
    """Every list of the plan with how far it was."""
    states: Any = then(connection, show, "step", at)
    steps: dict[int, list[tuple[Planned, StepState]]] = {}
    columns = (Step.list, Step.id, Step.safety, Step.photo, Step.auto)
    for one, id, safety, photo, auto in connection.execute(select(*columns).where(Step.show == show, ~Step.gone)):
        steps.setdefault(one, []).append((Planned(id, safety, photo, auto), states.get(str(id), StepState())))
    made = []
    query = select(List.id, List.name, List.truck, List.zone).where(List.show == show, ~List.gone)
    for id, name, truck, zone in connection.execute(query.order_by(List.sort, List.name)):
        count = aboard(found, truck, zone)
        made.append(ListRow(name, *progress(steps.get(id, []), Load(count.total, count.loaded))))
    return made


def matters(site: Site) -> list[Matter]:
    """What a lead would have had to look at, the gravest first."""
    found = [matter for case in site.states if case in site.cases for matter in on_case(case, site)]
    return sorted(found, key=rank, reverse=True)


def busy(connection: Connection, show: str, since: str, until: str) -> dict[str, int]:
    """Entries of each hour between two instants, by the hour's own text (`2026-05-01T06`), UTC."""
    hour = func.substr(log.c.at, 1, HOUR)
    query = select(hour, func.count()).where(log.c.show == show, log.c.at >= since, log.c.at < until)
    return {name: count for name, count in connection.execute(query.group_by(hour).order_by(hour))}


def last(connection: Connection, show: str) -> str | None:
    """When the last thing happened, edits of the plan left aside; None while nothing has."""
    happened = log.c.kind.not_in(("Edited", "EditedAtOnce", "Imported", "TakenBack"))
    found: str | None = connection.scalar(select(func.max(log.c.at)).where(log.c.show == show, happened))
    return found
