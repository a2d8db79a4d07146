"""Which phones a show has heard from, and what they last said they still held.

Kept in memory and written at most once a minute a phone: a GET never writes, and a push that brings
only what a minute-old line would say anyway does not either.
"""

import threading
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from siteops.core import clock
from siteops.core.db import db, writing
from siteops.core.people import DeviceKey, Person, Phone

EVERY = timedelta(minutes=1)


class Heard(NamedTuple):
    """A phone's last word. `queued`: entries it still held then."""

    person: int
    at: datetime
    queued: int


class Presence:
    """Phones heard by this process, and when each was last written down."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: dict[tuple[str, str], Heard] = {}
        self._written: dict[tuple[str, str], datetime] = {}

    def hear(self, show: str, device: str, person: int, queued: int | None) -> None:
        """A phone pulled (`queued` None: it did not say) or pushed."""
        key = (show, device)
        with self._lock:
            before = self._heard.get(key)
            kept = before.queued if before and queued is None else queued or 0
            self._heard[key] = Heard(person, clock.now(), kept)

    def of(self, show: str) -> dict[str, Heard]:
        """Phones of one show that this process has heard, by device."""
        with self._lock:
            return {device: heard for (where, device), heard in self._heard.items() if where == show}

    def due(self) -> dict[tuple[str, str], Heard]:
        """Phones to write down now; marks them as written."""
        now = clock.now()
        long_ago = datetime.min.replace(tzinfo=now.tzinfo)
        with self._lock:
            found = {
                key: heard
                for key, heard in self._heard.items()
                if heard.at > self._written.get(key, long_ago) and now - self._written.get(key, long_ago) > EVERY
            }
            self._written.update(dict.fromkeys(found, now))
        return found

    def write(self) -> None:
        """Write down whom it is time to. Called after a push, never by a GET."""
        if found := self.due():
            with writing() as connection:
                for (show, device), heard in sorted(found.items()):
                    put(connection, show, device, heard)


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
