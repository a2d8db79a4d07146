"""Owners of gear: their names, what is theirs, and two that are one. Each change is a batch that can be taken back."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, update

from siteops.core.batch import images
from siteops.core.batch.images import Change
from siteops.core.batch.undo import touch
from siteops.core.db import writing
from siteops.core.facts.plan import EditedAtOnce
from siteops.core.journal.record import lock_all, tell
from siteops.core.plan import Case, Owner, Place
from siteops.desk.plan_rows import Author
from siteops.imports.names import Spelling, key


class Owned(NamedTuple):
    """An owner: how many cases and trucks of the installation are theirs; `near`: one whose name is much like it."""

    id: int
    name: str
    cases: int
    trucks: int
    near: int | None


class Taken(Exception):
    """Another owner has that name, however spelt. `owner`: their key."""

    def __init__(self, owner: int) -> None:
        super().__init__(owner)
        self.owner = owner


def owners(connection: Connection) -> list[Owned]:
    """Everybody whose gear there is, by name. Three queries."""
    cases = counted(connection, Case.owner)
    trucks = counted(connection, Place.owner)
    names = {id: name for id, name in connection.execute(select(Owner.id, Owner.name)) if id in cases or id in trucks}
    like = near(names.values())
    ids = {key(name): id for id, name in names.items()}
    found = [Owned(id, name, cases.get(id, 0), trucks.get(id, 0), ids.get(key(like.get(name, ""))))
             for id, name in names.items()]  # fmt: skip
    return sorted(found, key=lambda one: key(one.name))


def counted(connection: Connection, column: Any) -> dict[int, int]:
    """How many rows each owner has."""
    query = select(column, func.count()).where(column.is_not(None)).group_by(column)
    return {owner: count for owner, count in connection.execute(query)}


def near(names: Any) -> dict[str, str]:
    """To each name one that is much like it, where there is one."""
    spelling = Spelling()
    for name in names:
        spelling.add(name)
    pairs = spelling.near()
    return dict([*((two, one) for one, two in pairs), *pairs])


def rename(owner: int, name: str, author: Author, told: Callable[[str, str], str]) -> int | None:
    """Give an owner another name; the batch, None where it is the same. Raises Taken, LookupError, Busy."""
    with writing() as connection:
        lock_all(connection)
        names = {id: known for id, known in connection.execute(select(Owner.id, Owner.name))}
        if names[owner] == name:
            return None
        if (other := next((id for id, known in names.items() if key(known) == key(name) and id != owner), None)):
            raise Taken(other)
        connection.execute(update(Owner).where(Owner.id == owner).values(name=name))
        changes = [Change("owner", owner, {"name": names[owner]}, {"name": name})]
        return kept(connection, changes, told(names[owner], name), author)


def merge(owner: int, into: int, author: Author, told: Callable[[str, str], str]) -> int:
    """Give all that is one owner's to another; the batch. Raises LookupError, Busy."""
    with writing() as connection:
        lock_all(connection)
        names = {id: name for id, name in connection.execute(select(Owner.id, Owner.name))}
        name = told(names[owner], names[into])
        changes = [
            Change(table, row, {"owner": owner}, {"owner": into})
            for table, rows in (("case", Case), ("place", Place))
            for row in connection.scalars(select(rows.id).where(rows.owner == owner))
        ]
        for rows in (Case, Place):
            connection.execute(update(rows).where(rows.owner == owner).values(owner=into))
        return kept(connection, changes, name, author)


def kept(connection: Connection, changes: Sequence[Change], name: str, author: Author) -> int:
    """Note the changes as a batch, and tell every show that has the things; the batch's number."""
    batch = images.begin(connection, author.show, by=author.by, kind="edit", name=name, changed=len(changes))
    seq = tell(connection, author.show, author.by, f"show:{author.show}", EditedAtOnce(batch, ["owner"], len(changes)))
    touch(connection, changes, {author.show: seq}, author.by)
    images.remember(connection, batch, changes)
    return batch
