"""From when until when: two cells of a row, and a third for the day where they hold only times."""

from datetime import UTC, date, datetime, time, timedelta

from siteops.imports import dates
from siteops.imports.plan.reading import Reading, clock, day, with_offset
from siteops.imports.problems import Outcome
from siteops.imports.reader import Cell
from siteops.imports.values import Unreadable, text

LONGEST = timedelta(hours=16)
"""Of two times, the later one first, the second is of the next day; but not if that were longer than any shift."""


def span(row: Reading) -> tuple[date | None, datetime | None, datetime | None]:
    """The day, and from when until when, by the fields `day`, `starts` and `ends`. What cannot be is told."""
    on = row.take("day", day) if "day" in row.columns else None
    starts = row.take("starts", lambda cell: begin(cell, on, row))
    if on is None and starts is not None:
        on = starts.astimezone(row.zone).date()
    ends = row.take("ends", lambda cell: end(cell, on, starts, row))
    if starts and ends and ends < starts:
        row.tell("ends_early", "ends", Outcome.LEFT_OUT)
    return on, starts, ends


def begin(cell: Cell, on: date | None, row: Reading) -> datetime:
    """When it begins. Raises Unreadable, NoSuchTime."""
    if exact := with_offset(text(cell)):
        return exact
    said, at, later = clock(cell, row.zone)
    return instant(said or on, at, later, row)


def end(cell: Cell, on: date | None, starts: datetime | None, row: Reading) -> datetime | None:
    """When it ends. A time that is not after the beginning is of the next day. Raises Unreadable, NoSuchTime."""
    if exact := with_offset(text(cell)):
        return exact
    said, at, later = clock(cell, row.zone)
    found = instant(said or on, at, later, row, starts)
    if said or later or starts is None or found > starts:
        return found
    after = instant(on, at, 1, row, starts)
    if after - starts > LONGEST:
        row.tell("ends_early", "ends", Outcome.LEFT_OUT)
        return None
    return after


def instant(on: date | None, at: time, later: int, row: Reading, after: datetime | None = None) -> datetime:
    """A time on a day of the show's clock; of an hour that comes twice, the first that is `after`."""
    if on is None:
        raise Unreadable(at.isoformat())
    found = dates.instant(on + timedelta(days=later), at, row.zone)
    if after and found <= after:
        second = datetime.combine(on + timedelta(days=later), at, row.zone).replace(fold=1).astimezone(UTC)
        return second if second > after else found
    return found
