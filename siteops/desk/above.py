"""Who stands above whom: whose part somebody may change, and as whom they may let somebody in."""

from collections.abc import Collection
from typing import Protocol

from sqlalchemy import select

from siteops.core.access.people import Grant, Person
from siteops.core.access.sessions import Principal
from siteops.core.batch import images
from siteops.core.batch.batches import Image
from siteops.core.db import db
from siteops.core.facts import Role


class Ranked(Protocol):
    """Somebody with a part in a show."""

    @property
    def admin(self) -> bool:
        """Whether they administer the installation."""

    @property
    def role(self) -> int:
        """Their role on the show."""


def may_change(asker: Principal, show: str, one: Ranked) -> bool:
    """Whether somebody may change another's part: one's own rank and below; administrators only among themselves."""
    role = asker.role(show)
    return asker.admin or (not one.admin and role is not None and one.role <= role)


def may_let_in(asker: Principal, person: int) -> bool:
    """Whether somebody may hand out a way in as another person: only who stands above them, on every show of theirs.

    Whoever comes in by it has all of the person's rights; a lead must not become a producer, or a lead elsewhere.
    """
    return person in may_let_in_all(asker, [person])


def may_let_in_all(asker: Principal, people: Collection[int]) -> set[int]:
    """Those of some people as whom somebody may hand out a way in. Two queries at most."""
    if asker.admin:
        return set(people)
    above = set(db.session.scalars(select(Person.id).where(Person.id.in_(people), Person.admin)))
    parts = select(Grant.person, Grant.show, Grant.role).where(Grant.person.in_(people), Grant.revoked.is_(None))
    above |= {one.person for one in db.session.execute(parts) if (asker.role(one.show) or 0) <= one.role}
    return set(people) - above


def still_may_let_in(maker: int, person: int) -> bool:
    """Whether whoever made a way in might make it now: in the meantime either may have risen or fallen."""
    found = db.session.execute(select(Person.name, Person.admin).where(Person.id == maker)).one_or_none()
    if found is None:
        return False
    parts = db.session.execute(select(Grant.show, Grant.role).where(Grant.person == maker, Grant.revoked.is_(None)))
    return may_let_in(Principal(maker, found.name, found.admin, {show: Role(role) for show, role in parts}), person)


def spared(asker: Principal, show: str, batch: int) -> set[tuple[str, int]]:
    """Rows of a batch, by table and key, that somebody may not undo: parts that they could not give or take by hand.

    Else a producer's choice would be undone by whomever it was about. Two queries.
    """
    if asker.admin:
        return set()
    own, connection = asker.role(show) or 0, db.session.connection()
    done = select(Image.row, Image.before).where(Image.batch == batch, Image.table == "grant")
    before = {row: images.read(text) if text else None for row, text in connection.execute(done)}
    parts = {row: was for row, was in before.items() if was is None or was.keys() & {"role", "revoked"}}
    query = select(Grant.id, Grant.person, Grant.role, Person.admin).join(Person, Person.id == Grant.person)
    return {
        ("grant", one.id) for one in connection.execute(query.where(Grant.id.in_(parts), Grant.show == show))
        if one.admin or one.person == asker.person or max(one.role, (parts[one.id] or {}).get("role", 0)) > own
    }  # fmt: skip


def left_without_producer(show: str) -> bool:
    """Whether a show has no producer any more: then only administrators stand above its leads."""
    mine = (Grant.show == show, Grant.role == int(Role.PRODUCER), Grant.revoked.is_(None))
    return db.session.scalar(select(Grant.id).where(*mine).limit(1)) is None
