"""Takes a batch back: as far as nobody has built on it since.

A column goes back only where it still holds what the batch put there. A row that the batch made, or brought back, is
gone again (or deleted, where its table knows no such mark) unless it was changed since, an entry speaks of it, or
another row needs it. What stays is answered, remembered with its reason, and can be listed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Table, bindparam, delete, select, update

from siteops.core import clock
from siteops.core.batch import images
from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.images import Change, Values, among, portions
from siteops.core.batch.ties import ending, sort_of, subjects, table_of
from siteops.core.batch.updates import Updates
from siteops.core.batch.verdict import Left, Verdict, judge
from siteops.core.db import db, writing
from siteops.core.facts.plan import Edited, TakenBack
from siteops.core.journal.prepared import Prepared
from siteops.core.journal.record import lock_all, tell
from siteops.core.journal.since import heads, plan_changed, spoken

ATTEMPTS = 3
"""How often a batch is judged before the door is taken; after that, within it."""
CARRIERS = {"case": ("line", "case"), "person": ("grant", "person"), "place": ("place", "id")}
"""Rows that one change may touch on several shows, and the rows and columns by which each show's phones learn of it."""


class NoBatch(LookupError):
    """The show has no such batch."""


class Already(Exception):
    """The batch was undone before: when, and by whom (a person's key)."""

    def __init__(self, at: Any, by: int | None) -> None:
        super().__init__(at)
        self.at, self.by = at, by


def look(show: str, batch: int, spared: Collection[tuple[str, int]] = ()) -> Verdict:
    """What an undo would do now. Changes nothing. Raises NoBatch, Already."""
    with db.engine.connect() as connection:
        undoable(connection, show, batch)
        return judge(connection, batch, spared)


def undo(show: str, batch: int, by: int, spared: Collection[tuple[str, int]] = ()) -> Verdict:
    """Take a batch back: one transaction, one `TakenBack` in the log. Raises NoBatch, Already, Busy.

    A large one is judged before the door is taken; only if something of it was spoken of meanwhile, again. `spared`:
    rows, by table and key, that must stay as they are.
    """
    for _ in range(ATTEMPTS):
        with db.engine.connect() as connection:
            undoable(connection, show, batch)
            since = heads(connection)
            verdict = judge(connection, batch, spared)
        back = old_values(verdict)
        with writing() as connection:
            lock_all(connection)
            if not overtaken(connection, since, verdict):
                return done(connection, show, batch, by, verdict, back)
    with writing() as connection:
        lock_all(connection)
        verdict = judge(connection, batch, spared)
        return done(connection, show, batch, by, verdict, old_values(verdict))


def done(connection: Connection, show: str, batch: int, by: int, verdict: Verdict, back: Updates) -> Verdict:
    """Write what a verdict says, whose old values are `back`. Raises NoBatch, Already."""
    name = undoable(connection, show, batch)
    seq = tell(connection, show, by, f"show:{show}", TakenBack(batch, name, verdict.rows, len(verdict.left)))
    back.write(connection, seq)
    for table in sort_of(verdict.goes):
        end(connection, table_of(table), verdict.goes[table], seq)
    touch(connection, verdict.back, {show: seq}, by)
    keep(connection, batch, verdict.left)
    connection.execute(update(Batch).where(Batch.id == batch).values(undone=clock.now(), undone_by=by))
    return verdict


def overtaken(connection: Connection, since: Mapping[str, int], verdict: Verdict) -> bool:
    """Whether somebody has changed the plan since, or has spoken of something that would go."""
    if plan_changed(connection, since):
        return True
    said = spoken(connection, since)
    return any(not said.isdisjoint(subjects(connection, table, rows)) for table, rows in verdict.goes.items() if said)


def undoable(connection: Connection, show: str, batch: int) -> str:
    """The name of a batch that can be undone. Raises NoBatch, Already."""
    query = select(Batch.name, Batch.undone, Batch.undone_by)
    query = query.where(Batch.id == batch, Batch.show == show, ~Batch.unfinished)
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NoBatch(batch)
    if found.undone:
        raise Already(found.undone, found.undone_by)
    return str(found.name)


def old_values(verdict: Verdict) -> Updates:
    """What goes back, ready to be written."""
    back = Updates()
    for one in verdict.back:
        back.add(one.table, one.row, old(table_of(one.table), one.before or {}))
    return back


def old(table: Table, before: Values) -> dict[str, Any]:
    """Old values as their columns take them, and what follows from them."""
    made = {
        name: None if value is None else msgspec.convert(value, python_type(table, name))
        for name, value in before.items()
    }
    return made | {name: by(before[source]) for name, source, by in following(table) if source in before}


@cache
def python_type(table: Table, column: str) -> type[Any]:
    """What a column holds."""
    found: type[Any] = table.c[column].type.python_type
    return found


@cache
def following(table: Table) -> list[tuple[str, str, Callable[[Any], Any]]]:
    """Columns whose value follows from another one's: their name, the other's, and how."""
    return [(column.name, *column.info["of"]) for column in table.c if "of" in column.info]


def end(connection: Connection, table: Table, keys: Iterable[int], seq: int) -> None:
    """Let rows go."""
    mark = ending(table)
    touched = {"rev": seq} if "rev" in table.c else {}
    for some in portions(keys):
        mine = among(connection, table.c.id, some)
        if mark is None:
            connection.execute(delete(table).where(mine))
        else:
            at: Any = True if mark == "gone" else clock.now()
            connection.execute(update(table).where(mine).values({mark: at, **touched}))


def touch(connection: Connection, changes: Iterable[Change], seqs: dict[str, int], by: int) -> None:
    """Shared rows outlive shows, and an owner's trucks drive for many: phones of each must learn what was changed.

    `seqs`: shows that were told already, and the seq of that; the others are told here.
    """
    for table, (name, column) in CARRIERS.items():
        columns = {one.row: one.before or {} for one in changes if one.table == table}
        carrier = table_of(name)
        for show, rows in sorted(elsewhere(connection, carrier.c[column], columns, seqs).items()):
            named = sorted({name for row in rows for name in columns[row]})
            seqs[show] = tell(connection, show, by, f"show:{show}", Edited(named))
        for show, seq in seqs.items():
            for some in portions(columns):
                mine = (carrier.c.show == show) & among(connection, carrier.c[column], some)
                connection.execute(update(carrier).where(mine).values(rev=seq))


def elsewhere(
    connection: Connection, column: Column[int], rows: Iterable[int], told: Iterable[str]
) -> dict[str, list[int]]:
    """By show, those of some shared rows that it has, named in a column; but for shows that were told."""
    found: dict[str, list[int]] = {}
    shows = column.table.c.show
    for some in portions(rows):
        query = select(shows, column).where(shows.not_in(list(told)), among(connection, column, some))
        for show, row in connection.execute(query):
            found.setdefault(show, []).append(row)
    return found


def keep(connection: Connection, batch: int, left: Iterable[Left]) -> None:
    """Remember what stayed, and why."""
    mine = (Image.batch == bindparam("of")) & (Image.table == bindparam("in")) & (Image.row == bindparam("key"))
    names = ("before", "after", "left")
    statement = update(Image).where(mine).values({name: bindparam(f"new_{name}") for name in names})
    rows = [
        {"of": batch, "in": one.table, "key": one.row, "new_before": one.before and images.spell(one.before),
         "new_after": images.spell(one.after), "new_left": why}
        for one, why in left
    ]  # fmt: skip
    Prepared(statement).many(connection, rows)
