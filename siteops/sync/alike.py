"""What all phones of a role are told alike of a span of the log: found for the first that asks, kept for the others.

While somebody scans, hundreds of phones come for the same few rows within seconds, and each would ask twenty tables.
"""

from collections.abc import Mapping
from threading import Lock
from typing import Any, NamedTuple

from flask import current_app
from sqlalchemy import Connection

from siteops.core.facts import Role
from siteops.sync.scopes import Asker, Part, scopes

Tables = Mapping[str, Mapping[str, list[Any]]]
OWN = frozenset({"me", "person", "words"})
"""Tables that two askers of one role may see differently."""
MOST_ROWS = 1000
"""Rows of a span that is kept: what comes with a few scans, not with an import."""
MOST_SPANS = 64
"""Of every role and of all cursors that phones of a show have at one time."""


class Span(NamedTuple):
    """What one role is told. `own`: tables of OWN in which there is something for somebody."""

    tables: Tables
    own: frozenset[str]


class Spans:
    """The spans that a process has found lately."""

    def __init__(self) -> None:
        self._kept: dict[object, Span] = {}
        self._lock = Lock()

    def of(self, connection: Connection, asker: Asker, after: int, mark: tuple[int, int]) -> Span:
        """What is told of the entries after one. `mark`: the epoch and seq that the connection sees."""
        key = (asker.show, asker.role, after, mark)
        found = self._kept.get(key)
        if found is None:
            found = read(connection, asker, after)
            if sum(map(rows_of, found.tables.values())) <= MOST_ROWS:
                self._keep(key, found)
        return found

    def _keep(self, key: object, found: Span) -> None:
        with self._lock:
            self._kept[key] = found
            if len(self._kept) > MOST_SPANS:
                del self._kept[next(iter(self._kept))]


def since(connection: Connection, asker: Asker, after: int, mark: tuple[int, int]) -> Tables:
    """The rows that were touched after an entry, as much as the asker may see; tables without any are left out."""
    spans: Spans = current_app.extensions.setdefault("spans", Spans())
    found = spans.of(connection, asker, after, mark)
    own = {name: arrays(scopes()[name](connection, asker, after)) for name in found.own}
    return {name: made for name, made in {**found.tables, **own}.items() if rows_of(made)}


def read(connection: Connection, asker: Asker, after: int) -> Span:
    """A span, read anew. A lead sees of what is one's own all that anybody sees."""
    lead, every = asker._replace(role=Role.LEAD), scopes()
    tables = {name: arrays(found(connection, asker, after)) for name, found in every.items() if name not in OWN}
    own = {name for name in OWN if every[name](connection, lead, after).rows}
    return Span({name: made for name, made in tables.items() if rows_of(made)}, frozenset(own))


def arrays(found: Part) -> dict[str, list[Any]]:
    """Rows as one array a column: half the size of objects once packed."""
    if not found.rows:
        return {name: [] for name in found.columns}
    return dict(zip(found.columns, map(list, zip(*found.rows, strict=True)), strict=True))


def rows_of(table: Mapping[str, list[Any]]) -> int:
    """How many rows a table has."""
    return len(next(iter(table.values()), ()))
