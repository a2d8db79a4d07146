"""What the site has before a table is read: owners, places and codes by name; whether the plan was changed."""

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from siteops.core.batch import hidden
from siteops.core.plan import Code, Owner, Place, Show
from siteops.desk.frame import zone_named
from siteops.imports.kind import Mark
from siteops.imports.plan.planned import Known, Layer, Named, Stored, Values, named
from siteops.imports.values import spelled


def known(connection: Connection, show: str, mark: Mark) -> Known:
    """Names and clock, without rows of any table. Three queries."""
    zone = zone_named(connection.scalar(select(Show.timezone).where(Show.id == show)) or "UTC")
    names: dict[Named, int] = {}
    places = select(Place.id, Place.kind, Place.name).where(Place.show == show, ~Place.gone).order_by(Place.id.desc())
    for key, kind, name in connection.execute(places):
        names[named(kind, name)] = key
    owners = select(Owner.id, Owner.name).where(Owner.id.not_in(hidden.keys_of("owner"))).order_by(Owner.id.desc())
    for key, name in connection.execute(owners):
        names[named("owner", name)] = key
    top = connection.scalar(select(func.max(Place.sort)).where(Place.show == show)) or 0
    return Known(zone, [], names, mark, sort=top)


def mark(connection: Connection, show: str, tables: Iterable[type[Any]]) -> Mark:
    """Changes whenever somebody edits a row of the show in one of these tables, a place, or makes an owner.

    What an import is just hiding changes nothing yet.
    """
    asked = []
    of_show: list[type[Any]] = [Place, *tables]
    for table in dict.fromkeys(of_show):
        asked += [select(func.max(table.rev)).where(table.show == show),
                  select(func.count()).where(table.show == show, ~table.gone).select_from(table)]  # fmt: skip
    asked.append(select(func.max(Owner.id)).where(Owner.id.not_in(hidden.keys_of("owner"))))
    return tuple(value or 0 for value in connection.execute(select(*(one.scalar_subquery() for one in asked))).one())


def codes_of(connection: Connection, show: str, nouns: Collection[str]) -> dict[str, str]:
    """The newest printed codes of a show's things, by subject (`dock:3`), as exports write them."""
    query = select(Code.subject, Code.code).where(Code.show == show, ~Code.gone, Code.hashed.is_(None))
    found = connection.execute(query.order_by(Code.id))
    return {subject: code for subject, code in found if subject and subject.partition(":")[0] in nouns}


def stored(id: int, values: Values, **aside: Any) -> Stored:
    """A row as a file that was read would say it: nothing for what is empty, instants to the second."""
    return Stored(id, {name: as_read(value) for name, value in values.items() if value not in (None, "")}, aside)


def as_read(value: Any) -> Any:
    """A value as it would be read from a file: a desk keeps texts as typed, in either of Unicode's spellings of é."""
    if isinstance(value, str):
        return spelled(value)
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def tops(layer: Layer, rows: Iterable[Stored], sorts: Iterable[int]) -> dict[Hashable, int]:
    """The last place in order, by group."""
    found: dict[Hashable, int] = {}
    for row, sort in zip(rows, sorts, strict=True):
        group = layer.in_order(row.values) if layer.in_order else None
        found[group] = max(found.get(group, 0), sort)
    return found
