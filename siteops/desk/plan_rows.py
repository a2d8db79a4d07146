"""Rows of the plan, made and changed at a desk: each in one transaction with the entry that tells of it."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from siteops.core import codes
from siteops.core.facts.plan import Edited
from siteops.core.journal.record import tell
from siteops.core.plan import Code, Owner
from siteops.desk.edits import Merge, merge
from siteops.imports.names import key


class Author(NamedTuple):
    """Who edits which show."""

    show: str
    by: int


class Sent(NamedTuple):
    """A sent form: its values, and what it showed when it was opened."""

    values: Mapping[str, Any]
    was: Mapping[str, str]


def add(session: Session, row: Any, noun: str, author: Author, columns: Collection[str]) -> str:
    """Add a row and tell of it; its subject."""
    session.add(row)
    session.flush()
    subject = f"{noun}:{row.id}"
    row.rev = told(session, subject, author, columns)
    return subject


def edit(session: Session, row: Any, subject: str, author: Author, form: Sent) -> Merge:
    """Change a row by a sent form; nothing where it clashes with somebody else's edit."""
    made = merge({name: getattr(row, name) for name in form.values}, form.values, form.was)
    if made.changed and not made.clashes:
        change(session, row, subject, author, made.changed)
    return made


def change(session: Session, row: Any, subject: str, author: Author, values: Mapping[str, Any]) -> None:
    """Give a row other values and tell which columns they are in."""
    for name, value in values.items():
        setattr(row, name, value)
    row.rev = told(session, subject, author, values)


def told(session: Session, subject: str, author: Author, columns: Collection[str]) -> int:
    """Tell the log that columns of a thing were changed; the entry's seq."""
    return tell(session.connection(), author.show, author.by, subject, Edited(list(columns)))


def give_code(session: Session, subject: str, show: str | None, rev: int) -> None:
    """A fresh code for a thing. `show` None: it belongs to the installation, as cases do."""
    session.add(Code(minted(session), subject, show, rev=rev))
    session.flush()


def minted(session: Session) -> str:
    """A code that nothing has yet."""
    while session.scalar(select(func.count()).where(Code.code == (code := codes.mint()))):
        pass
    return code


def owner_named(session: Session, name: str) -> int | None:
    """The owner of that name, however spelt; a new one if there is none. None for our own."""
    if not name:
        return None
    known = {key(one.name): one.id for one in session.scalars(select(Owner))}
    if key(name) not in known:
        made = Owner(name)
        session.add(made)
        session.flush()
        return made.id
    return known[key(name)]
