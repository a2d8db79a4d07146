"""Incidents as they stand, and what their witnesses wrote: personal, for leads and producers."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from flask_babel import gettext as _
from sqlalchemy import select

from siteops.board.names import Names
from siteops.core import facts
from siteops.core.journal import rows
from siteops.core.journal.chain import body
from siteops.core.journal.log import log, private
from siteops.exports.happened import short
from siteops.exports.spelling import Row, instant
from siteops.exports.table import Source, Table, portions, streamed
from siteops.exports.words import kinds, said, severities
from siteops.incidents.state import IncidentState


def incidents(source: Source) -> Iterator[Row]:
    """Each incident as it stands, the first reported first."""
    state, how, grave = rows.table("incident"), kinds(), severities()
    query = select(state).where(state.c.show == source.show.id).order_by(state.c.reported, state.c.key)
    for some in portions(streamed(source.connection, query)):
        found = [(row.key, rows.unfold("incident", row._asdict())) for row in some]
        named = Names(source.connection, source.show.id, (f"person:{by}" for _key, one in found for by in people(one)))
        wrote = accounts(source, [key for key, _one in found])
        for key, one in found:
            assert isinstance(one, IncidentState)
            yield (
                short(f"incident:{key}"), how.get(one.kind, one.kind), grave.get(one.severity, one.severity),
                named.of(one.place), instant(one.reported), person(one.by, named), wrote.get(key, ""),
                instant(one.taken), person(one.taken_by, named), instant(one.resolved), len(one.photos),
            )  # fmt: skip


def people(one: Any) -> Iterator[int]:
    """Who reported an incident, and who has it."""
    yield from (by for by in (one.by, one.taken_by) if by is not None)


def person(by: int | None, named: Names) -> str:
    """Somebody's name."""
    return "" if by is None else named.of(f"person:{by}")


def accounts(source: Source, keys: Sequence[str]) -> dict[str, str]:
    """What the first witness of each incident wrote, as far as it was not erased."""
    joined = (log.c.show == private.c.show) & (log.c.id == private.c.entry)
    query = select(private.c.subject, private.c.words).join(log, joined)
    query = query.where(private.c.show == source.show.id, private.c.subject.in_([f"incident:{key}" for key in keys]))
    latest_first = query.order_by(log.c.at.desc(), log.c.device.desc(), log.c.n.desc())
    return {subject.partition(":")[2]: text(words) for subject, words in source.connection.execute(latest_first)}


def reports(source: Source) -> Iterator[Row]:
    """Every account and note of an incident, in the order in which they were made."""
    joined = (private.c.show == log.c.show) & (private.c.entry == log.c.id)
    query = select(log.c.subject, log.c.at, log.c.by, log.c.kind, log.c.line, private.c.words)
    query = query.outerjoin(private, joined).where(log.c.show == source.show.id, log.c.kind.in_(("Reported", "Noted")))
    for some in portions(streamed(source.connection, query.order_by(log.c.at, log.c.device, log.c.n))):
        named = Names(source.connection, source.show.id, (f"person:{one.by}" for one in some))
        for one in some:
            fact = facts.read(one.kind, body(one.line))
            yield (
                short(one.subject), instant(one.at), person(one.by, named), said(fact, named, {}),
                text(one.words), getattr(fact, "photo", None),
            )  # fmt: skip


def text(words: str | None) -> str:
    """Private words as they were written."""
    return str(msgspec.json.decode(words).get("text", "")) if words else ""


def incident_header() -> Sequence[str]:
    """Columns of `incidents`."""
    return (
        _("Incident"), _("Kind"), _("Severity"), _("Place"), _("Reported"), _("Reported by"), _("Account"),
        _("Taken on at"), _("Taken on by"), _("Resolved"), _("Photos"),
    )  # fmt: skip


def report_header() -> Sequence[str]:
    """Columns of `reports`."""
    return _("Incident"), _("When"), _("Who"), _("What"), _("Words"), _("Photo")


INCIDENTS = Table(incident_header, incidents)
REPORTS = Table(report_header, reports)
