"""Writes laid-out rows, within the one write transaction of an import."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from siteops.core import rows as state_rows
from siteops.core import state
from siteops.core.db import Base
from siteops.core.plan import Case, Code, Item, Line, Owner, Place, folded
from siteops.imports.known import Known
from siteops.imports.names import key
from siteops.imports.rows import PLACES, Rows, Values


class Writing:
    """One import being written. `seq`: of its `Imported`, and so the `rev` of every row it touches."""

    def __init__(self, connection: Connection, show: str, seq: int, known: Known) -> None:
        self.connection = connection
        self.show = show
        self.seq = seq
        self.owners = dict(known.owners)
        self.places = dict(known.places)
        self.cases = dict(known.cases)

    def write(self, rows: Rows) -> None:
        """Write it all, in the order in which rows refer to each other."""
        codes = iter(rows.codes)
        self._names(rows, codes)
        fresh = self._new_cases(rows)
        own = {"show": self.show, "gone": False, "rev": self.seq}
        self._insert(Line, [self._keyed(line) | own for line in rows.lines])
        self._insert(Item, [item | {"case": self.cases[item["case"]]} for item in rows.items])
        self._insert(Code, [self._code(next(codes), f"case:{id}", None) for id in fresh.values()])
        self._change(Case, rows.case_changes)
        self._change(Line, [(id, values | {"rev": self.seq}) for id, values in rows.line_changes])
        self._change(Item, rows.item_changes)
        self._link(fresh)

    def _names(self, rows: Rows, codes: Iterator[str]) -> None:
        """Make owners and places; a place has its code from the start."""
        for name in rows.owners:
            self.owners[key(name)] = self._made(Owner, {"name": name})
        sort = self.connection.scalar(select(func.max(Place.sort)).where(Place.show == self.show)) or 0
        for number, (kind, name) in enumerate(rows.places, sort + 1):
            row = {"show": self.show, "kind": kind, "name": name, "sort": number, "gone": False, "rev": self.seq}
            id = self.places[kind, key(name)] = self._made(Place, row)
            self._insert(Code, [self._code(next(codes), f"{kind}:{id}", self.show)])

    def _new_cases(self, rows: Rows) -> dict[str, int]:
        """Insert new cases; their keys by folded code."""
        top = self.connection.scalar(select(func.max(Case.id))) or 0
        self._insert(Case, [self._keyed(case) for case in rows.cases])
        fresh = {code: id for code, id in self.connection.execute(select(Case.folded, Case.id).where(Case.id > top))}
        self.cases |= fresh
        return fresh

    def _keyed(self, values: Values) -> Values:
        """Values with keys in place of names and codes."""
        made = dict(values)
        if made.get("owner"):
            made["owner"] = self.owners[made["owner"]]
        for kind in PLACES:
            if made.get(kind):
                made[kind] = self.places[kind, made[kind]]
        for name in ("case", "inside"):
            if made.get(name):
                made[name] = self.cases[made[name]]
        return made

    def _code(self, code: str, subject: str, show: str | None) -> Values:
        return {"code": code, "subject": subject, "show": show, "gone": False, "rev": self.seq}

    def _made(self, table: type[Base], values: Values) -> int:
        made = self.connection.execute(insert(table).values(**values)).inserted_primary_key
        assert made is not None
        return int(made[0])

    def _insert(self, table: type[Base], values: list[Values]) -> None:
        if values:
            self.connection.execute(insert(table), values)

    def _change(self, table: type[Any], changes: Iterable[tuple[int, Values]]) -> None:
        """Update rows by key; rows with the same columns go as one statement."""
        alike: dict[tuple[str, ...], list[Values]] = {}
        for id, values in changes:
            keyed = self._keyed(values)
            alike.setdefault(tuple(sorted(keyed)), []).append(
                {f"new_{name}": keyed[name] for name in keyed} | {"key": id}
            )
        for names, every in alike.items():
            statement = update(table.__table__).where(table.__table__.c.id == bindparam("key"))
            self.connection.execute(statement.values({name: bindparam(f"new_{name}") for name in names}), every)

    def _link(self, fresh: dict[str, int]) -> None:
        """Give new cases what was scanned of them before anybody knew them."""
        seen = state_rows.table("code")
        waiting = {folded(code) for code in self.connection.scalars(select(seen.c.key).where(seen.c.show == self.show))}
        found = [f"case:{fresh[code]}" for code in waiting & fresh.keys()]
        if found:
            state.relink(self.connection, self.show, found, self.seq)
