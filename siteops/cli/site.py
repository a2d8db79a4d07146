"""What every command stands on: the installation that the environment names, and trouble in plain words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from siteops.core import config
from siteops.core.access.people import Grant, Person
from siteops.core.db import Busy, db
from siteops.core.facts import Role
from siteops.core.plan import Show
from siteops.core.upgrade import TooNew, ready


class Trouble(click.ClickException):
    """The work cannot be done. Says why, and what to do; the command ends with 1."""


@contextmanager
def installation(**given: Any) -> Iterator[Flask]:
    """The installation of the environment, in an app context, at the latest form of its database. Raises Trouble."""
    with opened(**given) as app:
        if not ready():
            raise Trouble(_("The database is not set up, or older than this SiteOps. Run: siteops init"))
        yield app


@contextmanager
def opened(**given: Any) -> Iterator[Flask]:
    """The installation of the environment, in an app context, whatever form its database has. Raises Trouble."""
    from siteops import create_app

    with in_plain_words(), unhurried():
        app = create_app(**given)
        with app.app_context():
            try:
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turn what is to be expected of disks, databases and settings into Trouble."""
    try:
        yield
    except Busy as error:
        raise Trouble(_("The database is busy: %(error)s. Try again.", error=error)) from error
    except DBAPIError as error:
        raise Trouble(_("The database cannot do this: %(error)s", error=first_line(error.orig))) from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise Trouble(_("DATABASE_URL is no address of a database: %(error)s", error=first_line(error))) from error
    except TooNew as error:
        raise Trouble(_("The database was made by a newer SiteOps than this one.")) from error
    except config.BadSetting as error:
        raise Trouble(str(error)) from error
    except OSError as error:
        raise Trouble(_("%(what)s: %(file)s", what=error.strerror or error, file=error.filename or "")) from error


@contextmanager
def unhurried() -> Iterator[None]:
    """Hold the database for longer than a server may, without a warning: nobody is waiting."""
    watch = logging.getLogger("siteops.core.db")
    before = watch.level
    watch.setLevel(logging.ERROR)
    try:
        yield
    finally:
        watch.setLevel(before)


def first_line(error: object) -> str:
    """What an error says first; databases add pages to it."""
    return str(error).strip().partition("\n")[0]


def show_named(name: str) -> Show:
    """The show of that id. Raises Trouble, and says which there are."""
    found = db.session.get(Show, name)
    if found is None:
        known = ", ".join(db.session.scalars(select(Show.id).order_by(Show.id))) or _("none yet")
        raise Trouble(_("There is no show %(name)s. Shows: %(known)s", name=name, known=known))
    return found


def person_named(email: str) -> Person:
    """The person with that account. Raises Trouble."""
    found = db.session.scalar(select(Person).where(Person.email == email.strip().casefold()))
    if found is None:
        raise Trouble(_("Nobody has the account %(email)s. See: siteops user list", email=email))
    return found


def person_numbered(number: int) -> Person:
    """The person with that number. Raises Trouble."""
    found = db.session.get(Person, number)
    if found is None:
        raise Trouble(_("Nobody has the number %(number)s.", number=number))
    return found


def author(email: str | None, show: str) -> int:
    """In whose name a command acts on a show: the person named, else the first administrator, else the first producer.

    Raises Trouble.
    """
    if email:
        return person_named(email).id
    part = (Grant.person == Person.id) & (Grant.show == show) & Grant.revoked.is_(None)
    query = select(Person.id).outerjoin(Grant, part).where(Person.admin | (Grant.role == int(Role.PRODUCER)))
    found = db.session.scalar(query.order_by(Person.admin.desc(), Person.id).limit(1))
    if found is None:
        raise Trouble(_("Say in whose name, --by EMAIL, or make an administrator: siteops user add EMAIL --admin"))
    return found

