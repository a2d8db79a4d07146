"""Cells → dates and times, in the orders that offices write them."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from siteops.core.clock import YEARS
from siteops.imports.reader import Cell
from siteops.imports.values import NOTHING, Unreadable, text

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january januar januari janv janvier", "feb february februar februari fév févr février",
         "mar march mär märz maerz mrz mrt maart mars", "apr april avr avril", "may mai mei", "jun june juni juin",
         "jul july juli juil juillet", "aug august augustus août", "sep sept september septembre",
         "oct october okt oktober octobre", "nov november novembre", "dec december dez dezember déc décembre"), 1)
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?,?\s*(\d{4})")
_NAMED_FIRST = re.compile(r"([^\W\d]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4})")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?::(\d{2}))?\s*(am|pm)?|(\d{1,2})\s*(am|pm)|(\d{2})(\d{2})", re.IGNORECASE)


class NoSuchTime(ValueError):
    """Clocks go forward over this time: on that day it does not exist."""


def month_first(cells: Iterable[Cell]) -> bool:
    """Whether a column of `3/26/2027` dates puts the month first: only if a cell proves it."""
    return any(
        int(match[1]) <= 12 < int(match[2])
        for cell in cells
        if isinstance(cell, str) and (match := _YEAR_LAST.match(cell.strip()))
    )


def day(cell: Cell, *, american: bool = False) -> date | None:
    """The date in a cell; None where it is empty. Raises Unreadable, for 31.09.2027 too."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    written = text(cell)
    if written.casefold() in NOTHING:
        return None
    found = _parts(written, american)
    if found is None:
        raise Unreadable(written)
    try:
        return date(*found)
    except ValueError:
        raise Unreadable(written) from None


def planned(found: date) -> date:
    """The same day, of a year in which shows are planned. Raises Unreadable."""
    if found.year not in YEARS:
        raise Unreadable(found.isoformat())
    return found


def named_in(written: str) -> list[date]:
    """Every date that stands in a text in full, with its year; of `01/02/2027` the day comes first."""
    found = [match[0] for each in (_YEAR_FIRST, _YEAR_LAST, _NAMED, _NAMED_FIRST) for match in each.finditer(written)]
    made: list[date] = []
    for one in found:
        with suppress(Unreadable):
            if (read := day(one)) and read not in made:
                made.append(read)
    return made


def readings(written: str) -> tuple[date, ...]:
    """The dates that one with slashes can be, earliest first: `01/02/2027` is in January or in February."""
    match = re.search(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)", written)
    if not match:
        return ()
    made: set[date] = set()
    for american in (False, True):
        with suppress(Unreadable):
            made |= {read for read in [day(match[0], american=american)] if read}
    return tuple(sorted(made))


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant of a day and time on the site's clock; of one that comes twice, the first.

    Raises NoSuchTime where clocks go forward over it.
    """
    local = datetime.combine(day, hour)
    found = local.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local:
        raise NoSuchTime(local.isoformat())
    return found


def _parts(written: str, american: bool) -> tuple[int, int, int] | None:
    """Year, month, day."""
    if match := _YEAR_FIRST.match(written):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _YEAR_LAST.match(written):
        month, of_month = (1, 2) if american else (2, 1)
        year = int(match[3])
        return year + 2000 if year < 100 else year, int(match[month]), int(match[of_month])
    if (match := _NAMED.match(written)) and match[2].casefold() in MONTHS:
        return int(match[3]), MONTHS[match[2].casefold()], int(match[1])
    if (match := _NAMED_FIRST.match(written)) and match[1].casefold() in MONTHS:
        return int(match[3]), MONTHS[match[1].casefold()], int(match[2])
    return None


def clock(cell: Cell) -> time | None:
    """The time of day in a cell: `08:00`, `0600`, `6 am`, `20:45:20`. Raises Unreadable."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    written = text(cell)
    if written.casefold() in NOTHING:
        return None
    match = _CLOCK.fullmatch(written)
    if not match:
        raise Unreadable(written)
    hour = int(match[1] or match[5] or match[7])
    half = (match[4] or match[6] or "").casefold()
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    try:
        return time(hour, int(match[2] or match[8] or 0), int(match[3] or 0))
    except ValueError:
        raise Unreadable(written) from None
