"""Fields that forms of the plan have beside plain text: weights, orders, places, yes or no."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import format_date
from flask_babel import gettext as _

from siteops.core.clock import YEARS
from siteops.desk.forms import Form, clean


class PlanForm(Form):
    """A form about the plan. Empty fields are None: not planned, not known."""

    def decimal(self, name: str, most: float) -> float | None:
        """A number above nought, with a comma or a point."""
        text = clean(request.form.get(name, "")).replace(",", ".")
        if not text:
            return None
        try:
            found = round(float(text), 2)
        except (ValueError, OverflowError):
            found = -1.0
        if not 0 < found <= most:  # False for NaN, too
            self.errors[name] = _("A number up to %(most)s, such as 92.5.", most=f"{most:g}")
            return None
        return found

    def whole(self, name: str, most: int) -> int | None:
        """A whole number from 0 on."""
        text = clean(request.form.get(name, ""))
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= most):
            self.errors[name] = _("A whole number up to %(most)s.", most=most)
            return None
        return int(text)

    def key(self, name: str, options: Collection[int], needed: str = "") -> int | None:
        """One of some rows, or none. `needed`: what to say for none."""
        text = request.form.get(name, "")
        if not text:
            if needed:
                self.errors[name] = needed
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) in options):
            self.errors[name] = _("Choose one of the list.")
            return None
        return int(text)

    def flag(self, name: str) -> bool:
        """Whether a box is ticked: it comes with a value then, else not at all, or empty by itself."""
        return bool(request.form.get(name))

    def day(self, name: str) -> date | None:
        """A day. None, with a fault, if it is none."""
        found = a_day(clean(request.form.get(name, "")))
        if found is None:
            self.errors[name] = _("A day, such as 2027-03-26.")
        return found

    def hour(self, name: str) -> time | None:
        """A time of day. None, with a fault, if it is none."""
        text = clean(request.form.get(name, ""))
        try:
            return time.fromisoformat(text.rjust(5, "0")).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.errors[name] = _("A time, such as 06:30.")
            return None

    def moment(self, name: str, zone: ZoneInfo, kept: datetime | None = None) -> datetime | None:
        """A day and time on the show's clock, as an instant; None for an empty field.

        Of a time that comes twice the field `twice-<name>` says which; else it is the kept one if that shows so, or
        the first.
        """
        text = clean(request.form.get(name, ""))
        try:
            local = datetime.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None) if text else None
        except ValueError:
            local = None
            self.errors[name] = _("A day and a time, such as 2027-03-26 06:30.")
        if local and local.year not in YEARS:
            self.errors[name] = _("A day and a time, such as 2027-03-26 06:30.")
            return None
        if local is None:
            return None
        which = request.form.get(f"twice-{name}", "")
        if which not in ("0", "1") and kept and f"{kept.astimezone(zone):%Y-%m-%dT%H:%M}" == f"{local:%Y-%m-%dT%H:%M}":
            return kept
        return self.at(name, local.date(), local.time().replace(fold=int(which == "1")), zone)

    def at(self, name: str, day: date, hour: time, zone: ZoneInfo) -> datetime | None:
        """The instant of a day and time on the show's clock; of one that comes twice, the first.

        None, with a fault, where clocks go forward over it.
        """
        local = datetime.combine(day, hour)
        found = local.replace(tzinfo=zone).astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None) == local:
            return found
        begins, ends = gap(local, zone)
        self.errors[name] = _(
            "On %(day)s clocks go forward from %(begins)s to %(ends)s: there is no %(time)s.",
            day=format_date(day, _("EEEE d MMMM")), begins=begins, ends=ends, time=f"{hour:%H:%M}",
        )  # fmt: skip
        return None


def a_day(text: str) -> date | None:
    """The day that a text spells, of a year in which shows are planned; None if it spells none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year in YEARS else None


def twice(at: datetime, zone: ZoneInfo) -> bool:
    """Whether the site's clock shows the time of an instant once more, or showed it before: clocks go back over it."""
    there = at.astimezone(zone)
    return there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()


def gap(local: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """From when to when clocks go forward over a time that does not exist."""
    instant = local.replace(tzinfo=zone, fold=1).astimezone(UTC)  # PEP 495: read so, it lies before the gap
    before = instant.astimezone(zone).utcoffset() or timedelta()
    while (ends := instant.astimezone(zone)).utcoffset() == before:
        instant += timedelta(minutes=1)
    begins = (instant + before).replace(tzinfo=None)
    return f"{begins:%H:%M}", f"{ends:%H:%M}"
