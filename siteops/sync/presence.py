"""Which phones a show has heard from, and what they last said they still held.

Kept in memory, and written by a thread of its own, at most once a minute a phone: no phone waits for
it, and a GET never writes. Other processes, and those who come after a restart, know it from there.
"""

import logging
import threading
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flask import Flask
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from siteops.core import clock
from siteops.core.db import Busy, db, writing
from siteops.core.people import DeviceKey, Person, Phone

EVERY = timedelta(minutes=1)
PACE_S = 5.0
"""How long a word may wait for others to be written with."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)

log = logging.getLogger(__name__)


class Heard(NamedTuple):
    """A phone's last word. `queued`: entries it still held then."""

    person: int
    at: datetime
    queued: int


class Presence:
    """Phones heard by this process, and when each was last written down.

    `pace_s`: how long after a word they are written; None: only when `write()` is called.
    """

    def __init__(self, app: Flask, pace_s: float | None) -> None:
        self._app = app
        self._pace_s = pace_s
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._heard: dict[tuple[str, str], Heard] = {}
        self._written: dict[tuple[str, str], datetime] = {}

    def hear(self, show: str, device: str, person: int, queued: int | None) -> None:
        """A phone pulled (`queued` None: it did not say) or pushed."""
        key = (show, device)
        with self._lock:
            before = self._heard.get(key)
            kept = before.queued if before and queued is None else queued or 0
            self._heard[key] = Heard(person, clock.now(), kept)
        self._write_later()

    def of(self, show: str) -> dict[str, Heard]:
        """Phones of one show that this process has heard, by device."""
        with self._lock:
            return {device: heard for (where, device), heard in self._heard.items() if where == show}

    def write(self) -> None:
        """Write down whom it is time to. Raises Busy."""
        now = clock.now()
        with self._lock:
            due = {key: self._heard[key] for key in self._unwritten() if now - self._last(key) > EVERY}
        if not due:
            return
        with self._app.app_context(), writing() as connection:
            for (show, device), heard in sorted(due.items()):
                put(connection, show, device, heard)
        with self._lock:
            self._written.update(dict.fromkeys(due, now))

    def _unwritten(self) -> list[tuple[str, str]]:
        return [key for key, heard in self._heard.items() if heard.at > self._last(key)]

    def _last(self, key: tuple[str, str]) -> datetime:
        return self._written.get(key, LONG_AGO)

    def _write_later(self) -> None:
        with self._lock:
            if self._pace_s is None or self._timer:
                return
            self._timer = threading.Timer(self._pace_s, self._on_time)
            self._timer.daemon = True
            self._timer.start()

    def _on_time(self) -> None:
        try:
            self.write()
        except Busy:
            log.info("phones' presence waits: the database is busy")
        finally:
            with self._lock:
                self._timer = None
                more = self._unwritten()
        if more:
            self._write_later()


def put(connection: Connection, show: str, device: str, heard: Heard) -> None:
    """Write one phone's last word, unless a later one is there."""
    kind = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {"person": heard.person, "seen": heard.at, "queued": heard.queued}
    insert = kind.insert(Phone).values(show=show, device=device, name="", rev=0, **values)
    later = Phone.seen < insert.excluded.seen
    connection.execute(insert.on_conflict_do_update(index_elements=["show", "device"], set_=values, where=later))


def phones(show: str, presence: Presence) -> list[dict[str, object]]:
    """Every phone of a show: device, name, person, last seen, entries it still held; the latest first."""
    named = select(DeviceKey.device, DeviceKey.name).order_by(DeviceKey.created)
    names = {device: name for device, name in db.session.execute(named)}
    query = select(Phone.device, Phone.person, Phone.seen, Phone.queued).where(Phone.show == show)
    found = {device: Heard(person, seen, queued) for device, person, seen, queued in db.session.execute(query)}
    for device, heard in presence.of(show).items():
        if device not in found or found[device].at < heard.at:
            found[device] = heard
    people = {id: name for id, name in db.session.execute(select(Person.id, Person.name))}
    return [
        {"device": device, "name": names.get(device, ""), "person": heard.person,
         "who": people.get(heard.person, ""), "seen": clock.spell(heard.at), "queued": heard.queued}
        for device, heard in sorted(found.items(), key=lambda pair: pair[1].at, reverse=True)
    ]  # fmt: skip
