"""Work of which an installation does one piece at a time, on however many processes and machines."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import crc32

from siteops.core.db import db


@contextmanager
def turn(work: str, *, wait: bool = True) -> Iterator[bool]:
    """Be the only one who does this work, for as long as the block runs; a process that dies gives its turn away.

    Answers False, without `wait`, where somebody else is at it. Not the door for writes: they go on.
    """
    on = in_file if db.engine.dialect.name == "sqlite" else in_database
    with on(work, wait) as mine:
        yield mine


@contextmanager
def in_file(work: str, wait: bool) -> Iterator[bool]:
    """A turn by a lock file beside the database."""
    descriptor = os.open(f"{db.engine.url.database}.{work}.door", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(descriptor)


@contextmanager
def in_database(work: str, wait: bool) -> Iterator[bool]:
    """A turn by an advisory lock, on a connection of its own: whoever waits must not empty the pool."""
    engine = db.engine
    args, options = engine.dialect.create_connect_args(engine.url)
    raw: Any = engine.dialect.connect(*args, **options)
    try:
        raw.autocommit = True
        ask = "SELECT pg_advisory_lock(%s) IS NOT NULL" if wait else "SELECT pg_try_advisory_lock(%s)"
        (mine,) = raw.execute(ask, [crc32(work.encode())]).fetchone()
        yield bool(mine)
    finally:
        raw.close()
