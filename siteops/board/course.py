"""When each case of a show came and how far it is, by place and department. Changed in place, a case at a time.

`known` keeps it up to date by what changed: else every look at a board would read a day of scans anew.
"""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from siteops.board.wishes import Load, Wish
from siteops.core import clock
from siteops.gear.counts import Count
from siteops.gear.ladder import ARRIVED, LOADED, PACKED, PLACED, Stand
from siteops.gear.queries import count_of
from siteops.gear.rules import Wanted

CAME = {"in": ARRIVED, "out": LOADED}
"""The rung that counts as having come, by leg."""
HALFWAY = {"in": (ARRIVED, PLACED | PACKED | LOADED), "out": (PACKED, LOADED)}
"""The rung where a way begins, and those that end it, by leg."""

Waiting = tuple[str, int, str]
"""A case on its way: since when, which, where."""


class Placed(NamedTuple):
    """A case of the list. `at`: when it came where the leg wants it; None while it has not.

    `halfway`: where it stands on its way; None: it is not on its way, in another case, or on a truck already.
    """

    stand: Stand
    department: str
    at: datetime | None
    halfway: Waiting | None

    @property
    def wanted(self) -> Wanted:
        """Where the plan wants it."""
        return Wanted(self.stand.truck, self.stand.dock, self.stand.zone)

    def is_planned_like(self, other: "Placed") -> bool:
        """Whether the plan wants another the same, in the same department."""
        return (self.wanted, self.department) == (other.wanted, other.department)

    @property
    def refs(self) -> Iterator[str]:
        """Where it is counted: the show, its department, its places."""
        yield "show"
        yield f"department:{self.department}"
        yield from (f"{kind}:{key}" for kind, key in self.wanted._asdict().items() if key is not None)


@dataclass
class Group:
    """Cases counted together. `loads`: of those with one plan, how many there are, have come, lie on its truck.

    `reached`: how many reached the same rungs. `counted`, `parted`, `stood`: what was made of it, None once it changed;
    `wish`: what the plan says of them, None once it wants others.
    """

    loads: dict[Wanted, list[int]] = field(default_factory=dict)
    reached: Counter[int] = field(default_factory=Counter)
    times: list[datetime] = field(default_factory=list)
    counted: Count | None = None
    parted: list[Load] | None = None
    stood: Any = None
    wish: Wish | None = None

    @property
    def cases(self) -> Count:
        """How far they have come."""
        if self.counted is None:
            self.counted = count_of(self.reached)
        return self.counted

    @property
    def parts(self) -> list[Load]:
        """The loads as rules want them."""
        if self.parted is None:
            self.parted = [Load(wanted, total, done) for wanted, (total, done, _) in self.loads.items() if total]
        return self.parted

    def aboard(self, zone: int | None) -> Count:
        """Cases of one zone, or of all, and how many of them lie on the truck that they are planned for (`loaded`)."""
        mine = [load for wanted, load in self.loads.items() if zone in (None, wanted.zone)]
        return Count(total=sum(total for total, _, _ in mine), loaded=sum(aboard for _, _, aboard in mine))


@dataclass
class Course:
    """A show's cases on one leg. `groups`: by reference, `show`, `truck:2`, `department:audio`.

    `halfway`: cases on their way by the zone that they are wanted in, the longest first. `asked`: the plan and the
    moment that the groups last stood against.
    """

    leg: str
    cases: dict[int, Placed] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    halfway: dict[int | None, list[Waiting]] = field(default_factory=dict)
    asked: Any = None

    def renew(self, case: int, placed: Placed | None) -> None:
        """Take in a case as it is now; None: it is not on the list."""
        before = self.cases.get(case)
        self.drop(case)
        if placed:
            self.put(case, placed)
        if not (before and placed and before.is_planned_like(placed)):
            for ref in (ref for one in (before, placed) if one for ref in one.refs):
                self.groups[ref].wish = None

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
        wanted, stand = placed.wanted, placed.stand
        for ref in placed.refs:
            group = self.groups.setdefault(ref, Group())
            load = group.loads.setdefault(wanted, [0, 0, 0])
            load[0] += more
            load[1] += more * (placed.at is not None)
            load[2] += more * stand.aboard
            group.reached[stand.reached] += more
            group.counted = group.parted = group.stood = None
            yield group


class Seen(NamedTuple):
    """Of some cases: departments, when they came on the leg, and those that were scanned at a place themselves."""

    departments: Mapping[int, str]
    moments: Mapping[int, str]
    placed: Collection[int]


def placed_of(case: int, stand: Stand, around: Collection[int], seen: Seen, leg: str) -> Placed:
    """One case. What the case around it reached, it reached too, and when. `around`: itself and those."""
    known = [seen.moments[one] for one in around if one in seen.moments]
    at = clock.read(min(known)) if known and stand.reached & CAME[leg] else None
    halfway = halfway_of(case, stand, leg) if case in seen.placed else None
    return Placed(stand, seen.departments.get(case, "other"), at, halfway)


def halfway_of(case: int, stand: Stand, leg: str) -> Waiting | None:
    """Where a case stands on its way, if it does. What lies on a truck has gone as far as it can by itself."""
    begun, ended = HALFWAY[leg]
    if not stand.reached & begun or stand.reached & ended or stand.place is None or stand.since is None:
        return None
    return None if leg == "out" and stand.place.startswith("truck:") else (stand.since, case, stand.place)
