"""What each kind of incident asks for at once, and which comes first in a list. Pure. Mirrored in rules.js."""

from collections.abc import Iterable

from siteops.incidents.state import IncidentState, grade

PRESETS = {
    "injury": "serious", "fire": "stop", "crowd": "stop", "damage": "minor", "hazard": "serious", "delay": "minor",
    "weather": "serious", "people": "serious", "other": "minor",
}  # fmt: skip
"""How grave a kind is until its witness says otherwise; the graver where it may be either."""
CALLS: dict[str, tuple[str, ...]] = {
    "injury": ("medic", "control"), "fire": ("control", "medic"), "crowd": ("control", "medic"),
}  # fmt: skip
"""Whom to telephone before anything is typed, the first one first."""


def preset(kind: str) -> str:
    """How grave a report of a kind is taken to be at first."""
    return PRESETS.get(kind, "serious")


def calls(kind: str) -> tuple[str, ...]:
    """Whom a kind asks to be called at once: medic, control."""
    return CALLS.get(kind, ())


def is_open(state: IncidentState) -> bool:
    """Whether it was reported and is not over."""
    return state.reported is not None and state.resolved is None


def rank(state: IncidentState) -> tuple[int, int, int]:
    """Open before over, graver before lighter, untaken before taken."""
    return (0 if is_open(state) else 1, -grade(state.severity), 0 if state.taken is None else 1)


def in_order(known: Iterable[tuple[str, IncidentState]]) -> list[str]:
    """Keys of incidents as a list shows them: by rank, and the latest report first."""
    latest = sorted(known, key=lambda one: (one[1].reported or "", one[0]), reverse=True)
    return [key for key, _ in sorted(latest, key=lambda one: rank(one[1]))]
