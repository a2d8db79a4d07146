"""What an entry of the log says, for whoever reads all of it: also of people, incidents and steps."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from siteops.board.names import Names
from siteops.core.facts.entry import Accepted, Erased, Undone
from siteops.core.facts.incident import Graded, Noted, Reopened, Reported, Resolved, Taken
from siteops.core.facts.person import CheckedIn, CheckedOut
from siteops.core.facts.step import Ticked, Unticked
from siteops.core.journal.fold import Stamped
from siteops.desk.telling import say


def said(fact: Any, names: Names, about: Mapping[str, Stamped]) -> str:
    """An entry in words. `about`: the entries that others speak of, by id."""
    match fact:
        case Undone(target) if target in about:
            return str(_("Undo: %(what)s", what=said(about[target].fact, names, {})))
        case Accepted(target) if target in about:
            return str(_("Accepted: %(what)s", what=said(about[target].fact, names, {})))
        case Accepted():
            return str(_("Accepted"))
        case Erased():
            return str(_("Personal words erased"))
        case CheckedIn(gate):
            return str(_("Checked in at %(gate)s", gate=names.of(gate)))
        case CheckedOut(gate):
            return str(_("Checked out at %(gate)s", gate=names.of(gate)) if gate else _("Checked out"))
        case Ticked():
            return str(_("Ticked"))
        case Unticked():
            return str(_("Unticked"))
    return of_incident(fact, names) or say(fact, names, dict(about))


def of_incident(fact: Any, names: Names) -> str:
    """What an entry says of an incident; empty for all else. What its witness wrote stands elsewhere."""
    match fact:
        case Reported(kind, severity, place):
            what = f"{kinds().get(kind, kind)}, {severities().get(severity, severity)}"
            return str(_("Reported: %(what)s at %(place)s", what=what, place=names.of(place)) if place
                       else _("Reported: %(what)s", what=what))  # fmt: skip
        case Noted():
            return str(_("Noted"))
        case Graded(severity):
            return str(_("Graded: %(severity)s", severity=severities().get(severity, severity)))
        case Taken():
            return str(_("Taken on"))
        case Resolved():
            return str(_("Resolved"))
        case Reopened():
            return str(_("Opened again"))
    return ""


def kinds() -> dict[str, str]:
    """Kinds of incidents."""
    return {
        "injury": _("Injury"), "fire": _("Fire"), "crowd": _("Crowd"), "damage": _("Damage"), "hazard": _("Hazard"),
        "delay": _("Delay"), "weather": _("Weather"), "people": _("People"), "other": _("Other"),
    }  # fmt: skip


def severities() -> dict[str, str]:
    """How grave an incident is."""
    return {"minor": _("Minor"), "serious": _("Serious"), "stop": _("Stop")}


def nouns() -> dict[str, str]:
    """What entries are about."""
    return {
        "case": _("Case"), "person": _("Person"), "incident": _("Incident"), "step": _("Step"), "list": _("List"),
        "slot": _("Slot"), "show": _("Show"), "code": _("Code"), "dock": _("Dock"), "zone": _("Zone"),
        "truck": _("Truck"), "gate": _("Gate"), "muster": _("Muster point"), "yard": _("Yard"),
    }  # fmt: skip
