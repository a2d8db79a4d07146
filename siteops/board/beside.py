"""What the board reads of a show beside its cases: kept, and read again once a table was touched that it comes from."""

from collections.abc import Callable
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, exists, literal_column, select, union_all

from siteops.core.access.people import Grant
from siteops.core.db import Base
from siteops.core.journal import rows
from siteops.core.journal.prepared import Prepared
from siteops.core.plan import List, Phase, Place, Slot, Step

T = TypeVar("T")
PLAN = tuple(Base.metadata.tables[one.__tablename__] for one in (Grant, List, Phase, Place, Slot, Step))
NOUNS = ("person", "step")


class Part(Generic[T]):
    """Something that is read of a show. `tables`: by name, those that it is read from; each is among PLAN or NOUNS."""

    def __init__(self, read: Callable[[Connection, str], T], *tables: str) -> None:
        self.read = read
        self.tables = frozenset(tables)


class Beside:
    """Parts of one show as they were last read."""

    def __init__(self) -> None:
        self._parts: dict[Part[Any], Any] = {}

    def of(self, part: Part[T], connection: Connection, show: str) -> T:
        """One part, read now if it is not known."""
        if part not in self._parts:
            self._parts[part] = part.read(connection, show)
        found: T = self._parts[part]
        return found

    def forget_older(self, connection: Connection, show: str, seq: int) -> None:
        """Leave out each part of which something was touched after an entry. One query."""
        touched = {name for (name,) in fresher().rows(connection, {"show": show, "seq": seq})}
        self._parts = {part: made for part, made in self._parts.items() if touched.isdisjoint(part.tables)}


@cache
def fresher() -> Prepared:
    """The query for the tables of which a show's rows were touched after an entry."""
    show: BindParameter[str] = bindparam("show")
    seq: BindParameter[int] = bindparam("seq")
    tables = (*PLAN, *(rows.table(noun) for noun in NOUNS))
    return Prepared(union_all(*(
        select(literal_column(f"'{table.name}'")).where(exists().where(table.c.show == show, table.c.rev > seq))
        for table in tables
    )))  # fmt: skip
