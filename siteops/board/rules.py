"""How quickly cases come against the plan, and when all will be there. Pure. Mirrored in rules.js."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from siteops.board.wishes import Curve, Load, Wish

ENOUGH = 60
"""A pace is that of so many cases, about a truck: of fewer it leaps at every look, of more it learns too late."""
RECENT = timedelta(hours=2)
"""How far back they are looked for at most, where cases come slowly."""
FEWEST = 5
"""Fewer cases than that are no pace: a forecast from them would be a guess."""
SPREAD = 1.5
"""How far a forecast reaches to both sides, in the root of the count, which chance moves by half of one and a day of
changing trucks by more: the end lies within it three times out of four."""
STUCK = timedelta(minutes=20)
"""A case that stands halfway, or a place where nothing comes, for longer is worth a walk."""
ON_PLAN = timedelta(minutes=5)
"""Nobody on a dock plans finer than this."""
LATE = timedelta(minutes=20)
"""Behind by more than this, the next truck waits; and no truck is counted on to keep its booking better."""
HALFWAY = {"in": "arrived", "out": "packed"}
TOTAL, DONE = itemgetter(1), itemgetter(2)
"""Of a `Load`: a large show has ten thousand."""
TINY = 1e-6
"""Sums of shares are not exact."""


class Recent(NamedTuple):
    """How many came in the last while. `over`: how long that was, of a long pause no more than `STUCK`."""

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


def outlook(loads: Sequence[Load], times: Sequence[datetime], wish: Wish, at: datetime) -> Outlook:
    """A place (or a department, or the show) at a moment. `times`: when each of its cases came, in order.

    `wish`: what the plan says of these loads.
    """
    done, pace = sum(map(DONE, loads)), recent(times, at)
    full = done >= sum(map(TOTAL, loads))
    return Outlook(
        planned(wish.line, at) if wish.line else None, None if full else ahead(wish.line, done, at), pace,
        None if full or pace is None else forecast(pace, waiting(loads, wish), at),
    )  # fmt: skip


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
    last = times[max(now - ENOUGH, bisect_right(times, at - RECENT)) : now]
    if len(last) < FEWEST:
        return None
    worked = sum((min(after - before, STUCK) for before, after in pairwise([*last, at])), timedelta())
    return Recent(len(last), max(worked, timedelta(minutes=1)))


def waiting(loads: Iterable[Load], wish: Wish) -> list[tuple[datetime | None, int]]:
    """How many are still to come, and from when they can; None: at any time."""
    left: Counter[datetime | None] = Counter()
    for wanted, total, done in loads:
        left[wish.since[wanted]] += total - done
    return [(since, count) for since, count in left.items() if count]


def forecast(pace: Recent, left: Iterable[tuple[datetime | None, int]], at: datetime) -> Forecast:
    """When all that is left will have come at a pace.

    `left`: how many may come from when. What is booked for later comes then, however quick we are; the range lets it
    come `LATE` before or after.
    """
    rows = sorted((since or at, count) for since, count in left)
    return Forecast(*(emptied(rows, at, pace, luck) for luck in (0, 1, -1)))


def emptied(left: Iterable[tuple[datetime, int]], at: datetime, pace: Recent, luck: int) -> datetime:
    """When the last of what is left has come. `luck`: 0 if all goes on as now, 1 if as well as it may, -1 as badly."""
    come, end = (sqrt(pace.cases) + luck * SPREAD) ** 2, at
    for since, count in left:
        end = max(end, since - luck * LATE if since > at else at) + pace.over * count / come
    return end


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
