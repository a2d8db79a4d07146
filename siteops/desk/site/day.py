"""A day at the docks as a table: a column a quarter of an hour, a row for all that fits beside each other on a dock.

Columns are spans of real time, so a night in which clocks change has 23 or 25 hours. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

QUARTER = timedelta(minutes=15)
FEWEST_HOURS = 8
"""A shorter day is shown as wide as a shift."""


class Booked(NamedTuple):
    """A slot: what it is, and from when to when."""

    key: int
    dock: int
    starts: datetime
    ends: datetime


class Cell(NamedTuple):
    """A slot, or a gap (None), and how many columns it takes."""

    key: int | None
    span: int


class Overlap(NamedTuple):
    """Two slots that are on one dock at once, and for how long."""

    first: int
    second: int
    starts: datetime
    ends: datetime


class Day(NamedTuple):
    """`hours`: each full hour's start, on the show's clock, with its columns. `lanes`: by dock, its rows of cells."""

    begins: datetime
    ends: datetime
    hours: Sequence[tuple[datetime, int]]
    lanes: Mapping[int, Sequence[Sequence[Cell]]]

    def share(self, at: datetime) -> float | None:
        """How far into the picture an instant is, from 0 to 1; None if it is not in it."""
        return (at - self.begins) / (self.ends - self.begins) if self.begins <= at < self.ends else None


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The instants at which a day of the show begins and ends."""
    first, last = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (day, day + timedelta(days=1)))
    return first, last


def laid_out(day: date, zone: ZoneInfo, slots: Sequence[Booked], docks: Sequence[int] = ()) -> Day | None:
    """The slots of a day as a table; None for a day without any. Those that run over midnight are cut.

    `docks`: those to show first, in their order, free ones too.
    """
    first, last = bounds(day, zone)
    mine = [one._replace(starts=max(one.starts, first), ends=min(one.ends, last)) for one in slots]
    mine = sorted((one for one in mine if one.starts < one.ends), key=lambda one: (one.starts, one.ends))
    if not mine:
        return None
    hour = min(one.starts for one in mine).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    begins = max(first, hour.astimezone(UTC))
    ends = min(last, max(*(one.ends for one in mine), begins + timedelta(hours=FEWEST_HOURS)))
    ends = begins + -(-(ends - begins) // timedelta(hours=1)) * timedelta(hours=1)
    width = (ends - begins) // QUARTER
    shown = dict.fromkeys([*docks, *(one.dock for one in mine)])
    free = [[Cell(None, width)]]
    lanes = {dock: list(rows([one for one in mine if one.dock == dock], begins, width)) or free for dock in shown}
    hours = [(begins + timedelta(hours=n)).astimezone(zone) for n in range(width // 4)]
    return Day(begins, ends, [(one, 4) for one in hours], lanes)


def rows(slots: Iterable[Booked], begins: datetime, width: int) -> Iterator[Sequence[Cell]]:
    """Rows of cells for one dock: a slot goes into the first row in which there is room."""
    open_rows: list[list[tuple[int, int, int]]] = []
    for one in slots:
        first = (one.starts - begins) // QUARTER
        last = min(width, max(first + 1, -(-(one.ends - begins) // QUARTER)))
        room = next((row for row in open_rows if row[-1][1] <= first), None)
        if room is None:
            room = []
            open_rows.append(room)
        room.append((first, last, one.key))
    return (cells(row, width) for row in open_rows)


def cells(row: Sequence[tuple[int, int, int]], width: int) -> list[Cell]:
    """A row's slots with the gaps between them."""
    made: list[Cell] = []
    here = 0
    for first, last, key in row:
        if first > here:
            made.append(Cell(None, first - here))
        made.append(Cell(key, last - first))
        here = last
    return made if here == width else [*made, Cell(None, width - here)]


def overlaps(slots: Iterable[Booked]) -> list[Overlap]:
    """Every pair that is on one dock at once, as they come. Slots that touch do not overlap."""
    found: list[Overlap] = []
    on_dock: dict[int, list[Booked]] = {}
    for one in sorted(slots, key=lambda one: (one.starts, one.ends, one.key)):
        before = [other for other in on_dock.get(one.dock, []) if other.ends > one.starts]
        found += [Overlap(other.key, one.key, one.starts, min(other.ends, one.ends)) for other in before]
        on_dock[one.dock] = [*before, one]
    return found


def jumps(first: date, last: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """When clocks change on these days: what they show before, and what they show then."""
    hours = (last - first).days * 24 + 49
    start = bounds(first, zone)[0]
    instants = [start + timedelta(hours=n) for n in range(max(0, min(hours, 24 * 40)))]
    found = []
    for one, other in pairwise(instants):
        if one.astimezone(zone).utcoffset() != other.astimezone(zone).utcoffset():
            before = one.astimezone(zone).replace(tzinfo=None) + (other - one)
            found.append((before, other.astimezone(zone).replace(tzinfo=None)))
    return found
