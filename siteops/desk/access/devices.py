"""Sign-ins that still open something, and what their phones last said. The number of queries does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Connection, func, or_, select

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Grant, Person, SignIn
from siteops.core.access.sessions import IDLE
from siteops.core.db import db
from siteops.desk.paging import Paged, paged
from siteops.sync.presence import phones, presence

SIZE = 50
"""Phones on one page."""


@dataclass
class Session:
    """A sign-in that still opens something. `keys`: devices that may append by it, by their name.

    `live`: pages open too, not only appending. `queued`: entries it last said it held, None if it never said.
    `role`: of whoever is signed in, on the show that was asked about; 0 elsewhere.
    """

    id: str
    person: int
    who: str
    admin: bool
    role: int
    given: str
    agent: str
    created: datetime
    seen: datetime
    live: bool
    keys: dict[str, str] = field(default_factory=dict)
    queued: int | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.given or next((name for name in self.keys.values() if name), "") or browser(self.agent)


def listed(show: str, text: str, number: int) -> tuple[list[Session], Paged]:
    """One page of a show's phones and browsers, the last used first. Five queries."""
    mine = [SignIn.person.in_(select(Grant.person).where(Grant.show == show)), opens(clock.now())]
    if text:
        mine.append(called(text))
    with db.engine.connect() as connection:
        query = select(SignIn.id).where(*mine).order_by(SignIn.seen.desc(), SignIn.id)
        page = paged(connection, query, number, SIZE)
        found = sessions(connection, show, SignIn.id.in_(page.keys))
    return with_news(show, found), page


def of_person(person: int, show: str = "") -> list[Session]:
    """Where somebody is signed in, the last used first; `show`: with what their phones last said there."""
    with db.engine.connect() as connection:
        found = sessions(connection, show, SignIn.person == person, opens(clock.now()))
    return with_news(show, found) if show else found


def opens(now: datetime) -> ColumnElement[bool]:
    """Sign-ins that stand, or whose device may still append."""
    return or_(stands(now), SignIn.id.in_(select(DeviceKey.sign_in).where(DeviceKey.revoked.is_(None))))


def stands(now: datetime) -> ColumnElement[bool]:
    """Sign-ins by which pages open."""
    return SignIn.revoked.is_(None) & (SignIn.expires > now) & (SignIn.seen > now - IDLE)


def called(text: str) -> ColumnElement[bool]:
    """Sign-ins of somebody of that name, or on a phone of that name."""
    people = select(Person.id).where(Person.name.icontains(text, autoescape=True))
    keys = select(DeviceKey.sign_in).where(DeviceKey.name.icontains(text, autoescape=True))
    return SignIn.person.in_(people) | SignIn.id.in_(keys) | SignIn.device.icontains(text, autoescape=True)


def sessions(connection: Connection, show: str, *which: ColumnElement[bool]) -> list[Session]:
    """Sign-ins chosen by conditions on `SignIn`. One query."""
    part = (Grant.person == SignIn.person) & (Grant.show == show)
    key = (DeviceKey.sign_in == SignIn.id) & DeviceKey.revoked.is_(None)
    query = (
        select(SignIn.id, SignIn.person, Person.name, Person.admin, func.coalesce(Grant.role, 0), SignIn.device,
               SignIn.agent, SignIn.created, SignIn.seen, stands(clock.now()), DeviceKey.device, DeviceKey.name)
        .join(Person, Person.id == SignIn.person)
        .outerjoin(Grant, part)
        .outerjoin(DeviceKey, key)
        .where(*which)
        .order_by(SignIn.seen.desc(), SignIn.id, DeviceKey.id.desc())
    )  # fmt: skip
    found: dict[str, Session] = {}
    for *row, device, name in connection.execute(query):
        one = found.setdefault(row[0], Session(*row))
        if device:
            one.keys.setdefault(device, name)
    return list(found.values())


def with_news(show: str, found: Sequence[Session]) -> list[Session]:
    """Sign-ins with what their phones last said on a show, the last heard first."""
    news = {(str(one["device"]), one["person"]): one for one in phones(show, presence())}
    for one in found:
        for heard in (news[device, one.person] for device in one.keys if (device, one.person) in news):
            one.seen = max(one.seen, clock.read(str(heard["seen"])))
            one.queued = (one.queued or 0) + int(str(heard["queued"]))
    return sorted(found, key=lambda one: one.seen, reverse=True)


def browser(agent: str) -> str:
    """What a browser calls itself, in two words: "Firefox, Android"."""
    name = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return ", ".join(one for one in (name, system) if one) or _("A browser")


BROWSERS = (("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"),
            ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Macintosh", "Mac"),
           ("Linux", "Linux"))  # fmt: skip
"""Marks in the order in which they must be tried: Chrome also calls itself Safari, Edge also Chrome."""
