"""How a show, its places and departments stand against the plan, for the desk's board. Reads only."""

from datetime import UTC, datetime
from math import ceil
from typing import NamedTuple

from sqlalchemy import Connection, select

from siteops.board.course import Group
from siteops.board.drawing import Course as Drawn
from siteops.board.drawing import Drawing, drawing
from siteops.board.known import Known
from siteops.board.rules import Booking, Outlook, Plan, booked, curve, outlook, tone
from siteops.core import clock
from siteops.core.plan import Phase, Place, Slot

EVERY_S = 20
"""How often a board asks again: soon enough for a screen on the wall of the production office."""
WIDTH, HEIGHT = 640, 200
"""The chart's own units."""
LEGS = {"in": ("load-in", "show"), "out": ("load-out", "wrapped")}
"""The phase of each leg, and the one that ends it."""


class Stood(NamedTuple):
    """Cases of one reference against the plan. `tone`: how loud that is."""

    total: int
    done: int
    look: Outlook
    tone: str


class Against(NamedTuple):
    """The show against its plan. `chart`: None while there is nothing to draw. `ends`: of the plan, None without one.

    `stood`: by reference, `show`, `truck:2`, `department:audio`.
    """

    stood: dict[str, Stood]
    chart: Drawing | None
    ends: datetime | None


def against(connection: Connection, show: str, known: Known) -> Against:
    """The show now, within EVERY_S. Nothing is planned of a leg that is closed."""
    made, standing = known.course, known.standing
    plan = Plan() if standing.leg in standing.closed else plan_of(connection, show, standing.leg)
    at = soon(clock.now())
    if made.asked != (plan, at):
        made.asked = (plan, at)
        for group in made.groups.values():
            group.stood = None
    stood = {ref: one for ref, group in made.groups.items() if (one := stand_of(group, plan, at)).total}
    if (whole := stood.get("show")) is None:
        return Against({}, None, None)
    group = made.groups["show"]
    wanted = curve(group.parts(), plan)
    drawn = drawing(Drawn(wanted, group.times, whole.look.forecast, whole.total, at), WIDTH, HEIGHT)
    return Against(stood, drawn, wanted[-1][0] if wanted else None)


def soon(now: datetime) -> datetime:
    """The next of the moments at which boards ask: what came before it has all been counted by then."""
    return datetime.fromtimestamp(ceil(now.timestamp() / EVERY_S) * EVERY_S, UTC)


def stand_of(group: Group, plan: Plan, at: datetime) -> Stood:
    """One reference at a moment; worked out once, as hundreds of places stay as they are while one case comes."""
    if group.stood is None:
        loads = group.parts()
        total, done = sum(one.total for one in loads), sum(one.done for one in loads)
        look = outlook(loads, group.times, plan, at)
        group.stood = Stood(total, done, look, tone(look, done >= total))
    found: Stood = group.stood
    return found


def plan_of(connection: Connection, show: str, leg: str) -> Plan:
    """When a leg is planned: bookings, what is due, its phase. Three queries."""
    slots = select(Slot.truck, Slot.dock, Slot.starts, Slot.ends)
    taken = connection.execute(slots.where(Slot.show == show, ~Slot.gone, Slot.direction == leg))
    dues = select(Place.kind, Place.id, Place.due).where(Place.show == show, ~Place.gone, Place.due.is_not(None))
    phases = select(Phase.phase, Phase.starts).where(Phase.show == show, ~Phase.gone, Phase.phase.in_(LEGS[leg]))
    found = {phase: starts for phase, starts in connection.execute(phases)}
    begins, ends = (found.get(phase) for phase in LEGS[leg])
    due = {f"{kind}:{id}": at for kind, id, at in connection.execute(dues) if at}
    return Plan(booked(Booking(*row) for row in taken), due, begins, ends)
