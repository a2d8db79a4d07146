"""Erasing one person: who they were goes, what happened stays.

Rows of theirs that say nothing but who they are are deleted; those that others refer to are emptied. What they wrote,
and what was written about them, is erased from beside the chain by `Erased` facts, so that the chain still verifies.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from siteops.core import clock
from siteops.core.access import faces
from siteops.core.access.people import (
    Call,
    Certificate,
    DeviceKey,
    Grant,
    Invitation,
    Person,
    Phone,
    SignIn,
    Ticket,
)  # fmt: skip
from siteops.core.batch import images
from siteops.core.db import db, writing
from siteops.core.facts.entry import Erased
from siteops.core.facts.plan import Edited
from siteops.core.journal.log import log, private
from siteops.core.journal.quarantine import quarantine
from siteops.core.journal.record import lock_all, tell
from siteops.core.plain import plain
from siteops.core.plan import Code

EMPTY_PART = {"function": "", "department": "", "company": "", "call": None, "remark": ""}
EMPTY_CALL = {"function": "", "day": None, "starts": None, "ends": None, "gone": True}
ROWS: dict[str, Any] = {"grant": Grant, "call": Call, "certificate": Certificate}
"""Tables with a row of somebody's, of which batches may hold images."""


class LastAdministrator(Exception):
    """Without this person nobody could administer the installation any more."""


class Preview(NamedTuple):
    """What would go: how many of each. `shows`: where they have or had a part."""

    shows: int
    words: int
    calls: int
    papers: int
    phones: int
    invitations: int
    quarantined: int


def preview(person: int) -> Preview:
    """What erasing somebody would take away. Changes nothing."""
    counted: list[tuple[Any, Any]] = [
        (Grant, Grant.person == person), (private, theirs(person)), (Call, (Call.person == person) & ~Call.gone),
        (Certificate, Certificate.person == person), (SignIn, SignIn.person == person),
        (Invitation, Invitation.person == person), (quarantine, quarantine.c.uploaded_by == person),
    ]  # fmt: skip
    queries = (select(func.count()).select_from(table).where(which) for table, which in counted)
    return Preview(*(db.session.scalar(query) or 0 for query in queries))


def erase(person: int, by: int) -> None:
    """Erase somebody, everywhere. Raises LookupError where there is nobody, LastAdministrator, Busy."""
    with writing() as connection:
        lock_all(connection)
        refuse(connection, person)
        for show, entries in words_of(connection, person).items():
            for entry, subject in entries:
                tell(connection, show, by, subject, Erased(entry))
        parts = {show: id for show, id in connection.execute(select(Grant.show, Grant.id).where(mine(Grant, person)))}
        forget_images(connection, person)
        for show in sorted(parts):
            empty_part(connection, show, person, by)
        shut_out(connection, person)
        empty_person(connection, person)


def refuse(connection: Connection, person: int) -> None:
    """Raises LookupError where there is nobody, LastAdministrator."""
    admin = connection.execute(select(Person.admin).where(Person.id == person)).one_or_none()
    if admin is None:
        raise LookupError(person)
    others = (Person.admin, Person.id != person, Person.password.is_not(None))
    if admin[0] and connection.scalar(select(func.count()).select_from(Person).where(*others)) == 0:
        raise LastAdministrator


def theirs(person: int) -> Any:
    """The condition of words that are there still, and are somebody's own or about them."""
    own = select(log.c.id).where(log.c.show == private.c.show, log.c.id == private.c.entry, log.c.by == person)
    return and_(private.c.words.is_not(None), or_(private.c.subject == f"person:{person}", own.exists()))


def words_of(connection: Connection, person: int) -> dict[str, list[tuple[str, str]]]:
    """Entries whose words must go, by show: the entry and its subject."""
    query = select(private.c.show, private.c.entry, private.c.subject).where(theirs(person))
    found: dict[str, list[tuple[str, str]]] = {}
    for show, entry, subject in connection.execute(query.order_by(private.c.show, private.c.rev)):
        found.setdefault(show, []).append((entry, subject))
    return found


def empty_part(connection: Connection, show: str, person: int, by: int) -> None:
    """End and empty a part, its calls and its badge; phones learn of it and forget."""
    now = clock.now()
    seq = tell(connection, show, by, f"person:{person}", Edited(columns=["erased"]))
    ended = func.coalesce(Grant.revoked, now, type_=Grant.revoked.type)
    part = update(Grant).where(Grant.show == show, Grant.person == person)
    connection.execute(part.values(**EMPTY_PART, revoked=ended, rev=seq))
    calls = update(Call).where(Call.show == show, Call.person == person)
    connection.execute(calls.values(**EMPTY_CALL, rev=seq))
    badges = update(Code).where(Code.show == show, Code.subject == f"person:{person}")
    connection.execute(badges.values(gone=True, rev=seq, said=None))


def shut_out(connection: Connection, person: int) -> None:
    """Delete every way in, and what lay aside unread."""
    for table in (SignIn, DeviceKey, Ticket, Certificate, Phone):
        connection.execute(delete(table).where(table.person == person))
    connection.execute(delete(Invitation).where(Invitation.person == person))
    connection.execute(update(Invitation).where(Invitation.by == person).values(uses=0))
    connection.execute(delete(quarantine).where(quarantine.c.uploaded_by == person))


def empty_person(connection: Connection, person: int) -> None:
    """Leave a number where somebody was."""
    faces.forget_photo(connection, person)
    name = f"Erased person {person}"
    values = {"name": name, "folded": plain(name), "email": None, "phone": "", "password": None, "photo": None}
    connection.execute(
        update(Person).where(Person.id == person).values(**values, admin=False, created=None, erased=clock.now())
    )


def forget_images(connection: Connection, person: int) -> None:
    """Forget what batches remember of the rows."""
    images.forget(connection, "person", [person])
    for name, table in ROWS.items():
        images.forget(connection, name, connection.scalars(select(table.id).where(mine(table, person))).all())


def mine(table: Any, person: int) -> Any:
    """The condition of somebody's rows."""
    return table.person == person


def erased_here() -> list[int]:
    """Who was erased on this installation, by number."""
    with db.engine.connect() as connection:
        return list(connection.scalars(select(Person.id).where(Person.erased.is_not(None))))


def erase_again(people: Iterable[int]) -> list[int]:
    """Erase those whom a restored backup has brought back. Answers their numbers."""
    with db.engine.connect() as connection:
        back = select(Person.id).where(Person.id.in_(list(people)), Person.erased.is_(None))
        found = list(connection.scalars(back))
    for person in found:
        erase(person, by=person)
    return found
