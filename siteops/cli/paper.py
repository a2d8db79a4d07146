"""`siteops import`: files from the office."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _

from siteops.cli import options
from siteops.cli.site import Trouble, author, installation, show_named

if TYPE_CHECKING:
    from siteops.imports.examine import Examined
    from siteops.imports.reader import Book
    from siteops.imports.wishes import Wishes


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.the_show
@click.option("--dry-run", is_flag=True, help="Say what storing it would do, and store nothing.")
@click.option("--leave-unknown", is_flag=True, help="Report codes that nobody knows instead of making cases of them.")
@click.option("--kind", default="", help="What the file is; --kind ? lists the kinds. Else told from its columns.")
@click.option("--guess", is_flag=True, help="Read the columns anew, not as they were chosen for such a file before.")
@options.by
def bring(file: Path, show: str, *, dry_run: bool, leave_unknown: bool, kind: str, guess: bool, by: str | None) -> None:
    """Bring a list (CSV, XLSX …) into a show's plan: gear, a truck pack.

    Rows that cannot be read are reported by their line and left out. Bringing a file twice changes nothing. Columns
    are read as somebody chose them for the last file of the same shape, in the browser or here.
    """
    from siteops.imports import report

    refuse_unknown_kind(kind)
    with installation():
        show_named(show)
        found = examined(show, file, asked(leave_unknown=leave_unknown, kind=kind), guess=guess)
        for line in report.lines(found.kind, found.preview):
            click.echo(line, err=found.refused)
        if found.refused:
            raise Trouble(_("Nothing was stored."))
        click.echo(_("Nothing was stored: this was a dry run.") if dry_run else stored(found, file, author(by, show)))


def refuse_unknown_kind(kind: str) -> None:
    """Raises a usage error that lists the kinds of import, where there is none of that name."""
    from siteops.imports import kinds

    if kind and kind not in kinds.KINDS:
        raise click.BadParameter(_("Kinds: %(known)s", known=", ".join(kinds.KINDS)))


def asked(*, leave_unknown: bool, kind: str) -> "Wishes":
    """What the options wish for."""
    from siteops.imports.wishes import Wishes

    return Wishes(options=frozenset({"leave-unknown"} if leave_unknown else ()), kind=kind)


def examined(show: str, file: Path, wishes: "Wishes", *, guess: bool) -> "Examined":
    """What storing the file would do; says so where its columns are read as somebody chose before."""
    from siteops.cli.gauge import gauge
    from siteops.imports.examine import hold_against
    from siteops.imports.reader import read

    with gauge(_("Reading the file")) as progress:
        book = read(file, progress=progress)
    if not guess:
        wishes = as_before(book, wishes)
    with gauge(_("Comparing it with the plan")) as progress:
        return hold_against(show, book, wishes, progress)


def as_before(book: "Book", wishes: "Wishes") -> "Wishes":
    """The same wishes, with the columns as they were chosen for the last file of this shape and kind."""
    from siteops.imports.sources import recalled

    remembered, memory = recalled(book)
    if memory is None or wishes.kind not in ("", remembered.kind):
        return wishes
    click.echo(_("Columns as %(name)s chose for “%(source)s”. Read them anew with --guess.",
                 name=memory.by_name or "–", source=memory.name))  # fmt: skip
    return replace(remembered, options=remembered.options | wishes.options)


def stored(found: "Examined", file: Path, by: int) -> str:
    """Store what was examined. Says what was done. Raises Trouble."""
    from siteops.cli.gauge import gauge
    from siteops.imports.sources import remember
    from siteops.imports.store import Origin, Overtaken, store

    origin = Origin(file.name, sha256(file.read_bytes()).hexdigest(), by)
    try:
        with gauge(_("Storing")) as progress:
            done = store(found, origin, progress)
    except Overtaken as error:
        raise Trouble(_("Others are changing the plan at this moment. Try again.")) from error
    remember(found, file.name, by)
    return str(_("Stored as import %(batch)s.", batch=done.batch))
