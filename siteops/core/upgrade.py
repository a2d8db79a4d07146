"""The database's shape: plan and log by migrations, state made to fit its folds."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from flask_migrate import upgrade as migrate_up
from sqlalchemy import Column, Connection, String, Table, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from siteops.core.batch import hidden
from siteops.core.db import Base, Busy, db, writing
from siteops.core.journal import guard, rows
from siteops.core.journal.log import head
from siteops.core.journal.replay import replay

setting = Table(
    "setting",
    Base.metadata,
    Column("name", String(40), primary_key=True),
    Column("value", String(200), nullable=False),
)


class TooNew(Exception):
    """The database was made by a newer version, which knows migrations that this one does not."""


def prepare() -> bool:
    """Upgrade if that is needed; of several processes that start at once, one does it. Answers whether it was.

    What a process left half done that died while it stored many rows is taken away.
    """
    with alone(current_app.config["DATA"] / "upgrade.door"):
        needed = not ready()
        if needed:
            upgrade()
        with suppress(Busy):  # then the next one who stores takes it away
            hidden.clear_if_idle()
    db.engine.dispose()  # a server may fork now, and a connection does not survive that
    return needed


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is in here."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def upgrade() -> list[str]:
    """Bring the database up to date; safe to call at every start. Answers the shows it replayed. Raises TooNew."""
    with db.engine.connect() as connection:
        refuse_newer(revision(connection))
    migrate_up()
    with writing() as connection:
        guard.install(connection)
        stale = [] if fits(connection) else list(connection.scalars(select(head.c.show)))
        if stale or not fits(connection):
            rows.metadata.drop_all(connection)
        rows.metadata.create_all(connection, rows.tables())
    for show in stale:
        replay(show)
    with writing() as connection:
        remember(connection, "fold_version", rows.FOLD_VERSION)
    return stale


def ready() -> bool:
    """Whether the database has the shape that this version wants. Changes nothing."""
    with db.engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        tables = {table.name for table in Base.metadata.sorted_tables}
        return tables <= there and revision(connection) == newest() and fits(connection)


def revision(connection: Connection) -> str | None:
    """The migration that the database stands at, None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


def refuse_newer(migration: str | None) -> None:
    """Raises TooNew for a migration that this version does not have."""
    try:
        ScriptDirectory(current_app.config["MIGRATIONS"]).get_revisions(migration or "base")
    except CommandError as error:
        raise TooNew from error


def newest() -> str | None:
    """The last migration that this version has."""
    return ScriptDirectory(current_app.config["MIGRATIONS"]).get_current_head()


def fits(connection: Connection) -> bool:
    """Whether the state tables are those of this version's folds."""
    there = inspect(connection)
    names = set(there.get_table_names())
    if "setting" not in names or recall(connection, "fold_version") != rows.FOLD_VERSION:
        return False
    for table in rows.tables():
        if table.name not in names or {one["name"] for one in there.get_columns(table.name)} != set(table.c.keys()):
            return False
    return True


def recall(connection: Connection, name: str) -> str | None:
    """A setting of the installation."""
    value: str | None = connection.scalar(select(setting.c.value).where(setting.c.name == name))
    return value


def remember(connection: Connection, name: str, value: str) -> None:
    """Set a setting of the installation."""
    kind = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = kind.insert(setting).values(name=name, value=value)
    connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": value}))
