"""How far every case of a show has come, and where the plan wants it: kept, and brought up to date by what changed.

A phone holds its show's rows and asks for what changed since; so does each process here. Else every list and every
board would climb for 20,000 cases anew after each scan. `rules` say the same of one case; a test holds them together.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from siteops.core.journal import rows
from siteops.core.journal.log import head
from siteops.core.journal.prepared import Prepared
from siteops.core.plan import Line, Place
from siteops.gear import counts
from siteops.gear.rules import Site, plan, state_of, where
from siteops.gear.site import Standing, case_id, read
from siteops.gear.trails import Trails

ARRIVED, PLACED, PACKED, LOADED, REACHED = 1, 2, 4, 8, 16
"""Rungs, as bits; any sum of them is below REACHED."""
MOST_CHANGED = 1000
"""More cases than that are read quicker with all others than by themselves."""
Mark = tuple[int, int]
Alike = tuple[int | None, int | None, int | None, int, bool]


class Stand(NamedTuple):
    """One case of the list. `truck`, `dock`, `zone`: where the plan wants it, as `rules.plan` has it.

    `reached`: the sum of its rungs, of which `LOADED` ends when it is taken off again. `aboard`: it is on the very
    truck that it is planned for. `place`: where it is, as facts name it; `since`: since then.
    """

    truck: int | None
    dock: int | None
    zone: int | None
    reached: int
    aboard: bool
    place: str | None
    since: str | None
    held: bool
    damaged: bool


class Ladder(NamedTuple):
    """The cases on a show's list at one mark of its log: epoch and seq.

    `trails`: what those depend on that lie in others. `alike`: how many stand alike, by five columns of `Stand`.
    """

    mark: Mark
    cases: Mapping[int, Stand]
    trails: Trails
    alike: Mapping[Alike, int]


def ladder(connection: Connection, show: str, mark: Mark | None = None) -> Ladder:
    """The list as this connection sees it, or newer. One query where nothing is new, some eight after a few scans.

    `mark`: where the log stands, if that was asked already.
    """
    kept: dict[str, Ladder] = current_app.extensions.setdefault("ladder", {})
    mark = mark or mark_of(connection, show)
    found = kept.get(show)
    if found is None or found.mark[0] != mark[0]:
        found = kept[show] = whole(connection, show, mark)
    elif found.mark[1] < mark[1]:
        found = kept[show] = advanced(connection, show, found, mark)
    return found


def rung(reached: int, standing: Standing) -> str:
    """How far a case has come in the word of `rules.rung`, by what `Stand` says it reached."""
    if reached & LOADED:
        return "gone" if "out" in standing.closed else "loaded"
    if reached & PACKED:
        return "packed"
    if "out" in standing.closed:
        return "missing"
    if reached:
        return "placed" if reached & PLACED else "arrived"
    return "missing" if "in" in standing.closed else "expected" if standing.phase == "prep" else "not_scanned"


def mark_of(connection: Connection, show: str) -> Mark:
    """Where a show's log stands; another pair means that something changed, in plan or state."""
    epoch, seq = connection.execute(select(head.c.epoch, head.c.seq).where(head.c.show == show)).one()
    return epoch, seq


def advanced(connection: Connection, show: str, before: Ladder, mark: Mark) -> Ladder:
    """The list once what changed since is taken in."""
    changed = turned(connection, show, before.mark[1], before.trails)
    if changed is None:
        return whole(connection, show, mark)
    cases, trails, alike = dict(before.cases), before.trails.copy(), Counter(before.alike)
    for one in changed:
        trails.drop(one)
        if (stand := cases.pop(one, None)) is not None:
            alike.subtract((stand[:5],))
    add(connection, show, changed, cases=cases, trails=trails, alike=alike)
    return Ladder(mark, cases, trails, {key: count for key, count in alike.items() if count})


def turned(connection: Connection, show: str, seq: int, trails: Trails) -> set[int] | None:
    """Cases that an entry after this one may have moved, with all that lie in them; None: better read every one."""
    if connection.scalar(select(func.count()).where(Place.show == show, Place.rev > seq)):
        return None  # a zone has another dock: its cases are planned there now
    changed = touched(connection, show, seq)
    changed |= trails.depending(changed)
    return None if len(changed) > MOST_CHANGED else changed


def touched(connection: Connection, show: str, seq: int) -> set[int]:
    """Cases whose line or state changed after an entry."""
    found = (case_id(key) for key, in since().rows(connection, {"show": show, "seq": seq}))
    return {id for id in found if id is not None}


@cache
def since() -> Prepared:
    """The query for `touched`: keys of cases, as the log has them."""
    state = rows.table("case").c
    show: BindParameter[str] = bindparam("show")
    seq: BindParameter[int] = bindparam("seq")
    lines = select(cast(Line.case, String)).where(Line.show == show, Line.rev > seq)
    return Prepared(union_all(lines, select(state.key).where(state.show == show, state.rev > seq)))


def whole(connection: Connection, show: str, mark: Mark) -> Ladder:
    """Every case: the database stands for those that lie alone, the rules for those in others."""
    cases = {id: Stand(*stand) for id, *stand in connection.execute(alone(show))}
    state = rows.table("case").c
    others = with_states(select(Line.case)).where(or_(Line.inside.is_not(None), state.inside.is_not(None)))
    others = others.where(Line.show == show, ~Line.gone)
    trails = Trails()
    alike = Counter(one[:5] for one in cases.values())
    add(connection, show, connection.scalars(others).all(), cases=cases, trails=trails, alike=alike)
    return Ladder(mark, cases, trails, alike)


def add(
    connection: Connection, show: str, wanted: Collection[int], *,
    cases: dict[int, Stand], trails: Trails, alike: Counter[Alike],
) -> None:  # fmt: skip
    """Put some cases more into the parts of a list, by the rules; those that are not on it are left out."""
    site = read(connection, show, Standing(), wanted)
    mine = {one: stand_of(one, site) for one in wanted if one in site.cases and site.cases[one].listed}
    cases.update(mine)
    alike.update(one[:5] for one in mine.values())
    for one in mine:
        trails.put(one, site)


def stand_of(one: int, site: Site) -> Stand:
    """One case by the rules."""
    wanted, reached, state = plan(one, site), counts.rungs(one, site), state_of(one, site)
    bits = ARRIVED * reached.arrived + PLACED * reached.placed + PACKED * reached.packed + LOADED * reached.loaded
    aboard = counts.is_aboard(one, wanted.truck, site)
    spot = where(one, site)
    return Stand(*wanted, bits, aboard, spot.place, spot.since, state.held is not None, state.damaged is not None)


def alone(show: str) -> Select[*tuple[Any, ...]]:
    """Each case that neither the plan nor the log puts into another, with the columns of `Stand`."""
    state, zone = rows.table("case").c, aliased(Place)
    loaded = and_(state.leg == "out", state.place.startswith("truck:"))
    rungs = [(state.arrived.is_not(None), ARRIVED), (state.placed.is_not(None), PLACED),
             (state.packed.is_not(None), PACKED), (loaded, LOADED)]  # fmt: skip
    reached: Any = sum(case((condition, bit), else_=0) for condition, bit in rungs)
    aboard = func.coalesce(and_(loaded, state.place == on("truck", Line.truck)), false())
    query = with_states(select(
        Line.case, Line.truck, func.coalesce(Line.dock, zone.dock), Line.zone, reached, aboard, state.place,
        state.since, state.held.is_not(None), state.damaged.is_not(None),
    )).outerjoin(zone, and_(zone.id == Line.zone, ~zone.gone))  # fmt: skip
    return query.where(Line.show == show, ~Line.gone, Line.inside.is_(None), state.inside.is_(None))


def with_states(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Lines with the state of their case beside them, where there is one."""
    state = rows.table("case")
    same = and_(state.c.show == Line.show, state.c.key == cast(Line.case, String))
    return query.select_from(Line).outerjoin(state, same)


def on(kind: str, key: Any) -> ColumnElement[str]:
    """A place's key as facts spell it."""
    return literal(kind + ":").concat(cast(key, String))
