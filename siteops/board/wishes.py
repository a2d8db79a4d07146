"""When the plan wants how many cases where. Pure. Mirrored in static/board/rules.js."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from siteops.gear.rules import Wanted

Span = tuple[datetime, datetime]
Curve = Sequence[tuple[datetime, float]]
"""How many cases the plan wants by when: points in order of time, straight lines between."""


class Booking(NamedTuple):
    """A dock's booking of the leg. `truck`: None if it names none."""

    truck: int | None
    dock: int
    starts: datetime
    ends: datetime


class Plan(NamedTuple):
    """When one leg is planned. `booked`: see there. `due`: by reference, full by then.

    `begins`, `ends`: of its phase, None: not planned.
    """

    booked: Mapping[str, Sequence[Span]] = {}
    due: Mapping[str, datetime] = {}
    begins: datetime | None = None
    ends: datetime | None = None


class Load(NamedTuple):
    """Cases that the plan wants alike, and how many of them have come."""

    wanted: Wanted
    total: int
    done: int


class Wish(NamedTuple):
    """What the plan says of some loads. `line`: see Curve. `since`: from when cases of each can come, None: ever."""

    line: Curve
    since: Mapping[Wanted, datetime | None]


def wished(loads: Iterable[Load], plan: Plan) -> Wish:
    """What the plan says of some cases, however many of them have come."""
    known = [*loads]
    times = {one.wanted: spans(one.wanted, plan) for one in known}
    return Wish(curve(known, plan), {wanted: min(found)[0] if found else None for wanted, found in times.items()})


def booked(bookings: Iterable[Booking]) -> dict[str, list[Span]]:
    """When docks are booked: for a truck (`truck:2`), at a dock for anybody (`dock:3`), for nobody named (`free:3`)."""
    found: dict[str, list[Span]] = defaultdict(list)
    for truck, dock, *span in bookings:
        for ref in (f"dock:{dock}", f"free:{dock}" if truck is None else f"truck:{truck}"):
            found[ref].append((span[0], span[1]))
    return dict(found)


def spans(wanted: Wanted, plan: Plan) -> Sequence[Span]:
    """When cases should come: at the bookings of their truck, else of their dock; without any, from the beginning of
    the phase until their truck, zone or dock is due, else until the phase ends. Empty where the plan does not say."""
    truck, dock, zone = wanted
    for ref in (f"dock:{dock}",) if truck is None else (f"truck:{truck}", f"free:{dock}"):
        if ref in plan.booked:
            return plan.booked[ref]
    refs = (f"truck:{truck}", f"zone:{zone}", f"dock:{dock}")
    ends = [*(plan.due[ref] for ref in refs if ref in plan.due), *([plan.ends] if plan.ends else [])]
    begins = plan.begins
    return [(begins, end) for end in ends if begins and end > begins][:1]


def curve(loads: Iterable[Load], plan: Plan) -> Curve:
    """How many cases the plan wants by when. Empty where it does not say so of each."""
    bends: dict[datetime, float] = defaultdict(float)
    for one in loads:
        times = spans(one.wanted, plan)
        if not times:
            return []
        whole = sum((ends - starts for starts, ends in times), timedelta())
        each = one.total / whole.total_seconds()
        for starts, ends in times:
            bends[starts] += each
            bends[ends] -= each
    return drawn(bends)


def drawn(bends: Mapping[datetime, float]) -> Curve:
    """The line that bends so, by cases a second, at those moments."""
    points: list[tuple[datetime, float]] = []
    level = slope = 0.0
    for at in sorted(bends):
        level += slope * (at - points[-1][0]).total_seconds() if points else 0
        points.append((at, level))
        slope += bends[at]
    return points
