"""What `siteops doctor` looks at. Each check answers what it found; none changes anything that stays."""

import os
import platform
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from siteops.core import clock, guard, rows, upgrade
from siteops.core.db import db
from siteops.core.log import held, log
from siteops.core.people import Person
from siteops.core.quarantine import quarantine

OLDEST_SQLITE = (3, 35, 0)
"""The first with RETURNING."""
LITTLE, TOO_LITTLE = 2e9, 2e8
"""Free bytes: a show with photos needs about 1 GB; below 200 MB even a day's log may not fit."""
LARGE_WAL = 64 * 2**20
"""Checkpoints keep the write-ahead log at some 4 MB; beyond this somebody reads without end."""
OFF = timedelta(seconds=60)


class Found(NamedTuple):
    """What a check found. `level`: ok, warn, problem. `advice`: what to do, empty if nothing."""

    level: str
    text: str
    advice: str = ""


def python() -> Iterator[Found]:
    """The interpreter."""
    yield Found("ok", f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Found("problem", _("This SQLite is too old."), _("Use a Python with SQLite 3.35 or newer."))


def address() -> Iterator[Found]:
    """PUBLIC_URL, and whether a proxy is believed."""
    public = current_app.config["PUBLIC_URL"]
    parts = urlsplit(public)
    advice = _("Set PUBLIC_URL to the address that phones use, as in https://ops.example.org")
    if not public:
        yield Found("warn", _("PUBLIC_URL is not set: no labels, and links lead nowhere."), advice)
    elif parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
        yield Found("problem", _("PUBLIC_URL is no address of a site: %(url)s", url=public), advice)
    elif parts.scheme == "http":
        yield Found("warn", _("PUBLIC_URL has no https: phones lend no camera."), advice)
    else:
        yield Found("ok", f"PUBLIC_URL {public}")
        if not current_app.config["PROXY_HOPS"]:
            yield Found("warn", _("PROXY_HOPS is 0: behind a proxy everybody would seem to come from one address."),
                        _("If a reverse proxy stands in front: siteops serve --proxy 1"))  # fmt: skip


def folder() -> Iterator[Found]:
    """The data folder: can it be written, is there room, who can read it."""
    data: Path = current_app.config["DATA"]
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        why = _("Nothing can be written to %(folder)s: %(error)s", folder=data, error=error.strerror)
        yield Found("problem", why, _("Give the folder to the user that runs SiteOps."))
        return
    free = shutil.disk_usage(data).free
    level = "ok" if free > LITTLE else "warn" if free > TOO_LITTLE else "problem"
    room = _("Data in %(folder)s, %(free)s GB free", folder=data, free=f"{free / 1e9:.1f}")
    yield Found(level, room, "" if level == "ok" else _("Make room: when the disk is full, phones have to wait."))
    yield from permissions(data)


def permissions(data: Path) -> Iterator[Found]:
    """Whether others on this machine can read what is secret."""
    if data.stat().st_mode & 0o077:
        yield Found("warn", _("Other users of this machine can look into the data folder."), f"chmod 700 {data}")
    for name in ("secret", "siteops.db"):
        path = data / name
        if path.exists() and path.stat().st_mode & 0o077 and (name == "secret" or data.stat().st_mode & 0o011):
            yield Found("problem", _("Other users of this machine can read %(file)s.", file=path), f"chmod 600 {path}")
    for path in (one for one in data.rglob("*") if not os.access(one, os.R_OK | os.W_OK)):
        why = _("%(file)s cannot be read and written by us.", file=path)
        yield Found("problem", why, _("Give the folder to the user that runs SiteOps."))
        return


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


def administrators() -> Iterator[Found]:
    """Whether somebody can run this installation."""
    with db.engine.connect() as connection:
        if connection.scalar(select(Person.id).where(Person.admin, Person.password.is_not(None)).limit(1)) is None:
            yield Found("warn", _("Nobody is administrator."), "siteops user add EMAIL --admin")


Check = Callable[[], Iterator[Found]]
ANYWAY: tuple[Check, ...] = (python, address, folder)
WITH_DATABASE: tuple[Check, ...] = (triggers, time, waiting, write_ahead, administrators)
