"""From the days and times of one row: its calls, a day each, as instants of the site's calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from siteops.imports.crew.days import LONGEST, Contradiction, days
from siteops.imports.crew.planned import CallRow
from siteops.imports.crew.telling import Telling
from siteops.imports.crew.times import Moment, moment, span
from siteops.imports.dates import NoSuchTime, instant
from siteops.imports.reader import Cell
from siteops.imports.values import Unreadable, text

WHOLE_DAY = (time(), time(23, 59))
"""Ends of a period that says days and no times: from midnight until midnight, or the minute before."""


@dataclass(frozen=True, slots=True)
class When:
    """What a row says of when: its cells, and the day of its sheet where it has none of its own."""

    days: Cell
    call: Cell
    wrap: Cell
    sheet_day: date | None = None


def calls(when: When, function: str, telling: Telling) -> list[CallRow]:
    """The calls of a row, in order; what cannot be read is told, and left open."""
    begins, ends = _times(when, telling)
    if begins and begins.on:
        return _period(begins, ends, function, telling)
    on = _days(when, telling)
    if on == [] and (begins or ends):
        telling.doubt("no_day", "call", text(when.call) or text(when.wrap))
    return [_call(each, begins, ends, function, telling) for each in on or ()]


def _times(when: When, telling: Telling) -> tuple[Moment | None, Moment | None]:
    begins = ends = None
    try:
        begins, ends = span(when.call, telling.site.zone)
    except Unreadable:
        telling.doubt("call_unreadable", "call", text(when.call))
    try:
        ends = moment(when.wrap, telling.site.zone) or ends
    except Unreadable:
        telling.doubt("wrap_unreadable", "wrap", text(when.wrap))
    return begins, ends


def _days(when: When, telling: Telling) -> list[date] | None:
    """The days that a row names, else its sheet's; None where it names some that cannot be read."""
    try:
        found = days(when.days, telling.site.calendar)
    except Contradiction:
        telling.doubt("day_contradicts", "days", text(when.days))
        return None
    except Unreadable:
        telling.doubt("days_unreadable", "days", text(when.days))
        return None
    return found or ([when.sheet_day] if when.sheet_day else [])


def _period(begins: Moment, ends: Moment | None, function: str, telling: Telling) -> list[CallRow]:
    """A call from one day and time until another: over more than a day, it is one each day at the same time."""
    assert begins.on is not None
    first = datetime.combine(begins.on, begins.at)
    last = datetime.combine(ends.on, ends.at) if ends and ends.on else None
    if ends and last and last <= first:
        telling.doubt("wrap_before_call", "wrap", f"{last:%Y-%m-%d %H:%M}")
        ends, last = None, None
    count = -(-(last - first) // timedelta(days=1)) if last else 1
    if count > LONGEST:
        telling.doubt("period_long", "wrap", f"{last:%Y-%m-%d %H:%M}")
        count = 1
    begin: Moment | None = Moment(begins.at)
    until = Moment(ends.at, later=0 if last else ends.later) if ends else None
    if begins.at == time() and until and until.at in WHOLE_DAY:
        begin = until = None
    if count > 1:
        telling.note("period", "call", written=f"{first:%Y-%m-%d %H:%M} – {last:%Y-%m-%d %H:%M}")
    on = [begins.on + timedelta(days=number) for number in range(count)]
    return [_call(each, begin, until, function, telling) for each in on]


def _call(on: date, begins: Moment | None, ends: Moment | None, function: str, telling: Telling) -> CallRow:
    """One call. A wrap that is not after the call is of the next day."""
    starts = until = None
    if begins:
        try:
            starts = instant(on + timedelta(days=begins.later), begins.at, telling.site.zone)
        except NoSuchTime:
            telling.doubt("call_no_such_time", "call", f"{on:%Y-%m-%d} {begins.at:%H:%M}")
    if ends:
        overnight = begins is not None and not ends.later and ends.at <= begins.at
        until = _until(on + timedelta(days=ends.later or overnight), ends.at, starts, telling)
    return CallRow(on, starts, until, function, telling.where)


def _until(on: date, at: time, starts: datetime | None, telling: Telling) -> datetime:
    """The instant of a wrap. Where clocks go forward over it, it is as long after the call as it was meant to be."""
    zone = telling.site.zone
    local = datetime.combine(on, at)
    try:
        found = instant(on, at, zone)
    except NoSuchTime:
        found = local.replace(tzinfo=zone).astimezone(UTC)
        if not _begins_gap(local, zone):
            taken = f"{found.astimezone(zone):%H:%M}"
            telling.note("wrap_moved", "wrap", written=f"{on:%Y-%m-%d} {at:%H:%M}", taken=taken)
    if starts and found <= starts:  # of an hour that comes twice, the second
        found = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    return found


def _begins_gap(local: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks go forward at this very time: then it is only another name for the time they go to."""
    before = local - timedelta(minutes=1)
    return before.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == before
