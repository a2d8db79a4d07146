"""What ties a row of the plan down: entries that speak of it, and rows that refer to it."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Table, not_, select, true
from sqlalchemy.sql.elements import ColumnElement

from siteops.core.batch.images import portions
from siteops.core.db import Base
from siteops.core.journal import rows as state_rows
from siteops.core.journal.fold import FOLDS
from siteops.core.journal.log import log
from siteops.core.plan import Place, Show

REFERRING = frozenset({"place", "gate", "to"})
"""Columns of state that hold a reference (`dock:3`), whatever the noun. `inside` holds a case's key."""
SPEAKS_OF_PERSON = frozenset({"grant"})
"""Tables whose rows go by a person: what is said of the person is said of them."""


def table_of(name: str) -> Table:
    """A table of the plan by its name."""
    return Base.metadata.tables[name]


def subjects(connection: Connection, table: str, keys: Collection[int]) -> dict[str, int]:
    """The subjects by which entries speak of rows, each with the row's key; none for rows that nobody speaks of."""
    if table == "place":
        found: dict[str, int] = {}
        for some in portions(keys):
            query = select(Place.kind, Place.id).where(Place.id.in_(some))
            found |= {f"{kind}:{id}": id for kind, id in connection.execute(query)}
        return found
    if table in SPEAKS_OF_PERSON:
        grants = table_of(table).c
        query = select(grants.person, grants.id).where(grants.id.in_(list(keys)))
        return {f"person:{person}": id for person, id in connection.execute(query)}
    return {f"{table}:{key}": key for key in keys} if table in ("case", "person", "slot", "step", "list") else {}


def spoken_of(connection: Connection, table: str, keys: Collection[int]) -> set[int]:
    """Those rows that an entry of any show speaks of, or that some state names."""
    by_subject = subjects(connection, table, keys)
    shows = list(connection.scalars(select(Show.id)))
    found: set[str] = set()
    for some in portions(by_subject):
        said = select(log.c.subject).where(log.c.show.in_(shows), log.c.subject.in_(some)).distinct()
        found.update(connection.scalars(said))
    if by_subject:
        found |= by_subject.keys() & named_in_states(connection, shows)
    return {by_subject[subject] for subject in found}


def named_in_states(connection: Connection, shows: Collection[str]) -> set[str]:
    """Every subject that has state, and every one that a state refers to."""
    found: set[str] = set()
    for noun in FOLDS:
        state = state_rows.table(noun).c
        found.update(f"{noun}:{key}" for key in connection.scalars(select(state.key)))
        for column in state:
            if column.name in REFERRING:
                found.update(connection.scalars(select(column).where(column.is_not(None)).distinct()))
            if column.name == "inside":
                inside = connection.scalars(select(column).where(column.is_not(None)).distinct())
                found.update(f"case:{key}" for key in inside)
    return found


def referring(table: str) -> list[Column[Any]]:
    """The columns of all tables that hold keys of this one."""
    target = table_of(table)
    return [
        key.parent
        for other in Base.metadata.sorted_tables
        for key in sorted(other.foreign_keys, key=lambda one: one.parent.name)
        if points(key, target)
    ]  # fmt: skip


def points(key: ForeignKey, target: Table) -> bool:
    """Whether a foreign key leads to a table of rows that may be undone, from one whose rows have keys of their own."""
    return key.column.table is target and "id" in key.parent.table.c


Leaving = Callable[[str, str], Collection[int]]
"""Rows of a table that will not hold, in a column, what they hold now."""


def used(connection: Connection, table: str, keys: Collection[int], leaving: Leaving, *, gone: bool) -> set[int]:
    """Those rows that another row refers to, and will after all. `gone`: by one that is gone, too."""
    found: set[int] = set()
    for column in referring(table):
        other = column.table
        alive, free = true() if gone else is_live(other), leaving(other.name, column.name)
        for some in portions(keys):
            query = select(other.c.id, column).where(column.in_(some), alive)
            found.update(key for id, key in connection.execute(query) if id not in free)
    return found


def ending(table: Table) -> str | None:
    """The column that marks a row of the table as one that does not count any more; None: it is deleted."""
    return next((name for name in ("gone", "revoked") if name in table.c), None)


def is_live(table: Table) -> ColumnElement[bool]:
    """Whether a row still counts: neither gone nor revoked."""
    if "gone" in table.c:
        return not_(table.c.gone)
    return table.c.revoked.is_(None) if "revoked" in table.c else true()


def sort_of(tables: Iterable[str]) -> list[str]:
    """Tables, those that refer to others first."""
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(tables, key=lambda name: -order[name])
