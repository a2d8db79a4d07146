"""Writes rows of any table for a batch: hidden, or within its one transaction that everybody sees."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, func, insert, select

from siteops.core.batch import hidden, images
from siteops.core.batch.images import Change, bare
from siteops.core.batch.undo import touch
from siteops.core.batch.updates import Updates
from siteops.core.db import db, writing
from siteops.core.plan import Code, Item
from siteops.imports.progress import Progress

Values = dict[str, Any]
Changes = list[tuple[int, Values]]
"""Rows by key, and what they get."""
T = TypeVar("T")


class Hiding:
    """A batch of a show that nobody sees yet. `of`: how many rows it will have in all.

    `updates`: what its last transaction changes in rows that everybody sees.
    """

    def __init__(self, show: str, batch: int, *, progress: Progress, of: int) -> None:
        self.show = show
        self.batch = batch
        self.updates = Updates()
        self._progress = progress
        self._done = 0
        self._of = of

    def write(self, table: type[Any], rows: list[Values], **aside: int) -> list[int]:
        """Write rows that all have the same columns; their keys, in the same order. `aside`: see `hidden.hide`."""
        keys: list[int] = []
        for some in self._portions(rows):
            with writing() as connection:
                keys += hidden.hide(connection, self.batch, table, some, **aside)
        return keys

    def put_into(self, rows: list[Values]) -> None:
        """Write contents of cases that everybody sees: they wait elsewhere, and are put into these at the end."""
        if rows:
            with writing() as connection:
                aside = hidden.lay_aside(connection, self.batch)
            for key, row in zip(self.write(Item, rows, case=aside), rows, strict=True):
                self.updates.add(Item.__tablename__, key, {"case": row["case"]})

    def change(self, table: type[Any], changes: Changes) -> None:
        """Note that rows, by key, get other values when all is revealed, and what they hold until then."""
        for some in self._portions(changes):
            with db.engine.connect() as connection:
                found = images.looked_up(connection, table.__table__, dict(some))
            hidden.note(self.batch, found)
            for row, values in some:
                self.updates.add(table.__tablename__, row, values)

    def _portions(self, rows: Sequence[T]) -> Iterator[Sequence[T]]:
        """As many as one short transaction takes, again and again; whoever waits is told of each."""
        for start in range(0, len(rows), hidden.AT_ONCE):
            some = rows[start : start + hidden.AT_ONCE]
            yield some
            self.tell(len(some))

    def tell(self, more: int) -> None:
        """Tell whoever waits that so many more rows are written."""
        self._done += more
        self._progress(min(self._done, self._of), self._of)


class Writing:
    """One batch being written to `show`, by the person `by`.

    `seq`: of its `Imported` in the log, and so the `rev` of every row it touches. `hidden`: what was written of it
    before, which goes on telling how far it is.
    """

    def __init__(self, connection: Connection, hidden: Hiding, *, seq: int, by: int) -> None:
        self.connection = connection
        self.show = hidden.show
        self.batch = hidden.batch
        self.seq = seq
        self._tell = hidden.tell
        self.by = by
        self.images: list[Change] = []

    def remember(self) -> None:
        """Keep what was made, so that it can be taken back."""
        images.remember(self.connection, self.batch, self.images)

    def made(self, table: type[Any], values: Values) -> int:
        """Insert one row; its key."""
        return self.keys(table, [values])[0]

    def keys(self, table: type[Any], values: list[Values]) -> list[int]:
        """Insert rows that all have the same columns; their keys, in the same order."""
        if not values:
            return []
        statement = insert(table).returning(table.__table__.c.id, sort_by_parameter_order=True)
        made = list(self.connection.scalars(statement, values))
        for some in images.portions(made):
            self._note_new(table, table.__table__.c.id.in_(some))
        self._tell(len(made))
        return made

    def insert(self, table: type[Any], values: list[Values]) -> None:
        """Insert rows that all have the same columns."""
        if self.connection.dialect.name != "sqlite" or not values:  # others may be adding rows of their shows
            self.keys(table, values)
            return
        top = self.connection.scalar(select(func.max(table.__table__.c.id))) or 0
        self.connection.execute(insert(table), values)
        self._note_new(table, table.__table__.c.id > top)
        self._tell(len(values))

    def touch(self, table: type[Any], changes: Changes) -> None:
        """Let the phones of every show that has shared rows, cases or people, learn that these were changed."""
        changed = [Change(table.__tablename__, row, values, values) for row, values in changes]
        touch(self.connection, changed, {self.show: self.seq}, self.by)

    def _note_new(self, table: type[Any], which: ColumnElement[bool]) -> None:
        """Take images of rows that were made. A code comes and goes with its thing, so it needs none."""
        if table is not Code:
            found = self.connection.execute(select(table.__table__).where(which)).mappings()
            self.images += [Change(table.__tablename__, one["id"], None, bare(dict(one))) for one in found]
