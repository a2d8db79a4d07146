"""Who is on site now, and how long they have worked, stepped from the log. Mirrored in static/crew/state.js."""

from dataclasses import dataclass
from datetime import timedelta

from siteops.core import clock
from siteops.core.facts.person import CheckedIn, CheckedOut
from siteops.core.journal.fold import Judged, Stamped, find, folds

SHARED = timedelta(minutes=2)
"""One badge at two gates within this time: two people use it."""


@dataclass(slots=True)
class PersonState(Judged):
    """A person's presence. `since`: on site since, None if not. `worked`: seconds of closed stints."""

    since: str | None = None
    gate: str | None = None
    first_in: str | None = None
    worked: int = 0


@folds("person", PersonState)
def step(state: PersonState, one: Stamped) -> PersonState:
    """The person after one more entry. The earliest check-in counts; a second one is worth a look."""
    match one.fact:
        case CheckedIn(gate) if state.since is None:
            state.since, state.gate = one.at, gate
            state.first_in = state.first_in or one.at
        case CheckedIn(gate):
            quick = clock.read(one.at) - clock.read(str(state.since)) < SHARED
            kind = "badge_shared" if quick and gate != state.gate else "already_in"
            find(state, kind, one, since=state.since, was=state.gate, place=gate)
        case CheckedOut() if state.since is not None:
            state.worked += int((clock.read(one.at) - clock.read(state.since)).total_seconds())
            state.since = state.gate = None
    return state
