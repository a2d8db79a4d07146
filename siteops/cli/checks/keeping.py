"""Backups: is there one, how old is it, can it be read."""

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from flask_babel import gettext as _

from siteops.cli import archive
from siteops.cli.checks.found import Found
from siteops.core import clock
from siteops.core.db import db
from siteops.core.upgrade import recall

LAST = "backup"
"""The setting that says when the last backup was made, and where."""
OLD = timedelta(hours=26)
"""A backup that is made once a day may be a little late."""


def backups() -> Iterator[Found]:
    """The last one that was made here, where it was put."""
    with db.engine.connect() as connection:
        at, _space, where = (recall(connection, LAST) or "").partition(" ")
    advice = _("siteops backup FOLDER, or the timer in deploy/. Copy it to another machine.")
    if not at:
        yield Found("warn", _("Nobody has made a backup yet."), advice)
        return
    path, hours = Path(where), int((clock.now() - clock.read(at)).total_seconds() // 3600)
    if not path.exists():
        yield Found("warn", _("The last backup is not where it was put: %(file)s", file=path), advice)
    elif fault := unreadable(path):
        yield Found("problem", _("The last backup cannot be read: %(file)s, %(error)s", file=path, error=fault), advice)
    elif clock.now() - clock.read(at) > OLD:
        yield Found("warn", _("The last backup is %(hours)s hours old: %(file)s", hours=hours, file=path), advice)
    else:
        yield Found("ok", _("The last backup is %(hours)s hours old: %(file)s", hours=hours, file=path))


def unreadable(path: Path) -> str:
    """Why a backup cannot be read; empty if it can. Its tables are not read: `siteops restore` does that."""
    try:
        with zipfile.ZipFile(path) as packed:
            packed.read("site.json")
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        return str(error)
    return ""


def every_byte() -> Iterator[Found]:
    """Whether the last backup is whole, to its last byte."""
    with db.engine.connect() as connection:
        where = (recall(connection, LAST) or "").partition(" ")[2]
    if not where or not Path(where).exists():
        return
    try:
        with archive.opened(Path(where)):
            yield Found("ok", _("The last backup is whole."))
    except (archive.NotWhole, OSError) as error:
        yield Found("problem", _("The last backup is not whole: %(error)s", error=error), "siteops backup FOLDER")
