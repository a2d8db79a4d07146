"""What a badge at a gate means, and who is still expected. Pure. Mirrored in static/crew/rules.js."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from siteops.core import clock
from siteops.crew.state import PersonState

LATE = timedelta(minutes=5)
"""Later than the call by more than the queue at a gate takes."""
TONES = {
    "in": "ok", "out": "ok", "late": "again", "already_in": "again", "not_in": "again", "not_on_this_show": "stop",
    "unknown": "unknown",
}  # fmt: skip
CHOICES = {"already_in": ("fine",), "badge_shared": ("spoken", "fine")}
"""What a lead can decide on a finding, the likeliest first; each is recorded as a `Decided`."""


class Verdict(NamedTuple):
    """What a badge at a gate means. `since`: on site since then. `late`: minutes after the call, 0 if in time."""

    kind: str
    tone: str
    since: str | None = None
    late: int = 0


class Presence(NamedTuple):
    """People of a show: on its list, on site now, and those whose call has passed and who never came."""

    expected: int
    present: int
    late: int


def verdict(is_known: bool, call: str | None, state: PersonState | None, way: str, at: str) -> Verdict:
    """What a badge at a gate means, before it is recorded.

    `is_known`: the badge is somebody's. `state` None: they are not on this show. `call`: None where
    this phone may not know it. `way`: in or out.
    """
    if state is None:
        kind = "not_on_this_show" if is_known else "unknown"
        return Verdict(kind, TONES[kind])
    if way == "out":
        kind = "out" if state.since else "not_in"
    elif state.since:
        kind = "already_in"
    else:
        kind = "late" if state.first_in is None and is_late(call, at) else "in"
    return Verdict(kind, TONES[kind], state.since, minutes_late(call, at) if kind == "late" else 0)


def is_late(call: str | None, at: str) -> bool:
    """Whether a call has passed by more than the queue at a gate takes."""
    return call is not None and clock.read(at) - clock.read(call) > LATE


def minutes_late(call: str | None, at: str) -> int:
    """Whole minutes after a call."""
    return int((clock.read(at) - clock.read(call)).total_seconds()) // 60 if call else 0


def presence(people: Iterable[tuple[str | None, PersonState]], now: str) -> Presence:
    """Counts of a show's people, each given as call and state."""
    known = list(people)
    present = sum(state.since is not None for _, state in known)
    over = {call for call in {call for call, _ in known} if is_late(call, now)}
    late = sum(state.first_in is None and call in over for call, state in known)
    return Presence(len(known), present, late)
