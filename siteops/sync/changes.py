"""A pull: what changed on a show since a cursor, as much of it as the asker may see."""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, select

from siteops.core import clock
from siteops.core.journal.log import head
from siteops.core.journal.rows import FOLD_VERSION
from siteops.sync import alike
from siteops.sync.alike import Tables, arrays
from siteops.sync.scopes import Asker, scopes

MOST_ASKERS = 2000
"""More than a show has people."""
HEAD = select(head.c.epoch, head.c.seq).where(head.c.show == bindparam("show"))


@lru_cache(MOST_ASKERS)
def scope_of(asker: Asker) -> str:
    """A hash of all that decides what an asker sees; another one means: fetch the full set."""
    spelled = f"{asker.show}|{asker.person}|{asker.role}|{FOLD_VERSION}|{','.join(sorted(scopes()))}"
    return sha256(spelled.encode()).hexdigest()[:12]


def cursor(connection: Connection, show: str) -> tuple[int, int]:
    """A show's epoch and seq now. Raises LookupError for a show without a log."""
    found = connection.execute(HEAD, {"show": show}).one_or_none()
    if found is None:
        raise LookupError(f"show {show} has no log")
    return found.epoch, found.seq


def tag_of(asker: Asker, epoch: int, seq: int) -> str:
    """What stays the same for as long as a pull has nothing new for this asker: its ETag."""
    return f"{epoch}.{seq}-{scope_of(asker)}"


def changes(connection: Connection, asker: Asker, after: str, scope: str) -> dict[str, Any]:
    """The answer to a pull: the rows touched after `after` (`<epoch>.<seq>`), or the full set.

    The full set (`reset`) goes to whoever comes with another epoch, another scope, a cursor from the
    future (a restored backup) or none. One query where nothing is new.
    """
    epoch, seq = cursor(connection, asker.show)
    mine = scope_of(asker)
    since = parse(after)
    reset = since is None or since[0] != epoch or since[1] > seq or scope != mine
    start = -1 if reset or since is None else since[1]
    if reset:
        tables: Tables = {name: arrays(found(connection, asker, start)) for name, found in scopes().items()}
    else:
        tables = alike.since(connection, asker, start, (epoch, seq)) if start < seq else {}
    return {
        "server_time": clock.stamp(),
        "head": f"{epoch}.{seq}",
        "scope": mine,
        "reset": reset,
        "tables": tables,
    }


def parse(after: str) -> tuple[int, int] | None:
    """A cursor's epoch and seq; None for anything else."""
    epoch, dot, seq = after.partition(".")
    if not dot or not epoch.isdecimal() or not seq.isdecimal() or len(after) > 40:
        return None
    return int(epoch), int(seq)
