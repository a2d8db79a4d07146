"""The log as a person reads it: when, who, what; and what needs a look."""

from collections.abc import Iterator, Sequence

from flask_babel import format_time
from flask_babel import gettext as _
from sqlalchemy import or_, select

from siteops.board.known import standing_of
from siteops.board.matters import matters
from siteops.board.names import Names
from siteops.board.words import refs as named_by
from siteops.board.words import told
from siteops.core import clock
from siteops.core.facts.entry import Accepted, Undone
from siteops.core.journal.fold import Stamped, counted
from siteops.core.journal.log import HELD, Logged, history, log, read
from siteops.desk.frame import zone_of
from siteops.desk.telling import refs
from siteops.exports.people import roles
from siteops.exports.spelling import Coded, Row, instant
from siteops.exports.table import Source, Table, portions, streamed
from siteops.exports.words import nouns, said

LOGGED = select(*(log.c[name] for name in Logged._fields))


def everything(source: Source) -> Iterator[Row]:
    """Every entry, in the order in which it happened. What was undone, or waits for a lead, says so."""
    void, words, parts = uncounted(source), nouns(), roles()
    query = LOGGED.where(log.c.show == source.show.id).order_by(log.c.at, log.c.device, log.c.n)
    for some in portions(Logged(*row) for row in streamed(source.connection, query)):
        entries = [read(one) for one in some]
        about = spoken_of(source, entries)
        subjects = [one.subject for one in some]
        named = Names(source.connection, source.show.id, [*refs(entries), *refs(about.values()), *subjects])
        for one, entry in zip(some, entries, strict=True):
            noun = one.subject.partition(":")[0]
            yield (
                one.seq, instant(one.at), named.of(f"person:{one.by}"), parts.get(one.role, ""), words.get(noun, noun),
                Coded(thing(one.subject, named)), said(entry.fact, named, about), void.get(one.id, ""),
                flags(one.flags), one.id,
            )  # fmt: skip


def thing(subject: str, named: Names) -> str:
    """What an entry is about. A person's badge is nobody's to read."""
    if subject.startswith("code:#"):
        return str(_("a badge"))
    return short(subject) if subject.startswith("incident:") else named.of(subject)


def short(incident: str) -> str:
    """How the tables call an incident, given as `incident:<uuid>`: long enough to tell those of a show apart."""
    return incident.partition(":")[2][:8]


def spoken_of(source: Source, entries: Sequence[Stamped]) -> dict[str, Stamped]:
    """The entries that these undo or accept, by id."""
    wanted = [one.fact.entry for one in entries if isinstance(one.fact, Undone | Accepted)]
    query = LOGGED.where(log.c.show == source.show.id, log.c.id.in_(wanted))
    return {row.id: read(Logged(*row)) for row in source.connection.execute(query)} if wanted else {}


def uncounted(source: Source) -> dict[str, str]:
    """Why entries do not count, by id. Only of subjects in which something was ever undone or held."""
    turned = select(log.c.subject).where(log.c.show == source.show.id).distinct()
    turned = turned.where(or_(log.c.kind.in_(("Undone", "Accepted")), *(log.c.flags.contains(one) for one in HELD)))
    found: dict[str, str] = {}
    for some in portions(source.connection.scalars(turned).all()):
        by_subject: dict[str, list[Stamped]] = {}
        for one in history(source.connection, source.show.id, some):
            by_subject.setdefault(one.subject, []).append(read(one))
        for entries in by_subject.values():
            counting = {one.id for one in counted(sorted(entries, key=lambda one: one.pos))}
            void = (one for one in entries if one.id not in counting)
            found |= {one.id: str(_("waits for a lead") if one.held else _("undone")) for one in void}
    return found


def flags(spelled: str) -> str:
    """What is true of an entry's delivery."""
    if not spelled:
        return ""
    words = {
        "clock_off": _("clock was off"), "device_clone": _("copied phone"), "uploaded_by_other": _("sent by another"),
        "not_allowed": _("not theirs to say"), "not_signed_in": _("sent after access ended"),
        "not_sealed": _("brought by another, without a seal"),
    }  # fmt: skip
    return ", ".join(str(words.get(one, one)) for one in spelled.split(",") if one)


def findings(source: Source) -> Iterator[Row]:
    """What needs a look now, the gravest first."""
    connection, show = source.connection, source.show.id
    words, zone = nouns(), zone_of(source.show)

    def time(at: str | None) -> str:
        return str(format_time(clock.read(at).astimezone(zone), "HH:mm", rebase=False)) if at else ""

    for some in portions(matters(connection, show, standing_of(connection, show))):
        named = Names(connection, show, [ref for one in some for ref in named_by(one)])
        for one in some:
            shown = told(one, named, time)
            noun = one.subject.partition(":")[0]
            yield (
                shown.title, words.get(noun, noun), Coded(shown.whom), shown.detail, shown.note,
                instant(one.found["at"]),
            )  # fmt: skip


def log_header() -> Sequence[str]:
    """Columns of `everything`."""
    return (
        _("Number"), _("When"), _("Who"), _("Role"), _("About"), _("Which"), _("What"), _("Does not count"),
        _("Delivery"), _("Entry"),
    )  # fmt: skip


def finding_header() -> Sequence[str]:
    """Columns of `findings`."""
    return _("What"), _("About"), _("Which"), _("Detail"), _("Name"), _("Since")


HAPPENED = Table(log_header, everything)
FINDINGS = Table(finding_header, findings)
