"""A link, as the command line holds it up: its QR code, and its words."""

import click
from flask import Flask
from flask_babel import gettext as _


def hold_up(app: Flask, path: str, port: int) -> None:
    """Print a way in. `port`: where this machine listens, for an installation that does not know its public address."""
    from siteops.labels.qr import terminal

    public = app.config["PUBLIC_URL"]
    link = f"{public or f'http://localhost:{port}'}{path}"
    click.echo(f"{terminal(link)}\n{link}")
    if not public:
        click.echo(_("Set PUBLIC_URL, and the link leads here from other machines too."), err=True)
