"""Signing in and out: passwords, revocable sessions, and the keys of devices.

A session is a row, named by a random token of which the table holds only the hash; the cookie holds
the token, signed. There is no remember cookie: a stolen one would outlive signing out.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from flask import Flask, request
from flask import session as cookie
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user, login_user
from itsdangerous import BadSignature
from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Grant, Person, SignIn, Ticket
from siteops.core.db import Utc, db, editing, writing
from siteops.core.facts import Role
from siteops.core.journal.prepared import Prepared

IDLE = timedelta(days=7)
ABSOLUTE = timedelta(days=30)
"""A session ends after a week without use, and after thirty days at the latest (OWASP ASVS 7.3)."""
SHORTEST_PASSWORD = 10
"""Characters. OWASP ASVS asks for eight where nothing else is asked for."""
SEEN_EVERY = timedelta(hours=1)
hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""The least that OWASP recommends for argon2id: 19 MiB, two passes."""
NOBODY = hasher.hash(secrets.token_hex(8))
"""Checked when an account does not exist, so that the answer takes as long."""
logins = LoginManager()
logins.session_protection = None  # a session is a row of ours; a browser's update must not end it


@dataclass(slots=True)
class Principal(UserMixin):  # type: ignore[misc]
    """Who is asking. `sign_in` is the session's row, last noted in use at `seen`; a device key has none and
    may only append."""

    person: int
    name: str
    admin: bool
    roles: dict[str, Role] = field(default_factory=dict)
    sign_in: str | None = None
    token: str | None = None
    device: str | None = None
    seen: datetime | None = None

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.token or ""

    def role(self, show: str) -> Role | None:
        """The role on a show; an administrator of the installation is everywhere a producer."""
        return Role.PRODUCER if self.admin else self.roles.get(show)


class Cookies(SecureCookieSessionInterface):
    """Session cookies that are `Secure` whenever the request came by https."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """True behind https, so that the demo still works on http."""
        return request.is_secure or super().get_cookie_secure(app)


def token_in(app: Flask, cookie: str) -> str | None:
    """The token that the value of a session's cookie holds; None for one that is signed out, or that we did not sign.

    How old it is, is for the session's row to say: it ends no later than the cookie.
    """
    reader = Cookies().get_signing_serializer(app)
    assert reader is not None
    try:
        found: str | None = reader.loads(cookie).get("_user_id")
    except BadSignature:
        return None
    return found


def digest(token: str) -> str:
    """What tables keep in place of a secret."""
    return sha256(token.encode()).hexdigest()


def principal() -> Principal | None:
    """Who is asking, None for a stranger."""
    user = current_user
    if not user.is_authenticated:
        return None
    found: Principal = user._get_current_object()  # noqa: SLF001 (the proxy has no other door)
    return found


SESSION = Prepared(
    select(SignIn.id, SignIn.seen, Person.id, Person.name, Person.admin, Grant.show, Grant.role)
    .join(Person, Person.id == SignIn.person)
    .outerjoin(Grant, and_(Grant.person == Person.id, Grant.revoked.is_(None)))
    .where(SignIn.id == bindparam("id"), SignIn.revoked.is_(None))
    .where(SignIn.expires > bindparam("now"), SignIn.seen > bindparam("idle"))
)


@logins.user_loader  # type: ignore[untyped-decorator]
def by_session(token: str) -> Principal | None:
    """The person whose session this is; None if it has ended. One query."""
    with db.engine.connect() as connection:
        return in_session(connection, token)


def in_session(connection: Connection, token: str) -> Principal | None:
    """The same, for who has a connection."""
    rows = SESSION.rows(connection, {"id": digest(token), "now": (now := clock.now()), "idle": now - IDLE})
    if not rows:
        return None
    sign_in, seen, person, name, admin, _, _ = rows[0]
    roles = {show: Role(role) for *_, show, role in rows if show}
    return Principal(person, name, bool(admin), roles, sign_in, token, seen=seen)


def by_device_key(key: str) -> Principal | None:
    """The person that a device key speaks for, also when the session is over; None if nobody."""
    query = (
        select(DeviceKey.device, Person.id, Person.name, Grant.show, Grant.role)
        .join(Person, Person.id == DeviceKey.person)
        .outerjoin(Grant, and_(Grant.person == Person.id, Grant.revoked.is_(None)))
        .where(DeviceKey.key == digest(key))
    )
    rows = db.session.execute(query).all()
    if not rows:
        return None
    device, person, name, _, _ = rows[0]
    roles = {show: Role(role) for *_, show, role in rows if show}
    return Principal(person, name, False, roles, device=device)


def check_password(email: str, password: str) -> int | None:
    """The person with this account, None if there is none or the password is another."""
    found = db.session.execute(
        select(Person.id, Person.password).where(Person.email == email.strip().casefold())
    ).one_or_none()
    try:
        hasher.verify(found.password if found and found.password else NOBODY, password)
    except VerificationError:
        return None
    return found.id if found else None


def nobody_yet() -> bool:
    """Whether nobody has a password: an installation that nobody has set up."""
    return db.session.scalar(select(Person.id).where(Person.password.is_not(None)).limit(1)) is None


def start(session: Session, person: int, device: str = "", instead_of: str | None = None) -> str:
    """Open a session for a person and answer its token. The caller hands it to `enter()` after the commit.

    `instead_of`: the session that this browser had so far. It ends, but its device keys stay: several
    people share a phone, and what waits there still goes out under each one's own name.
    """
    token, now = secrets.token_urlsafe(32), clock.now()
    agent = request.headers.get("User-Agent", "")[:200]
    if instead_of:
        session.execute(update(SignIn).where(SignIn.id == instead_of).values(revoked=now))
    session.add(SignIn(digest(token), person, now, now, now + ABSOLUTE, device[:80], agent))
    return token


def has_been_in(session: Session, person: int) -> bool:
    """Whether a person ever had a session, on this phone or another."""
    return session.scalar(select(SignIn.id).where(SignIn.person == person).limit(1)) is not None


def enter(token: str) -> None:
    """Put a session into the browser's cookie. It outlives the browser: phones end apps as they like."""
    found = by_session(token)
    assert found is not None  # it was opened a moment ago
    login_user(found)
    cookie.permanent = True


def end(sign_in: str) -> None:
    """Sign out: revoke one session, and the device keys that it minted, from now on."""
    now = clock.now()
    with writing() as connection:
        connection.execute(update(SignIn).where(SignIn.id == sign_in).values(revoked=now))
        mine = (DeviceKey.sign_in == sign_in) & DeviceKey.revoked.is_(None)
        connection.execute(update(DeviceKey).where(mine).values(revoked=now))


def switch_off(*mine: ColumnElement[bool]) -> int:
    """Revoke sessions (conditions on `SignIn`) as those of a lost phone. Answers how many keys died with them.

    A thief could date entries back, so whatever still comes by such a key is held for a lead; and could have made a
    code to move on by, so those of the person end too.
    """
    now, ended, theirs = clock.now(), select(SignIn.id).where(*mine), select(SignIn.person).where(*mine)
    keys = update(DeviceKey).where(DeviceKey.sign_in.in_(ended), ~DeviceKey.switched_off)
    with writing() as connection:
        done = connection.execute(
            keys.values(switched_off=True, revoked=func.coalesce(DeviceKey.revoked, now, type_=Utc))
        )
        connection.execute(update(SignIn).where(*mine, SignIn.revoked.is_(None)).values(revoked=now))
        connection.execute(delete(Ticket).where(Ticket.purpose == "move", Ticket.person.in_(theirs)))
        return int(done.rowcount)


def mint_device_key(who: Principal, device: str, name: str) -> str:
    """A key by which a device may append as this person, also after the session. Answers the key.

    Their earlier keys on this device belong to this session from now on, so that ending it ends them too; and the
    device keeps the name that somebody gave it.
    """
    key = secrets.token_urlsafe(32)
    mine = (DeviceKey.device == device, DeviceKey.person == who.person, DeviceKey.revoked.is_(None))
    with writing() as connection:
        named = connection.scalar(select(DeviceKey.name).where(*mine).order_by(DeviceKey.id.desc()).limit(1))
        connection.execute(update(DeviceKey).where(*mine).values(sign_in=who.sign_in))
        values = {"key": digest(key), "device": device, "person": who.person, "sign_in": who.sign_in}
        connection.execute(insert(DeviceKey).values(**values, name=named or name, created=clock.now()))
    return key


def rename(sign_in: str, name: str) -> None:
    """Call a phone or browser something; empty: by itself again."""
    with writing() as connection:
        connection.execute(update(SignIn).where(SignIn.id == sign_in).values(device=name))
        connection.execute(update(DeviceKey).where(DeviceKey.sign_in == sign_in).values(name=name))


def set_password(person: int, password: str) -> None:
    """Give an account a new password, and end every way in that it had."""
    hashed = hasher.hash(password)
    with editing() as session:
        put_password(session, person, hashed)


def put_password(session: Session, person: int, hashed: str) -> None:
    """Keep a new password's hash, and end the person's sessions, device keys and tickets. Inside `editing()`."""
    now = clock.now()
    session.execute(update(Person).where(Person.id == person).values(password=hashed))
    for table in (SignIn, DeviceKey):
        mine = (table.person == person) & table.revoked.is_(None)
        session.execute(update(table).where(mine).values(revoked=now))
    session.execute(delete(Ticket).where(Ticket.person == person))
