"""Makes the demo show: the plan and its history, in one transaction."""

import os
from time import monotonic

from sqlalchemy import update

from siteops.core import clock
from siteops.core.access.people import Person
from siteops.core.access.sessions import check_password, hasher
from siteops.core.db import db, editing, writing
from siteops.core.journal.epoch import renew
from siteops.core.journal.log import open_log
from siteops.core.journal.record import record
from siteops.demo import scene, story

PASSWORD = "glass-horizon"  # noqa: S105 (printed on the screen; a demo hides nothing)
ACCOUNTS = ("producer", "lead", "crew")


def password() -> str:
    """The password of the demo's accounts."""
    return os.environ.get("SITEOPS_DEMO_PASSWORD") or PASSWORD


def address(account: str) -> str:
    """The e-mail of a demo account."""
    return f"{account}@demo.example"


def make(after: int = 0, *, accounts: bool = True) -> float:
    """Make it, around now, with an epoch later than `after`. Answers how many seconds that took. Raises Busy.

    Without `accounts` nobody of it has a password: on a server that the world sees, everybody knows this one.
    """
    began, hashed = monotonic(), hasher.hash(password()) if accounts else None
    with editing() as session:
        set_up = scene.build(session, clock.now(), hashed)
        connection = session.connection()
        open_log(connection, set_up.show)
        renew(connection, set_up.show, after)
        record(connection, set_up.show, story.told(set_up))
    return monotonic() - began


def set_passwords() -> None:
    """See to it that the password that is printed is the right one."""
    wanted = password()
    if all(check_password(address(account), wanted) for account in ACCOUNTS):
        return
    hashed = hasher.hash(wanted)
    addresses = [address(account) for account in ACCOUNTS]
    with writing() as connection:
        connection.execute(update(Person).where(Person.email.in_(addresses)).values(password=hashed))
    db.session.expire_all()
