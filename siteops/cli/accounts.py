"""`siteops user`: who may sign in by e-mail and password, and what they are on which show."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from siteops.cli import options
from siteops.cli.links import hold_up
from siteops.cli.site import Trouble, installation, person_named, person_numbered, show_named
from siteops.core import clock
from siteops.core.access.people import Grant, Person
from siteops.core.db import db, editing, writing
from siteops.core.facts import Role

SHORTEST = 8
"""Characters of a password, at least (NIST SP 800-63B)."""


@click.group()
def user() -> None:
    """Accounts: who may sign in by e-mail and password, and as what."""


@user.command()
@click.argument("email")
@click.option("--name", help="What others see; else what stands before the @.")
@click.option("--admin", is_flag=True, help="Administrator of the installation: producer of every show.")
@click.option("--show", metavar="ID", help="A show that they have a part in.")
@options.role
def add(email: str, name: str | None, admin: bool, show: str | None, role: str) -> None:
    """Give somebody an account. Asks for the password, or reads it as a line of standard input."""
    from siteops.core.access.sessions import hasher

    email = plain(email)
    with installation():
        if show:
            show_named(show)
        refuse_known(email)
        hashed = hasher.hash(new_password())
        with editing() as session:
            person = Person(name or email.partition("@")[0], email, password=hashed, admin=admin, created=clock.now())
            session.add(person)
            session.flush()
            if show:
                give(session, show, person.id, role)
        click.echo(_("%(email)s can sign in now.", email=email))


@user.command("list")
@options.some_show
def show_list(show: str | None) -> None:
    """List the accounts, or everybody with a part in a show."""
    with installation():
        if show:
            show_named(show)
        for line in listed(show):
            click.echo(line)


@user.command()
@click.argument("email")
@click.option("--link", is_flag=True, help="Print a link by which they choose it themselves: once, within an hour.")
@options.own_port
def password(email: str, link: bool, port: int) -> None:
    """Give an account a new password, and sign it out everywhere."""
    from siteops.core.access.sessions import set_password

    with installation() as app:
        person = person_named(email)
        if link:
            hold_up(app, f"/password/{way_to_a_password(person.id)}", port)
            click.echo(_("Whoever opens it chooses the password of %(email)s. Once, within an hour.", email=email))
            return
        set_password(person.id, new_password())
        click.echo(_("%(email)s has a new password. Sessions with the old one have ended.", email=email))


@user.command("admin")
@click.argument("email")
@click.option("--off", is_flag=True, help="No longer.")
def set_admin(email: str, off: bool) -> None:
    """Make somebody an administrator of the installation."""
    from siteops.core.access.erasing import refuse

    with installation():
        person = person_named(email).id
        with an_administrator_left(), writing() as connection:
            if off:
                refuse(connection, person)
            connection.execute(update(Person).where(Person.id == person).values(admin=not off))
        if off:
            click.echo(_("%(email)s is no administrator any more.", email=email))
        else:
            click.echo(_("%(email)s is an administrator now.", email=email))


@user.command("role")
@click.argument("email")
@options.the_show
@click.option("--role", type=click.Choice([*options.ROLES, "none"]), required=True, help="none: no part any more.")
def set_role(email: str, show: str, role: str) -> None:
    """Say what somebody is on a show."""
    from siteops.desk.above import left_without_producer

    with installation():
        show_named(show)
        person = person_named(email).id
        with editing() as session:
            give(session, show, person, role)
        click.echo(_("%(email)s on %(show)s: %(role)s", email=email, show=show, role=role))
        if role != "producer" and left_without_producer(show):
            click.echo(_("%(show)s has no producer now: only an administrator can make one.", show=show), err=True)


@user.command("erase")
@click.argument("who", metavar="EMAIL|NUMBER")
@click.option("--yes", is_flag=True, help="Do not ask once more.")
def erase_person(who: str, yes: bool) -> None:
    """Erase somebody for good: name, contacts, words, ways in. What happened stays, under a number."""
    from siteops.core.access.erasing import erase, preview

    with installation():
        person = person_numbered(int(who)) if who.isdecimal() and len(who) < 10 else person_named(who)
        goes = preview(person.id)
        told = {"name": person.name, "number": person.id, "shows": goes.shows, "words": goes.words}
        click.echo(_("%(name)s (%(number)s): on %(shows)s shows, %(words)s texts. Backups still hold it.", **told))
        if not yes:
            click.confirm(_("Erase for good?"), abort=True)
        with an_administrator_left():
            erase(person.id, by=person.id)
        click.echo(_("Person %(number)s is erased.", number=told["number"]))


@contextmanager
def an_administrator_left() -> Iterator[None]:
    """Say what to do where something would leave nobody who administers the installation."""
    from siteops.core.access.erasing import LastAdministrator

    try:
        yield
    except LastAdministrator:
        raise Trouble(_("Nobody else administers this: first siteops user add EMAIL --admin")) from None


def way_to_a_password(person: int) -> str:
    """A ticket by which somebody chooses a new password."""
    from siteops.core.access.tickets import PASSWORD, issue

    with editing() as session:
        return issue(session, PASSWORD, person, by=None)


def plain(email: str) -> str:
    """An address in its one spelling. Raises a usage error where it is none."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", email.strip()):
        raise click.BadParameter(_("%(email)s is no e-mail address.", email=email), param_hint="EMAIL")
    return email.strip().casefold()


def refuse_known(email: str) -> None:
    """Raises Trouble if somebody has this account."""
    if db.session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise Trouble(_("%(email)s has an account already. A new password: siteops user password", email=email))


def new_password() -> str:
    """A password, asked for twice at a terminal, else read as one line. Raises Trouble where it is too short."""
    if sys.stdin.isatty():
        given = str(click.prompt(_("Password"), hide_input=True, confirmation_prompt=True))
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if len(given) < SHORTEST:
        raise Trouble(_("A password has at least %(shortest)s characters.", shortest=SHORTEST))
    return given


def give(session: Session, show: str, person: int, role: str) -> None:
    """Give somebody a role on a show, or take it away; phones learn of it. In the first administrator's name."""
    from siteops.core.access.joining import put_part

    by = session.scalar(select(Person.id).where(Person.admin).order_by(Person.id).limit(1)) or person
    if role == "none":
        put_part(session, show, person, by=by, columns={"role": int(Role.CREW), "revoked": clock.now()})
    else:
        put_part(session, show, person, by=by, columns={"role": int(Role[role.upper()])})


def listed(show: str | None) -> list[str]:
    """Lines of a table: e-mail, name, what they are."""
    query = select(Person.email, Person.name, Person.admin, Grant.show, Grant.role)
    query = query.outerjoin(Grant, (Grant.person == Person.id) & Grant.revoked.is_(None))
    query = query.where(Grant.show == show if show else Person.email.is_not(None))
    people: dict[tuple[str, str], list[str]] = {}
    for email, name, admin, where, role in db.session.execute(query.order_by(Person.email, Person.name, Grant.show)):
        parts = people.setdefault((email or "–", name), [_("administrator")] if admin else [])
        parts += [f"{where}: {Role(role).name.lower()}"] if where else []
    return [f"{email:<32} {name:<26} {', '.join(parts)}".rstrip() for (email, name), parts in people.items()]
