"""Tables of the plan in words, in the language of the reader."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import format_date
from flask_babel import gettext as _

from siteops.desk.frame import told
from siteops.imports.plan.planned import Named, Stored

Words = Callable[[], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Telling:
    """How rows and their values read. `label`: the columns by which people tell rows apart; `words`: by column, what
    its values are called."""

    zone: ZoneInfo
    by: Sequence[str]
    words: Mapping[str, Mapping[str, str]]

    def label(self, row: Stored) -> str:
        """How people call a row."""
        parts = (self.value(name, row.values.get(name)) for name in self.by)
        return " · ".join(part for part in parts if part)

    def value(self, name: str, value: Any) -> str | None:
        """A value as people read it; None where there is none."""
        if value is None:
            return None
        if isinstance(value, bool):
            return str(_("Yes") if value else _("No"))
        if isinstance(value, Named):
            return value.name
        if isinstance(value, datetime):
            return told(value, self.zone)
        if isinstance(value, date):
            return str(format_date(value, _("EEE d MMM y")))
        return self.words.get(name, {}).get(str(value), str(value))


def sentences() -> dict[str, str]:
    """What may be wrong with a row of any table, and with whom it means where it is of somebody."""
    return {
        "no_column": _("No column says “%(column)s”. Choose one."),
        "missing": _("“%(column)s” is empty."),
        "unreadable": _("%(column)s “%(written)s” cannot be read."),
        "not_offered": _("%(column)s “%(written)s” is none of those that there are."),
        "no_such_time": _("%(column)s “%(written)s”: clocks go forward over this time."),
        "ends_early": _("%(column)s “%(written)s” is before it begins."),
        "said_twice": _("Says the same as line %(line)d."),
        "said_otherwise": _("Line %(line)d says something else of the same; that one stands."),
        "taken": _("Another one has this name already."),
        "nobody": _("Nobody on this show is called “%(written)s”. Import the call sheet first."),
        "several_people": _("Several people on this show are called “%(written)s”. Say e-mail, phone or company."),
    }
