"""The database: does it answer, is it up to date, is the log as it was written, is the clock right."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from siteops.cli.checks.found import Found
from siteops.core import clock, upgrade
from siteops.core.db import db
from siteops.core.journal import guard, rows
from siteops.core.journal.log import head, held, log
from siteops.core.journal.quarantine import quarantine
from siteops.core.journal.verify import verify, wrong

LARGE_WAL = 64 * 2**20
"""Checkpoints keep the write-ahead log at some 4 MB; beyond this somebody reads without end."""
OFF = timedelta(seconds=60)
LAST = 200
"""Entries at the end of each log that are looked at without being asked: some 10 ms."""
NEEDED = 2 * 13 + 5
"""Connections of two processes, and some for whoever else looks."""


def database() -> Found:
    """Whether the database answers and has the form that this version wants."""
    try:
        ready = upgrade.ready()
    except (SQLAlchemyError, OSError) as error:
        why = str(getattr(error, "orig", error)).partition("\n")[0]
        return Found("problem", _("The database does not answer: %(error)s", error=why), _("See DATABASE_URL."))
    name = db.engine.dialect.name
    if not ready:
        return Found("problem", _("The database (%(name)s) is not up to date.", name=name), "siteops init")
    return Found("ok", _("The database (%(name)s) is up to date, folds %(folds)s", name=name, folds=rows.FOLD_VERSION))


def triggers() -> Iterator[Found]:
    """Whether the database itself keeps the log append only."""
    with db.engine.connect() as connection:
        missing = guard.missing(connection)
    if missing:
        yield Found("problem", _("The log can be changed: %(names)s missing", names=", ".join(missing)), "siteops init")
    else:
        yield Found("ok", _("The log is append only."))


def chain() -> Iterator[Found]:
    """Whether each show's log ends where its head says it does, and its last entries are linked; not all of them."""
    with db.engine.connect() as connection:
        for show in connection.scalars(select(head.c.show).order_by(head.c.show)).all():
            if fault := broken(connection, show):
                yield Found("problem", _("The log of %(show)s is damaged: %(fault)s.", show=show, fault=fault),
                            f"siteops verify --show {show}")  # fmt: skip
                return
    yield Found("ok", _("Every log ends as it should; siteops doctor --deep checks every line."))


def broken(connection: Connection, show: str) -> str:
    """What is wrong with the end of a log; empty if nothing."""
    top = connection.execute(select(head.c.seq, head.c.hash).where(head.c.show == show)).one()
    query = select(log).where(log.c.show == show).order_by(log.c.seq.desc()).limit(LAST + 1)
    rows = list(connection.execute(query))[::-1]
    if (rows[-1].seq, bytes(rows[-1].hash)) != (top.seq, bytes(top.hash)) if rows else top.seq:
        return str(_("its head does not fit its last entry"))
    for before, row in pairwise(rows):
        for fault in wrong(row, bytes(before.hash)):
            return f"{row.seq}: {fault}"
    return ""


def whole_chain() -> Iterator[Found]:
    """Every line of every log."""
    with db.engine.connect() as connection:
        for show in connection.scalars(select(head.c.show).order_by(head.c.show)).all():
            faults = verify(connection, show)
            if faults:
                yield Found("problem", f"{show}: {faults[0]}", f"siteops verify --show {show}")
            else:
                yield Found("ok", _("Every line of the log of %(show)s is as it was written.", show=show))


def connections() -> Iterator[Found]:
    """Whether PostgreSQL takes as many connections as the server's processes may open."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect() as connection:
        most = int(connection.scalar(text("SHOW max_connections")) or 0)
    level = "ok" if most >= NEEDED else "warn"
    advice = "" if level == "ok" else _("Raise max_connections, or start fewer: siteops serve --workers 1")
    yield Found(level, _("PostgreSQL takes %(count)s connections.", count=most), advice)


def time() -> Iterator[Found]:
    """Whether the clock is plausible: against the log, and against the database's machine."""
    now = clock.now()
    with db.engine.connect() as connection:
        last = connection.scalar(select(func.max(log.c.at)))
        there = connection.scalar(text("SELECT now()")) if db.engine.dialect.name == "postgresql" else now
    if last and clock.read(last) > now + OFF:
        yield Found("problem", _("The clock says %(now)s, the log is later: %(last)s", now=clock.spell(now), last=last),
                    _("Set this machine's clock by NTP."))  # fmt: skip
    elif abs(there - now) > OFF:
        yield Found("problem", _("Our clock and the database's are more than a minute apart."),
                    _("Set both by NTP."))  # fmt: skip
    else:
        yield Found("ok", _("The clock says %(now)s", now=clock.spell(now)))


def waiting() -> Iterator[Found]:
    """What lies in quarantine, and what waits for a lead."""
    with db.engine.connect() as connection:
        aside = connection.scalar(select(func.count()).select_from(quarantine).where(quarantine.c.settled.is_(None)))
        kept = connection.scalar(select(func.count()).select_from(held).where(~held.c.gone))
    if aside:
        yield Found("warn", _("Quarantined lines: %(count)s. They are kept.", count=aside), "siteops replay")
    if kept:
        yield Found("warn", _("Entries that wait for a lead: %(count)s", count=kept), _("See the board: Needs a look"))
    if not aside and not kept:
        yield Found("ok", _("Nothing is in quarantine, nothing waits for a lead."))


def write_ahead() -> Iterator[Found]:
    """The size of SQLite's write-ahead log."""
    path = Path(f"{db.engine.url.database}-wal")
    if db.engine.dialect.name == "sqlite" and path.exists() and path.stat().st_size > LARGE_WAL:
        size = f"{path.stat().st_size / 2**20:.0f}"
        yield Found("warn", _("The write-ahead log has %(size)s MB.", size=size),
                    _("Something reads without end: restart the server."))  # fmt: skip
