"""When a step of a list is done, and how far a list is. Pure. Mirrored in static/checklists/rules.js."""

from collections.abc import Iterable
from typing import NamedTuple

from siteops.checklists.state import StepState

CHOICES = {"contested": ("done", "not_done")}
"""What a lead can decide on a finding; each is recorded as a `Decided` and counts as the step's last word."""


class Planned(NamedTuple):
    """A step as the plan has it. `auto`: what the log ticks by itself (`all_on_board`)."""

    id: int
    safety: bool = False
    photo: bool = False
    auto: str | None = None


class Load(NamedTuple):
    """Cases planned for a list's truck (and zone), and how many of them lie on it."""

    total: int
    loaded: int

    @property
    def is_complete(self) -> bool:
        """Whether all are on board; with none planned nobody can say."""
        return 0 < self.total <= self.loaded


class Progress(NamedTuple):
    """How far a list is."""

    done: int
    total: int


def standing(step: Planned, state: StepState, load: Load) -> str:
    """How a step stands: done, open, contested, photo (ticked, but its picture is missing), waiting (for cases)."""
    if step.auto == "all_on_board":
        return "done" if load.is_complete else "waiting"
    if is_contested(state):
        # A safety step that two phones contradict each other on is not done until a lead says so.
        return "contested" if step.safety or not state.done else "done"
    if not last_word(state):
        return "open"
    return "photo" if step.photo and not state.photo else "done"


def is_contested(state: StepState) -> bool:
    """Whether two phones contradicted each other last, and no lead has settled it."""
    return state.contested and settled(state) is None


def last_word(state: StepState) -> bool:
    """Whether the step was ticked last, or a lead settled that it is done."""
    choice = settled(state) if state.contested else None
    return state.done if choice is None else choice == "done"


def settled(state: StepState) -> str | None:
    """What a lead chose on the latest contradiction; None if nothing yet."""
    found = [one["key"] for one in state.findings if one["kind"] == "contested"]
    return state.decided.get(found[-1]) if found else None


def progress(steps: Iterable[tuple[Planned, StepState]], load: Load) -> Progress:
    """How far a list is, its steps given as plan and state."""
    stood = [standing(step, state, load) for step, state in steps]
    return Progress(stood.count("done"), len(stood))
