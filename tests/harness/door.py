"""The door for writes, held while somebody else comes as far as it: what they do then depends on no clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import Connection, text

from siteops.core.db import db, writing
from siteops.core.journal.record import lock_all

PATIENCE_S = 20.0
T = TypeVar("T")


def waits() -> bool:
    """Whether somebody waits for a door, or for a row. On a connection of its own: a transaction sees one moment."""
    if db.engine.dialect.name == "sqlite":
        return any("->" in line and "FLOCK" in line for line in Path("/proc/locks").read_text().splitlines())
    asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    with db.engine.connect() as connection:
        return bool(connection.scalar(text(asked)))


@contextmanager
def at_the_door(app: Flask, act: Callable[[], T]) -> Iterator[tuple[Connection, list[T]]]:
    """The door's one transaction, while `act` has come as far as it; then it goes on, and its answer is there."""
    answers: list[T] = []

    def wait() -> None:
        with app.app_context():
            answers.append(act())
            db.session.remove()

    thread = Thread(target=wait)
    with writing() as connection:
        lock_all(connection)
        thread.start()
        for _ in range(int(PATIENCE_S * 100)):
            if waits():
                break
            Event().wait(0.01)
        else:
            pytest.fail("nobody came to the door")
        yield connection, answers
    thread.join()
