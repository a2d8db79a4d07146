"""The list of a show's cases: which were asked for, in which order, and the rows of one page.

What its plan says is kept (`case_roll`), and how far each has come too (`gear.ladder`): a scan has neither read anew.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select

from siteops.core.journal.prepared import Prepared, some
from siteops.core.plan import Case, Line, Owner
from siteops.desk.gear.case_asked import HERE, RUNGS, WAITING, Asked
from siteops.desk.gear.case_roll import COLUMNS, TRUCK, ZONE, Roll, listed_as, roll
from siteops.desk.gear.case_words import Chip, chip
from siteops.desk.paging import cut, in_order
from siteops.gear.ladder import REACHED, Ladder, Stand, ladder, mark_of, rung
from siteops.gear.rules import state_of, where
from siteops.gear.site import Standing, read

VIEWED = {"here": HERE, "waiting": (*WAITING, "missing")}
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
    """One page of the list. Six queries, the ladder's and the roll's, however deep its cases lie in each other."""
    mark = mark_of(connection, show)  # first, so that no edit of a row that is shown is older
    stood, plan = ladder(connection, show, mark), roll(connection, show)
    shown = cut(chosen(connection, plan, stood.cases, wanted, standing), wanted.page, wanted.size)
    return Page(
        list(entries(connection, show, shown.keys, standing)), shown.number, shown.total, mark[1],
        counts(stood, standing) | {"hired": sum(one.listed for one in plan.owners)},
        plan.places, plan.owners,
    )  # fmt: skip


def keys(connection: Connection, show: str, wanted: Asked, standing: Standing) -> Sequence[int]:
    """The cases that were asked for, in that order, whatever the page."""
    asks_more = wanted.climbs or wanted.by not in COLUMNS  # than the plan knows
    stands = ladder(connection, show).cases if asks_more else {}
    return chosen(connection, roll(connection, show), stands, wanted, standing)


def chosen(connection: Connection, plan: Roll, stands: Stands, wanted: Asked, standing: Standing) -> Sequence[int]:
    """The cases that were asked for, in that order. No query, or up to two."""
    found = listed_as(connection, plan, wanted)
    if wanted.climbs:
        found = standing_so(found, stands, wanted, standing)
    if wanted.by not in COLUMNS:
        found = in_order(found, ranks(plan, wanted.by, map(stands.get, found)), down=wanted.down)
    return found


def standing_so(found: Iterable[int], stands: Stands, wanted: Asked, standing: Standing) -> list[int]:
    """Those of some cases that stand as it is asked for."""
    rungs = {wanted.state} & {*RUNGS} or {*RUNGS}
    rungs &= {*VIEWED.get(wanted.view, RUNGS)}
    reached = {one for one in range(REACHED) if rung(one, standing) in rungs}
    mine = [one for one in found if (stand := stands.get(one)) and stand.reached in reached]
    if "held" in (wanted.state, wanted.view):
        mine = [one for one in mine if stands[one].held]
    if wanted.state == "damaged":
        mine = [one for one in mine if stands[one].damaged]
    if wanted.at is not None:
        at = f":{wanted.at}"
        mine = [one for one in mine if (stands[one].place or "").endswith(at)]
    return mine


def ranks(plan: Roll, name: str, stands: Iterable[Stand | None]) -> list[Any]:
    """What cases are ordered by where the plan does not know: where they are, how they stand, when they were seen."""
    if name == "seen":
        return [one and one.since for one in stands]
    if name == "state":
        return [one and one.reached - 2 * REACHED * one.held - REACHED * one.damaged for one in stands]
    order = {f"{one.kind}:{one.id}": number for number, one in enumerate(plan.places)}
    return [one and order.get(one.place or "") for one in stands]


def counts(ladder: Ladder, standing: Standing) -> dict[str, int]:
    """How many cases each view has, but for those that ask whose they are."""
    reached: Counter[int] = Counter()
    for (_truck, _dock, _zone, rungs, _aboard), count in ladder.alike.items():
        reached[rungs] += count
    found = {name: sum(reached[one] for one in range(REACHED) if rung(one, standing) in wanted)
             for name, wanted in VIEWED.items()}  # fmt: skip
    return {"all": len(ladder.cases), **found, "held": sum(map(attrgetter("held"), ladder.cases.values()))}


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
    found = lines().rows(connection, {"show": show, "cases": keys}) if keys else ()
    return {id: row for id, *row in found}


@cache
def lines() -> Prepared:
    """The query for `about`."""
    query = (
        select(Case.id, Case.code, Case.name, Case.department, Case.weight, Owner.name, TRUCK.name, ZONE.name,
               Line.truck, Line.zone, Line.sort, Line.rev)
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(TRUCK, TRUCK.id == Line.truck)
        .outerjoin(ZONE, ZONE.id == Line.zone)
        .where(Line.show == bindparam("show"), ~Line.gone, Case.id.in_(some("cases")))
    )  # fmt: skip
    return Prepared(query)
