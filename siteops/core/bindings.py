"""What is known of a code by itself: what it was bound to, and where an unknown one was last seen."""

from dataclasses import dataclass

from siteops.core.facts.code import Bound
from siteops.core.fold import Judged, Stamped, folds


@dataclass(slots=True)
class CodeState(Judged):
    """A code's link. `place`, `at`, `by`: where, when and by whom it was last seen, while unknown."""

    to: str | None = None
    place: str | None = None
    at: str | None = None
    by: int | None = None


@folds("code", CodeState)
def step(state: CodeState, one: Stamped) -> CodeState:
    """The latest link counts."""
    if isinstance(one.fact, Bound):
        state.to = one.fact.to
    else:
        place = getattr(one.fact, "place", None) or getattr(one.fact, "gate", None)
        state.place, state.at, state.by = place or state.place, one.at, one.by
    return state
