"""`siteops invite`: a way in, to be held up or sent."""

from datetime import timedelta
from typing import Any

import click
from flask_babel import gettext as _

from siteops.cli import options
from siteops.cli.links import hold_up
from siteops.cli.site import author, installation, show_named
from siteops.core.db import editing
from siteops.core.facts import Role


@click.command()
@options.the_show
@options.role
@click.option("--name", default="", help="Who is meant.")
@click.option("--function", default="", help="What they do, as it stands on the badge.")
@click.option("--uses", type=click.IntRange(1, 500), default=1, show_default=True, help="How many may come in by it.")
@click.option("--hours", type=click.IntRange(1, 720), default=24, show_default=True, help="How long it stands.")
@options.by
@options.own_port
def invite(show: str, role: str, hours: int, by: str | None, port: int, **more: Any) -> None:
    """Make a way in for one or more people, as a link and as a QR code to hold up."""
    from siteops.core.access.joining import invite as make

    with installation() as app:
        show_named(show)
        maker = author(by, show)
        with editing() as session:
            token = make(session, show, Role[role.upper()], maker, timedelta(hours=hours), **more)
        hold_up(app, f"/join/{token}", port)
        words = {"role": role, "show": show, "uses": more["uses"], "hours": hours}
        click.echo(_("Lets %(uses)s in as %(role)s on %(show)s, for %(hours)s hours.", **words))
