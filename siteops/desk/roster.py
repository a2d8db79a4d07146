"""Who is on a show: its people with their part, where they stand now, and how many phones they have."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, cast, func, select

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Grant, Person
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal import rows
from siteops.crew.rules import is_late


class Member(NamedTuple):
    """A person's part in a show. `account`: signs in by a password. `since`: on site since; `first_in`: first came.

    `rev`: when the show last touched their part; `phones`: how many devices may still append in their name.
    """

    id: int
    name: str
    email: str | None
    phone: str
    account: bool
    admin: bool
    role: int
    function: str
    department: str
    company: str
    remark: str
    call: datetime | None
    revoked: datetime | None
    since: str | None
    first_in: str | None
    rev: int
    phones: int

    @property
    def role_name(self) -> str:
        """The role, in lower case."""
        return Role(self.role).name.lower()

    @property
    def stand(self) -> str:
        """Where they stand now: in, left, late, expected, uncalled, ended."""
        if self.revoked:
            return "ended"
        if self.since or self.first_in:
            return "in" if self.since else "left"
        if self.call is None:
            return "uncalled"
        return "late" if is_late(clock.spell(self.call), clock.stamp()) else "expected"

    @property
    def since_at(self) -> datetime | None:
        """On site since, as an instant."""
        return clock.read(self.since) if self.since else None


def members(show: str, people: Collection[int]) -> list[Member]:
    """Some people of a show, in any order; also those whose part has ended. Two queries."""
    state = rows.table("person")
    mine = (state.c.show == Grant.show) & (state.c.key == cast(Person.id, String))
    query = (
        select(Person.id, Person.name, Person.email, Person.phone, Person.password.is_not(None), Person.admin,
               Grant.role, Grant.function, Grant.department, Grant.company, Grant.remark, Grant.call,
               Grant.revoked, state.c.since, state.c.first_in, Grant.rev)
        .join(Grant, Grant.person == Person.id)
        .outerjoin(state, mine)
        .where(Grant.show == show, Person.id.in_(people))
    )  # fmt: skip
    phones = phones_of(people)
    return [Member._make((*row, phones.get(row.id, 0))) for row in db.session.execute(query)]


def member(show: str, person: int) -> Member | None:
    """One person of a show; None if they never had a part in it."""
    return next(iter(members(show, [person])), None)


def phones_of(people: Collection[int]) -> dict[int, int]:
    """How many devices may append in the name of each."""
    query = select(DeviceKey.person, func.count(DeviceKey.device.distinct()))
    query = query.where(DeviceKey.person.in_(people), DeviceKey.revoked.is_(None)).group_by(DeviceKey.person)
    return {person: count for person, count in db.session.execute(query)}


def taken(email: str, one: Member | None) -> bool:
    """Whether another person has an e-mail address."""
    owner = db.session.scalar(select(Person.id).where(Person.email == email))
    return owner is not None and (one is None or owner != one.id)
