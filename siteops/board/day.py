"""The day again: the show at any moment of the past, on a page that works like a dial."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request
from flask_babel import format_datetime
from flask_babel import gettext as _

from siteops.board.chips import row
from siteops.board.names import Names
from siteops.board.past import busy, last, past
from siteops.board.words import at, refs, told
from siteops.core import clock
from siteops.core.db import db
from siteops.desk.frame import frame, zone_of
from siteops.exports.words import kinds, severities

day = Blueprint("day", __name__, url_prefix="/shows/<show>")

STEPS = (-60, -10, 10, 60)
"""How far a button turns back or forward, minutes."""
DAY = 24 * 60
"""Minutes on a dial."""
MOST = 50
"""Matters told of one moment."""
FIRST = datetime(2000, 1, 1, tzinfo=UTC)
"""No log is older."""


class Moment(NamedTuple):
    """An instant on the show's clock: the values of the form that asks for it (`minute` of the day), and its words."""

    date: str
    minute: int
    words: str


class Hour(NamedTuple):
    """An hour of the day: the moment at its end, and how much was recorded in it. `share`: of the busiest, percent."""

    end: Moment
    entries: int
    share: int


@day.get("/day")
def again(show: str) -> str:
    """How the show stood at a moment; at the last one that something happened in, if none is asked for."""
    around = frame(show, "board")
    zone = zone_of(around["show"])
    with db.engine.connect() as connection:
        latest = last(connection, show)
        moment, slip = asked(clock.read(latest) if latest else clock.now(), zone)
        found = past(connection, show, clock.spell(moment))
        since, until = span(moment, zone)
        counts = busy(connection, show, clock.spell(since), clock.spell(until))
        shown = found.matters[:MOST]
        names = Names(connection, show, (ref for one in shown for ref in refs(one)))
    steps = [(step, spoken(moment + timedelta(minutes=step), zone)) for step in STEPS]
    return render_template(
        "board/day.html", **around, found=found, moment=spoken(moment, zone), slip=slip, steps=steps, names=names,
        rows=[row(one, None, found.standing.leg) for one in found.places],
        cards=[told(one, names, at(zone)) for one in shown], rest=len(found.matters) - len(shown),
        hours=hours(counts, zone), told=at(zone), kinds=kinds(), severities=severities(),
    )  # fmt: skip


def asked(latest: datetime, zone: ZoneInfo) -> tuple[datetime, str]:
    """The moment that the form asks for, the `latest` one if it asks for none; and what is wrong with what it says."""
    if not (on := request.args.get("date", "")):
        return latest, ""
    try:
        there = datetime.combine(date.fromisoformat(on), time(), zone) + timedelta(minutes=minute())
        return min(clock.now(), max(FIRST, there.astimezone(UTC))), ""
    except (ValueError, OverflowError):
        return latest, _("That is no day and time. This is the last moment of the log.")


def minute() -> int:
    """The minute of the day that is asked for. Raises ValueError."""
    found = int(request.args.get("minute", ""))
    if not 0 <= found < DAY:
        raise ValueError(f"a day has no minute {found}")
    return found


def spoken(moment: datetime, zone: ZoneInfo) -> Moment:
    """An instant on the show's clock."""
    there = moment.astimezone(zone)
    words = format_datetime(there, _("EEE d MMM HH:mm"), rebase=False)
    return Moment(there.date().isoformat(), there.hour * 60 + there.minute, str(words))


def span(moment: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The day around a moment, on the show's clock; 23 or 25 hours where clocks change."""
    on = moment.astimezone(zone).date()
    first, second = (datetime.combine(one, time(), zone).astimezone(UTC) for one in (on, on + timedelta(days=1)))
    return first, second


def hours(counts: dict[str, int], zone: ZoneInfo) -> list[Hour]:
    """The hours of a day in which something was recorded."""
    most = max(counts.values(), default=1)
    ends = {name: clock.read(f"{name}:59:59.000Z") for name in counts}
    return [Hour(spoken(ends[name], zone), count, 100 * count // most) for name, count in counts.items()]
