"""What is known of a code by itself: what it was bound to, and where an unknown one was last seen."""

from dataclasses import dataclass

from siteops.core.facts.code import Bound, Named
from siteops.core.journal.fold import Judged, Stamped, find, folds


@dataclass(slots=True)
class CodeState(Judged):
    """A code's link. `place`, `at`, `by`: where, when and by whom it was last seen, while unknown.

    `number`: what is painted on its case, where somebody said that no list has it.
    """

    to: str | None = None
    place: str | None = None
    at: str | None = None
    by: int | None = None
    number: str | None = None


@folds("code", CodeState)
def step(state: CodeState, one: Stamped) -> CodeState:
    """The earliest link counts, and one made anew; of another that did not know of it, a lead is told."""
    if isinstance(one.fact, Bound):
        link(state, one, one.fact)
    elif isinstance(one.fact, Named):
        state.number = one.fact.number
    else:
        place = getattr(one.fact, "place", None) or getattr(one.fact, "gate", None)
        state.place, state.at, state.by = place or state.place, one.at, one.by
    return state


def link(state: CodeState, one: Stamped, said: Bound) -> None:
    """Link the code, unless an earlier link stands that this one did not know of."""
    if state.to is None or said.anew:
        state.to = said.to
    elif state.to != said.to:
        find(state, "linked_twice", one, was=state.to, place=said.to, by=one.by)
