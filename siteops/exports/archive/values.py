"""Rows of an archive as the database takes them: every column known, every value of its kind, on either engine."""

from collections.abc import Collection, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, String

from siteops.core import clock
from siteops.core.db import Base, Utc
from siteops.core.facts import Role
from siteops.core.facts.show import PHASES
from siteops.core.plan import DEPARTMENTS, PLACE_KINDS, Show, folded
from siteops.exports.archive.parts import NEVER, Part

MOST_INDEXED = 600
"""Letters of a text by which rows are found: PostgreSQL's indexes take 2,704 bytes."""
WAYS = frozenset({"in", "out"})
CHOICES: Mapping[str, Mapping[str, Collection[Any]]] = {
    "place": {"kind": PLACE_KINDS}, "slot": {"direction": WAYS}, "list": {"leg": WAYS}, "phase": {"phase": PHASES},
    "case": {"department": DEPARTMENTS}, "grant": {"role": list(Role), "department": ("", *DEPARTMENTS)},
}  # fmt: skip
"""Columns in which only some words make sense; pages rely on that."""


def show(said: dict[str, Any]) -> dict[str, Any]:
    """The show's row. Raises ValueError."""
    table = Show.__table__
    return values([column for column in table.c if column.name != "rev"], Show, said)


def row(part: Part, said: Any) -> dict[str, Any]:
    """A row of a table, every column with a value that it takes. Raises ValueError."""
    never = NEVER.get(part.table.name, {})
    if not isinstance(said, dict):
        raise ValueError("no row")
    carried = [column for column in part.table.c if column.name not in never]
    made = values(carried, model(part.table.name), said) | never
    if not all(made[name] in options for name, options in CHOICES.get(part.table.name, {}).items()):
        raise ValueError("a word that does not exist")
    follows = {column.name: column.info["of"] for column in carried if "of" in column.info}
    made |= {name: by(made[source]) for name, (source, by) in follows.items()}
    if part.table.name == "case":
        made["folded"] = folded(made["code"])
    if made.get("email") and part.table.name == "person":
        made["email"] = made["email"].casefold()  # as every address is kept by which somebody is found
    if any(len(str(made[one.name])) > MOST_INDEXED for one in carried if one.unique or one.index):
        raise ValueError("a text is too long")
    return made


def values(columns: list[Any], of: type, said: dict[str, Any]) -> dict[str, Any]:
    """What a row says in some columns; an older archive lacks some that came since. Raises ValueError."""
    known = {column.name for column in columns}
    if strange := said.keys() - known:
        raise ValueError(f"no column {', '.join(sorted(strange))}")
    usual = {one.name: one.default for one in fields(of) if one.default is not MISSING}
    return {column.name: value(column, said.get(column.name, usual.get(column.name))) for column in columns}


@cache
def model(name: str) -> type:
    """The class of a table's rows."""
    table = Base.metadata.tables[name]
    return next(one.class_ for one in Base.registry.mappers if one.local_table is table)


def value(column: Column[Any], given: Any) -> Any:
    """A value as its column takes it, on either database. Raises ValueError."""
    if given is None:
        if column.nullable:
            return None
        raise ValueError(f"{column.name} is empty")
    if isinstance(column.type, Utc):
        at = clock.read(given) if isinstance(given, str) else given if isinstance(given, datetime) else wrong(column)
        return at if at.year in clock.YEARS else wrong(column)
    if isinstance(column.type, Date):
        day = date.fromisoformat(given)
        return day if day.year in clock.YEARS or column.name == "until" else wrong(column)  # papers may hold for ever
    if isinstance(column.type, Boolean):
        return given if isinstance(given, bool) else wrong(column)
    if isinstance(column.type, Integer):
        return given if type(given) is int and -(2**31) <= given < 2**31 else wrong(column)
    if isinstance(column.type, Float):
        return float(given) if type(given) in (int, float) and abs(given) < 1e15 else wrong(column)
    if isinstance(column.type, String) and isinstance(given, str) and "\0" not in given:
        return given if len(given) <= (column.type.length or len(given)) else wrong(column)
    return wrong(column)


def wrong(column: Column[Any]) -> Any:
    """Raises ValueError."""
    raise ValueError(f"{column.name} cannot be so")
