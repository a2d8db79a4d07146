"""Holds what a batch did against what is there now: what an undo would put back, let go, and leave."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Connection, select

from siteops.core.batch import images
from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.images import Change, Values, portions
from siteops.core.batch.ties import ending, sort_of, spoken_of, table_of, used

WHY = ("edited", "entries", "used", "lost", "above")
"""Why something stays: it was edited since; an entry speaks of it; another row needs it; its old value is not to be had
any more; whoever asks may not change it."""


class Left(NamedTuple):
    """What stays as the batch left it: of a row that was there before, only the columns that do; and why (of WHY)."""

    change: Change
    why: str


@dataclass(slots=True)
class Verdict:
    """What an undo does. `back`: columns that get old values; `goes`: keys of rows, by table; `left`: what stays."""

    back: list[Change] = field(default_factory=list)
    goes: dict[str, list[int]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows it takes back."""
        gone = {(table, row) for table, rows in self.goes.items() for row in rows}
        return len(gone | {(one.table, one.row) for one in self.back})


Made = dict[str, dict[int, Change]]
"""Rows that the batch made or brought back, by table and key."""


def judge(connection: Connection, batch: int, spared: Collection[tuple[str, int]] = ()) -> Verdict:
    """What an undo of the batch would do now. `spared`: rows, by table and key, that must stay as they are."""
    verdict, made = Verdict(), Made()
    for table, changes in images.of(connection, batch).items():
        now = rows_now(connection, table, changes)
        for one in changes:
            if (table, one.row) in spared:
                verdict.left.append(Left(one, "above"))
            elif one.row in now:
                compare(one, now[one.row], verdict, made)
    lose(connection, batch, verdict)
    freed = freed_by(verdict.back)
    for table in sort_of(made):
        hold_on(connection, table, made, freed, verdict)
    stay_whole(made, verdict)
    verdict.goes = {table: sorted(rows) for table, rows in made.items() if rows}
    return verdict


def stay_whole(made: Made, verdict: Verdict) -> None:
    """Whoever stays, because they signed in or were spoken of, keeps the part, calls and papers that the batch gave."""
    people = {one.change.row for one in verdict.left if one.change.table == "person" and one.change.before is None}
    for rows in made.values():
        for row in [row for row, one in rows.items() if one.after.get("person") in people]:
            verdict.left.append(Left(rows.pop(row), "used"))


def rows_now(connection: Connection, table: str, changes: Iterable[Change]) -> dict[int, dict[str, Any]]:
    """Rows as they are, by key, in the columns that the batch touched and as JSON has them."""
    columns, changes = table_of(table).c, list(changes)
    wanted = sorted({name for one in changes for name in one.after})
    found: dict[int, dict[str, Any]] = {}
    for some in portions(one.row for one in changes):
        query = select(columns.id, *(columns[name] for name in wanted)).where(columns.id.in_(some))
        for id, *values in connection.execute(query):
            found[id] = dict(zip(wanted, map(msgspec.to_builtins, values), strict=True))
    return found


def compare(one: Change, now: Values, verdict: Verdict, made: Made) -> None:
    """One row: what of it still is as the batch left it."""
    other = [name for name, value in one.after.items() if now[name] != value]
    if one.before is None:
        if other:
            verdict.left.append(Left(one, "edited"))
        else:
            made.setdefault(one.table, {})[one.row] = one
        return
    same = [name for name, value in one.before.items() if name not in other and now[name] != value]
    mark = ending(table_of(one.table))
    if mark in same and one.before[mark]:  # it was not there, and the batch brought it back
        made.setdefault(one.table, {})[one.row] = only(one, [mark])
        same.remove(mark)
    if same:
        verdict.back.append(only(one, same))
    if stays := [name for name in other if now[name] != one.before[name]]:
        verdict.left.append(Left(only(one, stays), "edited"))


def freed_by(back: Iterable[Change]) -> dict[tuple[str, str], set[int]]:
    """By table and column: rows that will hold something else there than they do now."""
    freed: dict[tuple[str, str], set[int]] = {}
    for one in back:
        for name in one.after:
            freed.setdefault((one.table, name), set()).add(one.row)
    return freed


def hold_on(
    connection: Connection, table: str, made: Made, freed: Mapping[tuple[str, str], set[int]], verdict: Verdict
) -> None:
    """Of the rows of a table that would go, let those stay that something ties down."""
    mine = made[table]

    def stay(rows: Collection[int], why: str) -> None:
        verdict.left += [Left(mine.pop(row), why) for row in sorted(rows)]

    def going(other: str, column: str) -> set[int]:
        return {*made.get(other, ()), *freed.get((other, column), ())}

    def vanishing(other: str, column: str) -> set[int]:
        return going(other, column) if ending(table_of(other)) is None else freed.get((other, column), set())

    stay(spoken_of(connection, table, mine), "entries")
    while needed := used(connection, table, mine, going, gone=False):
        stay(needed, "used")
    if ending(table_of(table)) is None:
        for row in used(connection, table, mine, vanishing, gone=True):
            del mine[row]  # what needs it is gone, so nobody will miss a word about it


def lose(connection: Connection, batch: int, verdict: Verdict) -> None:
    """Leave columns as they are whose old value cannot be had: the row it names was deleted, or another has it now."""
    for table in {one.table for one in verdict.back}:
        for column in table_of(table).c:
            wanted = {
                one.row: value for one in verdict.back
                if one.table == table and (value := (one.before or {}).get(column.name)) is not None
            }  # fmt: skip
            if lost := not_to_be_had(connection, batch, column, wanted):
                leave(verdict, table, column.name, lost)


def not_to_be_had(connection: Connection, batch: int, column: Column[Any], wanted: Mapping[int, Any]) -> set[int]:
    """Rows whose old value in a column cannot be had any more."""
    lost: set[int] = set()
    for key in column.foreign_keys if wanted else ():
        there = set[int]()
        for some in portions(set(wanted.values())):
            there.update(connection.scalars(select(key.column).where(key.column.in_(some))))
        there -= deleted_since(connection, batch, key.column.table.name, there)
        lost |= {row for row, value in wanted.items() if value not in there}
    if column.unique and wanted:
        for some in portions(wanted.values()):
            found = connection.execute(select(column.table.c.id, column).where(column.in_(some)))
            holders = {value: id for id, value in found}
            lost |= {row for row, value in wanted.items() if holders.get(value, row) != row}
    return lost


def deleted_since(connection: Connection, batch: int, table: str, keys: Collection[int]) -> set[int]:
    """Keys whose rows an undo has deleted since a batch was stored: SQLite gives the highest key a second time."""
    if not keys or ending(table_of(table)):
        return set()
    at = select(Batch.at).where(Batch.id == batch).scalar_subquery()
    query = select(Image.row).join(Batch, Batch.id == Image.batch)
    query = query.where(Batch.undone >= at, Image.table == table, Image.before.is_(None), Image.left.is_(None))
    return set(keys).intersection(connection.scalars(query))


def leave(verdict: Verdict, table: str, column: str, rows: Collection[int]) -> None:
    """Take a column of some rows out of what goes back."""
    for place, one in enumerate(verdict.back):
        if one.table == table and one.row in rows:
            verdict.left.append(Left(only(one, [column]), "lost"))
            verdict.back[place] = only(one, [name for name in one.after if name != column])
    verdict.back = [one for one in verdict.back if one.after]


def only(one: Change, names: Iterable[str]) -> Change:
    """A change in some of its columns."""
    before, names = one.before, list(names)
    kept = None if before is None else {name: before[name] for name in names}
    return Change(one.table, one.row, kept, {name: one.after[name] for name in names})
