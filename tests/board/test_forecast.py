"""What the board forecast on days that are over came true: a made-up one, and twelve that an airport recorded.

The figures are printed; the phone's rules are held against the same days in forecast.test.mjs.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from statistics import median
from typing import Any, NamedTuple

import pytest

from siteops.board import rules, wishes
from siteops.core import clock
from siteops.gear.rules import Wanted
from tests.harness.cases import cases

MINUTE = timedelta(minutes=1)
STEP = 5 * MINUTE
PROMISED = 3 / 4
"""The share of looks whose range holds the end, as rules.SPREAD says."""


class Look(NamedTuple):
    """A look at the board. `end`: when the last case came indeed."""

    at: datetime
    end: datetime
    said: rules.Forecast

    @property
    def held(self) -> bool:
        """Whether the end lay within the range."""
        return self.said.earliest <= self.end <= self.said.latest

    @property
    def off(self) -> float:
        """How many minutes the end was from what was said."""
        return abs((self.said.at - self.end) / MINUTE)


@pytest.mark.parametrize("name", ["day", "departures"])
def test_the_end_lies_within_the_range_three_times_out_of_four(name: str):
    looks = [look for day in days(name) for look in looked(day)]
    held = sum(look.held for look in looks)
    print(f"{name}: {held} of {len(looks)} ranges held the end; half of the forecasts were {half(looks)} off at most")
    assert len(looks) > 40
    assert held > PROMISED * len(looks)


@pytest.mark.parametrize(("name", "bound"), [("day", 10), ("departures", 20)])
def test_in_the_last_twenty_minutes_no_forecast_is_off_by_more(name: str, bound: int):
    looks = [look for day in days(name) for look in looked(day) if look.at > look.end - 20 * MINUTE]
    print(f"{name}: half were {half(looks)} off at most, all {max(look.off for look in looks):.0f} min")
    assert all(look.off < bound for look in looks)


def days(name: str) -> list[Any]:
    """The days of a table, whose first row says whose they are."""
    return cases(name)[1:]


def half(looks: Iterable[Look]) -> str:
    """How far half of the forecasts were off at most."""
    return f"{median(look.off for look in looks):.0f} min"


def looked(day: dict[str, Any]) -> Iterator[Look]:
    """Every look at the board at which it forecast the end, five minutes apart, from the first case to the last."""
    begins = clock.read(day["begins"])
    came = {int(truck): [begins + minute * MINUTE for minute in minutes] for truck, minutes in day["came"].items()}
    booked = [wishes.Booking(truck, dock, *(begins + minute * MINUTE for minute in hours))
              for truck, dock, *hours in day["bookings"]]  # fmt: skip
    plan = wishes.Plan(wishes.booked(booked))
    times = sorted(at for truck in came.values() for at in truck)
    for count in range((times[-1] - times[0]) // STEP):
        at = times[0] + count * STEP
        loads = [wishes.Load(Wanted(truck=truck), len(each), bisect_right(each, at)) for truck, each in came.items()]
        said = rules.outlook(loads, times[: bisect_right(times, at)], wishes.wished(loads, plan), at).forecast
        if said:
            yield Look(at, times[-1], said)
