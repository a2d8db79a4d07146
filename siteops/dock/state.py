"""Where the show as a whole stands, stepped from the log. Mirrored in static/dock/state.js."""

from dataclasses import dataclass, field

from siteops.core.facts.show import LegClosed, PhaseBegan
from siteops.core.journal.fold import Judged, Stamped, folds


@dataclass(slots=True)
class ShowState(Judged):
    """The phase, since when, and the legs that are closed: what was not scanned in them is missing."""

    phase: str = "prep"
    since: str | None = None
    closed: list[str] = field(default_factory=list)


@folds("show", ShowState)
def step(state: ShowState, one: Stamped) -> ShowState:
    """The show after one more entry."""
    match one.fact:
        case PhaseBegan(phase):
            state.phase, state.since = phase, one.at
        case LegClosed(leg) if leg not in state.closed:
            state.closed.append(leg)
    return state
