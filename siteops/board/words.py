"""What needs a look, in words: its name, what was seen, and what can be decided. As static/board/words.js."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask_babel import LazyString, format_time
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from siteops.board.matters import Matter
from siteops.board.names import Names
from siteops.core import clock as clocks
from siteops.core.codes import SHORT
from siteops.core.journal.fold import Finding
from siteops.core.words import moment

NEAR = timedelta(hours=12)
"""A time of day nearer than this names its own day, after midnight too."""
WEEK = timedelta(days=6)
"""A weekday nearer than this names its own week."""
Clock = Callable[[str | None], str]
"""Gives an instant as the show's time of day."""
Detail = Callable[[Finding, Names, Clock], str]


class Kind(NamedTuple):
    """How a kind of finding is named and drawn."""

    icon: str
    title: LazyString
    detail: Detail


class Card(NamedTuple):
    """A matter in words. `whom`: what it is about, and its `note`; `choices`: by name, with what their buttons say.

    `fresh`: what a form for a new case is given; empty where it cannot become one.
    """

    subject: str
    key: str
    tone: str
    icon: str
    title: str
    at: str
    whom: str
    note: str
    detail: str
    fresh: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]


def twice(found: Finding, names: Names, clock: Clock) -> str:
    """In one place, and then in another."""
    was, place = names.of(found["was"]), names.of(found["place"])
    since, time = clock(found["since"]), clock(found["at"])
    return str(_("%(was)s at %(since)s, %(place)s at %(time)s", was=was, since=since, place=place, time=time))


def astray(found: Finding, names: Names, clock: Clock) -> str:
    """At one place, wanted at another: at the one of the same kind, if the plan names it."""
    same = [ref for ref in found["belongs"] if ref.partition(":")[0] == found["place"].partition(":")[0]]
    wanted = names.all(same or found["belongs"])
    return str(_("At %(place)s, belongs at %(wanted)s", place=names.of(found["place"]), wanted=wanted))


def linked(found: Finding, names: Names, clock: Clock) -> str:
    """To what it was linked first, and to what by whoever did not know."""
    who, first, later = names.of(f"person:{found['by']}"), names.of(found["was"]), names.of(found["place"])
    said = _("Linked to %(first)s, then by %(who)s to %(later)s. %(first)s counts.", first=first, later=later, who=who)
    return str(said)


def strange(found: Finding, names: Names, clock: Clock) -> str:
    """Where an unknown code was seen, and on what."""
    if found.get("number"):
        return str(_("On a case that is on no list: %(number)s", number=found["number"]))
    return seen(found, names, clock)


def seen(found: Finding, names: Names, clock: Clock) -> str:
    """Where it was seen."""
    return str(_("Seen at %(place)s", place=names.of(found["place"])) if found["place"] else _("Seen here"))


def looped(found: Finding, names: Names, clock: Clock) -> str:
    """Which cases lie in each other."""
    boxes = names.all(f"case:{id}" for id in found["cases"])
    return str(_("%(cases)s lie in each other: look where they really are", cases=boxes))


def reason(found: Finding, names: Names, clock: Clock) -> str:
    """What was said of it."""
    return str(found["reason"])


def amount(found: Finding, names: Names, clock: Clock) -> str:
    """How many there are of what."""
    return str(_("%(name)s: %(count)s of %(total)s", name=found["name"], count=found["count"], total=found["planned"]))


def quarrel(found: Finding, names: Names, clock: Clock) -> str:
    """Who said what last."""
    time = clock(found["at"])
    if found["done"]:
        return str(_("Ticked at %(time)s, while another phone said it is not done", time=time))
    return str(_("Unticked at %(time)s, while another phone said it is done", time=time))


def kept(found: Finding, names: Names, clock: Clock) -> str:
    """Who said what that does not count yet."""
    who, said = names.of(f"person:{found['by']}"), SAID.get(found["said"], found["said"])
    return str(_("%(who)s: %(kind)s. Kept, not counted until you accept it", who=who, kind=said))


KINDS: dict[str, Kind] = {
    "two_places": Kind("map-pin", _l("Two places at once"), twice),
    "wrong_place": Kind("map-pin", _l("Wrong place"), astray),
    "wrong_truck": Kind("truck", _l("Wrong truck"), astray),
    "wrong_owner": Kind("truck", _l("Another owner's truck"), astray),
    "not_listed": Kind("package-search", _l("Not on the list"), seen),
    "cycle": Kind("repeat-2", _l("In each other"), looped),
    "short": Kind("hash", _l("Another number than planned"), amount),
    "held": Kind("circle-pause", _l("On hold"), reason),
    "damaged": Kind("package-x", _l("Damaged"), reason),
    "already_in": Kind("users", _l("Checked in twice"), twice),
    "badge_shared": Kind("id-card", _l("One badge, two gates"), twice),
    "contested": Kind("list-checks", _l("Ticked and not ticked"), quarrel),
    "unknown": Kind("scan-search", _l("Unknown code"), strange),
    "linked_twice": Kind("link", _l("One code, two cases"), linked),
    "not_allowed": Kind("lock", _l("Not theirs to say"), kept),
    "not_signed_in": Kind("user-x", _l("Sent after access ended"), kept),
    "not_sealed": Kind("user-x", _l("Brought by another, without a seal"), kept),
}
SAID: dict[str, LazyString] = {
    "Moved": _l("a scan"), "Packed": _l("packed"), "Unpacked": _l("taken out"), "Held": _l("put on hold"),
    "Released": _l("released"), "Damaged": _l("damaged"), "Remarked": _l("a note"),
    "Mended": _l("mended"), "LeftHere": _l("left there"), "Counted": _l("a count"),
    "CheckedIn": _l("checked in"), "CheckedOut": _l("checked out"), "Reported": _l("an incident"),
    "Ticked": _l("ticked"), "Unticked": _l("unticked"), "Bound": _l("a code linked"), "Decided": _l("a decision"),
    "Named": _l("a case named"),
    "PhaseBegan": _l("a new phase"), "LegClosed": _l("a leg closed"), "Undone": _l("an undo"),
}  # fmt: skip
"""What an entry says, in a word."""
CHOICES: dict[str, LazyString] = {
    "stays": _l("Stays here"), "fetch": _l("It will be moved"), "keep": _l("Keep it here"),
    "send_back": _l("Send it back"),
    "seen": _l("Seen to"), "release": _l("Release it"), "usable": _l("Use it anyway"), "mended": _l("Mended"),
    "fine": _l("All right"), "spoken": _l("Spoken to them"), "done": _l("It is done"), "not_done": _l("It is not done"),
    "not_ours": _l("Not ours"), "accept": _l("Accept"), "refuse": _l("Refuse"),
}  # fmt: skip


def choice(name: str, found: Finding, names: Names) -> str:
    """What a button says that decides so."""
    if name in ("first", "later"):
        return str(_("%(place)s is right", place=names.of(found["was" if name == "first" else "place"])))
    return str(CHOICES[name])


def told(matter: Matter, names: Names, clock: Clock) -> Card:
    """One matter as its card says it."""
    kind, found = KINDS[matter.found["kind"]], matter.found
    badge = matter.subject.startswith("code:#")
    return Card(
        matter.subject, found["key"], matter.tone, kind.icon, str(kind.title), clock(found["at"]),
        _("a badge") if badge else names.of(matter.subject), names.title(matter.subject),
        kind.detail(found, names, clock), tuple(fresh(matter).items()),
        tuple((name, choice(name, found, names)) for name in matter.choices),
    )  # fmt: skip


def fresh(matter: Matter) -> dict[str, str]:
    """What the form for a new case is given, to make one of an unknown code; empty where it cannot be one."""
    noun, _colon, key = matter.subject.partition(":")
    if matter.found["kind"] != "unknown" or noun != "code" or key[:1] in ("#", "~"):
        return {}
    number = matter.found.get("number") or ""
    return {"link": key, "code": number} if len(key) == SHORT else {"code": number or key}


def refs(matter: Matter) -> list[str]:
    """What a matter names."""
    found = matter.found
    people = [f"person:{found['by']}"] if "by" in found else []
    linked = [found["was"], found["place"]] if found["kind"] == "linked_twice" else []
    return [matter.subject, *people, *linked, *(f"case:{id}" for id in found.get("cases", ()))]


def at(zone: ZoneInfo) -> Clock:
    """How instants are told on this show's clock; empty for None."""

    def told_at(instant: str | None) -> str:
        if instant is None:
            return ""
        return str(format_time(clocks.read(instant).astimezone(zone), "HH:mm", rebase=False))

    return told_at


def near(instant: datetime, zone: ZoneInfo) -> str:
    """An instant as the board says it: with its day where the time of day alone could mean another."""
    clock, day = apart(instant, zone)
    return f"{day} {clock}" if day else clock


def apart(instant: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Its time of day, and its day: empty where the time alone says it, the weekday where that does."""
    local, away = instant.astimezone(zone), abs(instant - clocks.now())
    pattern = "" if away < NEAR else "EEE" if away < WEEK else _("EEE d MMM")
    return f"{local:%H:%M}", moment(local, pattern) if pattern else ""
