"""How a place stands, as the tables of the board show it: the words of a chip, the lengths of a bar.

Made here and not in the page: a template takes several times as long, and a large show has hundreds of places.
"""

from datetime import timedelta
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.board.figures import PlaceRow
from siteops.board.rules import ON_PLAN, Forecast, Outlook
from siteops.board.standing import Stood
from siteops.gear.counts import Count

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
IN_HOURS_MIN = 120
"""From here on nobody counts minutes."""


class Chip(NamedTuple):
    """A state in words. `tone`, `icon`: as `ui.chip` takes them; without an icon it has the tone's own."""

    label: str
    tone: str = "idle"
    icon: str = ""


class Bar(NamedTuple):
    """`half`, `full`: percent that are halfway (in, packed) and all the way (placed, loaded).

    `tick`: percent that should have come; None: not planned, or all have.
    """

    label: str
    tone: str
    half: float
    full: float
    tick: float | None


class Row(NamedTuple):
    """A place, and how it is shown. `stood`: None where the plan does not say."""

    place: PlaceRow
    stood: Stood | None
    bar: Bar
    chip: Chip


def row(place: PlaceRow, stood: Stood | None, leg: str) -> Row:
    """A place as a row of the board."""
    tone = "stop" if place.pace == "late" else stood.tone if stood and stood.tone != "idle" else "ok"
    planned = stood.look.planned if stood else None
    return Row(place, stood, bar(place.cases, leg, tone, planned), chip(place, stood))


def bar(cases: Count, leg: str, tone: str = "ok", planned: float | None = None) -> Bar:
    """How far cases are. `planned`: how many should have come."""
    done, whole = cases.done(leg), max(cases.total, 1)
    half, full = (cases.arrived, cases.placed) if leg == "in" else (max(cases.packed, cases.loaded), cases.loaded)
    label = _("%(count)s of %(total)s", count=done, total=cases.total)
    tick = None
    if planned is not None:
        label = _("%(is)s; the plan says %(count)s", **{"is": label, "count": int(planned)})
        tick = share(min(planned, whole), whole, 99) if done < cases.total else None
    return Bar(label, tone, share(half, whole), share(full, whole), tick)


def share(part: float, whole: int, all_of_it: int = 100) -> float:
    """A part in percent, as a page spells it."""
    return round(all_of_it * part / whole, 1)


def chip(place: PlaceRow, stood: Stood | None = None) -> Chip:
    """How a place stands."""
    left = place.cases.total - place.done
    if place.pace == "full":
        return Chip(_("Full"), "ok")
    if place.pace == "late":
        return Chip(ngettext("%(num)s late", "%(num)s late", left), "stop")
    return ahead(stood, left)


def ahead(stood: Stood | None, left: int) -> Chip:
    """How far ahead of the plan, or behind it; without one, how many are to come."""
    if stood is None or stood.look.ahead is None:
        return Chip(ngettext("%(num)s to come", "%(num)s to come", left))
    minutes = round(rounded(stood.look.ahead) / MINUTE)
    if abs(minutes) <= ON_PLAN / MINUTE:
        return Chip(_("On plan"), "ok")
    hours = abs(minutes) // 60
    if minutes > 0:
        early = _("%(minutes)s min ahead", minutes=minutes)
        return Chip(_("%(hours)s h ahead", hours=hours) if minutes >= IN_HOURS_MIN else early, "ok", "trending-up")
    late = _("%(minutes)s min behind", minutes=-minutes)
    return Chip(_("%(hours)s h behind", hours=hours) if minutes <= -IN_HOURS_MIN else late, stood.tone, "clock")


def rounded(span: timedelta) -> timedelta:
    """A span as people say it: in whole minutes, a long one in whole hours."""
    minutes = round(span / MINUTE)
    return round(minutes / 60) * HOUR if abs(minutes) >= IN_HOURS_MIN else minutes * MINUTE


def as_said(stood: Stood) -> Stood:
    """How a place stands, no finer than its row tells it: while it tells the same, it is the same."""
    planned, ahead, _, forecast = stood.look
    about = forecast.at.replace(second=0, microsecond=0) if forecast else None
    look = Outlook(planned, rounded(ahead) if ahead else ahead, None, Forecast(about, about, about) if about else None)
    return stood._replace(look=look)
