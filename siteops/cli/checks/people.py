"""Who can run the installation, and whether a stranger could."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.cli.checks.found import Found
from siteops.core import codes
from siteops.core.access import first
from siteops.core.access.people import Person
from siteops.core.access.sessions import check_password
from siteops.core.db import db
from siteops.core.plan import Show
from siteops.demo import SHOW
from siteops.demo.making import ACCOUNTS, PASSWORD, address


def administrators() -> Iterator[Found]:
    """Whether somebody can run this installation; as long as nobody has an account, the code for the first."""
    with db.engine.connect() as connection:
        anybody = connection.scalar(select(Person.id).where(Person.password.is_not(None)).limit(1))
        admin = connection.scalar(select(Person.id).where(Person.admin, Person.password.is_not(None)).limit(1))
    if anybody is None:
        code = first.code(current_app.config["SECRET_KEY"])
        yield Found("warn", _("Nobody is administrator, and nobody has an account."),
                    _("Open /setup; the set-up code is %(code)s", code=codes.spaced(code)))  # fmt: skip
    elif admin is None:
        yield Found("warn", _("Nobody is administrator."), "siteops user add EMAIL --admin")


def demo() -> Iterator[Found]:
    """Whether the demo, whose password everybody can read, stands where the world sees it."""
    there = db.session.get(Show, SHOW)
    public = urlsplit(current_app.config["PUBLIC_URL"]).hostname
    if there is None or not there.demo or public is None or first.is_here(public):
        return
    if any(check_password(address(account), PASSWORD) for account in ACCOUNTS):
        yield Found("problem", _("The demo's accounts have the password that everybody can read."),
                    _("Throw the demo away under “Shows”, or start it with SITEOPS_DEMO_PASSWORD."))  # fmt: skip
    else:
        yield Found("warn", _("The demo show is on a public installation."), _("Throw it away under “Shows”."))
