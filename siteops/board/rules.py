"""What should have come by now, how quickly things come, and when all will be there. Pure. Mirrored in rules.js."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from siteops.gear.rules import Wanted

RECENT = (timedelta(minutes=10), timedelta(minutes=30))
"""How far back a pace is looked for: the shorter, unless too few came in it (trucks change, a zone is slow)."""
FEWEST = 5
"""Fewer cases than that are no pace: a forecast from them would be a guess."""
SPREAD = 1.5
"""How far a forecast reaches to both sides, in roots of the count: the end lies within it three times out of four."""
STUCK = timedelta(minutes=20)
"""A case that stands halfway, or a place where nothing comes, for longer is worth a walk."""
ON_PLAN = timedelta(minutes=5)
"""Nobody on a dock plans finer than this."""
LATE = timedelta(minutes=20)
"""Behind by more than this, the next truck waits."""
HALFWAY = {"in": "arrived", "out": "packed"}
TINY = 1e-6
"""Sums of shares are not exact."""

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


class Recent(NamedTuple):
    """How many came in the last while."""

    cases: int
    over: timedelta

    @property
    def per_minute(self) -> float:
        """Cases a minute."""
        return self.cases / (self.over / timedelta(minutes=1))


class Forecast(NamedTuple):
    """When all will have come at the present pace, and between when it is likely to be."""

    at: datetime
    earliest: datetime
    latest: datetime


class Outlook(NamedTuple):
    """How a place stands against the plan; each None where nothing can be said.

    `planned`: cases that should have come. `ahead`: of the plan, behind it below zero.
    """

    planned: float | None
    ahead: timedelta | None
    recent: Recent | None
    forecast: Forecast | None


def outlook(loads: Sequence[Load], times: Sequence[datetime], plan: Plan, at: datetime) -> Outlook:
    """A place (or a department, or the show) at a moment. `times`: when each of its cases came, in order."""
    wanted, done, pace = curve(loads, plan), sum(one.done for one in loads), recent(times, at)
    full = done >= sum(one.total for one in loads)
    return Outlook(
        planned(wanted, at) if wanted else None, None if full else ahead(wanted, done, at), pace,
        None if full or pace is None else forecast(times, waiting(loads, plan), at),
    )  # fmt: skip


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


def planned(wanted: Curve, at: datetime) -> float:
    """How many cases should have come."""
    after = bisect_right(wanted, at, key=lambda point: point[0])
    if after in (0, len(wanted)):
        return wanted[-1][1] if after else 0
    (since, low), (until, high) = wanted[after - 1 : after + 1]
    return low + (high - low) * ((at - since) / (until - since))


def ahead(wanted: Curve, done: int, at: datetime) -> timedelta | None:
    """How long before its time this many have come; below zero: how long after. None without a plan, or before it."""
    if not wanted or (not done and at <= wanted[0][0]):
        return None
    first, last = when(wanted, done)
    return first - at if at < first else last - at if at > last else timedelta()


def when(wanted: Curve, count: float) -> tuple[datetime, datetime]:
    """From when until when the plan wants exactly so many: one moment, but where it rests."""
    first = next((here for here in pairwise(wanted) if here[1][1] >= count - TINY), None)
    last = next((here for here in pairwise(wanted) if here[1][1] > count + TINY), None)
    return crossing(first, count, wanted[-1][0]), crossing(last, count, wanted[-1][0])


def crossing(piece: Sequence[tuple[datetime, float]] | None, count: float, end: datetime) -> datetime:
    """When a piece of the line reaches a count; `end` if none does."""
    if piece is None:
        return end
    (since, low), (until, high) = piece
    return since + (until - since) * min(1, max(0, (count - low) / max(high - low, TINY)))


def recent(times: Sequence[datetime], at: datetime) -> Recent | None:
    """The present pace. None if too few came lately to call it one."""
    now = bisect_right(times, at)
    for longest in RECENT:
        since = bisect_right(times, at - longest)
        if now - since >= FEWEST:
            return Recent(now - since, min(longest, max(at - times[0], timedelta(minutes=1))))
    return None


def waiting(loads: Iterable[Load], plan: Plan) -> list[tuple[datetime | None, int]]:
    """How many are still to come, and from when they can; None: at any time."""
    left = [(spans(one.wanted, plan), one.total - one.done) for one in loads]
    return [(min(times)[0] if times else None, count) for times, count in left if count]


def forecast(times: Sequence[datetime], left: Iterable[tuple[datetime | None, int]], at: datetime) -> Forecast | None:
    """When all that is left will have come at the present pace. None if there is none.

    `left`: how many may come from when; what is booked for later does not come earlier, however quick we are.
    """
    pace = recent(times, at)
    if pace is None:
        return None
    off, rows = SPREAD * sqrt(pace.cases), sorted((since or at, count) for since, count in left)
    return Forecast(*(emptied(rows, at, pace.over, pace.cases + more) for more in (0, off, -off)))


def emptied(left: Iterable[tuple[datetime, int]], at: datetime, over: timedelta, come: float) -> datetime:
    """When the last of what is left has come, if so many come in a while."""
    for since, count in left:
        at = max(at, since) + over * count / come
    return at


def trace(times: Sequence[datetime], since: datetime, until: datetime, steps: int) -> list[tuple[datetime, int]]:
    """How many had come at evenly spaced moments: what a chart draws."""
    moments = [since + (until - since) * (step / steps) for step in range(steps + 1)]
    return [(at, bisect_right(times, at)) for at in moments]


def is_stuck(leg: str, rung: str, since: str | None, before: str) -> bool:
    """Whether a case has stood halfway too long: not moved since `before`, which is `STUCK` ago. Instants as text."""
    return rung == HALFWAY[leg] and since is not None and since < before


def stalled(times: Sequence[datetime], left: int, at: datetime) -> timedelta | None:
    """For how long nothing came where more should; None if something did, or it has not begun."""
    now = bisect_right(times, at)
    quiet = at - times[now - 1] if now and left else timedelta()
    return quiet if quiet > STUCK else None


def tone(how: Outlook, full: bool) -> str:
    """How loud a place is: ok, warn, stop; idle where the plan does not say."""
    if full:
        return "ok"
    if how.ahead is None:
        return "idle"
    return "stop" if how.ahead < -LATE else "warn" if how.ahead < -ON_PLAN else "ok"
