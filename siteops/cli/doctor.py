"""`siteops doctor`: whether the installation is in order. A line for each thing looked at, and what to do."""

import json
from collections.abc import Iterator

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from siteops.cli import checks
from siteops.cli.site import Trouble, opened

WORDS = {"ok": "ok", "warn": "look", "problem": "PROBLEM"}


@click.command()
@click.option("--deep", is_flag=True, help="Check every line of every log and every byte of the last backup, too.")
@click.option("--offline", is_flag=True, help="Ask nobody, not even PUBLIC_URL.")
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of level, text and advice.")
def doctor(deep: bool, offline: bool, as_json: bool) -> None:
    """Look at the installation, and say what is not in order and what to do about it.

    Ends with 1 if there is a problem; what is only worth a look does not count.
    """
    with opened():
        found = list(looked_at(deep=deep, offline=offline))
        if as_json:
            click.echo(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=1))
        for one in [] if as_json else found:
            click.echo(f"{WORDS[one.level]:<8} {one.text}")
            if one.advice:
                click.echo(f"{'':<8} → {one.advice}")
        if problems := sum(one.level == "problem" for one in found):
            raise Trouble(ngettext("%(num)s problem was found.", "%(num)s problems were found.", problems))
        if not as_json:
            click.echo(_("No problem was found."))


def looked_at(*, deep: bool, offline: bool) -> Iterator[checks.Found]:
    """Everything that is looked at. What needs the database is left out where that does not answer."""
    for check in (*checks.ANYWAY, *(() if offline else checks.NETWORK)):
        yield from check()
    up_to_date = checks.database.database()
    yield up_to_date
    if up_to_date.level == "ok":
        for check in (*checks.WITH_DATABASE, *(checks.DEEP if deep else ())):
            yield from check()
