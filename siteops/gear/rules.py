"""What the log says of cases, held against the plan. Pure. Mirrored in static/gear/rules.js."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from siteops.gear.state import CaseState

PLACING = frozenset({"prep", "load-in"})
"""Phases in which a dock or a zone can be the wrong one. Later, empties are stored wherever there is room."""
TONES = {
    "ok": "ok", "again": "again", "other_dock": "again", "held": "stop", "not_listed": "stop", "wrong_truck": "stop",
    "wrong_owner": "stop", "unknown": "unknown",
}  # fmt: skip
"""How loud each verdict is."""


class Planned(NamedTuple):
    """A case as the plan has it: where it should go, the case it travels in, whose it is.

    `listed` is false for a case that was seen here without being on the show's list.
    """

    id: int
    code: str = ""
    truck: int | None = None
    dock: int | None = None
    zone: int | None = None
    inside: int | None = None
    owner: int | None = None
    listed: bool = True
    sort: int | None = None


class Spot(NamedTuple):
    """A place as the plan has it. `dock`: a zone's usual dock. `owner`: whose truck, None for our own."""

    id: int
    kind: str
    dock: int | None = None
    owner: int | None = None

    @property
    def ref(self) -> str:
        """How facts name it: `dock:3`."""
        return f"{self.kind}:{self.id}"


class Site(NamedTuple):
    """Plan and state of a show's cases at one moment. `leg`: the one that a scan made now belongs to.

    `states` has no entry for a case nobody spoke of. `closed`: legs that are over.
    """

    cases: Mapping[int, Planned]
    places: Mapping[int, Spot]
    states: Mapping[int, CaseState]
    leg: str = "in"
    phase: str = "load-in"
    closed: Collection[str] = ()


class Where(NamedTuple):
    """Where a case is. `trail`: itself, then each case around it, the outermost last.

    `place`: the outermost's, None where it is not known. `loop`: cases that lie in each other.
    """

    place: str | None
    since: str | None
    trail: tuple[int, ...]
    loop: tuple[int, ...] = ()


class Wanted(NamedTuple):
    """Where the plan wants a case; None where it does not say. `dock`: its own, else its zone's usual one."""

    truck: int | None = None
    dock: int | None = None
    zone: int | None = None


class Verdict(NamedTuple):
    """What a scan at a place means. `belongs`: where the plan wants the case in this leg, nearest first.

    `since`: there already since then (again). `reason`: why it is held.
    """

    kind: str
    tone: str
    belongs: tuple[str, ...] = ()
    since: str | None = None
    reason: str | None = None


def verdict(case: int | None, place: str, site: Site) -> Verdict:
    """What a scan of a case at a place means, before it is recorded. `case` None: an unknown code."""
    planned = site.cases.get(case) if case is not None else None
    if planned is None:
        return Verdict("unknown", TONES["unknown"])
    state = state_of(planned.id, site)
    kind = judged(planned, state, place, site)
    since = state.since if kind == "again" else None
    return Verdict(kind, TONES[kind], belongs(planned.id, site), since, state.held if kind == "held" else None)


def judged(planned: Planned, state: CaseState, place: str, site: Site) -> str:
    """The gravest thing to be said of a scan."""
    if state.held is not None:
        return "held"
    if not planned.listed and f"not_listed:case:{planned.id}" not in state.decided:
        return "not_listed"
    wrong = misplaced(planned.id, place, site)
    if wrong and is_settled(state, wrong, place):
        wrong = None
    if wrong in ("wrong_owner", "wrong_truck"):
        return wrong
    if state.place == place and state.leg == site.leg:
        return "again"
    return "other_dock" if wrong else "ok"


def misplaced(case: int, place: str, site: Site) -> str | None:
    """How a place is not the one planned: wrong_owner, wrong_truck, wrong_place; None if it is right."""
    kind, _, key = place.partition(":")
    wanted = plan(case, site)
    if site.leg == "out":
        if kind != "truck":
            return None
        if is_anothers(case, int(key), site):
            return "wrong_owner"
        return "wrong_truck" if wanted.truck not in (None, int(key)) else None
    planned = {"dock": wanted.dock, "zone": wanted.zone}.get(kind)
    return "wrong_place" if site.phase in PLACING and planned not in (None, int(key)) else None


def is_anothers(case: int, truck: int, site: Site) -> bool:
    """Whether a truck is a vendor's and the case has to go back to another one."""
    planned, spot = site.cases.get(case), site.places.get(truck)
    owners = (planned.owner if planned else None, spot.owner if spot else None)
    return None not in owners and owners[0] != owners[1]


def is_settled(state: CaseState, kind: str, place: str) -> bool:
    """Whether a lead decided on this, or the case was left there on purpose."""
    return f"{kind}:{place}" in state.decided or f"wrong_place:{place}" in state.decided


def belongs(case: int, site: Site) -> tuple[str, ...]:
    """Where the plan wants a case in this leg: its truck on the way out, its dock and zone on the way in."""
    truck, dock, zone = plan(case, site)
    wanted = {"truck": truck} if site.leg == "out" else {"dock": dock, "zone": zone}
    return tuple(f"{kind}:{key}" for kind, key in wanted.items() if key is not None)


def plan(case: int, site: Site) -> Wanted:
    """Where the plan wants a case; what it does not say of a nested one, it says of the one it travels in.

    Wherever the case is now: the plan does not change because somebody took it out.
    """
    lines = planned_trail(case, site)
    truck = next((one.truck for one in lines if one.truck is not None), None)
    spot = next((one for one in lines if (one.dock, one.zone) != (None, None)), None)
    if spot is None:
        return Wanted(truck)
    zone = site.places.get(spot.zone) if spot.zone is not None else None
    usual = zone.dock if zone else None
    return Wanted(truck, spot.dock if spot.dock is not None else usual, spot.zone)


def planned_trail(case: int, site: Site) -> list[Planned]:
    """A case and the ones around it, by the plan alone; ends where the plan bites its tail."""
    trail: list[Planned] = []
    planned = site.cases.get(case)
    while planned and planned not in trail:
        trail.append(planned)
        planned = site.cases.get(planned.inside) if planned.inside is not None else None
    return trail


def where(case: int, site: Site) -> Where:
    """Where a case is, by walking up through the cases around it."""
    trail = [case]
    while (outer := around(trail[-1], site)) is not None:
        if outer in trail:
            return Where(None, None, tuple(trail), tuple(trail[trail.index(outer) :]))
        trail.append(outer)
    state = state_of(trail[-1], site)
    return Where(state.place, state.since, tuple(trail))


def around(case: int, site: Site) -> int | None:
    """The case that one is in: as it was packed; as planned, until it has itself been moved."""
    state, planned = site.states.get(case), site.cases.get(case)
    if state and (state.inside is not None or state.place is not None):
        return state.inside
    return planned.inside if planned else None


def packing(case: int, into: int, site: Site) -> str:
    """What packing a case into another means: ok, again (it is in it), or cycle (it holds that one itself)."""
    if case in where(into, site).trail:
        return "cycle"
    return "again" if state_of(case, site).inside == into else "ok"


def rung(case: int, site: Site) -> str:
    """How far a case has come: expected, not_scanned, missing, arrived, placed, packed, loaded or gone.

    What the case around it reached, it reached too. Missing only once a leg is closed.
    """
    states = [state_of(one, site) for one in where(case, site).trail]
    if is_loaded(states[-1]):
        return "gone" if "out" in site.closed else "loaded"
    if any(one.packed for one in states):
        return "packed"
    if "out" in site.closed:
        return "missing"
    for name in ("placed", "arrived"):
        if any(getattr(one, name) for one in states):
            return name
    if "in" in site.closed:
        return "missing"
    return "expected" if site.phase == "prep" else "not_scanned"


def is_loaded(outermost: CaseState) -> bool:
    """Whether a case lies on a truck on the way out; one that was taken off again does not."""
    return outermost.leg == "out" and (outermost.place or "").startswith("truck:")


def state_of(case: int, site: Site) -> CaseState:
    """A case's own state; a blank one if nobody spoke of it."""
    return site.states.get(case) or CaseState()


def listed(site: Site) -> Iterator[Planned]:
    """The cases that are on the show's list."""
    return (one for one in site.cases.values() if one.listed)
