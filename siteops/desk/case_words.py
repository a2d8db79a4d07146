"""How a case stands, in a word, a colour and a shape; and what happened to it, in a line."""

from typing import NamedTuple

from flask_babel import gettext as _

from siteops.gear.findings import TONES, findings
from siteops.gear.rules import Site, rung

LOUDEST = ("held", "damaged", "wrong_owner", "wrong_truck", "wrong_place", "not_listed", "two_places", "cycle")
"""Findings that say more of a case than how far it has come, the gravest first."""
ICONS = {
    "held": "circle-pause", "damaged": "package-x", "arrived": "door-open", "packed": "package-check",
    "loaded": "truck", "gone": "truck",
}  # fmt: skip
RUNG_TONES = {
    "expected": "idle", "not_scanned": "idle", "missing": "stop", "arrived": "info", "placed": "ok", "packed": "info",
    "loaded": "ok", "gone": "idle",
}  # fmt: skip


class Chip(NamedTuple):
    """A state as a chip shows it. `icon` empty: the one of its tone."""

    word: str
    tone: str
    icon: str = ""


def chip(case: int, site: Site) -> Chip:
    """What is to be said first of a case: what is wrong with it, else how far it has come."""
    open_now = {one["kind"] for one in findings(case, site)}
    name = next((one for one in LOUDEST if one in open_now), None) or rung(case, site)
    return Chip(words()[name], TONES.get(name) or RUNG_TONES[name], ICONS.get(name, ""))


def words() -> dict[str, str]:
    """Every state of a case, in a word or two."""
    return {
        "expected": _("Expected"),
        "not_scanned": _("Not scanned"),
        "arrived": _("Arrived"),
        "placed": _("Placed"),
        "packed": _("Packed"),
        "loaded": _("Loaded"),
        "gone": _("Gone"),
        "missing": _("Missing"),
        "held": _("Held"),
        "damaged": _("Damaged"),
        "wrong_place": _("Wrong place"),
        "wrong_truck": _("Wrong truck"),
        "wrong_owner": _("Wrong owner"),
        "not_listed": _("Not on the list"),
        "two_places": _("Two places"),
        "cycle": _("In itself"),
    }
