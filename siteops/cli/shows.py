"""`siteops show`: the shows of an installation."""

import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.cli.site import Trouble, installation
from siteops.core import clock
from siteops.core.db import db, editing
from siteops.core.log import open_log
from siteops.core.plan import NO_SHOW, Show


@click.group()
def show() -> None:
    """Shows: one production at one site each."""


@show.command()
@click.argument("id")
@click.argument("name")
@click.option("--venue", default="", help="Where it is.")
@click.option("--timezone", default="UTC", show_default=True, help="As in Europe/Berlin.")
@click.option("--control", "control_phone", default="", help="Telephone of show control.")
@click.option("--medic", "medic_phone", default="", help="Telephone of the first aiders.")
@click.option("--contact", default="", help="What a stranger who scans a code may know.")
def add(id: str, name: str, timezone: str, **more: Any) -> None:
    """Begin a show. ID is short and stays: it stands in addresses."""
    check(id, timezone)
    with installation():
        if db.session.get(Show, id):
            raise Trouble(_("There is a show %(id)s already.", id=id))
        with editing() as session:
            session.add(Show(id, name, timezone=timezone, created=clock.now(), **more))
            session.flush()
            open_log(session.connection(), id)
        click.echo(_("Show %(id)s is there. Bring its gear: siteops import FILE --show %(id)s", id=id))


@show.command("list")
def show_list() -> None:
    """List the shows."""
    with installation():
        for one in db.session.scalars(select(Show).order_by(Show.id)):
            click.echo(f"{one.id:<20} {one.name}{f', {one.venue}' if one.venue else ''}")


def check(id: str, timezone: str) -> None:
    """Raises a usage error where the id or the time zone cannot be."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", id):
        raise click.BadParameter(_("Small letters, digits and hyphens, 40 at most."), param_hint="ID")
    if id == NO_SHOW:
        raise click.BadParameter(_("No show can be called so."), param_hint="ID")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise click.BadParameter(_("No such time zone: %(name)s", name=timezone), param_hint="--timezone") from error
