"""The history of a thing, an entry a line, in words."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Connection

from siteops.board.names import Names
from siteops.core import aliases
from siteops.core.facts.case import (
    Counted,
    Damaged,
    Held,
    LeftHere,
    Mended,
    Moved,
    Packed,
    Released,
    Remarked,
    Unpacked,
)  # fmt: skip
from siteops.core.facts.code import Bound, Named
from siteops.core.facts.entry import Accepted, Decided, Undone
from siteops.core.facts.plan import Edited, EditedAtOnce, Imported, TakenBack
from siteops.core.facts.show import Adopted, LegClosed, PhaseBegan
from siteops.core.journal.fold import Stamped, counted
from siteops.core.journal.log import history, read

MOST = 100
"""Entries a page tells, the latest first."""
ICONS = {
    "Moved": "map-pin", "Packed": "package", "Unpacked": "package-open", "Held": "circle-pause", "Released": "check",
    "Damaged": "package-x", "Remarked": "message-square", "Mended": "wrench", "LeftHere": "flag", "Edited": "pencil",
    "Counted": "hash", "EditedAtOnce": "pencil", "Imported": "file-up", "TakenBack": "undo-2",
    "Adopted": "download", "Undone": "undo-2", "Decided": "eye",
    "Accepted": "check", "Bound": "link", "Named": "package-plus", "PhaseBegan": "map-pin", "LegClosed": "lock",
}  # fmt: skip
TONES = {
    "Held": "stop", "Damaged": "warn", "LeftHere": "warn", "Remarked": "idle", "Edited": "idle",
    "EditedAtOnce": "idle", "Imported": "idle",
    "TakenBack": "idle", "Adopted": "idle", "Undone": "idle", "Decided": "info", "PhaseBegan": "info",
    "LegClosed": "info",
}  # fmt: skip


class Told(NamedTuple):
    """One entry. `at` as the log spells it; `counts`: not undone, not waiting for a lead."""

    id: str
    at: str
    fact: object
    kind: str
    words: str
    by: str
    tone: str
    icon: str
    counts: bool
    held: bool


def story(connection: Connection, show: str, subject: str) -> list[Told]:
    """What happened to a thing, the latest first. Six queries."""
    found = history(connection, show, {subject, *aliases.of(connection, show, subject)})
    entries = [read(one) for one in found]
    counting = {one.id for one in counted(sorted(entries, key=lambda one: one.pos))}
    latest = sorted(entries, key=lambda one: one.pos, reverse=True)[:MOST]
    names = Names(connection, show, refs(latest))
    about = {one.id: one for one in entries}
    return [told(one, names, about, one.id in counting) for one in latest]


def refs(entries: Iterable[Stamped]) -> Iterator[str]:
    """What the entries name."""
    for one in entries:
        yield f"person:{one.by}"
        if isinstance(one.fact, Packed):
            yield f"case:{one.fact.into}"
        if isinstance(one.fact, Bound):
            yield one.fact.to


def told(one: Stamped, names: Names, about: dict[str, Stamped], counts: bool) -> Told:
    """One entry in words."""
    tone = TONES.get(one.kind, "ok") if counts else "idle"
    words = say(one.fact, names, about)
    by = names.of(f"person:{one.by}")
    return Told(one.id, one.at, one.fact, one.kind, words, by, tone, ICONS.get(one.kind, "info"), counts, one.held)


def say(fact: Any, names: Names, about: dict[str, Stamped]) -> str:
    """What an entry says."""
    match fact:
        case Undone(target) if target in about:
            return str(_("Undo: %(what)s", what=say(about[target].fact, names, about)))
        case Undone():
            return str(_("Undo"))
        case Accepted(target) if target in about:
            return str(_("Accepted: %(what)s", what=say(about[target].fact, names, about)))
        case Decided(_found, choice, reason):
            return str(_("Decided: %(choice)s", choice=reason or choice.replace("_", " ")))
        case Edited(columns):
            return str(_("Plan changed: %(columns)s", columns=", ".join(columns_in_words(columns))))
    return of_show(fact) or of_case(fact, names)


def of_show(fact: Any) -> str:
    """What an entry says of the show as a whole; nothing of any other."""
    match fact:
        case EditedAtOnce(_batch, columns, changed):
            what = ", ".join(columns_in_words(columns))
            return str(ngettext("Plan of %(num)s row changed: %(columns)s", "Plan of %(num)s rows changed: %(columns)s",
                                changed, columns=what))  # fmt: skip
        case Imported(_batch, name, new, changed):
            return str(_("Imported %(name)s: %(new)s new, %(changed)s changed", name=name, new=new, changed=changed))
        case TakenBack(_batch, name, back, left):
            return str(_("Taken back %(name)s: %(back)s rows back, %(left)s left", name=name, back=back, left=left))
        case Adopted(_head, entries):
            return str(_("Came from another installation: %(entries)s entries", entries=entries))
        case PhaseBegan(phase):
            return str(_("Phase: %(phase)s", phase=phases().get(phase, phase)))
        case LegClosed(leg):
            return str(_("Load-in closed") if leg == "in" else _("Load-out closed"))
    return ""


def of_case(fact: Any, names: Names) -> str:
    """What an entry says of a case."""
    match fact:
        case Moved(place, leg):
            at = names.of(place)
            return str(_("Loaded on %(place)s", place=at)) if leg == "out" and place.startswith("truck:") else at
        case Packed(into):
            return str(_("Packed into %(code)s", code=names.of(f"case:{into}")))
        case Unpacked(place):
            return str(_("Taken out at %(place)s", place=names.of(place)))
        case Held(reason):
            return str(_("Held: %(reason)s", reason=reason))
        case Released():
            return str(_("Released"))
        case Damaged(reason):
            return str(_("Damaged: %(reason)s", reason=reason))
        case Remarked(photo):
            return str(_("Photo added") if photo else _("Note"))
        case LeftHere(place, reason):
            return str(_("Left at %(place)s: %(reason)s", place=names.of(place), reason=reason))
    return of_condition(fact) or of_code(fact, names)


def of_condition(fact: Any) -> str:
    """What an entry says of a case's content and whether it is in order; empty if it speaks of something else."""
    match fact:
        case Mended():
            return str(_("Mended"))
        case Counted(name, count, planned):
            return str(_("%(name)s: %(count)s of %(total)s", name=name, count=count, total=planned))
    return ""


def of_code(fact: Any, names: Names) -> str:
    """What an entry says of a code alone."""
    match fact:
        case Bound(to):
            return str(_("Code linked to %(thing)s", thing=names.of(to)))
        case Named(number):
            return str(_("Said to be on %(number)s, which is on no list", number=number))
    return type(fact).__name__


def columns_in_words(columns: Iterable[str]) -> list[str]:
    """Names of the plan's columns, as forms call them."""
    words = {
        "name": _("Name"), "department": _("Department"), "weight": _("Weight"), "owner": _("Owner"), "note": _("Note"),
        "truck": _("Truck"), "dock": _("Dock"), "zone": _("Zone"), "sort": _("Load order"), "inside": _("Inside case"),
        "listed": _("On the list"), "venue": _("Venue"), "timezone": _("Time zone"), "control_phone": _("Control"),
        "medic_phone": _("Medic"), "contact": _("Contact"), "due": _("Full by"), "gone": _("Removed"),
        "code": _("Code"), "starts": _("From"), "ends": _("Until"), "direction": _("Direction"),
        "vendor": _("Vendor"), "text": _("Step"), "safety": _("Safety"), "photo": _("Photo"), "auto": _("By itself"),
        "leg": _("Leg"), "kind": _("Kind"), "client": _("Artist or client"), "phases": _("Planned phases"),
        "contacts": _("Contacts"), "contents": _("Contents"), "calls": _("Calls"), "papers": _("Papers"),
        "erased": _("Erased"),
        "places": _("Places"), "cases": _("Cases"), "slots": _("Slots"), "lists": _("Lists"), "people": _("People"),
    }  # fmt: skip
    return [words.get(one, one) for one in columns]


def phases() -> dict[str, str]:
    """The phases of a show, in words."""
    return {
        "prep": _("Prep"),
        "load-in": _("Load-in"),
        "show": _("Show"),
        "load-out": _("Load-out"),
        "wrapped": _("Wrapped"),
    }
