"""`siteops import`, `siteops labels`: files from the office, labels on paper."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.cli import options
from siteops.cli.site import Trouble, author, installation, show_named
from siteops.core.db import db
from siteops.core.plan import Place

if TYPE_CHECKING:
    from siteops.imports.examine import Examined

KINDS = ("cases", "places", "slots", "people")
DEFAULT_PAPERS = {"cases": "L7160", "places": "A4", "slots": "A4", "people": "badge-A4"}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.the_show
@click.option("--dry-run", is_flag=True, help="Say what storing it would do, and store nothing.")
@click.option("--leave-unknown", is_flag=True, help="Report codes that nobody knows instead of making cases of them.")
@options.by
def bring(file: Path, show: str, dry_run: bool, leave_unknown: bool, by: str | None) -> None:
    """Bring a gear list or a truck pack (CSV, XLSX …) into a show's plan.

    Rows that cannot be read are reported by their line and left out. Bringing a file twice changes nothing.
    """
    from siteops.imports import report
    from siteops.imports.examine import examine
    from siteops.imports.wishes import Wishes

    with installation():
        show_named(show)
        found = examine(show, file, Wishes(add_unknown=not leave_unknown))
        refused = found.preview.refused
        for line in report.lines(found.preview):
            click.echo(line, err=refused)
        if refused:
            raise Trouble(_("Nothing was stored."))
        click.echo(_("Nothing was stored: this was a dry run.") if dry_run else stored(found, file, author(by, show)))


def stored(found: "Examined", file: Path, by: int) -> str:
    """Store what was examined. Says what was done. Raises Trouble."""
    from siteops.imports.store import Origin, Overtaken, store

    origin = Origin(file.name, sha256(file.read_bytes()).hexdigest(), by)
    try:
        done = store(found, origin)
    except Overtaken as error:
        raise Trouble(_("Others are changing the plan at this moment. Try again.")) from error
    return str(_("Stored as import %(batch)s.", batch=done.batch))


@click.command()
@options.the_show
@click.option("--kind", type=click.Choice(KINDS), default="cases", show_default=True, help="What gets labels.")
@click.option("--sheet", help="The paper: L7160, 5160, 62x100 …; --sheet ? lists them.")
@click.option("--start", type=int, default=1, show_default=True, help="The first free label of a used sheet.")
@click.option("--truck", help="Only cases of this truck, by its name.")
@click.option("--department", default="", help="Only cases of this department.")
@click.option("--fresh", is_flag=True, help="Only what was never printed.")
@options.by
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), default="labels.pdf",
              show_default=True, help="The PDF.")  # fmt: skip
def labels(
    show: str, kind: str, sheet: str | None, start: int, truck: str | None,
    department: str, fresh: bool, by: str | None, output: Path,
) -> None:  # fmt: skip
    """Print labels, badges or posters into a PDF, in exact millimetres: print it at 100 %."""
    from siteops.labels.printing import CannotPrint, Order, labels_pdf
    from siteops.labels.queries import Choice

    refuse_unknown_paper(kind, sheet)
    with installation() as app:
        found = show_named(show)
        choice = Choice(kind, truck_named(show, truck), department, fresh=fresh)
        order = Order(choice, sheet or DEFAULT_PAPERS[kind], start)
        address = {"public_url": app.config["PUBLIC_URL"], "here": "localhost:8000"}
        try:
            made = labels_pdf(found.id, order, by=author(by, show), **address)
        except CannotPrint as error:
            raise Trouble(str(error)) from error
        output.write_bytes(made)
        click.echo(_("%(file)s is ready: print it at 100 %%, not fitted to the page.", file=output))


def refuse_unknown_paper(kind: str, sheet: str | None) -> None:
    """Raises a usage error that lists the papers, where there is none of that name."""
    from siteops.labels.printing import PAPERS

    if sheet is not None and sheet not in PAPERS[kind]:
        raise click.BadParameter(_("For %(kind)s: %(papers)s", kind=kind, papers=", ".join(PAPERS[kind])))


def truck_named(show: str, name: str | None) -> int | None:
    """The key of a show's truck, None where none was asked for. Raises Trouble."""
    if name is None:
        return None
    query = select(Place.name, Place.id).where(Place.show == show, Place.kind == "truck", ~Place.gone)
    trucks = {str(one).casefold(): int(key) for one, key in db.session.execute(query)}
    if name.casefold() not in trucks:
        raise Trouble(_("There is no truck %(name)s. Trucks: %(known)s", name=name, known=", ".join(sorted(trucks))))
    return trucks[name.casefold()]
