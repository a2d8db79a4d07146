"""Who is on a show: its people with their part, where they stand now, and how many phones they have."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, String, cast, func, select

from siteops.core import clock, rows
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.people import DeviceKey, Grant, Person
from siteops.core.sessions import Principal
from siteops.crew.rules import is_late

VIEWS = ("all", "in", "phoneless", "ended")
"""Everybody; who is on site; who has no phone with SiteOps; whose part has ended."""

BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart."""


class Member(NamedTuple):
    """A person's part in a show. `account`: signs in by a password. `since`: on site since; `first_in`: first came.

    `phones`: how many devices may still append in their name.
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
    call: datetime | None
    revoked: datetime | None
    since: str | None
    first_in: str | None
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


def members(show: str, *which: ColumnElement[bool]) -> list[Member]:
    """A show's people, by name; also those whose part has ended. Two queries."""
    state = rows.table("person")
    mine = (state.c.show == Grant.show) & (state.c.key == cast(Person.id, String))
    query = (
        select(Person.id, Person.name, Person.email, Person.phone, Person.password.is_not(None), Person.admin,
               Grant.role, Grant.function, Grant.department, Grant.company, Grant.call, Grant.revoked,
               state.c.since, state.c.first_in)
        .join(Grant, Grant.person == Person.id)
        .outerjoin(state, mine)
        .where(Grant.show == show, *which)
    )  # fmt: skip
    phones = phones_of(show)
    made = [Member._make((*row, phones.get(row.id, 0))) for row in db.session.execute(query)]
    return sorted(made, key=lambda one: (fold(one.name), one.id))


def member(show: str, person: int) -> Member | None:
    """One person of a show; None if they never had a part in it."""
    return next(iter(members(show, Person.id == person)), None)


def phones_of(show: str) -> dict[int, int]:
    """How many devices may append in the name of each of a show's people."""
    query = select(DeviceKey.person, func.count(DeviceKey.device.distinct())).where(DeviceKey.revoked.is_(None))
    query = query.join(Grant, Grant.person == DeviceKey.person).where(Grant.show == show)
    return {person: count for person, count in db.session.execute(query.group_by(DeviceKey.person))}


def seen(found: Iterable[Member], view: str) -> list[Member]:
    """Those whom a view shows."""
    live = [one for one in found if one.revoked is None]
    if view == "ended":
        return [one for one in found if one.revoked]
    if view == "in":
        return [one for one in live if one.since]
    return [one for one in live if not one.phones] if view == "phoneless" else live


def matching(found: Iterable[Member], text: str) -> list[Member]:
    """Those in whose name, function, company or phone every word of `text` occurs, accents apart."""
    words = fold(text).split()
    return [
        one for one in found
        if all(word in fold(f"{one.name} {one.function} {one.company} {one.phone} {one.email or ''}") for word in words)
    ]  # fmt: skip


def fold(text: str) -> str:
    """A text as it is compared: without accents and upper case, as one types it on a keyboard without them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one)).translate(BARE)


def may_change(asker: Principal, show: str, one: Member) -> bool:
    """Whether somebody may change another's part: one's own rank and below; administrators only among themselves."""
    role = asker.role(show)
    return asker.admin or (not one.admin and role is not None and one.role <= role)


def may_let_in(asker: Principal, person: int) -> bool:
    """Whether somebody may hand out a way in as another person: only who stands above them, on every show of theirs.

    Whoever comes in by it has all of the person's rights; a lead must not become a producer, or a lead elsewhere.
    """
    if asker.admin:
        return True
    if db.session.scalar(select(Person.admin).where(Person.id == person)):
        return False
    parts = db.session.execute(select(Grant.show, Grant.role).where(Grant.person == person, Grant.revoked.is_(None)))
    return all((asker.role(show) or 0) > role for show, role in parts)
