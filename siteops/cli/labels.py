"""`siteops labels`: labels, badges, posters and blank codes, as files for printers of every kind."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.cli import options
from siteops.cli.site import Trouble, author, installation, show_named
from siteops.core.db import db
from siteops.core.plan import DEPARTMENTS, PLACE_KINDS, Case, Line, Owner, Place, folded

KINDS = ("cases", "places", "slots", "days", "people", "blank")
FORMATS = ("pdf", "zpl", "png", "svg")
DEFAULT_PAPERS = {"cases": "L7160", "people": "badge-A4", "blank": "L7160"}
DEFAULT_ROLL = {"cases": "4x6", "people": "badge-62x100", "blank": "4x6"}
NOTHING = "-"
"""What `--owner` says for our own gear."""


@click.command()
@options.the_show
@click.option("--kind", type=click.Choice(KINDS), default="cases", show_default=True, help="What gets labels.")
@click.option("--format", "ending", type=click.Choice(FORMATS), default="pdf", show_default=True,
              help="PDF; ZPL for label printers; PNG or SVG of the codes alone, several in a zip file.")  # fmt: skip
@click.option("--sheet", help="The paper: L7160, 5160, 62x100 …; --sheet ? lists them.")
@click.option("--start", type=int, default=1, show_default=True, help="The first free label of a used sheet.")
@click.option("--dpi", type=click.Choice(["203", "300"]), default="203", help="Of the label printer that reads ZPL.")
@click.option("--width", type=click.IntRange(10, 300), default=30, show_default=True, help="Of PNG and SVG, in mm.")
@click.option("--truck", help="Only cases of this truck, by its name.")
@click.option("--zone", help="Only cases of this zone, by its name.")
@click.option("--department", type=click.Choice(DEPARTMENTS), help="Only cases of this department.")
@click.option("--owner", help=f"Only cases of this owner; {NOTHING} for our own.")
@click.option("--search", default="", help="Only cases with this in their code, name or a serial number inside.")
@click.option("--case", "cases", multiple=True, help="Only this case, by its number; may be said several times.")
@click.option("--fresh", is_flag=True, help="Only what was never printed.")
@click.option("--changed", is_flag=True, help="Only labels that say what is not true any more.")
@click.option("--place-kind", type=click.Choice(PLACE_KINDS), help="Only posters of such places.")
@click.option("--arrow", type=click.Choice(["left", "right", "up", "down"]), help="On posters of places: the way.")
@click.option("--day", help="Only bookings of this day: 2027-03-26.")
@click.option("--blank", type=int, default=0, help="So many codes of nothing yet, to be linked on their first scan.")
@click.option("--bare", multiple=True, type=click.Choice(["destination", "weight", "owner"]),
              help="Leave this out of labels; may be said several times.")  # fmt: skip
@options.by
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True, path_type=Path),
              help="The file; else labels.pdf, labels.zpl …")  # fmt: skip
def labels(show: str, kind: str, sheet: str | None, output: Path | None, **given: Any) -> None:
    """Print labels, badges, posters or blank codes into a file: PDF in exact millimetres, ZPL, PNG or SVG."""
    from siteops.labels.orders import CannotPrint
    from siteops.labels.printing import printed

    kind = "blank" if given["blank"] else kind
    refuse_unknown_paper(kind, sheet)
    with installation() as app:
        found = show_named(show)
        order = ordered(show, kind, sheet, given)
        address = {"public_url": app.config["PUBLIC_URL"], "here": "localhost:8000"}
        try:
            made = printed(found.id, order, by=author(given["by"], show), **address)
        except CannotPrint as error:
            raise Trouble(str(error)) from error
        file = output or Path(f"labels.{'zip' if made.name.endswith('.zip') else order.ending}")
        file.write_bytes(made.file)
        click.echo(told(order.ending, file))


def ordered(show: str, kind: str, sheet: str | None, given: dict[str, Any]) -> Any:
    """The order that the options mean. Raises Trouble for a truck, zone, owner or case that is not there."""
    from siteops.labels.choice import Choice
    from siteops.labels.orders import Order
    from siteops.labels.wording import Shows

    choice = Choice(
        kind, place_named(show, "truck", given["truck"]), given["department"] or "", owner_named(given["owner"]),
        place_named(show, "zone", given["zone"]), given["search"].strip(), given["fresh"], given["changed"],
        numbered(show, given["cases"]), given["place_kind"] or "", given["day"] or "", given["blank"],
    )  # fmt: skip
    papers = DEFAULT_ROLL if given["ending"] == "zpl" else DEFAULT_PAPERS
    return Order(
        choice, sheet or papers.get(kind, "A4"), given["start"], given["arrow"] or "",
        Shows(**dict.fromkeys(given["bare"], False)), given["ending"], int(given["dpi"]), given["width"],
    )  # fmt: skip


def told(ending: str, file: Path) -> str:
    """What to do with the file."""
    if ending == "zpl":
        return str(_("%(file)s is ready: send it to the printer as it is, nc PRINTER 9100 < %(file)s", file=file))
    if ending == "pdf":
        return str(_("%(file)s is ready: print it at 100 %%, not fitted to the page.", file=file))
    return str(_("%(file)s is ready.", file=file))


def refuse_unknown_paper(kind: str, sheet: str | None) -> None:
    """Raises a usage error that lists the papers, where there is none of that name."""
    from siteops.labels.orders import PAPERS

    if sheet is not None and sheet not in PAPERS[kind]:
        raise click.BadParameter(_("For %(kind)s: %(papers)s", kind=kind, papers=", ".join(PAPERS[kind])))


def place_named(show: str, kind: str, name: str | None) -> int | None:
    """The key of a show's truck or zone, None where none was asked for. Raises Trouble."""
    query = select(Place.name, Place.id).where(Place.show == show, Place.kind == kind, ~Place.gone)
    return among(db.session.execute(query), name, kind)


def owner_named(name: str | None) -> int | None:
    """The key of an owner, 0 for ourselves, None where none was asked for. Raises Trouble."""
    if name == NOTHING:
        return 0
    return among(db.session.execute(select(Owner.name, Owner.id)), name, "owner")


def among(rows: Iterable[Any], name: str | None, kind: str) -> int | None:
    """The key of the row of that name, None where none was asked for. Raises Trouble and says which there are."""
    if name is None:
        return None
    known = {str(one).casefold(): int(key) for one, key in rows}
    if name.casefold() not in known:
        listed = ", ".join(sorted(known)) or _("none")
        raise Trouble(_("There is no %(kind)s %(name)s. There is: %(known)s", kind=kind, name=name, known=listed))
    return known[name.casefold()]


def numbered(show: str, numbers: tuple[str, ...]) -> tuple[int, ...] | None:
    """The keys of cases by what is painted on them, None where none was asked for. Raises Trouble."""
    if not numbers:
        return None
    query = select(Case.folded, Case.id).join(Line, Line.case == Case.id).where(Line.show == show, ~Line.gone)
    wanted = {folded(number): number for number in numbers}
    found = {code: key for code, key in db.session.execute(query.where(Case.folded.in_(wanted)))}
    if missing := [number for code, number in wanted.items() if code not in found]:
        raise Trouble(_("Not on this show's list: %(numbers)s", numbers=", ".join(missing)))
    return tuple(found.values())
