"""Words that our own importer reads: in the reader's language where it knows that, else in English."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

from flask_babel import gettext as _

from siteops.imports.columns import Vocabulary, normal
from siteops.imports.gear.words import GEAR, department, row_kind
from siteops.imports.plan.kind import PlanTable
from siteops.imports.plan.reading import one_of
from siteops.imports.values import Unreadable, flag
from siteops.labels.departments import DEPARTMENTS

PLAIN = {
    "kind": "Kind", "code": "Code", "name": "Name", "department": "Department", "weight": "Weight (kg)",
    "length": "Length (cm)", "width": "Width (cm)", "height": "Height (cm)", "owner": "Owner", "truck": "Truck",
    "step": "Load order", "zone": "Zone", "dock": "Dock", "parent": "In case", "note": "Note",
    "quantity": "Quantity", "serial": "Serial number",
}  # fmt: skip
"""Every column of a gear list as an English one calls it, by the importer's field."""


def header(fields: Sequence[str]) -> list[str]:
    """The columns' names."""
    here = words()
    return [here[one] if field_of(here[one]) == one else PLAIN[one] for one in fields]


def field_of(title: str) -> str | None:
    """What the importer takes a column of that name for."""
    return known().get(normal(title)[0])


@cache
def known() -> dict[str, str]:
    """The importer's field by each header that it knows."""
    return {title: word.field for word in GEAR.words for title in word.headers}


def words() -> dict[str, str]:
    """The columns in the reader's language."""
    return {
        "kind": _("Kind"), "code": _("Code"), "name": _("Name"), "department": _("Department"),
        "weight": _("Weight (kg)"), "length": _("Length (cm)"), "width": _("Width (cm)"), "height": _("Height (cm)"),
        "owner": _("Owner"), "truck": _("Truck"), "step": _("Load order"), "zone": _("Zone"), "dock": _("Dock"),
        "parent": _("In case"), "note": _("Note"), "quantity": _("Quantity"), "serial": _("Serial number"),
    }  # fmt: skip


def department_words() -> dict[str, str]:
    """Departments."""
    found = {name: str(one.word) for name, one in DEPARTMENTS.items()}
    return {name: word if department(word) == name else name for name, word in found.items()}


def kind_word(kind: str) -> str:
    """What a row is: case, item or bulk."""
    word = str({"case": _("Case"), "item": _("Item"), "bulk": _("Bulk")}[kind])
    return word if row_kind(word) == kind else kind


def titles(table: PlanTable, fields: Sequence[str]) -> list[str]:
    """The columns' names of a table of the plan."""
    here, first = table.fields(), {word.field: word.headers[0] for word in table.vocabulary.words}
    return [here[one] if means(table.vocabulary, here[one]) == one else first[one].capitalize() for one in fields]


def means(vocabulary: Vocabulary, title: str) -> str | None:
    """What the importer of a table takes a column of that name for."""
    return next((word.field for word in vocabulary.words if normal(title)[0] in word.headers), None)


def spoken(words: Mapping[str, str], known: Mapping[str, Collection[str]]) -> dict[str, str]:
    """What things are called, by name. `known`: the words that the importer reads each by."""
    return {name: word if reads(one_of(known), word) == name else name for name, word in words.items()}


def yes_no() -> dict[bool, str]:
    """Yes and no."""
    words = {True: str(_("Yes")), False: str(_("No"))}
    return {value: word if reads(flag, word) is value else str(value).lower() for value, word in words.items()}


def reads(read: Callable[[str], Any], word: str) -> Any:
    """What a reader makes of a word; None where it makes nothing of it."""
    try:
        return read(word)
    except Unreadable:
        return None
