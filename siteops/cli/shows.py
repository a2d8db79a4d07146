"""`siteops show`: the shows of an installation."""

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.cli import options
from siteops.cli.site import Trouble, author, installation, show_named
from siteops.core import clock
from siteops.core.access.people import Person
from siteops.core.db import db, editing, moment
from siteops.core.journal.log import open_log
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


@show.command("export")
@click.argument("id")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--bare", is_flag=True, help="Without personal data: no names, contacts, words, photos.")
def give(id: str, file: Path | None, bare: bool) -> None:
    """Write the whole show ID into one file that another installation can read.

    Plan, log, people, words, photos; passwords and phones stay here. Keep it where only you can read it.
    """
    from siteops.exports.archive import writing

    with installation() as app:
        row = show_named(id)
        path = file or Path(writing.named(row))
        made = writing.archived(path, row, app.config["DATA"], personal=not bare)
        words = {"file": path, "entries": made.log.entries, "cases": made.rows["case"], "people": made.rows["person"]}
        click.echo(_("%(file)s: %(entries)s entries, %(cases)s cases, %(people)s people.", **words))
        if made.left["quarantine"]:
            click.echo(_("Lines in quarantine stay behind: %(count)s. Try them first: siteops replay",
                         count=made.left["quarantine"]), err=True)  # fmt: skip


@show.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "id", help="The id that it gets here; else the one that it had.")
@click.option("--dry-run", is_flag=True, help="Say what reading it would bring, and change nothing.")
@options.by
def take_in(file: Path, id: str | None, dry_run: bool, by: str | None) -> None:
    """Read a whole show from a FILE that another installation wrote. All of it, or nothing."""
    from siteops.exports.archive import arrival, reading, report, taking
    from siteops.exports.archive.manifest import Refused

    with installation():
        try:
            with reading.opened(file) as archive:
                name = id or str(archive.about.show["id"])
                check(name, str(archive.about.show["timezone"]))
                if dry_run:
                    with moment() as connection:
                        found = arrival.arrive(archive, connection, name)
                else:
                    found = taking.take(archive, name, author(by, name) if by or someone() else None)
        except Refused as error:
            raise Trouble(f"{file}: {error} {_('Nothing was changed.')}") from error
        for line in report.lines(archive.about, found):
            click.echo(line)
        click.echo(_("Nothing was stored: this was a dry run.") if dry_run else
                   _("Show %(id)s is here, and its log is whole.", id=name))  # fmt: skip


def someone() -> bool:
    """Whether anybody administers this installation; into an empty one a show comes in its own producer's name."""
    return db.session.scalar(select(Person.id).where(Person.admin).limit(1)) is not None
