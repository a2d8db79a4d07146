"""Other values for rows of the plan, laid out before the door is taken: what is left to do behind it is to write them.

A write holds everybody up who scans. A row costs some 3 µs here; to look it up, compare it and remember what it held
costs ten times as much, and needs no door.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ARRAY, Connection, Table, Update, bindparam, column, func, update
from sqlalchemy.types import TypeEngine

from siteops.core.batch.ties import table_of
from siteops.core.journal.prepared import Prepared

Values = Mapping[str, Any]
Rows = list[dict[str, Any]]
NEW = "new_"
"""What stands before the name of a column where it names the value that a row gets."""


class Updates:
    """Rows, by table and by the columns that change in them."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, tuple[str, ...]], Rows] = {}

    def add(self, table: str, row: int, values: Values) -> None:
        """Give a row other values. None at all: phones are told of it, nothing else."""
        names = tuple(sorted(values))
        named = {f"{NEW}{name}": values[name] for name in names}
        self._alike.setdefault((table, names), []).append({"key": row, **named})

    def write(self, connection: Connection, seq: int) -> None:
        """Write them. `seq`: of the entry that tells of it, and so the `rev` of every row."""
        put = at_once if connection.dialect.name == "postgresql" else one_by_one
        for (table, names), rows in self._alike.items():
            touched = {f"{NEW}rev": seq} if "rev" in table_of(table).c else {}
            if names or touched:
                put(connection, table_of(table), rows, touched)


def one_by_one(connection: Connection, table: Table, rows: Rows, touched: Values) -> None:
    """Write rows of the same columns where a statement costs next to nothing."""
    every: Rows = [{**row, **touched} for row in rows]
    single(table, tuple(every[0])).many(connection, every)


def at_once(connection: Connection, table: Table, rows: Rows, touched: Values) -> None:
    """Write rows of the same columns where each statement is a message to a server: all of them as one."""
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    connection.execute(whole(table, tuple(columns), tuple(touched)), {**columns, **touched})


@cache
def single(table: Table, names: tuple[str, ...]) -> Prepared:
    """The statement that gives one row other values."""
    values = {name.removeprefix(NEW): bindparam(name, type_=kind(table, name)) for name in names if name != "key"}
    return Prepared(update(table).where(table.c.id == bindparam("key")).values(values))


@cache
def whole(table: Table, names: tuple[str, ...], same: tuple[str, ...]) -> Update:
    """The statement that gives each row its own values. `same`: those that all get."""
    lists = (bindparam(name, type_=ARRAY(kind(table, name))) for name in names)
    given = func.unnest(*lists).table_valued(*(column(name, kind(table, name)) for name in names)).render_derived()
    values = {name.removeprefix(NEW): given.c[name] for name in names if name != "key"}
    values |= {name.removeprefix(NEW): bindparam(name, type_=kind(table, name)) for name in same}
    return update(table).where(table.c.id == given.c.key).values(values)


def kind(table: Table, name: str) -> TypeEngine[Any]:
    """The type of a value, by its name in a statement."""
    return table.c["id" if name == "key" else name.removeprefix(NEW)].type
