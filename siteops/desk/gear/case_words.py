"""How a case stands, in a word, a colour and a shape; and what happened to it, in a line."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from siteops.gear.findings import TONES, findings
from siteops.gear.rules import Site, rung

LOUDEST = ("held", "damaged", "wrong_owner", "wrong_truck", "wrong_place", "not_listed", "two_places", "short", "cycle")
"""Findings that say more of a case than how far it has come, the gravest first."""
ICONS = {
    "held": "circle-pause", "damaged": "package-x", "arrived": "door-open", "packed": "package-check",
    "loaded": "truck", "gone": "truck",
}  # fmt: skip
RUNG_TONES = {
    "expected": "idle", "not_scanned": "idle", "missing": "stop", "arrived": "info", "placed": "ok", "packed": "info",
    "loaded": "ok", "gone": "idle",
}  # fmt: skip

WORDS = {
    "expected": _l("Expected"),
    "not_scanned": _l("Not scanned"),
    "arrived": _l("Arrived"),
    "placed": _l("Placed"),
    "packed": _l("Packed"),
    "loaded": _l("Loaded"),
    "gone": _l("Gone"),
    "missing": _l("Missing"),
    "held": _l("Held"),
    "damaged": _l("Damaged"),
    "wrong_place": _l("Wrong place"),
    "wrong_truck": _l("Wrong truck"),
    "wrong_owner": _l("Wrong owner"),
    "not_listed": _l("Not on the list"),
    "two_places": _l("Two places"),
    "cycle": _l("In itself"),
}


class Chip(NamedTuple):
    """A state as a chip shows it. `icon` empty: the one of its tone."""

    word: str
    tone: str
    icon: str = ""


def chip(case: int, site: Site) -> Chip:
    """What is to be said first of a case, as a chip."""
    name = said_first(case, site)
    return Chip(str(WORDS[name]), TONES.get(name) or RUNG_TONES[name], ICONS.get(name, ""))


def said_first(case: int, site: Site) -> str:
    """What is to be said first of a case: what is wrong with it, else how far it has come."""
    open_now = {one["kind"] for one in findings(case, site)}
    return next((one for one in LOUDEST if one in open_now), None) or rung(case, site)


def words() -> dict[str, str]:
    """Every state of a case, in a word or two."""
    return {name: str(word) for name, word in WORDS.items()}
