"""What the site knows of people before an import: who is on the show, who is known at all, their calls and papers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from siteops.core import clock
from siteops.core.access.people import Call, Certificate, Grant, Person
from siteops.core.facts import Role
from siteops.core.journal.log import log
from siteops.core.plan import Show
from siteops.crew.queries import Due, Held, calls_of, papers_of, show_days
from siteops.desk.frame import zone_named
from siteops.imports.crew.calendar import Calendar
from siteops.imports.crew.contacts import ending
from siteops.imports.crew.planned import PersonRow, Site
from siteops.imports.kind import Mark
from siteops.imports.names import key


@dataclass(slots=True)
class KnownPerson:
    """Somebody, and their part in the show. `part`: key of their grant, None: they have none.

    `ended`: a lead ended it; `undone`: it came by a list that was taken back, so that the next one may bring it again.
    `keeps`: has an account, or answers for others somewhere: what a list says never changes their name and contacts.
    `row`: the same as a list would say it.
    """

    id: int
    row: PersonRow
    keeps: bool
    part: int | None = None
    ended: bool = False
    undone: bool = False
    calls: list[Due] = field(default_factory=list)
    papers: dict[str, Held] = field(default_factory=dict)

    @property
    def is_on(self) -> bool:
        """Whether they have a part in the show now."""
        return self.part is not None and not self.ended and not self.undone


@dataclass(slots=True)
class Known:
    """All people, found by e-mail, by the end of their phone number, and those of the show by name and company."""

    site: Site
    people: dict[int, KnownPerson] = field(default_factory=dict)
    by_email: dict[str, KnownPerson] = field(default_factory=dict)
    by_phone: dict[str, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, str], list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))
    mark: Mark = ()

    def on_show(self) -> Iterable[KnownPerson]:
        """Those who have a part in the show."""
        return (one for one in self.people.values() if one.is_on)


def known(connection: Connection, show: str) -> Known:
    """Everybody. Seven queries."""
    seen = mark(connection, show)  # first: what is changed while we read must not be missed
    found = Known(_site(connection, show), mark=seen)
    _people(connection, show, found)
    for person, calls in calls_of(connection, show).items():
        if person in found.people:
            found.people[person].calls = calls
    companies = {one.row.company for one in found.people.values() if one.row.company}
    found.site = Site(found.site.zone, found.site.calendar, tuple(sorted(companies)))
    return found


def add_papers(connection: Connection, found: Known, people: Iterable[int]) -> None:
    """Add the papers of some of them. One query for each 5000."""
    for person, papers in papers_of(connection, people).items():
        found.people[person].papers = {one.paper.kind: one for one in papers}


def mark(connection: Connection, show: str) -> Mark:
    """Changes whenever somebody edits what an import relies on: an edit of a person touches every part of theirs."""
    touched = select(func.max(Grant.rev)).where(Grant.show == Show.id).correlate(Show).scalar_subquery()
    asked = (
        select(func.max(Person.id)), select(func.max(Call.rev)).where(Call.show == show),
        select(func.max(Certificate.id)),
    )  # fmt: skip
    row = connection.execute(select(*(one.scalar_subquery() for one in asked))).one()
    parts = connection.scalars(select(touched).select_from(Show).order_by(Show.id))
    return tuple(value or 0 for value in (*row, *parts))


def _site(connection: Connection, show: str) -> Site:
    """The show's clock and days. Two queries."""
    zone = zone_named(connection.scalar(select(Show.timezone).where(Show.id == show)) or "UTC")
    today = clock.now().astimezone(zone).date()
    return Site(zone, Calendar(tuple(show_days(connection, show, zone)), today))


def _people(connection: Connection, show: str, found: Known) -> None:
    top = select(Grant.person, func.max(Grant.role).label("role")).where(Grant.revoked.is_(None))
    ranks = top.group_by(Grant.person).subquery()
    query = (
        select(Person.id, Person.name, Person.email, Person.phone, Person.password.is_not(None).label("account"),
               Person.admin, ranks.c.role, Grant.id.label("part"), Grant.revoked, Grant.rev, Grant.function,
               Grant.department, Grant.company, Grant.remark)
        .outerjoin(Grant, (Grant.person == Person.id) & (Grant.show == show))
        .outerjoin(ranks, ranks.c.person == Person.id)
        .where(Person.erased.is_(None))
    )  # fmt: skip
    back = set(connection.scalars(select(log.c.seq).where(log.c.show == show, log.c.kind == "TakenBack")))
    for one in connection.execute(query):
        row = PersonRow(one.name, one.function or "", one.department or "", one.company or "", one.phone,
                        one.email or "", one.remark or "")  # fmt: skip
        keeps = bool(one.account or one.admin or (one.role or 0) >= Role.LEAD)
        person = KnownPerson(one.id, row, keeps, one.part)
        person.undone = one.revoked is not None and one.rev in back
        person.ended = one.revoked is not None and not person.undone
        found.people[one.id] = person
        if row.email:
            found.by_email[row.email] = person
        if end := ending(row.phone):
            found.by_phone[end].append(person)
        if one.part is not None:
            found.by_name[key(row.name), key(row.company)].append(person)
