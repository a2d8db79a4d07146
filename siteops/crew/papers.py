"""Papers that people bring: forklift, rigging, first aid… Whether one is valid while its owner works. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

KINDS = (
    "forklift", "rigging", "first_aid", "aerial", "height", "electrical", "driving", "induction", "other",
)  # fmt: skip
"""What a paper may be about, in the order in which a form offers it."""
STANDINGS = ("ended", "ends", "unclear", "valid")
"""How a paper stands, worst first: not valid on any day, only on the first ones, cannot be told, on all of them."""


class Paper(NamedTuple):
    """A paper. `until`: its last valid day, None: no end, or none that can be read; `written`: as somebody put it.

    `doubtful`: `until` is the latest day that can be meant; whether the paper holds so long is not known.
    """

    kind: str
    until: date | None
    written: str = ""
    doubtful: bool = False


def standing(paper: Paper, days: Sequence[date]) -> str:
    """How a paper stands on the days that its owner works, in order; without days it can only be in doubt or not."""
    if paper.until and days and paper.until < days[-1]:
        return "ended" if paper.until < days[0] else "ends"
    return "unclear" if paper.doubtful else "valid"


def worst(papers: Iterable[Paper], days: Sequence[date]) -> tuple[str, Paper] | None:
    """The paper that needs a look first, and how it stands; None for somebody without papers."""
    found = [(standing(one, days), one) for one in papers]
    return min(found, key=lambda one: STANDINGS.index(one[0]), default=None)


def worked(calls: Iterable[tuple[date | None, datetime | None, datetime | None]], zone: ZoneInfo) -> list[date]:
    """The days of the site's calendar on which somebody with these calls (day, from, until) works, in order."""
    found: set[date] = set()
    for day, starts, ends in calls:
        if day:
            found.add(day)
        if starts:
            found.add(starts.astimezone(zone).date())
        if ends:
            found.add((ends - timedelta(microseconds=1)).astimezone(zone).date())
    return sorted(found)
