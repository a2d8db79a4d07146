"""What a lead should look at: found by a case's fold, or by holding it against the plan. Pure.

Mirrored in static/gear/findings.js. A finding whose key a lead has decided on is closed.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from siteops.core.journal.fold import Finding
from siteops.gear.rules import Site, belongs, is_settled, misplaced, state_of, where
from siteops.gear.state import CaseState


class Choice(NamedTuple):
    """What a lead can decide on a finding. `decides`: it closes it by a `Decided` of that name.

    `says`: a fact to be recorded first, by kind: Released, Mended, Moved (back to where it was).
    """

    name: str
    decides: bool = True
    says: str | None = None


CHOICES: Mapping[str, Sequence[Choice]] = {
    "two_places": (Choice("later"), Choice("first", says="Moved")),
    "wrong_place": (Choice("stays"), Choice("fetch")),
    "wrong_truck": (Choice("fetch"), Choice("stays")),
    "wrong_owner": (Choice("fetch"), Choice("stays")),
    "not_listed": (Choice("keep"), Choice("send_back")),
    "cycle": (Choice("seen"),),
    "short": (Choice("seen"),),
    "held": (Choice("release", decides=False, says="Released"),),
    "damaged": (Choice("usable"), Choice("mended", decides=False, says="Mended")),
}
"""What can be chosen, the likeliest first."""
TONES = {
    "two_places": "stop", "wrong_place": "warn", "wrong_truck": "stop", "wrong_owner": "stop", "not_listed": "warn",
    "cycle": "warn", "short": "warn", "held": "stop", "damaged": "warn",
}  # fmt: skip


def findings(case: int, site: Site) -> list[Finding]:
    """What is open on one case, the fold's own first."""
    state = state_of(case, site)
    found = [*state.findings, *stuck(case, state), *astray(case, state, site), *strange(case, state, site)]
    return [one for one in found if one["key"] not in state.decided]


def finding(key: str, state: CaseState, **seen: Any) -> Finding:
    """A finding that follows from state and plan, not from one entry."""
    return {"key": key, "kind": key.partition(":")[0], "at": state.since, "entry": None, **seen}


def stuck(case: int, state: CaseState) -> list[Finding]:
    """Held, damaged."""
    found = []
    if state.held is not None:
        found.append(finding(f"held:case:{case}", state, reason=state.held))
    if state.damaged is not None:
        found.append(finding(f"damaged:{state.damaged}", state, reason=state.damaged))
    return found


def astray(case: int, state: CaseState, site: Site) -> list[Finding]:
    """At a dock or a zone, or on a truck, where the plan does not want it."""
    spot = where(case, site)
    outer = state_of(spot.trail[-1], site)
    # On the way in a nested case is not judged: it is taken out at its own zone.
    if spot.place is None or outer.leg != site.leg or (site.leg == "in" and len(spot.trail) > 1):
        return []
    wrong = misplaced(case, spot.place, site)
    if not wrong or is_settled(state, wrong, spot.place) or is_settled(outer, wrong, spot.place):
        return []
    return [finding(f"{wrong}:{spot.place}", outer, place=spot.place, belongs=list(belongs(case, site)))]


def strange(case: int, state: CaseState, site: Site) -> list[Finding]:
    """Seen without being on the list; or in a case that it holds itself."""
    found, spot, planned = [], where(case, site), site.cases.get(case)
    if planned and not planned.listed and (state.place or state.inside is not None):
        found.append(finding(f"not_listed:case:{case}", state, place=spot.place))
    if spot.loop and case == min(spot.loop):
        found.append(finding(f"cycle:case:{case}", state, cases=sorted(spot.loop)))
    return found


def answers(found: Finding, choice: str, state: CaseState) -> list[tuple[str, dict[str, Any]]]:
    """The facts (kind, body) that a lead's choice is recorded by, in order. The reason goes into the last.

    Raises KeyError for a choice that the finding does not offer.
    """
    chosen = {one.name: one for one in CHOICES[found["kind"]]}[choice]
    bodies = {"Moved": {"place": found.get("was"), "leg": state.leg}}
    said = [(chosen.says, bodies.get(chosen.says, {}))] if chosen.says else []
    decided = [("Decided", {"finding": found["key"], "choice": choice})] if chosen.decides else []
    return [*said, *decided]
