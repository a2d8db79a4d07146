"""Which tables of the plan an archive carries, which of their rows are a show's, and which columns hold keys.

A table that is named neither in PARTS nor in LEFT_OUT fails a test: nothing is forgotten without a reason.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Table

from siteops.core.db import Base
from siteops.core.plan import PLACE_KINDS


class Part(NamedTuple):
    """A table in an archive. `by`: the column by which its rows are chosen: `show`, its own `id`, or whose rows it has.

    `keys`: columns that hold a key, with the table that they are of. `subjects`: columns that hold references.
    """

    table: Table
    by: str
    keys: Mapping[str, str]
    subjects: tuple[str, ...] = ()


LOOSE = {("phone", "person"): "person", ("batch", "by"): "person", ("batch", "undone_by"): "person"}
"""Keys that no foreign key declares: rows may outlive what they name."""
NEVER: Mapping[str, dict[str, Any]] = {"person": {"password": None, "admin": False}, "grant": {"invitation": None}}
"""What opens doors, or names one that did, stays where it is, and comes back as this."""
PERSONAL = ("contact", "certificate")
"""Tables of which an archive without personal data has no row."""
BARE: Mapping[str, Mapping[str, Any]] = {
    "person": {"email": None, "phone": "", "photo": None, "erased": None},
    "grant": {"remark": ""},
    "phone": {"name": ""},
}
"""What such an archive says in place of what these columns hold; a person's name is a number there."""
NAMED = frozenset({"name", "folded"})
"""Columns that hold a person's name."""
LEFT_OUT = {
    "show": "it is in the manifest", "log": "its lines", "private": "its words", "origin": "its files",
    "head": "it follows from the lines", "held": "it follows from the lines", "setting": "the installation's own",
    "quarantine": "what could not be read; the manifest counts it", "source": "the installation's own",
    "image": "an import can be taken back only where it was stored", "invitation": "opens a door",
    "ticket": "opens a door", "sign_in": "opens a door", "device_key": "opens a door",
}  # fmt: skip
NOUNS = {**dict.fromkeys(PLACE_KINDS, "place"), "case": "case", "person": "person", "step": "step", "list": "list",
         "slot": "slot", "batch": "batch", "contact": "contact", "phase": "phase"}  # fmt: skip
"""The table whose rows a noun's keys are."""


def part(name: str, by: str, *subjects: str) -> Part:
    """A table with the keys that its foreign keys declare."""
    table = Base.metadata.tables[name]
    keys = {column.name: one.column.table.name for column in table.c for one in column.foreign_keys}
    keys |= {column: of for (of_table, column), of in LOOSE.items() if of_table == name}
    return Part(table, by, keys | {"id": name}, subjects)


def parts() -> dict[str, Part]:
    """Every table that is carried, what is referred to before what refers to it."""
    found = (
        part("owner", "owner"), part("place", "show"), part("person", "person"), part("case", "case"),
        part("line", "show"), part("item", "case"), part("slot", "show"), part("list", "show"), part("step", "show"),
        part("code", "code", "subject"), part("phase", "show"), part("contact", "show"), part("grant", "show"),
        part("call", "show"), part("certificate", "person"), part("phone", "show"), part("batch", "show"),
    )  # fmt: skip
    return {one.table.name: one for one in found}


def bare(name: str, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """A row without what is personal in it; None where nothing is left."""
    if name in PERSONAL or (name == "code" and row.get("hashed")):
        return None
    made = {**row, **{column: value for column, value in BARE.get(name, {}).items() if column in row}}
    return made | (dict.fromkeys(NAMED & row.keys(), f"No. {row['id']}") if name == "person" else {})
