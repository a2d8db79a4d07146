"""People, what they may do on which show, and how they get in: accounts, sessions, device keys, invitations."""

from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from siteops.core.db import Base, Id
from siteops.core.plain import plain

PersonKey = Annotated[int, mapped_column(ForeignKey("person.id"), index=True)]


def of_name(given: Any) -> str:
    """A person's `folded` for the row that is about to be inserted."""
    return plain(given.get_current_parameters()["name"])


class Person(Base):
    """Somebody. With an e-mail and a password also an account. Names and contacts are personal data.

    `folded`: the name as lists search and sort it. It follows `name`; whoever updates that past the ORM updates both.
    """

    __tablename__ = "person"

    id: Mapped[Id] = mapped_column(init=False)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True, default=None)  # always folded to lower case
    phone: Mapped[str] = mapped_column(default="")
    password: Mapped[str | None] = mapped_column(default=None)  # argon2 hash
    admin: Mapped[bool] = mapped_column(default=False)  # administrator of the installation
    created: Mapped[datetime | None] = mapped_column(default=None)
    photo: Mapped[str | None] = mapped_column(String(64), default=None)  # sha256, for the badge
    erased: Mapped[datetime | None] = mapped_column(default=None)
    folded: Mapped[str] = mapped_column(insert_default=of_name, index=True, init=False, info={"of": ("name", plain)})

    @validates("name")
    def fold(self, _key: str, name: str) -> str:
        """Keep `folded` beside a name that is set."""
        self.folded = plain(name)
        return name


class Grant(Base):
    """A person's part in a show: role (`core.facts.Role`), function, first call. `revoked` ends it.

    `invitation`: by which they came in last; None where somebody put them on the list.
    """

    __tablename__ = "grant"
    __table_args__ = (UniqueConstraint("show", "person"), Index("ix_grant_show_rev", "show", "rev"))

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[str] = mapped_column(String(40))
    person: Mapped[PersonKey]
    role: Mapped[int]
    function: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    call: Mapped[datetime | None] = mapped_column(default=None)
    remark: Mapped[str] = mapped_column(default="")
    revoked: Mapped[datetime | None] = mapped_column(default=None)
    rev: Mapped[int] = mapped_column(default=0)
    invitation: Mapped[int | None] = mapped_column(default=None)


class Call(Base):
    """When somebody is due on one day, and until when, as what. None: not said, or not said readably."""

    __tablename__ = "call"

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[str] = mapped_column(String(40), index=True)
    person: Mapped[PersonKey]
    day: Mapped[date | None] = mapped_column(default=None)  # as the site's calendar has it
    starts: Mapped[datetime | None] = mapped_column(default=None)
    ends: Mapped[datetime | None] = mapped_column(default=None)
    function: Mapped[str] = mapped_column(default="")
    gone: Mapped[bool] = mapped_column(default=False)
    rev: Mapped[int] = mapped_column(default=0)


class Certificate(Base):
    """A paper that somebody has: `kind` is forklift, rigging, first_aid… `until`: its last valid day.

    `written`: as the list has it. `until` None: no end, or none that can be read; then `doubtful`.
    """

    __tablename__ = "certificate"

    id: Mapped[Id] = mapped_column(init=False)
    person: Mapped[PersonKey]
    kind: Mapped[str] = mapped_column(String(40))
    until: Mapped[date | None] = mapped_column(default=None)
    written: Mapped[str] = mapped_column(default="")
    doubtful: Mapped[bool] = mapped_column(default=False)


class SignIn(Base):
    """A session. `id` is the sha256 of what the cookie holds, so that the table opens no door."""

    __tablename__ = "sign_in"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[PersonKey]
    created: Mapped[datetime]
    seen: Mapped[datetime]
    expires: Mapped[datetime]
    device: Mapped[str] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
    revoked: Mapped[datetime | None] = mapped_column(default=None)


class DeviceKey(Base):
    """Lets one device append entries as one person; outlives the session, dies by revocation.

    Its span (`created` to `revoked`) is also the record of who was signed in on which device when.
    `switched_off`: in wrong hands since nobody knows when, so its span vouches for nothing.
    """

    __tablename__ = "device_key"
    __table_args__ = (Index("ix_device_key_device_person", "device", "person"),)

    id: Mapped[Id] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(String(64), unique=True)  # sha256 of the key
    device: Mapped[str] = mapped_column(String(64))
    person: Mapped[PersonKey]
    sign_in: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str]
    created: Mapped[datetime]
    revoked: Mapped[datetime | None] = mapped_column(default=None)
    switched_off: Mapped[bool] = mapped_column(default=False)


class Invitation(Base):
    """A way in for a few times, bound to a show and a role; for somebody known already, also to them."""

    __tablename__ = "invitation"

    id: Mapped[Id] = mapped_column(init=False)
    token: Mapped[str] = mapped_column(String(64), unique=True)  # sha256 of what the link holds
    show: Mapped[str] = mapped_column(String(40), index=True)
    role: Mapped[int]
    by: Mapped[PersonKey]
    created: Mapped[datetime]
    expires: Mapped[datetime]
    person: Mapped[PersonKey | None] = mapped_column(default=None)
    name: Mapped[str] = mapped_column(default="")  # who is meant; gone once somebody came in by it
    function: Mapped[str] = mapped_column(default="")
    department: Mapped[str] = mapped_column(default="")
    company: Mapped[str] = mapped_column(default="")
    uses: Mapped[int] = mapped_column(default=1)  # how many may still come in by it
    used: Mapped[datetime | None] = mapped_column(default=None)


class Ticket(Base):
    """A short way in for one person, once: into the installed app (`move`), or to a new password (`password`)."""

    __tablename__ = "ticket"

    id: Mapped[Id] = mapped_column(init=False)
    token: Mapped[str] = mapped_column(String(64), unique=True)  # sha256 of what the person holds
    purpose: Mapped[str] = mapped_column(String(20))
    person: Mapped[PersonKey]
    by: Mapped[int | None]  # None: made at the command line
    created: Mapped[datetime]
    expires: Mapped[datetime]
    used: Mapped[datetime | None] = mapped_column(default=None)


class Phone(Base):
    """When a show last heard from a device, and how many entries it then said it still held."""

    __tablename__ = "phone"
    __table_args__ = (UniqueConstraint("show", "device"),)

    id: Mapped[Id] = mapped_column(init=False)
    show: Mapped[str] = mapped_column(String(40))
    device: Mapped[str] = mapped_column(String(64))
    person: Mapped[int]
    seen: Mapped[datetime]
    queued: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    rev: Mapped[int] = mapped_column(default=0)
