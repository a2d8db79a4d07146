"""From a choice to paper: look up, mint the codes that are missing, draw, and note what was printed, and its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from siteops.core.access import faces
from siteops.core.db import db
from siteops.core.plan import Show
from siteops.labels import minting, pictures, queries, said
from siteops.labels.orders import MOST, Order, check, host
from siteops.labels.queries import Found
from siteops.labels.things import Badge, Blank, DaySheet, Poster, SlotPoster, Thing


class Printed(NamedTuple):
    """What came of an order. `spots`: how many labels, whole pages or pictures. `name`: what the file may be called."""

    file: bytes
    spots: int
    name: str


def printed(show: str, order: Order, *, by: int, public_url: str, here: str = "") -> Printed:
    """The file of an order. Mints codes for things that have none, and notes all as printed.

    `by`: the person in whose name codes are minted. Raises CannotPrint, LookupError for no such show, Busy.
    """
    from siteops.labels import render

    sheet, row, alone = order.sheet, db.session.get(Show, show), order.ending in ("png", "svg")
    if row is None:
        raise LookupError(f"There is no show {show}")
    job = render.Job(sheet, host(public_url, demo=row.demo, here=here), order.start, row.demo, order.shows)
    subjects, things = blank(order) if order.choice.what == "blank" else known(row, order, by)
    job = replace(job, photos=photos(things))
    drawn = things if alone else laid_out(things, order.choice.what)
    made = render.file(drawn, order, job)
    if subjects and not alone:
        names = zip(things, subjects, strict=True)
        minting.note_printed(show, {one.code: (subject, said.spell(one, order.shows)) for one, subject in names})
    return Printed(made, len(drawn), file_name(show, order, drawn))


def file_name(show: str, order: Order, drawn: Sequence[Thing]) -> str:
    """What the file of an order is called; a picture alone by what it is of."""
    if order.ending in ("png", "svg"):
        if len(drawn) == 1:
            return f"{pictures.named(drawn)[0][0]}.{order.ending}"
        return f"codes-{show}-{order.choice.what}.zip"
    return f"labels-{show}-{order.choice.what}.{order.ending}"


def photos(things: Iterable[Thing]) -> dict[str, bytes]:
    """The photos of badges, by name."""
    wanted = {thing.photo for thing in things if isinstance(thing, Badge) and thing.photo}
    return {name: photo for name in wanted if (photo := faces.read(name))}


def known(show: Show, order: Order, by: int) -> tuple[list[str], list[Thing]]:
    """The things that an order means, each with its code, and how facts name them."""
    chosen = queries.found(db.session.connection(), show, order.choice, most=MOST + 1)
    check(len(chosen), order)
    fresh = minting.minted(show.id, by, [one.subject for one in chosen if not one.thing.code])
    return [one.subject for one in chosen], finished(chosen, order, fresh)


def blank(order: Order) -> tuple[list[str], list[Thing]]:
    """Codes that stand for nothing yet: those of an earlier print, or fresh ones. They are noted when minted."""
    if order.choice.batch:
        found = minting.still_blank(db.session.connection(), order.choice.batch)
        check(len(found), order)
    else:
        check(order.choice.count, order)
        found = minting.minted_blank(order.choice.count)
    return [], [Blank(one) for one in found]


def finished(chosen: Iterable[Found], order: Order, fresh: Mapping[str, str]) -> list[Thing]:
    """What was found, with the codes minted since and the arrow asked for."""
    things: list[Thing] = []
    for one in chosen:
        thing = one.thing
        if not thing.code and not isinstance(thing, DaySheet):
            thing = replace(thing, code=fresh[one.subject])
        things.append(replace(thing, arrow=order.arrow) if isinstance(thing, Poster) else thing)
    return things


def laid_out(things: Sequence[Thing], what: str) -> list[Thing]:
    """What is drawn, a label or a page each: for `days`, the bookings of a dock and a day together."""
    if what != "days":
        return list(things)
    slots = [one for one in things if isinstance(one, SlotPoster)]
    from siteops.labels.day_sheet import ROWS

    sheets: list[Thing] = []
    for (dock, day), found in groupby(slots, key=lambda one: (one.dock, one.starts.date())):
        mine = tuple(found)
        sheets += [DaySheet(dock, day, mine[i : i + ROWS], mine[0].show) for i in range(0, len(mine), ROWS)]
    return sheets
