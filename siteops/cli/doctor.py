"""`siteops doctor`: whether the installation is in order. A line for each thing looked at, and what to do."""

from collections.abc import Iterator

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.cli import checks
from siteops.cli.site import Trouble, opened

WORDS = {"ok": "ok", "warn": "look", "problem": "PROBLEM"}


@click.command()
def doctor() -> None:
    """Look at the installation, and say what is not in order and what to do about it.

    Ends with 1 if there is a problem; what is only worth a look does not count.
    """
    with opened():
        found = list(looked_at())
        for one in found:
            click.echo(f"{WORDS[one.level]:<8} {one.text}")
            if one.advice:
                click.echo(f"{'':<8} → {one.advice}")
        if problems := sum(one.level == "problem" for one in found):
            raise Trouble(ngettext("%(num)s problem was found.", "%(num)s problems were found.", problems))
        click.echo(_("No problem was found."))


def looked_at() -> Iterator[checks.Found]:
    """Everything that is looked at. What needs the database is left out where that does not answer."""
    for check in checks.ANYWAY:
        yield from check()
    up_to_date = checks.database()
    yield up_to_date
    if up_to_date.level == "ok":
        for check in checks.WITH_DATABASE:
            yield from check()
