"""The list of a show's people: which were asked for, in which order, and the rows of one page.

The database narrows and sorts; the number of queries does not grow.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Integer, Select, String, cast, func, or_, select

from siteops.core.access.people import DeviceKey, Grant, Person
from siteops.core.db import db
from siteops.core.journal import rows
from siteops.core.plain import plain
from siteops.desk.crew.papers import need_a_look
from siteops.desk.crew.people_asked import ROLES, Asked
from siteops.desk.paging import Paged, on_page, paged, within
from siteops.desk.roster import Member, members

Rows = Select[*tuple[Any, ...]]
COLUMNS: Mapping[str, Sequence[Any]] = {
    "name": (),
    "function": (func.nullif(func.lower(Grant.function), ""),),
    "company": (func.nullif(func.lower(Grant.company), ""),),
    "role": (Grant.role,),
    "call": (Grant.call,),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number, how many were found in all, how many each view has, the show's companies by name."""

    people: Sequence[Member]
    number: int
    total: int
    counts: Mapping[str, int]
    companies: Sequence[str]


def listed(show: str, wanted: Asked, zone: ZoneInfo) -> Page:
    """One page of the list. Eight queries; up to six more where papers need a look or somebody narrows it."""
    with db.engine.connect() as connection:
        views = viewed(show, need_a_look(connection, show, zone))
        counts = counted(connection, show, views)
        query = ordered(narrowed(connection, show, wanted, views[wanted.view]), show, wanted)
        found = a_view(connection, query, wanted, counts) or paged(connection, query, wanted.page, wanted.size)
        companies = named(connection, show, Grant.company, Grant.revoked.is_(None))
    people = {one.id: one for one in members(show, found.keys)}
    return Page([people[id] for id in found.keys if id in people], found.number, found.total, counts, companies)


def a_view(connection: Connection, query: Rows, wanted: Asked, counts: Mapping[str, int]) -> Paged | None:
    """A page of a whole view, which is counted already: the names' own order ends with the page. Else None."""
    if wanted.narrows_view:
        return None
    total = counts[wanted.view]
    number = within(wanted.page, total, wanted.size)
    return Paged(connection.scalars(on_page(query, number, wanted.size)).all(), number, total)


def narrowed(connection: Connection, show: str, wanted: Asked, view: ColumnElement[bool]) -> Rows:
    """The people who were asked for, by their keys. `view`: what theirs asks of somebody's part."""
    same: list[tuple[Any, Any]] = [
        (Grant.company, wanted.company), (Grant.department, wanted.department), (Grant.role, ROLES.get(wanted.role)),
    ]  # fmt: skip
    query = select(Person.id).join(Grant, Grant.person == Person.id).where(Grant.show == show)
    query = query.where(view, *(column == value for column, value in same if value))
    return query.where(*matching(connection, show, wanted.text)) if wanted.text else query


def viewed(show: str, need_a_look: Collection[int]) -> dict[str, ColumnElement[bool]]:
    """What each view asks of somebody's part. `need_a_look`: whose papers do."""
    live = Grant.revoked.is_(None)
    return {
        "all": live,
        "in": live & Grant.person.in_(on_site(show)),
        "papers": live & Grant.person.in_(need_a_look),
        "phoneless": live & Grant.person.not_in(select(DeviceKey.person).where(DeviceKey.revoked.is_(None))),
        "ended": Grant.revoked.is_not(None),
    }


def on_site(show: str) -> Rows:
    """Who is on site, by their keys."""
    state = rows.table("person")
    return select(cast(state.c.key, Integer)).where(state.c.show == show, state.c.since.is_not(None))


def matching(connection: Connection, show: str, text: str) -> Iterator[ColumnElement[bool]]:
    """Each word of a text stands in the name, function, company, phone or e-mail; accents apart.

    Names are kept folded; functions and companies are few, so those that fit are looked up.
    """
    functions, companies = (named(connection, show, column) for column in (Grant.function, Grant.company))
    for word in plain(text).split():
        yield or_(
            Person.folded.contains(word, autoescape=True),
            Person.phone.contains(word, autoescape=True),
            Person.email.contains(word, autoescape=True),
            Grant.function.in_([one for one in functions if word in plain(one)]),
            Grant.company.in_([one for one in companies if word in plain(one)]),
        )


def named(connection: Connection, show: str, column: Any, *which: ColumnElement[bool]) -> list[str]:
    """The different functions, or companies, of a show's people, or of some of them, in order."""
    query = select(column).where(Grant.show == show, column != "", *which).distinct()
    return sorted(connection.scalars(query), key=plain)


def counted(connection: Connection, show: str, views: Mapping[str, ColumnElement[bool]]) -> dict[str, int]:
    """How many people each view has, counted in one pass."""
    columns = [func.count().filter(condition).label(view) for view, condition in views.items()]
    return dict(connection.execute(select(*columns).where(Grant.show == show)).mappings().one())


def ordered(query: Rows, show: str, wanted: Asked) -> Rows:
    """In the order that was asked for, then by name; what has nothing to be ordered by comes last."""
    by = COLUMNS.get(wanted.by, ())
    if wanted.by == "now":
        state = rows.table("person")
        query = query.outerjoin(state, (state.c.show == show) & (state.c.key == cast(Person.id, String)))
        by = (state.c.since, state.c.first_in)
    order = [(key.desc() if wanted.down else key.asc()).nulls_last() for key in by]
    last = Person.folded.desc() if wanted.sort == "-name" else Person.folded
    return query.order_by(*order, last, Person.id)
