"""The database: one Base, the column types every table is written in, and the one door for writes.

SQLite is the default. Its writers queue at a file lock of our own, taken before the transaction:
fair where SQLite's own waiting sleeps and retries (p99 180-650 ms without, 40-170 ms with). PostgreSQL
needs no such door; there the show's head row is it.
"""

import fcntl
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Annotated, Any

from flask import current_app
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, MetaData, TypeDecorator, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, Session, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
PATIENCE_S = 5.0
"""How long a writer waits for its turn before the door says Busy."""
CHECKPOINT_PAGES = 8000
"""Pages of 4 KiB (32 MB in all) that SQLite's journal gathers before they are filed. Each filing holds the door; with
the usual 1000, hundreds of phones that come back at once wait for it several times a second."""
LONG_HOLD_S = 0.3
"""A write transaction longer than this is logged: every phone on site waits behind it."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """The database could not be written in time. The caller should come back in a few seconds."""


class Utc(TypeDecorator[datetime]):
    """An instant. Aware UTC in Python, naive UTC on disk (SQLite keeps no zone)."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What an undo reads an old value as, from the text that its image holds."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a naive datetime, which names no instant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(MappedAsDataclass, DeclarativeBase):
    """Every table. Rows are dataclasses: built whole, compared by value, printed plainly."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Utc}


Id = Annotated[int, mapped_column(primary_key=True, autoincrement=True)]
"""A plan row's own key: small, so that a phone's first load stays small."""


db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(render_as_batch=True, compare_type=False)


@contextmanager
def writing() -> Iterator[Connection]:
    """A write transaction: commits at the end, rolls back on any error. Raises Busy.

    Parse, validate, render and hash before you come in: everybody else waits outside.
    """
    engine = db.engine
    if db.session.registry.has():
        db.session.rollback()  # give its connection back; what it read is old news after this
    driver: Any = engine.dialect.loaded_dbapi
    try:
        if engine.dialect.name == "sqlite":
            with sqlite_door(engine), engine.connect() as connection, immediate(connection):
                yield connection
        else:
            with engine.begin() as connection:
                yield connection
    except (OperationalError, driver.OperationalError) as error:
        if "no such" in str(error):  # a table or column is missing: that mends no waiting
            raise
        raise Busy(str(error.orig if isinstance(error, OperationalError) else error)) from error


@contextmanager
def editing() -> Iterator[Session]:
    """A write transaction as an ORM session, for edits of the plan. Raises Busy."""
    with writing() as connection, Session(connection, expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def moment() -> Iterator[Connection]:
    """A connection that sees one moment, however long one reads."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


@contextmanager
def immediate(connection: Connection) -> Iterator[None]:
    """Make a pooled, read-only SQLite connection writable for one transaction."""
    raw: Any = connection.connection.driver_connection
    raw.execute("PRAGMA query_only=0")
    try:
        with connection.execution_options(siteops_write=True).begin():
            yield
    finally:
        connection.execution_options(siteops_write=False)
        raw.execute("PRAGMA query_only=1")


descriptors = threading.local()


@contextmanager
def sqlite_door(engine: Engine) -> Iterator[None]:
    """Wait for one's turn to write. Each thread has its own descriptor: a shared one excludes nobody."""
    descriptor = own_descriptor(f"{engine.url.database}.door")
    came = monotonic()
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        entered = monotonic()
        if entered - came > PATIENCE_S:
            raise Busy("others have been writing for too long")
        yield
        if (held := monotonic() - entered) > LONG_HOLD_S:
            log.warning("a write held the database for %.0f ms", held * 1000)
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def own_descriptor(path: str) -> int:
    """This thread's descriptor of the lock file; opened again after a fork."""
    key, opened = (os.getpid(), path), getattr(descriptors, "opened", None)
    if opened is None or opened[0] != key:
        if opened:
            os.close(opened[1])
        descriptors.opened = opened = (key, os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    return int(opened[1])


def prepare_sqlite(raw: Any, _record: object) -> None:
    """Set up a new SQLite connection: durable, strict, and read-only until `writing()` says otherwise."""
    raw.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # so that INSERT OR REPLACE fires the append-only triggers
        f"busy_timeout={int(PATIENCE_S * 1000)}",
        f"wal_autocheckpoint={CHECKPOINT_PAGES}",
        "query_only=1",
    ):
        raw.execute(f"PRAGMA {pragma}")


def begin_sqlite(connection: Connection) -> None:
    """Say BEGIN: at once with the write lock where this connection will write."""
    wanted = "IMMEDIATE" if connection.get_execution_options().get("siteops_write") else "DEFERRED"
    raw: Any = connection.connection.driver_connection
    raw.execute(f"BEGIN {wanted}")


def init_app(app: Any) -> None:
    """Bind the database to an app."""
    db.init_app(app)
    migrate.init_app(app, db, directory=app.config["MIGRATIONS"])
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", prepare_sqlite)
            event.listen(db.engine, "begin", begin_sqlite)


def dialect() -> str:
    """`sqlite` or `postgresql`."""
    return str(current_app.extensions["sqlalchemy"].engine.dialect.name)
