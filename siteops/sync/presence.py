"""Which phones a show has heard from, and what they last said they still held.

Kept in memory, and written by a thread of its own, at most once a minute a phone: no phone waits for
it, and a GET never writes. Other processes, and those who come after a restart, know it from there.
"""

import threading
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flask import Flask, current_app
from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Person, Phone
from siteops.core.db import db, writing
from siteops.core.later import Later

EVERY = timedelta(minutes=1)
PACE_S = 5.0
"""How long a word may wait for others to be written with."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)

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
        self._lock = threading.Lock()
        self.later = Later(self.write, self._waits, pace_s)
        self._heard: dict[tuple[str, str], Heard] = {}
        self._written: dict[tuple[str, str], datetime] = {}

    def pulled(self, show: str, device: str, person: int) -> None:
        """A pull came, from a phone that may not have named itself (empty)."""
        if device:
            self.hear(show, device[:64], person, None)

    def hear(self, show: str, device: str, person: int, queued: int | None) -> None:
        """A phone pulled (`queued` None: it did not say) or pushed."""
        key = (show, device)
        with self._lock:
            before = self._heard.get(key)
            kept = before.queued if before and queued is None else queued or 0
            self._heard[key] = Heard(person, clock.now(), kept)
        self.later.soon()

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

    def _waits(self) -> bool:
        with self._lock:
            return bool(self._unwritten())

    def _unwritten(self) -> list[tuple[str, str]]:
        return [key for key, heard in self._heard.items() if heard.at > self._last(key)]

    def _last(self, key: tuple[str, str]) -> datetime:
        return self._written.get(key, LONG_AGO)


def presence() -> Presence:
    """This process's memory of phones."""
    made: Presence = current_app.extensions["presence"]
    return made


def put(connection: Connection, show: str, device: str, heard: Heard) -> None:
    """Write one phone's last word, unless a later one is there."""
    kind = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {"person": heard.person, "seen": heard.at, "queued": heard.queued}
    insert = kind.insert(Phone).values(show=show, device=device, name="", rev=0, **values)
    later = Phone.seen < insert.excluded.seen
    connection.execute(insert.on_conflict_do_update(index_elements=["show", "device"], set_=values, where=later))


def phones(show: str, presence: Presence) -> list[dict[str, object]]:
    """Every phone of a show: device, name, person, last seen, entries it still held; the latest first."""
    query = select(Phone.device, Phone.person, Phone.seen, Phone.queued).where(Phone.show == show)
    found = {device: Heard(person, seen, queued) for device, person, seen, queued in db.session.execute(query)}
    for device, heard in presence.of(show).items():
        if device not in found or found[device].at < heard.at:
            found[device] = heard
    named = select(DeviceKey.device, DeviceKey.name).where(DeviceKey.device.in_(found)).order_by(DeviceKey.id)
    names = {device: name for device, name in db.session.execute(named)}
    whose = select(Person.id, Person.name).where(Person.id.in_({heard.person for heard in found.values()}))
    people = {id: name for id, name in db.session.execute(whose)}
    return [
        {"device": device, "name": names.get(device, ""), "person": heard.person,
         "who": people.get(heard.person, ""), "seen": clock.spell(heard.at), "queued": heard.queued}
        for device, heard in sorted(found.items(), key=lambda pair: pair[1].at, reverse=True)
    ]  # fmt: skip
