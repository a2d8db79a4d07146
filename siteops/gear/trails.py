"""Which cases depend on which others, kept both ways: a scan of one then finds all that lie in it at once. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from siteops.gear.rules import Site, planned_trail, where

Cases = frozenset[int]
NONE: Cases = frozenset()


@dataclass
class Trails:
    """`of`: for each case that lies in another, or is planned to, itself and all the cases that it depends on.

    `within`: for each that others depend on, these.
    """

    of: dict[int, Cases] = field(default_factory=dict)
    within: dict[int, Cases] = field(default_factory=dict)

    def put(self, case: int, site: Site) -> None:
        """Note what a case depends on now; nothing of one that stands alone."""
        self.drop(case)
        trail = trail_of(case, site)
        if trail != {case}:
            self.of[case] = trail
            for one in trail - {case}:
                self.within[one] = self.within.get(one, NONE) | {case}

    def drop(self, case: int) -> None:
        """Leave a case out, if it is in."""
        for one in self.of.pop(case, NONE) - {case}:
            rest = self.within.pop(one) - {case}
            if rest:
                self.within[one] = rest

    def around(self, case: int) -> Collection[int]:
        """A case and all that it depends on."""
        return self.of.get(case, (case,))

    def depending(self, cases: Iterable[int]) -> set[int]:
        """All cases that depend on one of these."""
        return {inner for one in cases for inner in self.within.get(one, NONE)}

    def copy(self) -> "Trails":
        """The same, to be changed apart."""
        return Trails(dict(self.of), dict(self.within))


def trail_of(case: int, site: Site) -> Cases:
    """A case with those around it, as they lie and as they were planned."""
    return frozenset((*where(case, site).trail, *(planned.id for planned in planned_trail(case, site))))
