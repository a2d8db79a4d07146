"""The list of a show's cases: what is asked for, and the rows of one page. The number of queries does not grow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, func, select
from sqlalchemy.orm import aliased

from siteops.core.plan import DEPARTMENTS, Case, Item, Line, Owner, Place, folded
from siteops.desk import ladder
from siteops.desk.case_words import Chip, chip
from siteops.gear.rules import state_of, where
from siteops.gear.site import Standing, read

SIZE = 50
"""Cases on one page."""
WAITING, HERE = ("expected", "not_scanned"), ("arrived", "placed", "packed")
RUNGS = (*WAITING, *HERE, "loaded", "gone", "missing")
STATES = (*RUNGS, "held", "damaged")
VIEWS = ("all", "here", "waiting", "held", "hired")
TRUCK = aliased(Place)
SORTS: Mapping[str, Sequence[Any]] = {
    "code": (Case.folded,),
    "name": (func.lower(Case.name),),
    "department": (Case.department,),
    "owner": (Owner.name,),
    "truck": (TRUCK.sort, TRUCK.name, Line.sort),
    "kg": (Case.weight,),
}
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list's address asks for; empty and None do not narrow it.

    `owner` 0: our own. `sort`: a key of SORTS or `seen`, with `-` in front the other way round. `page` from 1.
    """

    text: str = ""
    department: str = ""
    truck: int | None = None
    zone: int | None = None
    owner: int | None = None
    state: str = ""
    view: str = "all"
    sort: str = "code"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One case as the list shows it. `where`: a place as a reference; `around`: the case that it lies in."""

    id: int
    code: str
    name: str
    department: str
    owner: str
    truck: str
    step: int | None
    weight: float | None
    where: str | None
    around: str | None
    seen: str | None
    chip: Chip


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, how many cases were found in all, and how many each view has of the whole show."""

    cases: Sequence[Listed]
    total: int
    counts: Mapping[str, int]
    places: Sequence[Any]
    owners: Sequence[Any]


def asked(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense there is left out."""

    def one_of(name: str, options: Sequence[str], default: str = "") -> str:
        return found if (found := given.get(name, "")) in options else default

    sort = given.get("sort", "")
    return Asked(
        given.get("q", "").strip()[:100], one_of("department", DEPARTMENTS), number(given, "truck"),
        number(given, "zone"), number(given, "owner"), one_of("state", STATES), one_of("view", VIEWS, "all"),
        sort if sort.removeprefix("-") in (*SORTS, "seen") else "code", number(given, "page") or 1,
    )  # fmt: skip


def number(given: Mapping[str, str], name: str) -> int | None:
    """A whole number of an address; None where there is none."""
    found = given.get(name, "")
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 10 else None


def listed(connection: Connection, show: str, wanted: Asked, standing: Standing) -> Page:
    """One page of the list. Nine queries, and two more for each level of nesting on the page."""
    rungs = ladder.rungs(show, standing)
    query = filtered(connection, show, wanted, rungs)
    total = connection.scalar(query.with_only_columns(func.count())) or 0
    last = max(1, -(-total // SIZE))
    start = (min(wanted.page, last) - 1) * SIZE
    rows = connection.execute(ordered(query, wanted, rungs).offset(start).limit(SIZE)).all()
    return Page(
        entries(connection, show, rows, standing), total, counts(connection, rungs),
        connection.execute(places(show)).all(), connection.execute(owners(show)).all(),
    )  # fmt: skip


def filtered(connection: Connection, show: str, wanted: Asked, rungs: Subquery) -> Rows:
    """The cases that were asked for. The ladder is climbed only where it is asked about."""
    query = (
        select(Case.id, Case.code, Case.name, Case.department, Owner.name, TRUCK.name, Line.sort, Case.weight)
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(TRUCK, TRUCK.id == Line.truck)
        .where(Line.show == show, ~Line.gone)
    )
    same = {Case.department: wanted.department or None, Line.truck: wanted.truck, Line.zone: wanted.zone}
    query = query.where(*(column == value for column, value in same.items() if value is not None))
    if wanted.owner is not None:
        query = query.where(Case.owner == wanted.owner if wanted.owner else Case.owner.is_(None))
    if wanted.text:
        query = query.where(matching(wanted.text))
    if wanted.state or wanted.view != "all" or wanted.sort.endswith("seen"):
        query = query.join(rungs, rungs.c.case == Case.id).where(*standing_at(wanted, rungs))
    return query


def matching(text: str) -> ColumnElement[bool]:
    """Code, name, or the serial number or code of something inside."""
    items = select(Item.case).where(Item.serial.icontains(text, autoescape=True) | (Item.code == text))
    by_code = Case.folded.contains(folded(text), autoescape=True)
    return by_code | Case.name.icontains(text, autoescape=True) | Case.id.in_(items)


def standing_at(wanted: Asked, rungs: Subquery) -> list[ColumnElement[bool]]:
    """What the state and the view ask of the ladder."""
    asked_of = views(rungs)
    marks = {"held": rungs.c.held.is_not(None), "damaged": rungs.c.damaged.is_not(None)}
    by_state = marks.get(wanted.state, rungs.c.rung == wanted.state)
    return [*([by_state] if wanted.state else []), *([asked_of[wanted.view]] if wanted.view != "all" else [])]


def views(rungs: Subquery) -> dict[str, ColumnElement[bool]]:
    """What belongs to each view."""
    return {
        "here": rungs.c.rung.in_(HERE),
        "waiting": rungs.c.rung.in_((*WAITING, "missing")),
        "held": rungs.c.held.is_not(None),
        "hired": Case.owner.is_not(None),
    }


def counts(connection: Connection, rungs: Subquery) -> dict[str, int]:
    """How many cases each view has."""
    columns = [func.count().filter(condition).label(name) for name, condition in views(rungs).items()]
    query = select(func.count().label("all"), *columns).select_from(rungs).join(Case, Case.id == rungs.c.case)
    return dict(connection.execute(query).mappings().one())


def ordered(query: Rows, wanted: Asked, rungs: Subquery) -> Rows:
    """In the order that was asked for; what has nothing to be ordered by comes last."""
    name = wanted.sort.removeprefix("-")
    keys = (rungs.c.since,) if name == "seen" else SORTS[name]
    down = wanted.sort.startswith("-")
    return query.order_by(*((key.desc() if down else key.asc()).nulls_last() for key in keys), Case.folded)


def entries(connection: Connection, show: str, rows: Sequence[Any], standing: Standing) -> list[Listed]:
    """Rows as the page shows them, each judged by the rules."""
    site = read(connection, show, standing, [row[0] for row in rows])
    found = []
    for id, code, name, department, owner, truck, step, weight in rows:
        spot = where(id, site)
        around = site.cases[spot.trail[1]].code if len(spot.trail) > 1 and spot.trail[1] in site.cases else None
        seen = spot.since or state_of(id, site).since
        found.append(Listed(id, code, name, department, owner or "", truck or "", step, weight, spot.place, around,
                            seen, chip(id, site)))  # fmt: skip
    return found


def places(show: str) -> Rows:
    """The show's places, in their order."""
    query = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone)
    return query.order_by(Place.kind, Place.sort, Place.name)


def owners(show: str) -> Rows:
    """Whose gear is on the show."""
    mine = select(Case.owner).join(Line, Line.case == Case.id).where(Line.show == show, ~Line.gone)
    return select(Owner.id, Owner.name).where(Owner.id.in_(mine)).order_by(Owner.name)
