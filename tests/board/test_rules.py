"""The rules of the board give what the table says, which the phone's rules run too."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from siteops.board import rules, wishes
from siteops.board.drawing import Course, drawing
from siteops.core import clock
from siteops.gear.rules import Wanted
from tests.harness.cases import cases, names

[BASE, *TABLE] = cases("board")
MINUTE = timedelta(minutes=1)


def read(value: Any) -> Any:
    """A value of the table with its instants as such."""
    if isinstance(value, str) and value.endswith("Z"):
        return clock.read(value)
    if isinstance(value, list):
        return [read(one) for one in value]
    return {name: read(one) for name, one in value.items()} if isinstance(value, dict) else value


def plan(given: dict[str, Any]) -> wishes.Plan:
    rest = {name: one for name, one in given.items() if name != "bookings"}
    return wishes.Plan(wishes.booked(wishes.Booking(**one) for one in given.get("bookings", [])), **rest)


def loads(given: list[dict[str, Any]]) -> list[wishes.Load]:
    return [wishes.Load(Wanted(**one["wanted"]), one["total"], one.get("done", 0)) for one in given]


def minutes(span: timedelta | None) -> float | None:
    return None if span is None else round(span / MINUTE, 3)


def pace(found: rules.Recent | None) -> Any:
    return found and [found.cases, minutes(found.over)]


def line(found: wishes.Curve) -> list[Any]:
    return [[at, round(count, 3)] for at, count in found]


def whole(found: rules.Outlook) -> dict[str, Any]:
    planned, end = found.planned, found.forecast and found.forecast.at
    return {"planned": planned and round(planned, 3), "ahead": minutes(found.ahead), "recent": pace(found.recent),
            "forecast": end}  # fmt: skip


def chart(given: dict[str, Any], width: int, height: int) -> dict[str, Any] | None:
    forecast = given["forecast"] and rules.Forecast(*given["forecast"])
    found = drawing(Course(**{**given, "forecast": forecast}), width, height)
    return found and {**found._asdict(), "hours": [list(one) for one in found.hours]}


def outlook(given: list[wishes.Load], times: list[datetime], plan: wishes.Plan, at: datetime) -> rules.Outlook:
    return rules.outlook(given, times, wishes.wished(given, plan), at)


ASKED: dict[str, Any] = {
    "drawing": lambda given, width, height, _: chart(given, width, height),
    "spans": lambda wanted, plan: [list(one) for one in wishes.spans(Wanted(**wanted), plan)],
    "curve": lambda given, plan: line(wishes.curve(loads(given), plan)),
    "planned": lambda wanted, at, _: round(rules.planned(wanted, at), 3),
    "ahead": lambda wanted, done, at, _: minutes(rules.ahead(wanted, done, at)),
    "recent": lambda times, at, _: pace(rules.recent(times, at)),
    "forecast": lambda times, left, at, _: (pace := rules.recent(times, at)) and [*rules.forecast(pace, left, at)],
    "trace": lambda times, since, until, steps, _: line(rules.trace(times, since, until, steps)),
    "stuck": lambda leg, rung, since, before, _: rules.is_stuck(leg, rung, clock.spell(since), clock.spell(before)),
    "stalled": lambda times, left, at, _: minutes(rules.stalled(times, left, at)),
    "tone": lambda ahead, full, _: rules.tone(
        rules.Outlook(None, None if ahead is None else ahead * MINUTE, None, None), full
    ),
    "outlook": lambda given, times, at, plan: whole(outlook(loads(given), times, plan, at)),
}


@pytest.mark.parametrize("case", TABLE, ids=names(TABLE))
def test_the_board_is_judged_as_the_table_says(case: dict[str, Any]):
    given = plan(read(case.get("plan", BASE["plan"])))
    assert ASKED[case["ask"]](*read(case["of"]), given) == read(case["gives"])
