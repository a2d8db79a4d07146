"""Puts a backup in the place of what is there: built and verified beside it first, then swapped in one transaction."""

import base64
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask_babel import gettext as _
from flask_migrate import upgrade as migrate_to
from sqlalchemy import (
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)  # fmt: skip

from siteops.cli import archive
from siteops.cli.site import Trouble
from siteops.core.access.people import Person
from siteops.core.db import Base, db, writing
from siteops.core.journal import guard
from siteops.core.journal import rows as state_rows
from siteops.core.journal.epoch import renew
from siteops.core.journal.log import head
from siteops.core.journal.verify import verify
from siteops.core.plan import Show
from siteops.core.upgrade import TooNew, refuse_newer, upgrade

CHUNK = 1000


@contextmanager
def beside(packed: zipfile.ZipFile, about: archive.About) -> Iterator[Engine]:
    """The backup as a database of its own, at the newest form, its chain verified. Raises Trouble."""
    from siteops import create_app

    with TemporaryDirectory(prefix="siteops-") as folder:
        app = create_app(DATA=Path(folder), DATABASE_URL=f"sqlite:///{folder}/restored.db")
        with app.app_context():
            try:
                build(packed, about)
                yield db.engine
            finally:
                db.session.remove()
                db.engine.dispose()


def build(packed: zipfile.ZipFile, about: archive.About) -> None:
    """Fill an empty database from a backup, in the backup's own form, then bring it up to date. Raises Trouble."""
    try:
        refuse_newer(about.revision)
    except TooNew as error:
        raise Trouble(_("This backup was made by a newer SiteOps (%(version)s).", version=about.siteops)) from error
    migrate_to(revision=about.revision or "head")
    with writing() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        for name, table in archive.known_tables(connection).items():
            if name in about.tables and about.tables[name] != load(connection, table, archive.rows(packed, name)):
                raise Trouble(_("This backup is not whole: rows of %(table)s are missing.", table=name))
    migrate_to()
    refuse_damaged()
    upgrade()


def refuse_damaged() -> None:
    """Raises Trouble where the chain of a show's log does not hold. State is made from it only after this."""
    with db.engine.connect() as connection:
        for show in connection.scalars(select(head.c.show)).all():
            if faults := verify(connection, show):
                raise Trouble(_("The log of %(show)s in this backup is damaged: %(fault)s", show=show, fault=faults[0]))


def load(connection: Connection, table: Table, found: Iterator[dict[str, Any]]) -> int:
    """Insert rows as a backup has them. Answers how many."""
    count = 0
    while chunk := list(islice(found, CHUNK)):
        connection.execute(insert(table), [{name: value(table.c[name], one[name]) for name in one} for one in chunk])
        count += len(chunk)
    return count


def value(column: Any, given: Any) -> Any:
    """A value as its column takes it."""
    if given is not None and isinstance(column.type, LargeBinary):
        return base64.b64decode(given)
    if given is not None and isinstance(column.type, DateTime):
        return datetime.fromisoformat(given)
    return given


def swap(source: Engine) -> list[str]:
    """Put everything from `source` in the place of what is here, in one transaction. Answers the shows.

    Each show begins a new epoch, so phones fetch the full set and forget what the backup does not know.
    """
    tables = [*Base.metadata.sorted_tables, *state_rows.tables()]
    with source.connect() as reader, writing() as connection:
        shut(connection, tables)
        epochs = {show: epoch for show, epoch in connection.execute(select(head.c.show, head.c.epoch))}
        guard.lift(connection)
        for table in reversed(tables):
            connection.execute(delete(table))
        for table in tables:
            copy(reader, connection, table)
        shows = list(connection.scalars(select(head.c.show)))
        for show in shows:
            renew(connection, show, after=epochs.get(show, 0))
        guard.install(connection)
    return shows


def shut(connection: Connection, tables: list[Table]) -> None:
    """Let nobody else read or write until we are through; SQLite's door does that by itself."""
    if is_postgresql(connection):
        names = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in tables)
        connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


def copy(reader: Connection, connection: Connection, table: Table) -> None:
    """Copy one table. What points into the same table is set when all its rows are there."""
    own = [one.parent.name for one in table.foreign_keys if one.column.table is table]
    found = (row._asdict() for row in reader.execution_options(yield_per=CHUNK).execute(select(table)))
    while chunk := list(islice(found, CHUNK)):
        connection.execute(insert(table), [one | dict.fromkeys(own) for one in chunk])
    for name in own:
        query = select(table.c.id.label("row"), table.c[name].label("to")).where(table.c[name].is_not(None))
        if pairs := [one._asdict() for one in reader.execute(query)]:
            statement = update(table).where(table.c.id == bindparam("row")).values({name: bindparam("to")})
            connection.execute(statement, pairs)
    if is_postgresql(connection) and "id" in table.c and table.c.id.autoincrement is True:
        count_on(connection, table)


def count_on(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after the ones that were copied."""
    name = connection.dialect.identifier_preparer.format_table(table)
    top = connection.scalar(select(func.max(table.c.id)))
    sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :top, :used)")
    connection.execute(sequence, {"name": name, "top": top or 1, "used": top is not None})


def is_postgresql(connection: Connection) -> bool:
    """Whether this is PostgreSQL, not SQLite."""
    return connection.dialect.name == "postgresql"


def is_empty() -> bool:
    """Whether the installation has neither show nor person."""
    with db.engine.connect() as connection:
        return not any(connection.scalar(select(func.count()).select_from(one)) for one in (Show, Person))

