"""Who is due when, and whom to call: people of a show as lists on paper."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from siteops.core.access.people import Grant, Person
from siteops.core.facts import Role
from siteops.crew.queries import calls_of
from siteops.imports.names import key

DRIVER = re.compile(r"driver|fahrer|chauffeur", re.IGNORECASE)
"""Functions of those who bring the trucks, English, German, Dutch, French."""


class Somebody(NamedTuple):
    """A person with a part in the show."""

    id: int
    name: str
    function: str
    company: str
    phone: str
    role: int
    call: datetime | None

    @property
    def drives(self) -> bool:
        """Whether they bring a truck."""
        return bool(DRIVER.search(self.function))


class Due(NamedTuple):
    """Somebody on a day. None: not known. `function`: on that day."""

    who: Somebody
    starts: datetime | None
    ends: datetime | None
    function: str


Days = Mapping[date | None, Mapping[str, Sequence[Due]]]
"""By day (None: no day is known) and company, the earliest call first."""


def people(connection: Connection, show: str) -> list[Somebody]:
    """Everybody who has a part in the show, by name. One query."""
    query = select(Person.id, Person.name, Grant.function, Grant.company, Person.phone, Grant.role, Grant.call)
    query = query.join(Grant, Grant.person == Person.id).where(Grant.show == show, Grant.revoked.is_(None))
    return [Somebody(*row) for row in connection.execute(query.order_by(Person.folded, Person.id))]


def days(connection: Connection, show: str, zone: ZoneInfo) -> Days:
    """Who is due, by day and company. Whoever has no call a day is listed on that of their first call. Two queries."""
    calls = calls_of(connection, show)
    found: dict[date | None, list[Due]] = {}
    for one in people(connection, show):
        for call in calls.get(one.id, ()):
            found.setdefault(call.day, []).append(Due(one, call.starts, call.ends, call.function or one.function))
        if one.id not in calls:
            day = one.call.astimezone(zone).date() if one.call else None
            found.setdefault(day, []).append(Due(one, one.call, None, one.function))
    return {day: by_company(found[day]) for day in sorted(found, key=lambda day: day or date.max)}


def by_company(every: Sequence[Due]) -> dict[str, list[Due]]:
    """Companies by name, those without one last; in each the earliest call first."""
    names = {key(one.who.company): one.who.company for one in every}
    made: dict[str, list[Due]] = {names[folded]: [] for folded in sorted(names, key=lambda name: (not name, name))}
    for one in sorted(every, key=lambda one: (one.starts is None, one.starts)):
        made[names[key(one.who.company)]].append(one)
    return made


def leads(every: Sequence[Somebody]) -> list[Somebody]:
    """Those who decide, producers first."""
    return sorted((one for one in every if one.role >= Role.LEAD), key=lambda one: -one.role)
