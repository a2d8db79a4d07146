"""Counts of a show's cases, and which of them may need a look, without reading each one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import add
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, String, and_, cast, false, func, or_, select
from sqlalchemy.orm import aliased

from siteops.core.journal import rows
from siteops.core.plan import Case, Line, Place
from siteops.gear.counts import Count
from siteops.gear.ladder import ARRIVED, LOADED, PACKED, PLACED, Alike, ladder, on, with_states
from siteops.gear.site import case_id

BITS = (0, ARRIVED, PLACED, PACKED, LOADED)
"""Of the columns of `Count`, the rung that each counts; 0: every case."""


class Group(NamedTuple):
    """Cases with one plan, and how far they have come. `aboard`: on the very truck that they are planned for."""

    truck: int | None
    dock: int | None
    zone: int | None
    cases: Count
    aboard: int


def counted(connection: Connection, show: str) -> list[Group]:
    """Every case on a show's list, by plan and rung."""
    return groups(ladder(connection, show).alike)


def groups(alike: Mapping[Alike, int]) -> list[Group]:
    """How many cases stand alike, as groups."""
    found: list[Group] = []
    masks: dict[int, list[bool]] = {}  # a show has thousands of groups, and some ten ways of how far a case can be
    for (truck, dock, zone, reached, aboard), count in alike.items():
        if (mask := masks.get(reached)) is None:
            mask = masks[reached] = [not bit or reached & bit > 0 for bit in BITS]
        found.append(Group(truck, dock, zone, Count(*[count * one for one in mask]), count * aboard))
    return found


def count_of(reached: Mapping[int, int]) -> Count:
    """How many cases reached the same rungs, as a count."""
    return Count(*[sum(count for rungs, count in reached.items() if not bit or rungs & bit) for bit in BITS])


def planned_at(connection: Connection, show: str) -> dict[str, int]:
    """How many cases of the list are planned at each place, by reference; as the boards count them."""
    found: Counter[str] = Counter()
    for (truck, dock, zone, _reached, _aboard), count in ladder(connection, show).alike.items():
        for kind, key in (("truck", truck), ("dock", dock), ("zone", zone)):
            if key is not None:
                found[f"{kind}:{key}"] += count
    return found


def progress(connection: Connection, show: str, leg: str) -> dict[int, tuple[int, int]]:
    """Of each truck's cases, how many have come where the leg wants them, as `Count.done`, and how many there are."""
    every, done, wanted = Counter[int](), Counter[int](), ARRIVED if leg == "in" else LOADED
    for (truck, _dock, _zone, reached, _aboard), count in ladder(connection, show).alike.items():
        if truck is not None:
            every[truck] += count
            done[truck] += count if reached & wanted else 0
    return {truck: (done[truck], count) for truck, count in every.items()}


def tally(groups: Iterable[Group]) -> dict[str, Count]:
    """Counts by reference (`truck:2`, `dock:3`, `zone:7`), and of the whole list under `show`."""
    sums: dict[str, Sequence[int]] = {"show": Count()}
    for one in groups:
        named = (("truck", one.truck), ("dock", one.dock), ("zone", one.zone))
        for ref in ("show", *[f"{kind}:{key}" for kind, key in named if key is not None]):
            mine = sums.get(ref)
            sums[ref] = [*map(add, mine, one.cases)] if mine else one.cases
    return {ref: Count(*mine) for ref, mine in sums.items()}


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
