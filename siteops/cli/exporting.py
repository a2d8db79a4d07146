"""`siteops export`: every table of a show as a file for a spreadsheet."""

from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

import click
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from siteops.cli.archive import private_file
from siteops.cli.site import installation, show_named
from siteops.core import clock
from siteops.core.db import moment
from siteops.core.words import LANGUAGES


@click.command()
@click.argument("show")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--separator", type=click.Choice(("comma", "semicolon")),
              help="Between cells: comma with 92.5, semicolon with 92,5; else as the language has it.")  # fmt: skip
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=next(iter(LANGUAGES)), show_default=True,
              help="Of headers and words.")  # fmt: skip
def export(show: str, folder: Path | None, separator: str | None, language: str) -> None:
    """Write every table of SHOW into FOLDER, as CSV that Excel opens: cases, places, people, the log and all else.

    They hold names, contacts and what witnesses wrote: keep them where only you can read them.
    """
    with installation():
        from siteops.desk.frame import zone_of
        from siteops.exports.catalogue import TABLES
        from siteops.exports.spelling import Manner, usual, write
        from siteops.exports.table import Source

        row = show_named(show)
        zone = zone_of(row)
        target = folder or Path(named(show, clock.now().astimezone(zone)))
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        with force_locale(language), moment() as connection:
            for name, table in TABLES.items():
                part = target / f"{name}.csv.part"
                with TextIOWrapper(private_file(part), encoding="utf-8", newline="") as file:
                    manner = Manner(separator or usual(), zone)
                    count = write(file, table.header(), table.rows(Source(connection, row)), manner)
                part.replace(target / f"{name}.csv")
                click.echo(f"{target / name}.csv: {ngettext('%(num)s row', '%(num)s rows', count)}")
        click.echo(_("They name people: keep them where only you can read them."))


def named(show: str, at: datetime) -> str:
    """A folder's name: the show and the day, as the site has it."""
    return f"{show}-{at.date().isoformat()}"
