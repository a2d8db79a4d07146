"""`siteops user`: who may sign in by e-mail and password, and what they are on which show."""

import re
import sys

import click
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from siteops.cli import options
from siteops.cli.site import Trouble, installation, person_named, show_named
from siteops.core import clock
from siteops.core.db import db, editing, writing
from siteops.core.facts import Role
from siteops.core.people import Grant, Person

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
    from siteops.core.sessions import hasher

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
def password(email: str) -> None:
    """Give an account a new password, and sign it out everywhere."""
    from siteops.core.sessions import set_password

    with installation():
        person = person_named(email)
        set_password(person.id, new_password())
        click.echo(_("%(email)s has a new password. Sessions with the old one have ended.", email=email))


@user.command("admin")
@click.argument("email")
@click.option("--off", is_flag=True, help="No longer.")
def set_admin(email: str, off: bool) -> None:
    """Make somebody an administrator of the installation."""
    with installation():
        person = person_named(email).id
        with writing() as connection:
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
    with installation():
        show_named(show)
        person = person_named(email).id
        with editing() as session:
            give(session, show, person, role)
        click.echo(_("%(email)s on %(show)s: %(role)s", email=email, show=show, role=role))


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
    from siteops.core.joining import put_part

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
