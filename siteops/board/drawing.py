"""A burn-up chart as lines in a box: what the plan wanted, what came, what will. Pure. Mirrored in drawing.js."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import floor
from typing import NamedTuple

from siteops.board.rules import Forecast, trace
from siteops.board.wishes import Curve

TOP, FOOT, STEPS, APART = 12, 24, 60, 46
"""Room above the lines and below them for the hours; points of what came; how near two hours may stand."""


class Course(NamedTuple):
    """What is drawn. `wanted`: the plan's line, empty without one. `times`: when each case came, in order."""

    wanted: Curve
    times: Sequence[datetime]
    forecast: Forecast | None
    total: int
    at: datetime


class Drawing(NamedTuple):
    """SVG paths, empty where there is nothing to draw. `now`: across the chart.

    `hours`: those that have room, from the left: across, the moment, and what it is (since, now, plan, all).
    """

    plan: str
    did: str
    will: str
    now: int
    hours: Sequence[tuple[int, datetime, str]]


def drawing(course: Course, width: int, height: int) -> Drawing | None:
    """The chart in a box of that size. None while there is nothing to draw."""
    wanted, times, forecast, total, at = course
    ends = [point[0] for point in wanted] + [*times[:1]]
    if not ends or not total:
        return None
    since, until = min(*ends, at), max(*ends, at, *([forecast.latest] if forecast else []))
    if until - since < timedelta(minutes=1):
        return None

    def x(moment: datetime) -> int:
        return whole(width * ((moment - since) / (until - since)))

    def y(count: float) -> int:
        return whole(height - FOOT - (height - FOOT - TOP) * count / total)

    came = trace(times, since, at, STEPS)
    plan = [*wanted, (until, wanted[-1][1])] if wanted else []
    will = [(at, came[-1][1]), (forecast.at, total)] if forecast else []
    marks = [(at, "now"), *([(forecast.at, "all")] if forecast else []), *([(wanted[-1][0], "plan")] if wanted else [])]

    def line(points: Curve) -> str:
        return path((x(moment), y(count)) for moment, count in points)

    hours = [(x(moment), moment, what) for moment, what in [*marks, (since, "since")]]
    return Drawing(line(plan), line(came), line(will), x(at), spaced(hours))


def path(points: Iterable[tuple[int, int]]) -> str:
    """Points joined by straight lines; those within a level piece are left out."""
    kept: list[tuple[int, int]] = []
    for point in points:
        if len(kept) > 1 and kept[-1][1] == kept[-2][1] == point[1]:
            kept.pop()
        kept.append(point)
    return "M" + "L".join(f"{across} {down}" for across, down in kept) if len(kept) > 1 else ""


def spaced(hours: Sequence[tuple[int, datetime, str]]) -> list[tuple[int, datetime, str]]:
    """Those that have room beside the ones before them, from the left."""
    kept: list[tuple[int, datetime, str]] = []
    for one in hours:
        if all(abs(one[0] - other[0]) >= APART for other in kept):
            kept.append(one)
    return sorted(kept)


def whole(value: float) -> int:
    """The nearest whole number, halves upwards, as JavaScript rounds."""
    return floor(value + 0.5)
