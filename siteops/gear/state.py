"""Where each case is now, stepped from the log. Mirrored in static/gear/state.js."""

from dataclasses import dataclass, field
from datetime import timedelta

from siteops.core import clock
from siteops.core.facts.case import (
    Counted,
    Damaged,
    Held,
    LeftHere,
    Mended,
    Moved,
    Packed,
    Released,
    Unpacked,
)  # fmt: skip
from siteops.core.journal.fold import Judged, Stamped, find, folds

TOO_QUICK = timedelta(minutes=2)
"""A case on a truck that another phone scans elsewhere within this time was in two places at once."""


@dataclass(slots=True)
class CaseState(Judged):
    """A case's whereabouts: `inside` another case, or at a `place`, or not seen yet (both None).

    `since`: when it came there. `arrived`, `placed`, `packed`, `loaded`: when it first reached that
    rung of the ladder. `held`, `damaged`: the reason, None if it is not. `leg`, `by`, `device`: of
    the last move. `counted`: how many of a quantity there were, by its name, as last counted.
    """

    place: str | None = None
    inside: int | None = None
    since: str | None = None
    leg: str = "in"
    arrived: str | None = None
    placed: str | None = None
    packed: str | None = None
    loaded: str | None = None
    held: str | None = None
    damaged: str | None = None
    counted: dict[str, int] = field(default_factory=dict)
    by: int | None = None
    device: str | None = None


@folds("case", CaseState)
def step(state: CaseState, one: Stamped) -> CaseState:
    """The case after one more entry."""
    match one.fact:
        case Moved(place, leg):
            move(state, one, place, leg)
        case Unpacked(place):
            move(state, one, place, state.leg)
        case Packed(into):
            state.place, state.inside, state.since = None, into, one.at
            state.by, state.device = one.by, one.device
        case Held(reason):
            state.held = reason
        case Released():
            state.held = None
        case Damaged(reason):
            state.damaged = reason
        case Mended():
            state.damaged = None
        case LeftHere(place):
            state.decided[f"wrong_place:{place}"] = "left_here"
        case Counted():
            count(state, one, one.fact)
    return state


def count(state: CaseState, one: Stamped, fact: Counted) -> None:
    """How many there are now; another number than planned is to be looked at, until it is counted again."""
    state.counted[fact.name] = fact.count
    state.findings = [found for found in state.findings if (found["kind"], found.get("name")) != ("short", fact.name)]
    if fact.count != fact.planned:
        find(state, "short", one, name=fact.name, count=fact.count, planned=fact.planned)


def move(state: CaseState, one: Stamped, place: str, leg: str) -> None:
    """The case came to a place: climb the ladder, and say so if it was elsewhere a moment ago."""
    if in_two_places(state, one, place, leg):
        find(state, "two_places", one, was=state.place, place=place, since=state.since)
    if state.place != place or state.inside is not None:
        state.since = one.at
    state.place, state.inside, state.leg = place, None, leg
    state.by, state.device = one.by, one.device
    climb(state, one.at, place.partition(":")[0], leg)


def in_two_places(state: CaseState, one: Stamped, place: str, leg: str) -> bool:
    """On a truck, then elsewhere: by another device within two minutes, or with no unload between."""
    if not state.place or not state.place.startswith("truck:") or state.place == place or not state.since:
        return False
    quick = clock.read(one.at) - clock.read(state.since) < TOO_QUICK
    unloaded = leg == "in" and place.startswith(("dock:", "yard:"))
    return (quick and one.device != state.device) or (state.leg == "out" and not unloaded)


def climb(state: CaseState, at: str, kind: str, leg: str) -> None:
    """Mark the rungs that a scan at a kind of place reaches, where they are not reached yet."""
    if leg == "in" and kind != "truck":
        state.arrived = state.arrived or at
        if kind == "zone":
            state.placed = state.placed or at
    if leg == "out":
        state.packed = state.packed or at
        if kind == "truck":
            state.loaded = state.loaded or at
