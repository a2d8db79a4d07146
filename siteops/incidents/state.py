"""Each incident as it stands, stepped from the log. Mirrored in static/incidents/state.js."""

from dataclasses import dataclass, field

from siteops.core.facts.incident import Graded, Noted, Reopened, Reported, Resolved, Taken
from siteops.core.journal.fold import Judged, Stamped, folds

SEVERITIES = ("minor", "serious", "stop")
KINDS = ("injury", "fire", "crowd", "damage", "hazard", "delay", "weather", "people", "other")


@dataclass(slots=True)
class IncidentState(Judged):
    """An incident. `by` reported it at `reported`; `taken_by` has it since `taken`; over at `resolved`.

    `severity` is what a lead graded it, else the highest that a witness reported. What witnesses
    wrote is personal and lies beside the log, under the ids of their entries.
    """

    kind: str = "other"
    severity: str = "minor"
    place: str | None = None
    reported: str | None = None
    by: int | None = None
    taken_by: int | None = None
    taken: str | None = None
    resolved: str | None = None
    photos: list[str] = field(default_factory=list)
    graded: bool = False


@folds("incident", IncidentState)
def step(state: IncidentState, one: Stamped) -> IncidentState:
    """The incident after one more entry. A note after the end opens it again."""
    match one.fact:
        case Reported(kind, severity, place, photo):
            report(state, one, kind, severity, place)
            add_photo(state, photo)
        case Noted(photo):
            state.resolved = None
            add_photo(state, photo)
        case Graded(severity):
            state.severity, state.graded = severity, True
        case Taken():
            state.taken_by, state.taken = one.by, one.at
        case Resolved():
            state.resolved = state.resolved or one.at
        case Reopened():
            state.resolved = None
    return state


def report(state: IncidentState, one: Stamped, kind: str, severity: str, place: str | None) -> None:
    """A witness's account. The first names the incident; a later one can only make it graver."""
    if state.reported is None:
        state.kind, state.place, state.reported, state.by = kind, place, one.at, one.by
        state.severity = severity if not state.graded else state.severity
    elif not state.graded:
        state.severity = max(state.severity, severity, key=grade)


def grade(severity: str) -> int:
    """How grave a severity is; one that we do not know counts as the gravest."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def add_photo(state: IncidentState, photo: str | None) -> None:
    """Keep a picture once."""
    if photo and photo not in state.photos:
        state.photos.append(photo)
