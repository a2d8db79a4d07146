"""What many cases of a list get at once: columns of their lines, or of the cases themselves."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select
from sqlalchemy.orm import Session

from siteops.core.batch.images import portions
from siteops.core.plan import Case, Line
from siteops.desk.at_once import Find, Told, Wanted, Wish, differing
from siteops.desk.plan_rows import owner_named


class Row(NamedTuple):
    """A case on the list: the keys of its row and of its line, and when the show last touched that."""

    case: int
    line: int
    rev: int


def of_cases(line: Mapping[str, Any], case: Mapping[str, Any], told: Told) -> Wish:
    """What many cases get. `line`, `case`: columns of those rows, an owner by name. `told`: what was done, by count."""

    def ready(session: Session) -> Find:
        name = case.get("owner")
        mine = {**case, "owner": owner_named(session, name)} if isinstance(name, str) else case
        return lambda connection, show, keys: wanted(connection, listed(connection, show, keys), line, mine)

    return Wish(told, ready)


def wanted(
    connection: Connection, rows: list[Row], line: Mapping[str, Any], case: Mapping[str, Any]
) -> Iterator[Wanted]:
    """What has to change in the lines and in the cases."""
    yield from in_table(connection, Line, {one.line: one for one in rows}, line)
    yield from in_table(connection, Case, {one.case: one for one in rows}, case)


def listed(connection: Connection, show: str, keys: Collection[int]) -> list[Row]:
    """Those of the cases that are on the list."""
    chosen = {*keys}
    query = select(Line.case, Line.id, Line.rev).where(Line.show == show, ~Line.gone)
    return [Row(*row) for row in connection.execute(query) if row.case in chosen]


def in_table(connection: Connection, of: Any, rows: Mapping[int, Row], wished: Mapping[str, Any]) -> Iterator[Wanted]:
    """What has to change in a table, row by row."""
    table: Table = of.__table__
    for some in portions(rows) if wished else ():
        query = select(table.c.id, *(table.c[name] for name in wished)).where(table.c.id.in_(some))
        for id, *now in connection.execute(query):
            if made := differing(table.name, id, dict(zip(wished, now, strict=True)), wished):
                yield Wanted(made, rows[id].case, rows[id].rev)
