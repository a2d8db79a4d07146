"""How a show, its places and departments stand against the plan, for the desk's board. Reads only."""

from datetime import UTC, datetime
from math import ceil
from typing import NamedTuple

from sqlalchemy import Connection, select

from siteops.board.beside import Part
from siteops.board.course import Course, Group
from siteops.board.drawing import Course as Drawn
from siteops.board.drawing import Drawing, drawing
from siteops.board.known import Known
from siteops.board.rules import Outlook, outlook, tone
from siteops.board.wishes import Booking, Plan, Wish, booked, wished
from siteops.core import clock
from siteops.core.plan import Phase, Place, Slot

EVERY_S = 20
"""How often a board asks again: soon enough for a screen on the wall of the production office."""
WIDTH, HEIGHT = 640, 200
"""The chart's own units."""
LEGS = {"in": ("load-in", "show"), "out": ("load-out", "wrapped")}
"""The phase of each leg, and the one that ends it."""
NO_PLAN = Plan()


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
    made, leg = known.course, known.standing.leg
    plan = NO_PLAN if leg in known.standing.closed else known.beside.of(PLANS, connection, show)[leg]
    at = soon(clock.now())
    ask(made, plan, at)
    stood = {ref: one for ref, group in made.groups.items() if (one := stand_of(group, plan, at)).total}
    if (whole := stood.get("show")) is None:
        return Against({}, None, None)
    group = made.groups["show"]
    wanted = wish_of(group, plan).line
    drawn = drawing(Drawn(wanted, group.times, whole.look.forecast, whole.total, at), WIDTH, HEIGHT)
    return Against(stood, drawn, wanted[-1][0] if wanted else None)


def ask(made: Course, plan: Plan, at: datetime) -> None:
    """Let each group stand anew where another plan or another moment is asked for than last time."""
    if made.asked == (plan, at):
        return
    same_plan = made.asked is not None and made.asked[0] == plan
    made.asked = (plan, at)
    for group in made.groups.values():
        group.stood = None
        group.wish = group.wish if same_plan else None


def soon(now: datetime) -> datetime:
    """The next of the moments at which boards ask: what came before it has all been counted by then."""
    return datetime.fromtimestamp(ceil(now.timestamp() / EVERY_S) * EVERY_S, UTC)


def stand_of(group: Group, plan: Plan, at: datetime) -> Stood:
    """One reference at a moment; worked out once, as hundreds of places stay as they are while one case comes."""
    if group.stood is None:
        total, done = group.cases.total, len(group.times)
        look = outlook(group.parts, group.times, wish_of(group, plan), at)
        group.stood = Stood(total, done, look, tone(look, done >= total))
    found: Stood = group.stood
    return found


def wish_of(group: Group, plan: Plan) -> Wish:
    """What the plan says of one reference."""
    if group.wish is None:
        group.wish = wished(group.parts, plan)
    return group.wish


def plans_of(connection: Connection, show: str) -> dict[str, Plan]:
    """When each leg is planned: bookings, what is due, its phase. Three queries."""
    slots = select(Slot.direction, Slot.truck, Slot.dock, Slot.starts, Slot.ends)
    bookings: dict[str, list[Booking]] = {leg: [] for leg in LEGS}
    for way, truck, dock, begins, ends in connection.execute(slots.where(Slot.show == show, ~Slot.gone)):
        bookings[way].append(Booking(truck, dock, begins, ends))
    dues = select(Place.kind, Place.id, Place.due).where(Place.show == show, ~Place.gone, Place.due.is_not(None))
    due = {f"{kind}:{id}": at for kind, id, at in connection.execute(dues) if at}
    phases = select(Phase.phase, Phase.starts).where(Phase.show == show, ~Phase.gone)
    starts = {phase: at for phase, at in connection.execute(phases)}
    return {
        leg: Plan(booked(bookings[leg]), due, starts.get(begin), starts.get(end)) for leg, (begin, end) in LEGS.items()
    }


PLANS = Part(plans_of, "slot", "place", "phase")
