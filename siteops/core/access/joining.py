"""How people come onto a show: a part in it (role, function, call), a badge, an invitation by QR code or link.

Of an invitation the table holds only a hash. Whoever brings the token says who they are and is in, at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from siteops.core import clock, codes
from siteops.core.access.expected import expected
from siteops.core.access.people import Grant, Invitation, Person
from siteops.core.access.sessions import digest
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.facts.plan import Edited
from siteops.core.journal.record import tell
from siteops.core.plain import plain
from siteops.core.plan import Code

LASTS = timedelta(hours=24)
"""How long an invitation stands unless its maker says otherwise (the figure that CHT uses)."""


class NotStanding(Exception):
    """This invitation lets nobody in any more: it has ended, is used up, or its maker may not invite."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody says of themselves when they join. `known`: their number, where they are known already."""

    name: str
    email: str = ""
    phone: str = ""
    known: int | None = None


def invite(session: Session, show: str, role: Role, by: int, lasts: timedelta = LASTS, **more: Any) -> str:
    """Make an invitation and answer its token; nobody can look it up later. Inside `editing()`.

    Who was meant by those whose time has passed is forgotten.
    `more`: columns of `Invitation`: `uses`, `person` (only they may come in by it), `name`, `function`…
    """
    token, now = codes.mint_invitation(), clock.now()
    session.execute(update(Invitation).where(Invitation.expires <= now, Invitation.name != "").values(name=""))
    session.add(Invitation(digest(token), show, int(role), by, now, now + lasts, **more))
    return token


def find(token: str) -> Invitation | None:
    """The invitation with this token, standing or not. None: there never was one."""
    plain = codes.read(token).text.upper()
    return db.session.scalar(select(Invitation).where(Invitation.token == digest(plain)))


def stands(session: Session, one: Invitation) -> bool:
    """Whether an invitation lets somebody in now: also its maker must still be allowed to invite."""
    if one.uses < 1 or one.expires <= clock.now():
        return False
    admin = select(Person.admin).where(Person.id == one.by)
    role = select(Grant.role).where(Grant.person == one.by, Grant.show == one.show, Grant.revoked.is_(None))
    return bool(session.scalar(admin)) or (session.scalar(role) or 0) >= one.role


def redeem(session: Session, invitation: int, newcomer: Newcomer) -> int:
    """Let somebody in by an invitation and answer their number. Inside `planning()`. Raises NotStanding."""
    one = session.get(Invitation, invitation)
    if one is None or not stands(session, one):
        raise NotStanding
    free = update(Invitation).where(Invitation.id == one.id, Invitation.uses > 0)
    took = free.values(uses=Invitation.uses - 1, used=clock.now(), name="").returning(Invitation.id)
    if session.scalar(took) is None:  # somebody was faster
        raise NotStanding
    person = one.person or newcomer.known or come_as_planned(session, one, newcomer) or add_person(session, newcomer)
    before = part(session, one.show, person)
    if before and before.revoked is None and one.person:
        before.invitation = one.id
        before.rev = tell(session.connection(), one.show, one.by, f"person:{person}", Edited(columns=["session"]))
        return person
    role = max(one.role, before.role) if before and before.revoked is None else one.role
    said = {name: getattr(one, name) for name in ("function", "department", "company")}
    # What the list says of somebody who was awaited stands.
    stands_already = {name for name in said if newcomer.name and getattr(before, name, "")}
    columns = {name: word for name, word in said.items() if word and name not in stands_already}
    put_part(session, one.show, person, by=one.by, columns={**columns, "role": role}).invitation = one.id
    return person


def come_as_planned(session: Session, one: Invitation, newcomer: Newcomer) -> int | None:
    """Whom the show awaits by this name, with what they say of themselves and the list did not. Inside `planning()`."""
    person = expected(session, one, newcomer.name, newcomer.email, newcomer.phone)
    if person is None:
        return None
    told = {"email": free_email(session, newcomer), "phone": newcomer.phone}
    news = {name: word for name, word in told.items() if word and not getattr(person, name)}
    if news:
        rename(session, person.id, one.by, news)
    return person.id


def free_email(session: Session, newcomer: Newcomer) -> str | None:
    """The e-mail address that somebody says is theirs; None where it is another's already."""
    email = newcomer.email.casefold() or None
    taken = email and session.scalar(select(Person.id).where(Person.email == email))
    return None if taken else email


def add_person(session: Session, newcomer: Newcomer) -> int:
    """Somebody new, with their number. Two people may have one name; an e-mail that is taken is left out."""
    made = Person(newcomer.name, free_email(session, newcomer), newcomer.phone, created=clock.now())
    session.add(made)
    session.flush()
    return made.id


def part(session: Session, show: str, person: int) -> Grant | None:
    """A person's part in a show, ended or not."""
    return session.scalar(select(Grant).where(Grant.show == show, Grant.person == person))


def put_part(session: Session, show: str, person: int, by: int, columns: Mapping[str, Any]) -> Grant:
    """Give somebody a part in a show, or change it; phones learn of it. Inside `planning()`.

    Whose part had ended gets it back, unless `columns` end it. Whoever has no badge gets a code for one.
    """
    one = part(session, show, person)
    if one is None:
        one = Grant(show, person, int(columns["role"]))
        session.add(one)
    changed = {"revoked": None, **columns}
    changed = {name: value for name, value in changed.items() if getattr(one, name) != value}
    for name, value in changed.items():
        setattr(one, name, value)
    badge = badge_of(session, show, person)
    if badge is None and one.revoked is None:
        badge = add_badge(session, show, person)
        changed["badge"] = badge.code
    one.rev = tell(session.connection(), show, by, f"person:{person}", Edited(columns=sorted(changed)))
    if "badge" in changed and badge:
        badge.rev = one.rev
    return one


def end_part(session: Session, show: str, person: int, by: int) -> None:
    """End somebody's part, and every invitation bound to them. Inside `planning()`.

    Device keys stay as the record of who was signed in where; what still comes by them is held.
    """
    now = clock.now()
    put_part(session, show, person, by, columns={"revoked": now})
    theirs = (Invitation.show == show) & (Invitation.person == person) & (Invitation.expires > now)
    session.execute(update(Invitation).where(theirs).values(expires=now))


def badge_of(session: Session, show: str, person: int) -> Code | None:
    """The badge that a person wears on a show."""
    mine = (Code.subject == f"person:{person}", Code.show == show, ~Code.gone)
    return session.scalar(select(Code).where(*mine).order_by(Code.id.desc()).limit(1))


def add_badge(session: Session, show: str, person: int) -> Code:
    """A new badge code for a person on a show. Its `rev` is the caller's to set."""
    code = codes.mint_badge()
    made = Code(code, f"person:{person}", show, codes.hashed(code))
    session.add(made)
    return made


def new_badge(session: Session, show: str, person: int, by: int) -> Code:
    """A new badge in place of a lost one, which no phone takes any more. Inside `planning()`."""
    old = badge_of(session, show, person)
    made = add_badge(session, show, person)
    made.rev = tell(session.connection(), show, by, f"person:{person}", Edited(columns=["badge"]))
    if old:
        old.gone, old.rev = True, made.rev
    return made


def rename(session: Session, person: int, by: int, columns: Mapping[str, Any]) -> None:
    """Change a person's own columns (name, phone, e-mail); every show of theirs learns of it. Inside `planning()`."""
    folded = {"folded": plain(columns["name"])} if "name" in columns else {}
    session.execute(update(Person).where(Person.id == person).values(**columns, **folded))
    for one in session.scalars(select(Grant).where(Grant.person == person)):
        one.rev = tell(session.connection(), one.show, by, f"person:{person}", Edited(columns=sorted(columns)))
