"""Takes an archive in: judged beside, then put here in one transaction, or not at all."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import Connection, Table, bindparam, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from siteops.core.db import db, moment, writing
from siteops.core.journal import rows
from siteops.core.journal.epoch import renew
from siteops.core.journal.log import head, held, log, private
from siteops.core.journal.origin import origin
from siteops.core.journal.record import lock_all
from siteops.core.plan import Case, Show
from siteops.exports.archive.arrival import Arrival, arrive
from siteops.exports.archive.manifest import Refused
from siteops.exports.archive.parts import parts
from siteops.exports.archive.pictures import Pictures, pictures
from siteops.exports.archive.reading import Archive
from siteops.exports.archive.staging import Staging, staged
from siteops.exports.table import portions

CHUNK = 1000
ATTEMPTS = 5


def take(archive: Archive, show: str, by: int | None) -> Arrival:
    """Bring an archive in as a show of that id. Others may work on: if they took a key meanwhile, it is tried again.
    `by`: in whose name; None: its own producer's.

    Raises Refused, Busy.
    """
    data: Path = current_app.config["DATA"]
    for _attempt in range(ATTEMPTS):
        with moment() as target:
            arrival = arrive(archive, target, show)
            if arrival.taken:
                raise Refused(_("There is a show %(show)s already. Choose another id.", show=show))
            with staged(archive, arrival, target, by) as staging, pictures(archive, data) as found:
                target.close()
                try:
                    with writing() as connection, staging.engine.connect() as reader:
                        put(reader, connection, staging, found)
                        found.lay(data / "photos" / show)
                    return arrival
                except IntegrityError:
                    db.session.rollback()
    raise Refused(_("Others are changing the plan at this moment. Try again."))


def put(reader: Connection, connection: Connection, staging: Staging, found: Pictures) -> None:
    """Copy what is new here, people with their photos.

    Who judges at this moment what shows need, as an undo does, waits or judges again.
    """
    lock_all(connection)
    for name, part in parts().items():
        fresh = (row for row in stream(reader, part.table) if row["id"] not in staging.here.get(name, ()))
        copy(connection, part.table, found.portrayed(fresh) if name == "person" else fresh)
    for table in (Show.__table__, log, private, held, origin, head, *rows.tables()):
        copy(connection, table, stream(reader, table))  # type: ignore[arg-type]
    renew(connection, staging.show)
    for some in portions(sorted(staging.here.get("case", ()))):
        back = update(Case).where(Case.id.in_(some), Case.gone)
        connection.execute(back.values(gone=False))


def stream(reader: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """A table's rows."""
    ordered = select(table).order_by(*table.primary_key.columns)
    yield from (row._asdict() for row in reader.execute(ordered.execution_options(yield_per=CHUNK)))


def copy(connection: Connection, table: Table, found: Iterable[dict[str, Any]]) -> None:
    """Insert rows. What points into the same table is set when all its rows are there."""
    own = [one.parent.name for one in table.foreign_keys if one.column.table is table]
    pairs: dict[str, list[dict[str, Any]]] = {name: [] for name in own}
    numbered = "id" in table.c and table.c.id.autoincrement is True
    source = iter(found)
    while chunk := list(islice(source, CHUNK)):
        for name in own:
            pairs[name] += [{"row": one["id"], "to": one[name]} for one in chunk if one[name] is not None]
        if numbered and connection.dialect.name == "postgresql":
            count_past(connection, table, max(one["id"] for one in chunk))
        connection.execute(insert(table), [one | dict.fromkeys(own) for one in chunk])
    for name, some in pairs.items():
        if some:
            statement = update(table).where(table.c.id == bindparam("row")).values({name: bindparam("to")})
            connection.execute(statement, some)


def count_past(connection: Connection, table: Table, key: int) -> None:
    """Let PostgreSQL number new rows after ours, before ours are there: somebody may be making one."""
    name = connection.dialect.identifier_preparer.format_table(table)
    top = connection.scalar(select(func.max(table.c.id))) or 0
    sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), GREATEST(:top, nextval("
                    "pg_get_serial_sequence(:name, 'id'))))")  # fmt: skip
    connection.execute(sequence, {"name": name, "top": max(top, key)})
