"""How many cases have come how far: per show, truck, dock and zone. Pure. Mirrored in static/gear/counts.js."""

from collections.abc import Iterator
from typing import NamedTuple

from siteops.gear.rules import Planned, Site, is_loaded, listed, plan, state_of, where


class Count(NamedTuple):
    """Cases that a place should see in all, and how many reached which rung. A nested one counts as its parent does."""

    total: int = 0
    arrived: int = 0
    placed: int = 0
    packed: int = 0
    loaded: int = 0

    def __add__(self, other: "Count") -> "Count":  # type: ignore[override]
        return Count(*(one + two for one, two in zip(self, other, strict=True)))

    def done(self, leg: str) -> int:
        """How many have come where the leg wants them: in the house on the way in, on a truck on the way out."""
        return self.arrived if leg == "in" else self.loaded


def tally(site: Site) -> dict[str, Count]:
    """Counts by reference (`truck:2`, `dock:3`, `zone:7`), and of the whole list under `show`."""
    counts: dict[str, Count] = {"show": Count()}
    for planned in listed(site):
        reached = rungs(planned.id, site)
        for ref in ("show", *groups(planned.id, site)):
            counts[ref] = counts.get(ref, Count()) + reached
    return counts


def rungs(case: int, site: Site) -> Count:
    """One case as a count."""
    states = [state_of(one, site) for one in where(case, site).trail]
    arrived, placed, packed = (any(getattr(one, name) for one in states) for name in ("arrived", "placed", "packed"))
    return Count(1, int(arrived), int(placed), int(packed), int(is_loaded(states[-1])))


def groups(case: int, site: Site) -> Iterator[str]:
    """The places by which a case is counted."""
    wanted = plan(case, site)
    named = (("truck", wanted.truck), ("dock", wanted.dock), ("zone", wanted.zone))
    return (f"{kind}:{key}" for kind, key in named if key is not None)


def lacking(ref: str, site: Site) -> list[Planned]:
    """Cases that a place (or `show`) still waits for in this leg, in the order of the plan."""
    found = [one for one in listed(site) if ref == "show" or ref in groups(one.id, site)]
    waiting = [one for one in found if not rungs(one.id, site).done(site.leg)]
    return sorted(waiting, key=lambda one: (one.sort is None, one.sort or 0, one.code))


def aboard(truck: int | None, zone: int | None, site: Site) -> Count:
    """Cases planned on a truck, of one zone if given, and how many of them lie on that very truck (`loaded`)."""
    wanted = [one for one in listed(site) if plan(one.id, site).truck == truck]
    if zone is not None:
        wanted = [one for one in wanted if plan(one.id, site).zone == zone]
    on = sum(is_aboard(one.id, truck, site) for one in wanted)
    return Count(total=len(wanted), loaded=on)


def is_aboard(case: int, truck: int | None, site: Site) -> bool:
    """Whether a case was loaded on a truck and is still there."""
    spot = where(case, site)
    return spot.place == f"truck:{truck}" and is_loaded(state_of(spot.trail[-1], site))


def pace(count: Count, leg: str, due: str | None, now: str) -> str:
    """How a place stands: empty (nothing planned), full, late (`due` has passed), open. Instants as text."""
    if not count.total:
        return "empty"
    if count.done(leg) >= count.total:
        return "full"
    return "late" if due is not None and now > due else "open"
