"""What a batch has made and nobody sees yet: many short transactions write it, one short one reveals it.

A row is hidden by what its table has: lines and places are `gone` and at no revision, a case goes by a code that nobody
can type, and what only they refer to cannot be reached. A process that dies half-way leaves a batch that is
`unfinished`; whoever has the turn of those who store takes its rows away.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from siteops.core.batch import images
from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.images import Change, portions
from siteops.core.batch.ties import sort_of, table_of, used
from siteops.core.db import db, writing
from siteops.core.journal.prepared import Prepared
from siteops.core.plan import Case, Code
from siteops.core.turn import turn

STORING, EDITING = "storing", "editing"
"""The turns of those who store files, and of those who edit many rows at a desk: neither waits for the other."""
AT_ONCE = 500
"""Rows written, or taken away, in one transaction: some 10 ms of the door."""
Values = dict[str, Any]


def hide(connection: Connection, batch: int, table: type[Any], rows: Sequence[Values], **aside: int) -> list[int]:
    """Insert rows so that nobody sees them; their keys. They come as they will be seen, of one shape.

    `aside`: what they hold in some columns until then, see `lay_aside()`.
    """
    found: Table = table.__table__
    keys = reserve(connection, found, len(rows))
    rows = [usual(found) | row for row in rows]
    veiled = [row | veil(found, row, batch) | aside | {"id": key} for key, row in zip(keys, rows, strict=True)]
    if veiled:
        insertion(found.name, tuple(veiled[0])).many(connection, veiled)
    if table is not Code:  # a code comes and goes with its thing
        made = zip(keys, rows, strict=True)
        images.remember(connection, batch, (Change(found.name, key, None, images.bare(row)) for key, row in made))
    return keys


def lay_aside(connection: Connection, batch: int) -> int:
    """The key of a case that nobody sees and that goes again: what will lie in cases that all see, waits in it."""
    made = insert(Case).values(code="", folded=prefix(batch), name="", department="other", note="", gone=True)
    return int(connection.execute(made.returning(Case.id)).scalar_one())


def note(batch: int, changes: Sequence[Change]) -> None:
    """Keep what a batch is about to do to rows that everybody sees: its last transaction has only to do it."""
    for start in range(0, len(changes), AT_ONCE):
        with writing() as connection:
            images.remember(connection, batch, changes[start : start + AT_ONCE])


@cache
def usual(table: Table) -> Values:
    """What the columns of a table hold where nothing is said."""
    said = {one.name: one.default.arg for one in table.c if isinstance(one.default, ScalarElementColumnDefault)}
    return {one.name: None for one in table.c if one.nullable} | said


def veil(table: Table, row: Values, batch: int) -> Values:
    """The columns by which a row is hidden."""
    if table.name == "case":
        return {"folded": f"{prefix(batch)}{row['folded']}"}
    return {"gone": True, "rev": 0} if table.name in ("line", "place") else {}


def prefix(batch: int) -> str:
    """What stands before the codes of hidden cases: no code that is compared begins with a space."""
    return f" {batch}:"


@cache
def insertion(table: str, columns: tuple[str, ...]) -> Prepared:
    """The statement that inserts rows with these columns."""
    found = table_of(table)
    return Prepared(insert(found).values({name: bindparam(name, type_=found.c[name].type) for name in columns}))


def reserve(connection: Connection, table: Table, count: int) -> list[int]:
    """Keys that nobody else will have, ascending."""
    if connection.dialect.name == "sqlite":  # there is but one writer
        top = connection.scalar(select(func.max(table.c.id))) or 0
        return list(range(top + 1, top + count + 1))
    series = func.generate_series(1, count).table_valued("n")
    following = func.nextval(func.pg_get_serial_sequence(f'"{table.name}"', "id"))
    return sorted(connection.scalars(select(following).select_from(series)))


def reveal(connection: Connection, batch: int, seq: int) -> None:
    """Let everybody see what a batch has hidden. `seq`: of the entry that tells of it."""
    connection.execute(delete(Case).where(Case.folded == prefix(batch)))
    for name in ("case", "place", "line"):
        table = table_of(name)
        mine = select(Image.row).where(Image.batch == batch, Image.table == name, Image.before.is_(None))
        seen: Values = {"gone": False, "rev": seq}
        if name == "case":
            seen = {"folded": func.substr(table.c.folded, len(prefix(batch)) + 1)}
        connection.execute(update(table).where(table.c.id.in_(mine), is_hidden(table, batch)).values(seen))
    finish(connection, batch)


def finish(connection: Connection, batch: int) -> None:
    """Let a batch be seen that has hidden nothing, and is done."""
    connection.execute(update(Batch).where(Batch.id == batch).values(unfinished=False))


def is_hidden(table: Table, batch: int) -> Any:
    """Whether a row that the batch made is still hidden. Others may have brought a line to light meanwhile."""
    if table.name == "case":
        return table.c.folded.startswith(prefix(batch))
    return table.c.gone & (table.c.rev == 0)


def keys_of(table: str) -> Select[int]:
    """The rows of a table that are hidden: for tables whose rows cannot be told apart otherwise."""
    made = (Batch.unfinished, Image.table == table, Image.before.is_(None))
    return select(Image.row).join(Batch, Batch.id == Image.batch).where(*made)


def clear(work: str) -> int:
    """Take away what dead processes left at some work; how many batches that was. For who has its turn. Raises Busy."""
    edits = Batch.kind == "edit"
    with db.engine.connect() as connection:
        mine = select(Batch.id).where(Batch.unfinished, edits if work == EDITING else ~edits)
        left = list(connection.scalars(mine))
    for batch in left:
        take_away(batch)
    return len(left)


def clear_if_idle() -> int:
    """The same for all work that nobody is at. Raises Busy."""
    count = 0
    for work in (STORING, EDITING):
        with turn(work, wait=False) as mine:
            count += clear(work) if mine else 0
    return count


def take_away(batch: int) -> None:
    """Take away what a batch has hidden and noted, in short transactions, and the batch. Raises Busy."""
    with db.engine.connect() as connection:
        noted = images.of(connection, batch).items()
    made = {table: [one.row for one in changes if one.before is None] for table, changes in noted}
    for table in sort_of(made):
        for start in range(0, len(made[table]), AT_ONCE):
            with writing() as connection:
                remove(connection, batch, table_of(table), made[table][start : start + AT_ONCE])
    with writing() as connection:
        connection.execute(delete(Case).where(Case.folded == prefix(batch)))
        connection.execute(delete(Image).where(Image.batch == batch))
        connection.execute(delete(Batch).where(Batch.id == batch))


def remove(connection: Connection, batch: int, table: Table, keys: Iterable[int]) -> None:
    """Delete rows of one table with their codes; those that others have brought to light, or refer to, stay."""
    for some in portions(keys):
        hidden = is_hidden(table, batch) if table.name in ("case", "line", "place") else table.c.id == table.c.id
        mine = set(connection.scalars(select(table.c.id).where(table.c.id.in_(some), hidden)))
        mine -= used(connection, table.name, mine, lambda *_: (), gone=True)
        connection.execute(delete(table).where(table.c.id.in_(mine)))
        if table.name == "case":
            connection.execute(delete(Code).where(Code.subject.in_([f"case:{key}" for key in mine])))
