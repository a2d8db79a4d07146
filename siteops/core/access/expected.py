"""Who stands on a show's list and has never come in: an invitation for everybody lets them in as themselves."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from siteops.core.access.people import DeviceKey, Grant, Invitation, Person, SignIn
from siteops.core.plain import plain

NEVER_IN: tuple[ColumnElement[bool], ...] = (
    Person.password.is_(None),
    Person.admin.is_(False),
    Person.erased.is_(None),
    ~select(SignIn.id).where(SignIn.person == Person.id).exists(),
    ~select(DeviceKey.id).where(DeviceKey.person == Person.id).exists(),
)
TELLING = 7
"""Digits at the end of a telephone number that tell it from others, with or without the country before them."""


def expected(session: Session, invitation: Invitation, name: str, email: str, phone: str) -> Person | None:
    """The person of that name whom a show awaits; None where there is none, or where several are called so.

    Somebody with another e-mail address or telephone is somebody else, and nobody gets more rights by another's name
    than the invitation gives.
    """
    called_so = Person.folded == plain(" ".join(name.split()))
    awaited = (Grant.show == invitation.show, Grant.revoked.is_(None), Grant.role <= invitation.role)
    query = select(Person).join(Grant, Grant.person == Person.id).where(called_so, *awaited, *NEVER_IN)
    found = session.scalars(query.limit(2)).all()
    if len(found) != 1:
        return None
    one = found[0]
    return one if agree(one.email or "", email.casefold()) and agree(end(one.phone), end(phone)) else None


def agree(one: str, other: str) -> bool:
    """Whether two may be the same: also where one is not said."""
    return not one or not other or one == other


def end(phone: str) -> str:
    """The digits that tell a telephone number from others; empty where it has none."""
    return "".join(filter(str.isdigit, phone))[-TELLING:]
