"""What of a show can come along into another: its plan without anything that happened. Reads only."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, select

from siteops.core.access.people import Call, Grant, Person
from siteops.core.plan import Case, Contact, Line, List, Phase, Place, Slot, Step

PARTS = ("places", "cases", "slots", "lists", "phases", "contacts", "people", "calls")
"""What comes along or does not. Slots need places, calls need people."""
Row = Mapping[str, Any]


def tables(show: str) -> dict[str, Select[Any]]:
    """The rows of a show, by what is chosen; steps go with lists. Calls of those whose part has ended stay, and slots
    of docks that are gone."""
    there = {
        name: select(table.__table__).where(table.__table__.c.show == show, ~table.__table__.c.gone)
        for name, table in (("places", Place), ("slots", Slot), ("lists", List), ("steps", Step), ("phases", Phase),
                            ("contacts", Contact), ("calls", Call))
    }  # fmt: skip
    lines = select(Line.__table__).join(Case, Case.id == Line.case)
    people = select(Grant.__table__).join(Person, Person.id == Grant.person)
    people = people.where(Grant.show == show, Grant.revoked.is_(None), Person.erased.is_(None))
    return there | {
        "cases": lines.where(Line.show == show, ~Line.gone, ~Case.gone),
        "people": people,
        "slots": there["slots"].where(Slot.dock.in_(there["places"].with_only_columns(Place.id))),
        "calls": there["calls"].where(Call.person.in_(people.with_only_columns(Grant.person))),
    }


def counts(connection: Connection, show: str) -> dict[str, int]:
    """How much of each there is. One query."""
    of_each = tables(show)
    asked = [
        select(func.count()).select_from(query.subquery()).scalar_subquery().label(name)
        for name, query in of_each.items()
    ]
    return dict(connection.execute(select(*asked)).mappings().one())


def first_day(connection: Connection, show: str, zone: ZoneInfo) -> date | None:
    """The first day of which the show plans anything; None if it plans no time. Four queries."""
    columns = ((Phase, Phase.starts), (Slot, Slot.starts), (Place, Place.due), (Call, Call.starts))
    found = [
        connection.scalar(select(func.min(column)).where(table.show == show, ~table.gone)) for table, column in columns
    ]
    known = [at.astimezone(zone).date() for at in found if at]
    return min(known, default=None)


def read(connection: Connection, show: str) -> dict[str, list[Row]]:
    """Everything that could come along, of one moment."""
    return {name: [dict(one) for one in connection.execute(query).mappings()] for name, query in tables(show).items()}
