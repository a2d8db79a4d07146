"""`siteops verify`, `siteops replay`: whether the log still says what it said, and state follows from it."""

import click
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from siteops.cli import options
from siteops.cli.site import Trouble, installation, show_named
from siteops.core.db import db

SHOWN = 20
"""How many faults of a show are listed; the rest is counted."""


@click.command()
@options.some_show
def verify(show: str | None) -> None:
    """Check every line of the site log: its content, its place in the chain, its numbering.

    Says what was tampered with, and ends with 1 if anything was.
    """
    from siteops.core.journal.log import head
    from siteops.core.journal.verify import verify as faults_of

    with installation():
        found = 0
        for one in shows(show):
            with db.engine.connect() as connection:
                faults = faults_of(connection, one)
                size = connection.scalar(select(head.c.seq).where(head.c.show == one))
            found += len(faults)
            list_some(one, faults)
            if not faults:
                click.echo(_("%(show)s: %(size)s entries, all as they were written.", show=one, size=size))
        if found:
            raise Trouble(ngettext("%(num)s fault was found.", "%(num)s faults were found.", found))


@click.command()
@options.some_show
def replay(show: str | None) -> None:
    """Make all state anew from the log. It must come out as it was; ends with 1 if it did not.

    Lines in quarantine are tried again first. Phones fetch the full set again afterwards.
    """
    from siteops.core.journal.replay import replay as made_anew

    with installation():
        found = 0
        for one in shows(show):
            try_quarantined(one)
            done = made_anew(one)
            found += len(done.differing)
            list_some(one, [_("%(subject)s had other state than its history", subject=key) for key in done.differing])
            click.echo(_("%(show)s: %(made)s rows made anew from the log.", show=one, made=done.made))
        if found:
            raise Trouble(ngettext("%(num)s row was wrong, and is right now.",
                                   "%(num)s rows were wrong, and are right now.", found))  # fmt: skip


def try_quarantined(show: str) -> None:
    """Try once more what could not be read when it came, and say how that went."""
    from siteops.core.journal.ingest import settle

    came, waiting = settle(show)
    if came or waiting:
        words = {"show": show, "came": came, "waiting": waiting}
        click.echo(_("%(show)s: %(came)s quarantined lines came in, %(waiting)s still wait.", **words))


def shows(named: str | None) -> list[str]:
    """The show that was named, else all that have a log. Raises Trouble."""
    from siteops.core.journal.log import head

    if named:
        return [show_named(named).id]
    return list(db.session.scalars(select(head.c.show).order_by(head.c.show)))


def list_some(show: str, faults: list[str]) -> None:
    """Say what is wrong with a show, on stderr."""
    for fault in faults[:SHOWN]:
        click.echo(f"{show}: {fault}", err=True)
    if (more := len(faults) - SHOWN) > 0:
        click.echo(ngettext("%(show)s: %(num)s more", "%(show)s: %(num)s more", more, show=show), err=True)
