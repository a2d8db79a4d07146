"""When each case of a show came, by place and department: kept, and brought up to date by what changed.

As siteops/gear/ladder.py keeps how far each has come: else every look at a board would read a day of scans anew.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import Connection, select

from siteops.board.rules import Load
from siteops.core import clock
from siteops.core.journal import rows
from siteops.core.plan import Case, Line
from siteops.gear.ladder import ARRIVED, LOADED, PACKED, PLACED, Ladder, Mark, Stand, ladder, turned
from siteops.gear.rules import Wanted
from siteops.gear.site import case_id, pieces

CAME = {"in": ARRIVED, "out": LOADED}
"""The rung that counts as having come, by leg."""
HALFWAY = {"in": (ARRIVED, PLACED | PACKED | LOADED), "out": (PACKED, LOADED)}
"""The rung where a way begins, and those that end it, by leg."""
LOCK = Lock()
"""What is kept is changed in place: copying it would cost more than the change."""


Waiting = tuple[str, int, str]
"""A case on its way: since when, which, where."""


class Placed(NamedTuple):
    """A case of the list. `at`: when it came where the leg wants it; None while it has not.

    `halfway`: where it stands on its way; None: it is not on its way, in another case, or on a truck already.
    """

    wanted: Wanted
    department: str
    at: datetime | None
    halfway: Waiting | None

    @property
    def refs(self) -> Iterator[str]:
        """Where it is counted: the show, its department, its places."""
        yield "show"
        yield f"department:{self.department}"
        yield from (f"{kind}:{key}" for kind, key in self.wanted._asdict().items() if key is not None)


@dataclass
class Group:
    """Cases counted together. `loads`: of those with one plan, how many there are and how many have come.

    `stood`: what was last made of it (standing.py), None once it has changed.
    """

    loads: dict[Wanted, list[int]] = field(default_factory=dict)
    times: list[datetime] = field(default_factory=list)
    stood: Any = None

    def parts(self) -> list[Load]:
        """The same as rules want it."""
        return [Load(wanted, total, done) for wanted, (total, done) in self.loads.items() if total]


@dataclass
class Course:
    """A show's cases at one mark of its log. `groups`: by reference, `show`, `truck:2`, `department:audio`.

    `halfway`: cases on their way by the zone that they are wanted in, the longest first. `asked`: the plan and the
    moment that the groups last stood against.
    """

    mark: Mark
    leg: str
    trails: Mapping[int, Collection[int]]
    cases: dict[int, Placed] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    halfway: dict[int | None, list[Waiting]] = field(default_factory=dict)
    asked: Any = None

    def put(self, case: int, placed: Placed) -> None:
        """Take in a case that is not in it; times stay in order."""
        self.cases[case] = placed
        if placed.halfway:
            insort(self.on_way(placed), placed.halfway)
        for group in self.count(placed, 1):
            if placed.at:
                insort(group.times, placed.at)

    def put_all(self, cases: Mapping[int, Placed]) -> None:
        """Take in cases where there are none: order is made once, at the end."""
        self.cases.update(cases)
        for placed in cases.values():
            if placed.halfway:
                self.on_way(placed).append(placed.halfway)
            for group in self.count(placed, 1):
                if placed.at:
                    group.times.append(placed.at)
        for waiting in self.halfway.values():
            waiting.sort()
        for group in self.groups.values():
            group.times.sort()

    def drop(self, case: int) -> None:
        """Leave one out, if it is in it."""
        if (placed := self.cases.pop(case, None)) is None:
            return
        if placed.halfway:
            waiting = self.on_way(placed)
            del waiting[bisect_left(waiting, placed.halfway)]
        for group in self.count(placed, -1):
            if placed.at:
                del group.times[bisect_left(group.times, placed.at)]

    def on_way(self, placed: Placed) -> list[Waiting]:
        """Those on their way to where a case is wanted, too."""
        return self.halfway.setdefault(placed.wanted.zone, [])

    def count(self, placed: Placed, more: int) -> Iterator[Group]:
        """Count a case, or no longer; gives where."""
        for ref in placed.refs:
            group = self.groups.setdefault(ref, Group())
            load = group.loads.setdefault(placed.wanted, [0, 0])
            load[0] += more
            load[1] += more * (placed.at is not None)
            group.stood = None
            yield group


def course(connection: Connection, show: str, leg: str) -> Course:
    """The show as this connection sees it. Hold LOCK while you read it. Two queries where nothing is new."""
    kept: dict[str, Course] = current_app.extensions.setdefault("course", {})
    found, before = ladder(connection, show), kept.get(show)
    if before is None or (before.mark[0], before.leg) != (found.mark[0], leg):
        changed = None
    elif before.mark == found.mark:
        return before
    else:
        changed = turned(connection, show, before.mark[1], {**before.trails, **found.trails})
    kept[show] = made = whole(connection, show, leg, found) if changed is None or before is None else before
    if changed is not None:
        renew(made, connection, show, found, changed)
    return made


def whole(connection: Connection, show: str, leg: str, found: Ladder) -> Course:
    """Every case, read anew. Two queries."""
    made = Course(found.mark, leg, found.trails)
    read_now = read(connection, show, leg, None)
    made.put_all({case: placed_of(case, found, read_now, leg) for case in found.cases})
    return made


def renew(made: Course, connection: Connection, show: str, found: Ladder, changed: Collection[int]) -> None:
    """Take in some cases anew, those no longer on the list with none. Two queries for 900 cases."""
    around = {one for case in changed for one in (case, *found.trails.get(case, ()))}
    read_now = read(connection, show, made.leg, around)
    for case in changed:
        made.drop(case)
        if case in found.cases:
            made.put(case, placed_of(case, found, read_now, made.leg))
    made.mark, made.trails = found.mark, found.trails


class Read(NamedTuple):
    """Of some cases: departments, when they came, where they did, and those that were scanned at a place themselves."""

    departments: Mapping[int, str]
    moments: Mapping[int, str]
    placed: Collection[int]


def placed_of(case: int, found: Ladder, read_now: Read, leg: str) -> Placed:
    """One case. What the case around it reached, it reached too, and when."""
    stand, moments = found.cases[case], read_now.moments
    known = [moments[one] for one in found.trails.get(case, (case,)) if one in moments]
    at = clock.read(min(known)) if known and stand.reached & CAME[leg] else None
    wanted = Wanted(stand.truck, stand.dock, stand.zone)
    halfway = halfway_of(case, stand, leg) if case in read_now.placed else None
    return Placed(wanted, read_now.departments.get(case, "other"), at, halfway)


def halfway_of(case: int, stand: Stand, leg: str) -> Waiting | None:
    """Where a case stands on its way, if it does. What lies on a truck has gone as far as it can by itself."""
    begun, ended = HALFWAY[leg]
    if not stand.reached & begun or stand.reached & ended or stand.place is None or stand.since is None:
        return None
    return None if leg == "out" and stand.place.startswith("truck:") else (stand.since, case, stand.place)


def read(connection: Connection, show: str, leg: str, wanted: Collection[int] | None) -> Read:
    """Some cases, or all."""
    state = rows.table("case").c
    came = state.arrived if leg == "in" else state.loaded
    lines = select(Case.id, Case.department).join(Line, Line.case == Case.id).where(Line.show == show, ~Line.gone)
    states = select(state.key, came, state.place.is_not(None)).where(state.show == show)
    if wanted is None:
        departments, seen = list(connection.execute(lines)), list(connection.execute(states))
    else:
        departments, seen = [], []
        for keys in pieces(wanted):
            departments += connection.execute(lines.where(Case.id.in_(keys)))
            seen += connection.execute(states.where(state.key.in_([str(key) for key in keys])))
    known = [(id, at, placed) for key, at, placed in seen if (id := case_id(key)) is not None]
    named: dict[int, str] = {id: name for id, name in departments}
    return Read(named, {id: at for id, at, _ in known if at}, {id for id, _, placed in known if placed})
