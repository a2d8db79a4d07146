"""A backup: one zip file that either engine can be restored from, and that says by itself whether it is whole.

`tables/<name>.ndjson`: the columns' names, then a row a line; `files/…`: what lies in the data folder; `site.json`,
written last: format, version, migration, and how many rows each table has. State is not kept, it follows from the log.
"""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import IO, Any

import msgspec
from sqlalchemy import Connection, MetaData, select

from siteops.core import clock
from siteops.core.upgrade import revision

FORMAT = 1
PASSING = ("uploads", "backups", "tries")
"""What a backup leaves out: previews of files, other backups, and who guessed at passwords lately."""


class NotWhole(Exception):
    """This file is no backup, or not all of one. Says why."""


class About(msgspec.Struct):
    """What a backup says of itself. `tables`: rows by table."""

    format: int
    siteops: str
    made: str
    revision: str | None
    tables: dict[str, int]


def write(path: Path, connection: Connection, data: Path) -> About:
    """Write a backup of what `connection` sees and of the files in `data`. The file appears only when it is whole."""
    part = path.with_name(path.name + ".part")
    try:
        with private_file(part) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                about = fill(archive, connection, data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return about


def private_file(path: Path) -> IO[bytes]:
    """A new file for our eyes only, to be written."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b")


def fill(archive: zipfile.ZipFile, connection: Connection, data: Path) -> About:
    """Write tables and files, and at last what is in it."""
    tables = {name: write_table(archive, connection, table) for name, table in known_tables(connection).items()}
    for one in files(data, str(connection.engine.url.database)):
        archive.write(one, f"files/{one.relative_to(data).as_posix()}")
    about = About(FORMAT, version("siteops"), clock.stamp(), revision(connection), tables)
    archive.writestr("site.json", msgspec.json.format(msgspec.json.encode(about)))
    return about


def known_tables(connection: Connection) -> dict[str, Any]:
    """The database's tables of plan and log as they are, by name."""
    found = MetaData()
    found.reflect(connection)
    passing = ("_state", "_replay")
    return {name: one for name, one in found.tables.items() if not name.endswith(passing) and name != "alembic_version"}


def write_table(archive: zipfile.ZipFile, connection: Connection, table: Any) -> int:
    """Write one table. Answers how many rows it has."""
    count = 0
    ordered = select(table).order_by(*table.primary_key.columns)
    with archive.open(f"tables/{table.name}.ndjson", "w", force_zip64=True) as file:
        file.write(msgspec.json.encode([str(column.name) for column in table.c]) + b"\n")
        for row in connection.execution_options(yield_per=1000).execute(ordered):
            file.write(msgspec.json.encode(list(row)) + b"\n")
            count += 1
    return count


def files(data: Path, database: str) -> Iterator[Path]:
    """What lies in the data folder and is not the database, a lock, or in passing."""
    for path in sorted(data.rglob("*")):
        first = path.relative_to(data).parts[0]
        locks = path.suffix in (".door", ".part", ".log")
        if path.is_file() and first not in PASSING and not locks and not str(path).startswith(database):
            yield path


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, About]]:
    """A backup that is whole. Raises NotWhole."""
    try:
        with zipfile.ZipFile(path) as archive:
            about = msgspec.json.decode(archive.read("site.json"), type=About)
            if about.format > FORMAT:
                raise NotWhole("it was made by a newer SiteOps")
            if broken := archive.testzip():
                raise NotWhole(f"{broken} is damaged in it")
            yield archive, about
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError, EOFError) as error:
        raise NotWhole(str(error)) from error


def rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    """A table's rows, as JSON has them: bytes in base 64, instants as text."""
    with archive.open(f"tables/{name}.ndjson") as file:
        columns = msgspec.json.decode(file.readline())
        for line in file:
            yield dict(zip(columns, msgspec.json.decode(line), strict=True))


def unpack(archive: zipfile.ZipFile, data: Path) -> int:
    """Put the files back into the data folder. Answers how many."""
    count = 0
    for name in archive.namelist():
        path = PurePosixPath(name)
        if path.parts[0] != "files" or name.endswith("/") or ".." in path.parts or path.is_absolute():
            continue
        with archive.open(name) as source:
            put(source, data.joinpath(*path.parts[1:]))
        count += 1
    return count


def put(source: IO[bytes], path: Path) -> None:
    """Write a file for our eyes only, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with private_file(part) as file:
        while piece := source.read(1 << 20):
            file.write(piece)
    part.replace(path)
