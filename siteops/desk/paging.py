"""One page of a list, and how many there are in all: of a query's keys, or of what is read already."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select


class Paged(NamedTuple):
    """Keys, or rows, of one page, its number, and how many there are in all."""

    keys: Sequence[Any]
    number: int
    total: int


def paged(connection: Connection, query: Select[*tuple[Any, ...]], number: int, size: int) -> Paged:
    """A page of an ordered query of keys; the last one where there are not so many. One query, three for that."""
    rows = connection.execute(on_page(query.add_columns(func.count().over()), number, size)).all()
    if rows or number == 1:
        return Paged([one[0] for one in rows], number, rows[0][-1] if rows else 0)
    total = connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = within(number, total, size)
    return Paged(connection.scalars(on_page(query, last, size)).all(), last, total)


def cut(found: Sequence[Any], number: int, size: int) -> Paged:
    """A page of what was found; the last one where there are not so many."""
    number = within(number, len(found), size)
    return Paged(found[(number - 1) * size : number * size], number, len(found))


def within(number: int, total: int, size: int) -> int:
    """The page that is shown for a number: the last one where there are not so many."""
    return min(number, max(1, -(-total // size)))


def ranked(found: Sequence[Any], rank: Callable[[Any], Any], *, down: bool) -> list[Any]:
    """In the order of what `rank` says of each; those of which it says None last, whichever way round."""
    return in_order(found, [*map(rank, found)], down=down)


def in_order(found: Sequence[Any], ranks: Sequence[Any], *, down: bool) -> list[Any]:
    """In the order of a rank that each has; those that have None last, whichever way round."""
    known = [at for at, one in enumerate(ranks) if one is not None]
    known.sort(key=ranks.__getitem__, reverse=down)
    return [found[at] for at in known] + [found[at] for at, one in enumerate(ranks) if one is None]


def on_page(query: Select[*tuple[Any, ...]], number: int, size: int) -> Select[*tuple[Any, ...]]:
    """What of a query is on a page."""
    return query.offset((number - 1) * size).limit(size)
