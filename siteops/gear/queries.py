"""Counts of a show's cases, and which of them may need a look, without reading each one.

The database counts the cases that lie in no other; of those that do, the rules say where they are.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from siteops.core import rows
from siteops.core.plan import Case, Line, Place
from siteops.gear.counts import Count, is_aboard, rungs
from siteops.gear.rules import plan
from siteops.gear.site import Standing, case_id, places, read


class Group(NamedTuple):
    """Cases with one plan, and how far they have come. `aboard`: on the very truck they are planned for."""

    truck: int | None
    dock: int | None
    zone: int | None
    cases: Count
    aboard: int


def counted(connection: Connection, show: str) -> list[Group]:
    """Every case on a show's list, by plan. One pass over lines and states, and the nested ones apart."""
    usual = {one.id: one.dock for one in places(connection, show).values()}
    groups = []
    for truck, dock, zone, *reached, aboard in connection.execute(by_plan(show)):
        groups.append(Group(truck, dock if dock is not None else usual.get(zone), zone, Count(*reached), aboard))
    return groups + nested(connection, show)


def by_plan(show: str) -> Select[*tuple[Any, ...]]:
    """Counts of the cases that neither the plan nor the log puts into another."""
    state = rows.table("case").c
    out = and_(state.leg == "out", state.place.startswith("truck:"))
    own = and_(state.leg == "out", state.place == on("truck", Line.truck))
    reached = (func.count(), *(func.count(rung) for rung in (state.arrived, state.placed, state.packed)))
    loaded = (func.sum(case((one, 1), else_=0)) for one in (out, own))
    query = with_states(select(Line.truck, Line.dock, Line.zone, *reached, *loaded))
    query = query.where(Line.show == show, ~Line.gone, Line.inside.is_(None), state.inside.is_(None))
    return query.group_by(Line.truck, Line.dock, Line.zone)


def nested(connection: Connection, show: str) -> list[Group]:
    """The cases that lie in others, each as a group of its own."""
    state = rows.table("case").c
    query = with_states(select(Line.case)).where(Line.show == show, ~Line.gone)
    wanted = list(connection.scalars(query.where(or_(Line.inside.is_not(None), state.inside.is_not(None)))))
    site = read(connection, show, Standing(), wanted)
    groups = []
    for one in wanted:
        to = plan(one, site)
        groups.append(Group(to.truck, to.dock, to.zone, rungs(one, site), int(is_aboard(one, to.truck, site))))
    return groups


def with_states(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Lines with the state of their case beside them, where there is one."""
    state = rows.table("case")
    same = and_(state.c.show == Line.show, state.c.key == cast(Line.case, String))
    return query.select_from(Line).outerjoin(state, same)


def on(kind: str, key: Any) -> ColumnElement[str]:
    """A place's key as facts spell it."""
    return literal(kind + ":").concat(cast(key, String))


def tally(groups: Iterable[Group]) -> dict[str, Count]:
    """Counts by reference (`truck:2`, `dock:3`, `zone:7`), and of the whole list under `show`."""
    counts: dict[str, Count] = {"show": Count()}
    for one in groups:
        named = (("truck", one.truck), ("dock", one.dock), ("zone", one.zone))
        for ref in ("show", *(f"{kind}:{key}" for kind, key in named if key is not None)):
            counts[ref] = counts.get(ref, Count()) + one.cases
    return counts


def aboard(groups: Iterable[Group], truck: int | None, zone: int | None) -> Count:
    """Cases planned on a truck, of one zone if given, and how many of them lie on that very truck (`loaded`)."""
    mine = [one for one in groups if one.truck == truck and zone in (None, one.zone)]
    return Count(total=sum(one.cases.total for one in mine), loaded=sum(one.aboard for one in mine))


def suspects(connection: Connection, show: str) -> list[int]:
    """Cases on which something may be open: all but those that lie alone where the plan wants them, unharmed."""
    return [*connection.scalars(odd(show)), *strangers(connection, show)]


def odd(show: str) -> Select[*tuple[Any, ...]]:
    """Cases of the list that are not simply where the plan wants them."""
    state, zone = rows.table("case").c, aliased(Place)
    planned = {"dock": func.coalesce(Line.dock, zone.dock), "zone": Line.zone, "truck": Line.truck}
    right = or_(*(state.place == on(kind, key) for kind, key in planned.items()))
    query = with_states(select(Line.case)).join(Case, Case.id == Line.case).outerjoin(zone, zone.id == Line.zone)
    return query.where(Line.show == show, ~Line.gone).where(
        or_(
            state.findings != "[]", state.held.is_not(None), state.damaged.is_not(None), state.inside.is_not(None),
            Line.inside.is_not(None),
            and_(state.place.is_not(None), ~func.coalesce(right, false())),
            and_(state.place.startswith("truck:"), Case.owner.is_not(None)),
        )
    )  # fmt: skip


def strangers(connection: Connection, show: str) -> list[int]:
    """Cases that were seen without being on the list."""
    state = rows.table("case").c
    listed = select(cast(Line.case, String)).where(Line.show == show, ~Line.gone)
    keys = connection.scalars(select(state.key).where(state.show == show, state.key.not_in(listed)))
    return [id for key in keys if (id := case_id(key)) is not None]
