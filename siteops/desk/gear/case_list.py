"""The list of a show's cases: which were asked for, in which order, and the rows of one page.

The database narrows and sorts by the plan; how far cases have come is known (`gear.ladder`) and not asked of it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, String, and_, cast, func, select
from sqlalchemy.orm import aliased

from siteops.core.plan import Case, Item, Line, Owner, Place, folded
from siteops.desk.gear.case_asked import HERE, RUNGS, WAITING, Asked
from siteops.desk.gear.case_words import Chip, chip
from siteops.desk.paging import Paged, cut, on_page, ranked, within
from siteops.gear.ladder import REACHED, Mark, Stand, ladder, mark_of, rung
from siteops.gear.rules import state_of, where
from siteops.gear.site import Standing, read

TRUCK, ZONE = aliased(Place), aliased(Place)
COLUMNS: Mapping[str, Sequence[Any]] = {
    "code": (Case.folded,),
    "name": (func.lower(Case.name),),
    "department": (Case.department,),
    "owner": (Owner.name,),
    "truck": (TRUCK.sort, TRUCK.name, Line.sort),
    "zone": (ZONE.sort, ZONE.name),
    "kg": (Case.weight,),
}
"""What the database sorts by. By all else that there is, what is known of the cases is sorted."""
SPOTS = {"truck": TRUCK, "zone": ZONE}
VIEWED = {"here": HERE, "waiting": (*WAITING, "missing")}
Rows = Select[*tuple[Any, ...]]
Stands = Mapping[int, Stand]


@dataclass(frozen=True, slots=True)
class Listed:
    """One case as the list shows it. `where`: a place as a reference; `around`: the case that it lies in.

    `owner`, `truck`, `zone` by name; `plan`: its line on the show, with their keys, the order and `rev`.
    """

    id: int
    code: str
    name: str
    department: str
    weight: float | None
    owner: str
    truck: str
    zone: str
    plan: "Planned"
    where: str | None
    around: str | None
    seen: str | None
    chip: Chip


class Planned(NamedTuple):
    """A case's line on the show, as far as the list edits it."""

    truck: int | None
    zone: int | None
    sort: int | None
    rev: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list: its number, how many cases were found in all, and how many of the show each view has.

    `seq`: of the log as the page was read. `owners`: those that there are, and how many cases of the list are theirs.
    """

    cases: Sequence[Listed]
    number: int
    total: int
    seq: int
    counts: Mapping[str, int]
    places: Sequence[Any]
    owners: Sequence[Any]


def listed(connection: Connection, show: str, wanted: Asked, standing: Standing) -> Page:
    """One page of the list. Eight queries and the ladder's, however deep its cases lie in each other."""
    mark = mark_of(connection, show)  # first, so that no edit of a row that is shown is older
    stands = ladder(connection, show, mark).cases
    shown, lenders = page_keys(connection, show, wanted, standing, mark), connection.execute(owners(show)).all()
    return Page(
        list(entries(connection, show, shown.keys, standing)), shown.number, shown.total, mark[1],
        counts(stands, standing) | {"hired": sum(one.listed for one in lenders)},
        connection.execute(places(show)).all(), lenders,
    )  # fmt: skip


def page_keys(connection: Connection, show: str, wanted: Asked, standing: Standing, mark: Mark) -> Paged:
    """The keys of one page. The whole list, in an order of the plan, is not read beyond the page."""
    if wanted.narrowed or wanted.by not in COLUMNS:
        return cut(keys(connection, show, wanted, standing, mark), wanted.page, wanted.size)
    total = len(ladder(connection, show, mark).cases)
    number = within(wanted.page, total, wanted.size)
    return Paged(connection.scalars(on_page(narrowed(show, wanted), number, wanted.size)).all(), number, total)


def keys(
    connection: Connection, show: str, wanted: Asked, standing: Standing, mark: Mark | None = None
) -> Sequence[int]:
    """The cases that were asked for, in that order, whatever the page. `mark`: of the log, if it was asked already."""
    found = at_once(connection, narrowed(show, wanted))
    if not wanted.climbs and wanted.by in COLUMNS:
        return found
    stands = ladder(connection, show, mark).cases
    if wanted.climbs:
        fits = judge(wanted, standing)
        found = [one for one in found if one in stands and fits(stands[one])]
    if wanted.by not in COLUMNS:
        found = ranked(found, known_order(connection, show, wanted.by, stands).get, down=wanted.down)
    return found


def at_once(connection: Connection, query: Rows) -> list[int]:
    """The keys that a query finds, in its order: 20,000 come as one text in a third of the time."""
    keys = query.subquery()
    joined = connection.scalar(select(func.aggregate_strings(cast(keys.c.id, String), ",")).select_from(keys))
    found: list[int] = msgspec.json.decode(f"[{joined or ''}]")
    return found


def narrowed(show: str, wanted: Asked) -> Rows:
    """Keys of the cases that are asked for as far as the plan knows, in order as far as it knows; by code else."""
    query = (
        select(Case.id)
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .where(Line.show == show, ~Line.gone, *planned(wanted))
    )
    if spot := SPOTS.get(wanted.by):
        query = query.outerjoin(spot, spot.id == getattr(Line, wanted.by))
    order = COLUMNS.get(wanted.by, ())
    return query.order_by(*((key.desc() if wanted.down else key.asc()).nulls_last() for key in order), Case.folded)


def planned(wanted: Asked) -> Iterator[ColumnElement[bool]]:
    """What is asked of the plan."""
    same: list[tuple[Any, Any]] = [
        (Line.truck, wanted.truck), (Line.dock, wanted.dock), (Line.zone, wanted.zone),
        (Case.department, wanted.department or None), (Case.owner, wanted.owner or None),
    ]  # fmt: skip
    yield from (column == value for column, value in same if value is not None)
    if wanted.only is not None:
        yield Case.id.in_(wanted.only)
    if wanted.owner == 0:
        yield Case.owner.is_(None)
    if wanted.view == "hired":
        yield Case.owner.is_not(None)
    if wanted.text:
        yield matching(wanted.text)


def matching(text: str) -> ColumnElement[bool]:
    """Code, name, or the serial number or code of something inside."""
    items = select(Item.case).where(Item.serial.icontains(text, autoescape=True) | (Item.code == text))
    by_code = Case.folded.contains(folded(text), autoescape=True)
    return by_code | Case.name.icontains(text, autoescape=True) | Case.id.in_(items)


def judge(wanted: Asked, standing: Standing) -> Callable[[Stand], bool]:
    """Whether a case stands as it is asked for."""
    rungs = {wanted.state} & {*RUNGS} or {*RUNGS}
    rungs &= {*VIEWED.get(wanted.view, RUNGS)}
    reached = {one for one in range(REACHED) if rung(one, standing) in rungs}
    held, damaged = "held" in (wanted.state, wanted.view), wanted.state == "damaged"
    at = f":{wanted.at}" if wanted.at is not None else ""

    def fits(one: Stand) -> bool:
        if one.reached not in reached or (held and not one.held) or (damaged and not one.damaged):
            return False
        return not at or (one.place or "").endswith(at)

    return fits


def known_order(connection: Connection, show: str, name: str, stands: Stands) -> Mapping[int, Any]:
    """What cases are ordered by where the plan does not know: where they are, how they stand, when they were seen."""
    if name == "seen":
        return {id: one.since for id, one in stands.items()}
    if name == "state":
        return {id: (not one.held, not one.damaged, one.reached) for id, one in stands.items()}
    order = {f"{one.kind}:{one.id}": number for number, one in enumerate(connection.execute(places(show)))}
    return {id: order.get(one.place or "") for id, one in stands.items()}


def counts(stands: Stands, standing: Standing) -> dict[str, int]:
    """How many cases each view has, but for those that ask whose they are."""
    reached = Counter(map(attrgetter("reached"), stands.values()))
    rungs = {name: sum(reached[one] for one in range(REACHED) if rung(one, standing) in wanted)
             for name, wanted in VIEWED.items()}  # fmt: skip
    return {"all": len(stands), **rungs, "held": sum(map(attrgetter("held"), stands.values()))}


def entries(connection: Connection, show: str, keys: Sequence[int], standing: Standing) -> Iterator[Listed]:
    """Some cases as the page shows them, each judged by the rules."""
    site, rows = read(connection, show, standing, keys), about(connection, show, keys)
    for id in (one for one in keys if one in rows):
        code, name, department, weight, owner, truck, zone, *plan = rows[id]
        spot = where(id, site)
        around = site.cases[spot.trail[1]].code if len(spot.trail) > 1 and spot.trail[1] in site.cases else None
        seen = spot.since or state_of(id, site).since
        yield Listed(id, code, name, department, weight, owner or "", truck or "", zone or "", Planned(*plan),
                     spot.place, around, seen, chip(id, site))  # fmt: skip


def about(connection: Connection, show: str, keys: Sequence[int]) -> dict[int, Sequence[Any]]:
    """What the plan says of some cases of the list."""
    query = (
        select(Case.id, Case.code, Case.name, Case.department, Case.weight, Owner.name, TRUCK.name, ZONE.name,
               Line.truck, Line.zone, Line.sort, Line.rev)
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(TRUCK, TRUCK.id == Line.truck)
        .outerjoin(ZONE, ZONE.id == Line.zone)
        .where(Line.show == show, ~Line.gone, Case.id.in_(keys))
    )  # fmt: skip
    return {id: row for id, *row in connection.execute(query)}


def places(show: str) -> Rows:
    """The show's places, in their order."""
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone)
    return query.order_by(Place.kind, Place.sort, Place.name)


def owners(show: str) -> Rows:
    """Everybody whose gear is known, and how many cases of it are on the list."""
    line = and_(Line.case == Case.id, Line.show == show, ~Line.gone)
    query = select(Owner.id, Owner.name, func.count(Line.id).label("listed")).outerjoin(Case, Case.owner == Owner.id)
    return query.outerjoin(Line, line).group_by(Owner.id, Owner.name).order_by(Owner.name)
