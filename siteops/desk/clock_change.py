"""Nights in which the site's clocks change, and what is planned across them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, select

from siteops.core.access.people import Call
from siteops.core.plan import Slot
from siteops.desk.show.phase_plan import Planned, running
from siteops.desk.site.day import jumps

LONGEST_DAYS = 60
"""What a show plans further apart than this is a slip of the pen, not a run."""


class Change(NamedTuple):
    """What clocks show before and after, the phase planned to run then, and how many slots and calls it touches."""

    before: datetime
    after: datetime
    phase: str | None
    slots: int
    calls: int

    @property
    def forward(self) -> bool:
        """Whether the night is shorter."""
        return self.after > self.before


class Span(NamedTuple):
    """From when to when something is planned."""

    starts: datetime
    ends: datetime


def changes(connection: Connection, show: str, planned: Planned, zone: ZoneInfo) -> list[Change]:
    """Every change of clocks within what the show has planned. Two queries.

    It touches what it lies in; where clocks go back, also what begins or ends within the hour that comes twice.
    """
    slots = spans(connection.execute(select(Slot.starts, Slot.ends).where(Slot.show == show, ~Slot.gone)))
    calls = spans(connection.execute(select(Call.starts, Call.ends).where(Call.show == show, ~Call.gone)))
    instants = [*planned.values(), *(at for one in (*slots, *calls) for at in one)]
    if not instants or (max(instants) - min(instants)).days > LONGEST_DAYS:
        return []
    first, last = min(instants).astimezone(zone), max(instants).astimezone(zone)
    found = []
    for before, after in jumps(first.date(), last.date(), zone):
        at = after.replace(tzinfo=zone, fold=1).astimezone(UTC)
        doubled = max(before - after, timedelta())
        begins, ends = at - doubled, at + doubled
        touched = [sum(one.starts < ends and one.ends > begins for one in some) for some in (slots, calls)]
        found.append(Change(before, after, running(planned, at), *touched))
    return found


def spans(rows: Iterable[Row[Any]]) -> list[Span]:
    """Rows as spans; what has no end ends where it starts, what has no start is left out."""
    return [Span(one.starts, one.ends or one.starts) for one in rows if one.starts]
