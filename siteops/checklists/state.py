"""Each step of a list as it stands, stepped from the log. Mirrored in static/checklists/state.js."""

from dataclasses import dataclass
from datetime import timedelta

from siteops.core import clock
from siteops.core.facts.step import Ticked, Unticked
from siteops.core.journal.fold import Judged, Stamped, find, folds

AT_ONCE = timedelta(seconds=60)
"""Two phones that tick and untick within this time have not seen each other's word."""


@dataclass(slots=True)
class StepState(Judged):
    """Whether a step is done; when, by whom and on which phone that was said; the photo that proves it.

    `contested`: another phone had said the opposite at once. A safety step then counts as not done.
    """

    done: bool = False
    at: str | None = None
    by: int | None = None
    photo: str | None = None
    device: str | None = None
    contested: bool = False


@folds("step", StepState)
def step(state: StepState, one: Stamped) -> StepState:
    """The step after one more entry: the latest word counts."""
    match one.fact:
        case Ticked(photo):
            say(state, one, done=True)
            state.photo = photo or state.photo
        case Unticked():
            say(state, one, done=False)
            state.photo = None
    return state


def say(state: StepState, one: Stamped, *, done: bool) -> None:
    """Take one phone's word, and notice when another's was the opposite a moment ago."""
    opposite = state.at is not None and state.done != done and state.device != one.device
    state.contested = opposite and clock.read(one.at) - clock.read(str(state.at)) < AT_ONCE
    if state.contested:
        find(state, "contested", one, done=done)
    state.done, state.at, state.by, state.device = done, one.at, one.by, one.device
