"""What a batch did to rows of the plan, in words: whose row, what was there before, what came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from sqlalchemy import Connection, Date, select

from siteops.core import clock
from siteops.core.batch.images import Change
from siteops.core.batch.ties import table_of
from siteops.core.db import Utc
from siteops.desk.frame import told
from siteops.desk.telling import columns_in_words
from siteops.imports.shown import written
from siteops.labels.departments import department

NAMES = {"place": "name", "owner": "name", "case": "code", "person": "name", "list": "name", "contact": "name"}
"""Tables whose rows go by a column of their own, also where others name them by key."""
LABELS: Mapping[str, tuple[str, ...]] = {
    "line": ("case",), "item": ("case", "name"), "grant": ("person",), "call": ("person", "day"),
    "certificate": ("person", "kind"), "slot": ("dock", "starts"), "step": ("text",), "phase": ("phase",),
    "code": ("code",), **{table: (column,) for table, column in NAMES.items()},
}  # fmt: skip
"""By which columns people tell rows apart."""
SILENT = frozenset({"show", "folded", "gone", "id", "hashed", "subject"})
"""Columns that tell a person nothing about a new row."""


class Row(NamedTuple):
    """One row of the plan, by its table's name. `changes`: column, what was (empty for a new row), what came.

    `case`: the key of the case that it is about.
    """

    table: str
    label: str
    case: int | None
    made: bool
    changes: Sequence[tuple[str, str, str]]


class Words:
    """What is needed to tell of some rows, read at once: a query a table of rows, one a table that they refer to."""

    def __init__(self, connection: Connection, zone: ZoneInfo, changes: Iterable[Change]) -> None:
        self.zone = zone
        self.changes = list(changes)
        self.labels: dict[tuple[str, int], dict[str, Any]] = {}
        wanted: dict[str, set[int]] = {}
        for table in {one.table for one in self.changes}:
            self._read(connection, table)
        for one in self.changes:
            for name, key in self._keys(one):
                wanted.setdefault(name, set()).add(key)
        self.names = {name: self._named(connection, name, keys) for name, keys in wanted.items()}

    def rows(self) -> Iterator[Row]:
        """Each of them in words, in their order."""
        return (self._row(one) for one in self.changes)

    def _read(self, connection: Connection, table: str) -> None:
        """What rows of a table go by; of rows that are no more, as the batch left them."""
        columns, names = table_of(table).c, LABELS.get(table, ())
        mine = {one.row: one for one in self.changes if one.table == table}
        for row, one in mine.items():
            self.labels[table, row] = {name: one.after.get(name) for name in names}
        query = select(columns.id, *(columns[name] for name in names)).where(columns.id.in_(mine))
        for found in connection.execute(query).mappings():
            self.labels[table, found["id"]] = {name: found[name] for name in names}

    def _keys(self, one: Change) -> Iterator[tuple[str, int]]:
        """The rows of other tables that one names, by table."""
        for values in (one.before or {}, one.after, self.labels[one.table, one.row]):
            for name, value in values.items():
                if value is not None and (target := refers(one.table, name)):
                    yield target, value

    def _named(self, connection: Connection, table: str, keys: Iterable[int]) -> dict[int, str]:
        if table not in NAMES:
            return {}
        columns = table_of(table).c
        found = connection.execute(select(columns.id, columns[NAMES[table]]).where(columns.id.in_(keys)))
        return {key: name for key, name in found}

    def _row(self, one: Change) -> Row:
        label = self.labels[one.table, one.row]
        parts = [self._value(one.table, name, value) for name, value in label.items() if value not in (None, "")]
        case = one.row if one.table == "case" else label.get("case")
        return Row(one.table, " · ".join(parts) or "–", case, one.before is None, list(self._changes(one)))

    def _changes(self, one: Change) -> Iterator[tuple[str, str, str]]:
        for name, value in one.after.items():
            told = one.before is not None or (name not in SILENT and name not in LABELS.get(one.table, ()))
            if told and (one.before is not None or value not in (None, "", False)):
                before = "" if one.before is None else self._value(one.table, name, one.before[name])
                yield column_word(name), before, self._value(one.table, name, value)

    def _value(self, table: str, column: str, value: Any) -> str:
        """A value as people read it, from the row or from an image; keys by the names of what they stand for."""
        kind = table_of(table).c[column].type
        if isinstance(value, bool):
            return str(_("Yes") if value else _("No"))
        if value in (None, ""):
            return written(None)
        if target := refers(table, column):
            return self.names[target].get(value, "–")
        if column == "department":
            return str(department(value).word)
        if isinstance(kind, Utc):
            return told(clock.read(value) if isinstance(value, str) else value, self.zone)
        if isinstance(kind, Date):
            return str(format_date(date.fromisoformat(value) if isinstance(value, str) else value, _("EEE d MMM y")))
        return written(value)


def refers(table: str, column: str) -> str | None:
    """The table that a column holds keys of."""
    return next((key.column.table.name for key in table_of(table).c[column].foreign_keys), None)


def column_word(column: str) -> str:
    """What people call a column."""
    words = {
        "quantity": _("Quantity"), "serial": _("Serial number"), "length": _("Length"), "width": _("Width"),
        "height": _("Height"), "case": _("Case"), "person": _("Person"), "role": _("Role"), "function": _("Function"),
        "company": _("Company"), "call": _("Call"), "remark": _("Remark"), "revoked": _("Ended"), "phone": _("Phone"),
        "email": _("E-mail"), "day": _("Day"), "until": _("Until"), "doubtful": _("Doubtful"),
    }  # fmt: skip
    return words.get(column) or columns_in_words([column])[0]


def table_words() -> dict[str, str]:
    """What a list of rows of a table is headed by."""
    return {
        "case": _("Cases"), "line": _("On the list"), "item": _("Contents"), "place": _("Places"), "owner": _("Owners"),
        "person": _("People"), "grant": _("Parts in the show"), "call": _("Calls"), "certificate": _("Papers"),
        "slot": _("Docks"), "step": _("Steps"), "list": _("Lists"), "code": _("Codes"),
        "phase": _("Phases"), "contact": _("Contacts"),
    }  # fmt: skip


def counted(table: str, count: int) -> str:
    """So many rows of a table."""
    words = {
        "case": lambda: ngettext("%(num)s case", "%(num)s cases", count),
        "line": lambda: ngettext("%(num)s line of the list", "%(num)s lines of the list", count),
        "item": lambda: ngettext("%(num)s content", "%(num)s contents", count),
        "place": lambda: ngettext("%(num)s place", "%(num)s places", count),
        "owner": lambda: ngettext("%(num)s owner", "%(num)s owners", count),
        "person": lambda: ngettext("%(num)s person", "%(num)s people", count),
        "grant": lambda: ngettext("%(num)s part in the show", "%(num)s parts in the show", count),
        "call": lambda: ngettext("%(num)s call", "%(num)s calls", count),
        "certificate": lambda: ngettext("%(num)s paper", "%(num)s papers", count),
    }
    return str(words[table]() if table in words else ngettext("%(num)s other row", "%(num)s other rows", count))


def reasons() -> dict[str, str]:
    """Why a row stays, by `verdict.WHY`."""
    return {
        "edited": _("Edited since"),
        "entries": _("The site log speaks of it"),
        "used": _("Something else needs it"),
        "lost": _("What stood there is not to be had any more"),
        "above": _("A part that only somebody above them may change"),
    }
