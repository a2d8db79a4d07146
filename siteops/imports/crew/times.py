"""Times of calls and wraps: time cells, `08:00`, `0600`, `6 am`, `(+1)` for the next day, or day and time together."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from siteops.imports.dates import clock, day, planned
from siteops.imports.reader import Cell
from siteops.imports.values import NOTHING, Unreadable, text

DAY_S = 24 * 3600
_NEXT = re.compile(
    r"\s*\(?(?:\+\s*(\d)\s*(?:d|day|tag|dag|jour)?|next day|n[äa]chster tag|folgetag|volgende dag|lendemain)\)?$",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\s*(?:h|hrs?|uhr|heures?|uur)\.?$", re.IGNORECASE)
_SPAN = re.compile(r"\s*(?:[-–—]|\bto\b|\bbis\b|\btot\b|\bà\b|\buntil\b)\s*", re.IGNORECASE)
_STAMP = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})[T,\s]+(\d{1,2}[:.h]\d{2}.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day. `on`: the day where the cell names it, too; `later`: days after the one it belongs to."""

    at: time
    on: date | None = None
    later: int = 0


def moment(cell: Cell, zone: ZoneInfo) -> Moment | None:
    """The time in a cell, on the site's clock; None where it is empty. Raises Unreadable."""
    if isinstance(cell, datetime):
        # Spreadsheets count days from 1900 on.
        return Moment(cell.time(), None if cell.year < 1910 else planned(cell.date()))
    if isinstance(cell, timedelta):
        return _counted(cell.total_seconds())
    if isinstance(cell, float) and 0 <= cell < 1:  # a time that lost its format
        return _counted(round(cell * DAY_S / 60) * 60)
    written = text(cell)
    if written.casefold() in NOTHING:
        return None
    next_day = _NEXT.search(written)
    bare = _HOUR.sub("", _NEXT.sub("", written))
    found = _stamp(bare, zone) if _STAMP.fullmatch(bare) else _clock(bare)
    return replace(found, later=int(next_day[1] or 1)) if next_day else found


def span(cell: Cell, zone: ZoneInfo) -> tuple[Moment | None, Moment | None]:
    """From and until, where one cell may hold both: `08:00–18:00`. Raises Unreadable."""
    written = text(cell)
    parts = _SPAN.split(written) if isinstance(cell, str) and not _STAMP.match(written) else []
    if len(parts) == 2 and all(re.match(r"\d", part) for part in parts):
        return moment(parts[0], zone), moment(parts[1], zone)
    return moment(cell, zone), None


def _clock(written: str) -> Moment:
    """`0600`, `600`, `6`, `24:00` and all that `clock` reads."""
    if re.fullmatch(r"24[:.h]?00", written):
        return Moment(time(), later=1)
    plain = re.sub(r"(?<=\d)\.(?=\d\d)", ":", written)
    if re.fullmatch(r"\d{1,2}", plain):
        plain = f"{int(plain):02d}00"
    if re.fullmatch(r"\d{3}", plain):
        plain = f"0{plain}"
    found = clock(re.sub(r"([ap])\.?\s?m\.?$", r"\1m", plain.casefold()))
    if found is None:
        raise Unreadable(written)
    return Moment(found.replace(second=0, microsecond=0, tzinfo=None))


def _stamp(written: str, zone: ZoneInfo) -> Moment:
    """Day and time; one with an offset (`2027-03-26T06:00:00+01:00`) is put on the site's clock."""
    match = _STAMP.fullmatch(written)
    assert match is not None
    try:
        exact = datetime.fromisoformat(written)
    except ValueError:
        exact = None
    if exact and exact.tzinfo:
        planned(exact.date())
        there = exact.astimezone(zone)
        return Moment(there.time().replace(microsecond=0), there.date())
    return replace(_clock(match[2].strip()), on=planned(found) if (found := day(match[1])) else None)


def _counted(seconds: float) -> Moment:
    """A time that a spreadsheet counts from midnight; 25:00 is of the next day."""
    if not 0 <= seconds < 3 * DAY_S:
        raise Unreadable(str(seconds))
    later, within = divmod(int(seconds), DAY_S)
    return Moment(time(within // 3600, within // 60 % 60), later=later)
