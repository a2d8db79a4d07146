"""Which servers serve a data folder: each holds a lock on a file of its own there for as long as it lives."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

held: list[int] = []
"""Descriptors that stay open to the end of the process, and of those forked from it."""


def announce(data: Path) -> None:
    """Say that this process serves the folder; forget those that died."""
    for path in files(data):
        if not lives(path):
            path.unlink(missing_ok=True)
    descriptor = os.open(data / f"serving-{os.getpid()}.door", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    held.append(descriptor)


def servers(data: Path) -> list[int]:
    """The processes that serve the folder now."""
    return sorted(int(path.stem.removeprefix("serving-")) for path in files(data) if lives(path))


def files(data: Path) -> Iterator[Path]:
    """The files by which servers announced themselves."""
    return (path for path in data.glob("serving-*.door") if path.stem.removeprefix("serving-").isdecimal())


def lives(path: Path) -> bool:
    """Whether the server of a file is there."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
