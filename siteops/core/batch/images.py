"""What a batch did, row by row, remembered so that it can be shown and taken back."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ARRAY, ColumnElement, Connection, Table, any_, bindparam, delete, func, insert, select

from siteops.core import clock
from siteops.core.batch.batches import Batch, Image
from siteops.core.journal.prepared import Prepared

Values = Mapping[str, Any]
INSERT = Prepared(insert(Image.__table__))  # type: ignore[arg-type]
ASKED_AT_ONCE = 5000
"""Values in one query; SQLite takes 32,766."""


class Change(NamedTuple):
    """A row of a plan table, by the table's name, in the columns that a batch touched. `before` None: it made it."""

    table: str
    row: int
    before: Values | None
    after: Values


def begin(connection: Connection, show: str, **of_it: Any) -> int:
    """Note a batch of a show; its number. `of_it`: by, kind, name, and what else `Batch` holds."""
    values = {"show": show, "at": clock.now(), "sha256": "", **of_it}
    made = connection.execute(insert(Batch).values(**values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def remember(connection: Connection, batch: int, changes: Iterable[Change]) -> None:
    """Keep what a batch did to rows, each row once, in the transaction that does it. Some 10 µs a row."""
    rows = [
        {"batch": batch, "table": one.table, "row": one.row, "before": one.before and spell(one.before),
         "after": spell(one.after), "left": None}
        for one in changes
    ]  # fmt: skip
    if rows:
        INSERT.many(connection, rows)


def looked_up(connection: Connection, table: Table, wanted: Mapping[int, Values]) -> list[Change]:
    """What rows of a table, by key, will hold, beside what they hold now; those that hold nothing new are left out."""
    wanted = {row: values for row, values in wanted.items() if values}
    names = sorted({name for values in wanted.values() for name in values})
    found: list[Change] = []
    for some in portions(wanted):
        query = select(table.c.id, *(table.c[name] for name in names)).where(table.c.id.in_(some))
        for row, *held in connection.execute(query):
            now = dict(zip(names, held, strict=True))
            found.append(Change(table.name, row, {name: now[name] for name in wanted[row]}, wanted[row]))
    return found


def of(connection: Connection, batch: int) -> dict[str, list[Change]]:
    """All that a batch did, by table."""
    query = select(Image.table, Image.row, Image.before, Image.after).where(Image.batch == batch)
    found: dict[str, list[Change]] = {}
    for table, row, before, after in connection.execute(query.order_by(Image.table, Image.row)):
        one = Change(table, row, None if before is None else read(before), read(after))
        found.setdefault(table, []).append(one)
    return found


def forget(connection: Connection, table: str, rows: Collection[int]) -> None:
    """Forget what batches did to rows that must be erased: their images hold what stood in them."""
    for some in portions(rows):
        connection.execute(delete(Image).where(Image.table == table, Image.row.in_(some)))


def counted(connection: Connection, batch: int) -> dict[str, int]:
    """How many rows of each table a batch made or changed."""
    query = select(Image.table, func.count()).where(Image.batch == batch).group_by(Image.table)
    return {table: count for table, count in connection.execute(query)}


def bare(row: Values) -> dict[str, Any]:
    """A row without its key, without where it stands and when it was touched."""
    return {name: value for name, value in row.items() if name not in ("id", "show", "rev")}


def spell(values: Values) -> str:
    """Columns as JSON text."""
    return msgspec.json.encode(values).decode()


def read(text: str) -> dict[str, Any]:
    """Columns from JSON text; instants stay text."""
    found: dict[str, Any] = msgspec.json.decode(text)
    return found


def among(connection: Connection, column: ColumnElement[Any], some: list[Any]) -> ColumnElement[bool]:
    """Whether a column holds one of some values: for PostgreSQL one list, since thousands of values take it a while."""
    if connection.dialect.name == "postgresql":
        return column == any_(bindparam(None, some, type_=ARRAY(column.type)))
    return column.in_(some)


def portions(keys: Iterable[Any]) -> Iterable[list[Any]]:
    """Keys, in portions that fit one question."""
    every = list(keys)
    return (every[start : start + ASKED_AT_ONCE] for start in range(0, len(every), ASKED_AT_ONCE))
