"""What a table of an export is: its name, its header, and its rows, a portion of the database at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select

from siteops.core.plan import Show
from siteops.exports.spelling import Row

PORTION = 500
"""Rows that are in memory at once."""
T = TypeVar("T")
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """What a table is made from. `asked`: how the list of cases was narrowed, as its address says it."""

    connection: Connection
    show: Show
    asked: Mapping[str, str] = field(default_factory=dict)


class Table(NamedTuple):
    """A table: how its columns are called in the reader's language, and its rows."""

    header: Callable[[], Sequence[str]]
    rows: Callable[[Source], Iterable[Row]]


def portions(of: Iterable[T], size: int = PORTION) -> Iterator[list[T]]:
    """In pieces of some size."""
    piece: list[T] = []
    for one in of:
        piece.append(one)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def streamed(connection: Connection, query: Rows) -> Iterator[Any]:
    """A query's rows, however many, without having them all in memory."""
    with connection.execute(query.execution_options(yield_per=PORTION)) as found:
        yield from found
