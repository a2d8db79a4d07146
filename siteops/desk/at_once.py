"""Changing many rows of the plan at once: all of them or none, one batch that can be taken back, one entry in the log.

What somebody edited after it was shown stays as they left it, and is told of.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from siteops.core.batch import hidden, images
from siteops.core.batch.images import Change
from siteops.core.batch.undo import touch
from siteops.core.batch.updates import Updates
from siteops.core.db import editing, moment, writing
from siteops.core.facts.plan import EditedAtOnce
from siteops.core.journal.record import lock_all, planning, tell
from siteops.core.journal.since import heads, plan_changed
from siteops.core.turn import turn
from siteops.desk.plan_rows import Author

ATTEMPTS = 3
"""How often many rows are looked up before the door is taken; after that, within it."""


class Wanted(NamedTuple):
    """What has to change in a row. `key`: of the thing that people chose, a case for its line.

    `rev`: when the show last touched that.
    """

    change: Change
    key: int
    rev: int


Told = Callable[[int], str]
"""What was done, by count."""
Find = Callable[[Connection, str, Collection[int]], Iterable[Wanted]]
"""What has to change in a show for some keys, and only the columns that do."""


class Wish(NamedTuple):
    """What many get. `told`: what was done, by count. `ready`: makes what it takes; then, how to find what must change.

    `also`: what goes with it behind the door and is not taken back.
    """

    told: Told
    ready: Callable[[Session], Find]
    also: Callable[[Connection, Sequence[Change]], None] = lambda *_: None


class Chosen(NamedTuple):
    """Things as somebody saw them: their keys; `rev` of those that were shown, `seq` of the log for all else."""

    keys: Collection[int]
    revs: Mapping[int, int]
    seq: int


class Done(NamedTuple):
    """What became of a wish: the batch, None where nothing was to change; the number of things that it changed.

    `overtaken`: keys of those that others edited meanwhile.
    """

    batch: int | None
    number: int
    overtaken: Sequence[int]


class Look(NamedTuple):
    """What a wish comes to, and its `name`: the changes of rows, also ready to be written; the `number` of things.

    `overtaken`: keys of things left alone.
    """

    name: str
    changes: Sequence[Change]
    updates: Updates
    number: int
    overtaken: Sequence[int]


def change(chosen: Chosen, wish: Wish, author: Author) -> Done:
    """Give things of the show what is wished. Raises Busy.

    Of many, all is looked up and remembered before the door is taken, which they then hold for some 6 ms a thousand;
    only if others change the plan again and again meanwhile, within it.
    """
    if len(chosen.keys) > hidden.AT_ONCE:
        with turn(hidden.EDITING):
            hidden.clear(hidden.EDITING)
            for _ in range(ATTEMPTS):
                if done := noted_first(chosen, wish, author):
                    return done
    with planning() as session:
        connection, find = session.connection(), wish.ready(session)
        look = looked(find(connection, author.show, chosen.keys), chosen, wish)
        if not look.changes:
            return Done(None, 0, look.overtaken)
        batch = begun(connection, look, author)
        images.remember(connection, batch, look.changes)
        write(connection, batch, look, author)
        wish.also(connection, look.changes)
        return Done(batch, look.number, look.overtaken)


def noted_first(chosen: Chosen, wish: Wish, author: Author) -> Done | None:
    """The same with a short last transaction. None, and nothing is changed, where somebody changed the plan."""
    with editing() as session:
        find = wish.ready(session)
    with moment() as connection:
        since = heads(connection)
        look = looked(find(connection, author.show, chosen.keys), chosen, wish)
    if not look.changes:
        return Done(None, 0, look.overtaken)
    with writing() as connection:
        batch = begun(connection, look, author, unfinished=True)
    written = False
    try:
        hidden.note(batch, look.changes)
        with writing() as connection:
            lock_all(connection)
            if not plan_changed(connection, since):
                write(connection, batch, look, author)
                wish.also(connection, look.changes)
                hidden.finish(connection, batch)
                written = True
    finally:
        if not written:
            hidden.take_away(batch)
    return Done(batch, look.number, look.overtaken) if written else None


def looked(found: Iterable[Wanted], chosen: Chosen, wish: Wish) -> Look:
    """What has to change; what somebody edited since it was shown stays."""
    wanted = list(found)
    fresh = [one for one in wanted if one.rev <= chosen.revs.get(one.key, chosen.seq)]
    changed, changes, updates = {one.key for one in fresh}, [one.change for one in fresh], Updates()
    for one in changes:
        updates.add(one.table, one.row, one.after)
    left = sorted({one.key for one in wanted} - changed)
    return Look(wish.told(len(changed)), changes, updates, len(changed), left)


def begun(connection: Connection, look: Look, author: Author, *, unfinished: bool = False) -> int:
    """Note the batch of it; its number."""
    of_it = {"by": author.by, "kind": "edit", "name": look.name, "changed": look.number}
    return images.begin(connection, author.show, unfinished=unfinished, **of_it)


def write(connection: Connection, batch: int, look: Look, author: Author) -> None:
    """Make the changes of a batch, and tell every show that has the things."""
    columns = sorted({column for one in look.changes for column in one.after})
    fact = EditedAtOnce(batch, columns, look.number)
    seq = tell(connection, author.show, author.by, f"show:{author.show}", fact)
    look.updates.write(connection, seq)
    touch(connection, look.changes, {author.show: seq}, author.by)


def all_get(table: Any, values: Mapping[str, Any], told: Told) -> Wish:
    """What every chosen row of a table gets."""
    return Wish(told, lambda _session: each(table, lambda _row: values))


def each(table: Any, gets: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Find:
    """How to find what must change in a table of the plan. `gets`: what a row gets, maybe nothing, by what it holds."""
    columns = table.__table__.c

    def find(connection: Connection, show: str, keys: Collection[int]) -> Iterator[Wanted]:
        wanted = {*keys}
        found = connection.execute(select(columns).where(columns.show == show, ~columns.gone))
        for row in (dict(one) for one in found.mappings() if one["id"] in wanted):
            if made := differing(table.__tablename__, row["id"], row, gets(row)):
                yield Wanted(made, row["id"], row["rev"])

    return find


def differing(table: str, row: int, now: Mapping[str, Any], wished: Mapping[str, Any]) -> Change | None:
    """What has to change in a row, and only the columns that do; None for nothing."""
    after = {name: value for name, value in wished.items() if now[name] != value}
    return Change(table, row, {name: now[name] for name in after}, after) if after else None
