"""The machine: Python and SQLite, time zones, fonts, memory, open files, what starts the server."""

import platform
import resource
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from flask_babel import gettext as _

from siteops.cli.checks.found import Found
from siteops.core.config import ROOT

OLDEST_SQLITE = (3, 35, 0)
"""The first with RETURNING."""
FILES = 1024
"""Open files: each phone holds one, each thread some more."""
LITTLE = 512 * 2**20
"""Two processes take some 100 MB each; reading a large list may take 512 MB for a moment."""
UNITS, RUNNING = Path("/etc/systemd/system"), Path("/run/systemd/system")


def python() -> Iterator[Found]:
    """The interpreter."""
    yield Found("ok", f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    yield Found("ok", _("Neither a mail server nor a browser is needed on this machine."))
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Found("problem", _("This SQLite is too old."), _("Use a Python with SQLite 3.35 or newer."))


def zones() -> Iterator[Found]:
    """Whether times of other places can be reckoned."""
    advice = _("Install the time zones: apt-get install tzdata")
    if "Europe/Berlin" not in available_timezones():
        yield Found("problem", _("This machine knows no time zones."), advice)
    else:
        yield Found("ok", _("Time zones known: %(count)s, such as %(name)s", count=len(available_timezones()),
                            name=ZoneInfo("Europe/Berlin").key))  # fmt: skip


def fonts() -> Iterator[Found]:
    """Whether labels can be lettered."""
    found = list((ROOT / "siteops" / "labels" / "fonts").glob("*.ttf"))
    if found:
        yield Found("ok", _("Fonts for labels: %(count)s", count=len(found)))
    else:
        yield Found("problem", _("The fonts for labels are missing."), _("Install SiteOps again: make install"))


def memory() -> Iterator[Found]:
    """Whether there is room for the server and for reading a large list."""
    free = available(Path("/proc/meminfo"))
    if free is None:
        return
    level = "ok" if free > LITTLE else "warn"
    advice = "" if level == "ok" else _("Large lists may be refused: give the machine 1 GB.")
    yield Found(level, _("Memory: %(free)s MB can be had.", free=free // 2**20), advice)


def available(path: Path) -> int | None:
    """Bytes that Linux says can be had; None where it does not say."""
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return None
    return next((int(one.split()[1]) * 1024 for one in lines if one.startswith("MemAvailable:")), None)


def files() -> Iterator[Found]:
    """How many files, and so phones, may be open at once."""
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    level = "ok" if soft >= FILES or soft == resource.RLIM_INFINITY else "warn"
    advice = "" if level == "ok" else _("Raise it: ulimit -n 4096, or LimitNOFILE=4096 in the unit.")
    yield Found(level, _("Open files allowed: %(count)s", count=soft), advice)


def units() -> Iterator[Found]:
    """Where systemd runs: whether it starts the server and makes backups."""
    if not RUNNING.is_dir():
        return
    missing = [name for name in ("siteops.service", "siteops-backup.timer") if not (UNITS / name).exists()]
    if missing:
        why = _("systemd does not know %(names)s: after a restart it stays off.", names=", ".join(missing))
        yield Found("warn", why, f"cp deploy/siteops* {UNITS} && systemctl daemon-reload")
    else:
        yield Found("ok", _("systemd starts the server and makes backups."))
