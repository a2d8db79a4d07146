"""What is known of a show at one seq of its log: counts and open matters. Worked out once a seq, not once a look."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from flask import current_app
from sqlalchemy import Connection

from siteops.board.matters import Matter, on_case, with_others
from siteops.core.db import db
from siteops.core.journal import rows
from siteops.dock.rules import leg
from siteops.dock.state import ShowState
from siteops.gear.counts import Count
from siteops.gear.ladder import Mark, mark_of, trails_of, turned
from siteops.gear.queries import Group, counted, suspects, tally
from siteops.gear.site import Standing, read

T = TypeVar("T")
Open = Mapping[int, list[Matter]]
Trails = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Known:
    """A show at one `mark` of its log. `matters`: all there are, in order.

    `open`: those on cases, by case. `trails`: of each case that lies in another, all that its matters depend on.
    `counts`: of `groups`, by reference.
    """

    mark: Mark
    standing: Standing
    open: Open
    trails: Trails
    groups: list[Group]
    counts: Mapping[str, Count]
    matters: list[Matter]


NOTHING = Known((-1, -1), Standing(), {}, {}, [], {}, [])
"""Before the first look."""


def known(show: str) -> Known:
    """The show as it stands. One query where nothing is new, some twenty after a few scans, however many cases."""
    kept: dict[str, Known] = current_app.extensions.setdefault("board", {})
    with db.engine.connect() as connection:
        # Asked first: what another adds from here on is then taken in twice, and never left out.
        mark, found = mark_of(connection, show), kept.get(show, NOTHING)
        if found.mark != mark:
            found = kept[show] = advanced(connection, show, mark, found)
    return found


def advanced(connection: Connection, show: str, mark: Mark, before: Known) -> Known:
    """The show once what changed since is taken in."""
    standing, changed = standing_of(connection, show), None
    if (before.mark[0], before.standing) == (mark[0], standing):
        changed = turned(connection, show, before.mark[1], before.trails)
    kept, wanted = (NOTHING, suspects(connection, show)) if changed is None else (before, changed)
    site = read(connection, show, standing, wanted)
    found = without(kept.open, wanted) | {case: matters for case in wanted if (matters := [*on_case(case, site)])}
    trails = without(kept.trails, wanted) | trails_of(wanted, site)
    every = with_others(connection, show, chain.from_iterable(found.values()))
    groups = counted(connection, show)
    return Known(mark, standing, found, trails, groups, tally(groups), every)


def without(kept: Mapping[int, T], those: Collection[int]) -> dict[int, T]:
    """All but those."""
    rest = dict(kept)
    for key in those:
        rest.pop(key, None)
    return rest


def standing_of(connection: Connection, show: str) -> Standing:
    """The leg and phase that cases are judged by."""
    found = rows.load(connection, show, [f"show:{show}"]).get(f"show:{show}")
    state = found.state if found else ShowState()
    assert isinstance(state, ShowState)
    return Standing(leg(state.phase), state.phase, tuple(state.closed))
