"""How far something is that takes long, on one line of the terminal. Elsewhere nothing: logs and files stay clean."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import click
from flask_babel import format_decimal
from flask_babel import gettext as _

from siteops.imports.progress import Progress, untold

EACH_S = 0.1
"""How often the line is written: as often as one can read it."""
CLEARED = "\r\033[K"
"""Begins the line anew, with nothing on it."""


@contextmanager
def gauge(words: str) -> Iterator[Progress]:
    """What is to be told how far it is; on a terminal it stands on the standard error's line until it is done."""
    if not sys.stderr.isatty():
        yield untold
        return
    told = 0.0

    def progress(done: int, of: int) -> None:
        nonlocal told
        if monotonic() - told > EACH_S:
            told = monotonic()
            click.echo(f"{CLEARED}{words}: {far(done, of)}", err=True, nl=False)

    click.echo(f"{CLEARED}{words} …", err=True, nl=False)
    try:
        yield progress
    finally:
        click.echo(CLEARED, err=True, nl=False)


def far(done: int, of: int) -> str:
    """How many rows are done, of how many. `of` 0: nobody knows yet."""
    if not of:
        return str(format_decimal(done))
    return str(_("%(count)s of %(total)s", count=format_decimal(done), total=format_decimal(of)))
