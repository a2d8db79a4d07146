"""The people of a show: their part, their calls, their papers, and when they were on site."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import String, cast, select

from siteops.board.names import Names
from siteops.core import aliases
from siteops.core.access.people import Call, Certificate, Grant, Person
from siteops.core.facts import Role
from siteops.core.journal import rows
from siteops.core.journal.fold import counted
from siteops.core.journal.log import Logged, history
from siteops.core.journal.log import read as stamped
from siteops.crew.state import PersonState, step
from siteops.exports.read_back import department_words, spoken, titles, yes_no
from siteops.exports.spelling import Row, instant
from siteops.exports.table import Source, Table, portions, streamed
from siteops.gear.site import case_id as number
from siteops.imports.plan.calls import CALLS as CALL_LIST
from siteops.imports.plan.papers import PAPER_LIST
from siteops.imports.plan.papers import PAPERS as PAPER_WORDS


class Stint(NamedTuple):
    """A time on site, as the log spells it. `until` None: still there. Gates by reference, None where not named."""

    person: int
    since: str
    until: str | None
    gate: str | None
    out: str | None


def roles() -> dict[int, str]:
    """Roles in words."""
    return {Role.CREW: _("Crew"), Role.LEAD: _("Lead"), Role.PRODUCER: _("Producer")}


def people(source: Source) -> Iterator[Row]:
    """Everybody with a part, those too whose part has ended."""
    state, words, trades = rows.table("person"), roles(), department_words()
    mine = (state.c.show == Grant.show) & (state.c.key == cast(Person.id, String))
    query = (
        select(Person.name, Grant.role, Grant.function, Grant.department, Grant.company, Grant.call, Person.phone,
               Person.email, Grant.remark, Grant.revoked, state.c.first_in, state.c.since, state.c.worked)
        .join(Grant, Grant.person == Person.id)
        .outerjoin(state, mine)
        .where(Grant.show == source.show.id)
        .order_by(Person.name, Person.id)
    )  # fmt: skip
    for name, role, function, department, *more, first, since, worked in streamed(source.connection, query):
        part = words.get(role, str(role)), function, trades.get(department, department)
        yield name, *part, *more, instant(first), instant(since), hours(worked)


def hours(seconds: int | None) -> float | None:
    """Hours, to hundredths."""
    return seconds / 3600 if seconds else None


def calls(source: Source) -> Iterator[Row]:
    """When somebody is due, a call a row."""
    mine = (Grant.person == Call.person) & (Grant.show == Call.show)
    query = (
        select(Person.name, Call.day, Call.starts, Call.ends, Call.function, Grant.company, Person.phone, Person.email)
        .join(Person, Person.id == Call.person)
        .outerjoin(Grant, mine)
        .where(Call.show == source.show.id, ~Call.gone)
        .order_by(Call.day, Call.starts, Person.name, Call.id)
    )
    yield from streamed(source.connection, query)


def papers(source: Source) -> Iterator[Row]:
    """Tickets and certificates of the show's people."""
    words, said = spoken(PAPER_LIST.words()["kind"], PAPER_WORDS), yes_no()
    query = (
        select(Person.name, Certificate.kind, Certificate.until, Certificate.written, Certificate.doubtful,
               Grant.company, Person.phone, Person.email)
        .join(Person, Person.id == Certificate.person)
        .join(Grant, Grant.person == Person.id)
        .where(Grant.show == source.show.id, Grant.revoked.is_(None))
        .order_by(Person.name, Person.id, Certificate.kind, Certificate.id)
    )  # fmt: skip
    for name, kind, until, written, doubtful, *whose in streamed(source.connection, query):
        yield name, words.get(kind, kind), until, written, said[doubtful], *whose


def attendance(source: Source) -> Iterator[Row]:
    """Who was on site from when to when, a stint a row, by who came first."""
    found = sorted(stints(source), key=lambda one: (one.since, one.person))
    named = Names(source.connection, source.show.id, (f"person:{one.person}" for one in found))
    part = select(Grant.person, Grant.function, Grant.company).where(Grant.show == source.show.id)
    parts = {person: (function, company) for person, function, company in source.connection.execute(part)}
    for one in found:
        since, until = instant(one.since), instant(one.until)
        worked = (until - since).total_seconds() / 3600 if until and since else None
        yield (
            named.of(f"person:{one.person}"), *parts.get(one.person, ("", "")), since, named.of(one.gate), until,
            named.of(one.out), worked,
        )  # fmt: skip


def stints(source: Source) -> Iterator[Stint]:
    """Every time on site, person by person."""
    state, connection, show = rows.table("person"), source.connection, source.show.id
    keys = connection.scalars(select(state.c.key).where(state.c.show == show)).all()
    for some in portions(one for one in keys if number(one) is not None):
        subjects = aliases.of_all(connection, show, [f"person:{key}" for key in some])
        told: dict[str, list[Logged]] = {}
        for one in history(connection, show, {name for subject, more in subjects.items() for name in (subject, *more)}):
            told.setdefault(one.subject, []).append(one)
        for subject, more in subjects.items():
            mine = (one for name in (subject, *more) for one in told.get(name, ()))
            yield from of_one(int(subject.partition(":")[2]), mine)


def of_one(person: int, told: Iterable[Logged]) -> Iterator[Stint]:
    """One person's times on site, as the fold sees them: the earliest check-in counts."""
    entries = sorted((stamped(one) for one in told), key=lambda one: one.pos)
    state = PersonState()
    for one in counted(entries):
        since, gate = state.since, state.gate
        state = step(state, one)
        if since and not state.since:
            yield Stint(person, since, one.at, gate, getattr(one.fact, "gate", None))
    if state.since:
        yield Stint(person, state.since, None, state.gate, None)


def people_header() -> Sequence[str]:
    """Columns of `people`."""
    return (
        _("Name"), _("Role"), _("Function"), _("Department"), _("Company"), _("First call"), _("Phone"), _("E-mail"),
        _("Remark"), _("Part ended"), _("First came"), _("On site since"), _("Hours on site"),
    )  # fmt: skip


def call_header() -> Sequence[str]:
    """Columns of `calls`."""
    return titles(CALL_LIST, ("name", "day", "starts", "ends", "function", "company", "phone", "email"))


def paper_header() -> Sequence[str]:
    """Columns of `papers`."""
    return titles(PAPER_LIST, ("name", "kind", "until", "written", "doubtful", "company", "phone", "email"))


def attendance_header() -> Sequence[str]:
    """Columns of `attendance`."""
    return _("Name"), _("Function"), _("Company"), _("In"), _("Gate in"), _("Out"), _("Gate out"), _("Hours")


PEOPLE = Table(people_header, people)
CALLS = Table(call_header, calls)
PAPERS = Table(paper_header, papers)
ATTENDANCE = Table(attendance_header, attendance)
