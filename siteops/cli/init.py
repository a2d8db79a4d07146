"""`siteops init`: the data folder and the database, made or brought up to date."""

import click
from flask import current_app
from flask_babel import gettext as _

from siteops.cli.site import opened


@click.command()
def init() -> None:
    """Make the data folder and the database, or bring them up to date.

    Safe at any time, also when nothing is to be done; run it after every new version.
    """
    from siteops.core.upgrade import upgrade

    with opened() as app:
        replayed = upgrade()
        click.echo(_("The database is up to date: %(where)s", where=database(app.config["SQLALCHEMY_DATABASE_URI"])))
        for show in replayed:
            click.echo(_("State of %(show)s was made anew from its log.", show=show))
        click.echo(_("Files are kept in %(folder)s", folder=current_app.config["DATA"]))


def database(address: str) -> str:
    """A database's address without what is secret in it."""
    from sqlalchemy import make_url

    url = make_url(address)
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)
