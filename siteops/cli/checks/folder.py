"""The data folder: can it be written, locked and filled, who else can read it, and who serves it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import time

from flask import current_app
from flask_babel import gettext as _

from siteops.cli import serving
from siteops.cli.checks.found import Found

LITTLE, TOO_LITTLE = 2e9, 2e8
"""Free bytes: a show with photos needs about 1 GB; below 200 MB even a day's log may not fit."""
FAR = frozenset(("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.s3fs"))
"""File systems of other machines: their locks may exclude nobody, and SQLite forbids its journal there."""
STALE_S = 2 * 24 * 3600
"""Uploads are forgotten after a day, when the next one comes."""


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


def network() -> Iterator[Found]:
    """Whether the folder lies on this machine, and locks hold there."""
    data: Path = current_app.config["DATA"]
    try:
        kind = file_system(data, Path("/proc/mounts").read_text())
    except OSError:
        kind = ""
    if kind in FAR:
        why = _("The data folder lies on a file system of another machine (%(kind)s).", kind=kind)
        yield Found("problem", why, _("Put it on a disk of this one, or use PostgreSQL: DATABASE_URL."))
    elif not locks_hold(data):
        yield Found("problem", _("Locks do not hold in the data folder."), _("Put it on a disk of this machine."))


def file_system(path: Path, mounts: str) -> str:
    """The kind of file system that a path lies on, by what /proc/mounts says; the longest mount point counts."""
    found = [(line.split()[1].replace("\\040", " "), line.split()[2]) for line in mounts.splitlines() if line.strip()]
    around = [(point, kind) for point, kind in found if path == Path(point) or Path(point) in path.parents]
    return max(around, key=lambda one: len(one[0]), default=("", ""))[1]


def locks_hold(data: Path) -> bool:
    """Whether of two who lock one file the second has to wait."""
    with tempfile.NamedTemporaryFile(dir=data) as one, open(one.name, "rb") as other:  # noqa: PTH123 (a descriptor)
        fcntl.flock(one, fcntl.LOCK_EX)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def served() -> Iterator[Found]:
    """Whether one server serves the folder, and not two."""
    running = serving.servers(current_app.config["DATA"])
    if len(running) > 1:
        numbers = ", ".join(map(str, running))
        yield Found("warn", _("Several servers serve this folder: processes %(numbers)s", numbers=numbers),
                    _("End all but one: each knows only of the phones that ask it."))  # fmt: skip
    else:
        yield Found("ok", _("A server serves this folder.") if running else _("No server serves this folder just now."))


def uploads() -> Iterator[Found]:
    """Whether files that nobody stored are forgotten."""
    folder = current_app.config["DATA"] / "uploads"
    old = [one for one in folder.glob("*") if one.is_file() and one.stat().st_mtime < time() - STALE_S]
    if old:
        yield Found("warn", _("Uploaded files that nobody stored: %(count)s, older than two days.", count=len(old)),
                    f"find {folder} -type f -mtime +1 -delete")  # fmt: skip
