"""Replay: all state once more from the log, built beside the live rows and then swapped.

After a fold changed, or to prove that nothing is lost: the rows must come out the same. The swap
gives the show a new epoch, so every phone fetches the full set.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from siteops.core import aliases
from siteops.core.db import db, writing
from siteops.core.journal import rows
from siteops.core.journal.fold import FOLDS
from siteops.core.journal.log import head, log
from siteops.core.journal.rows import save
from siteops.core.journal.state import from_start

CHUNK = 200
"""Subjects that are stepped while holding the write lock once: some 50 ms."""
BESIDE = "_replay"


class Replayed(NamedTuple):
    """What a replay found: how many rows it made, and the subjects whose live row was another."""

    made: int
    differing: list[str]


def replay(show: str) -> Replayed:
    """Rebuild one show's state. Entries that arrive meanwhile are caught up with under the lock."""
    with writing() as connection:
        rows.metadata.create_all(connection, [rows.table(noun, BESIDE) for noun in FOLDS])
        clear(connection, show, BESIDE)
        seen = top(connection, show)
    with db.engine.connect() as connection:
        wanted = sorted(subjects(connection, show, 0))
    for chunk in chunks(wanted):
        with writing() as connection:
            build(connection, show, chunk)
    with writing() as connection:
        late = subjects(connection, show, seen)
        build(connection, show, late)
        differing = compare(connection, show)
        swap(connection, show)
    return Replayed(len(set(wanted) | late), differing)


def build(connection: Connection, show: str, wanted: Iterable[str]) -> None:
    """Write subjects' rows beside, each from its start, each with the seq that last touched it."""
    rows = from_start(connection, show, set(wanted))
    made = {subject: (row, last_touch(connection, show, subject)) for subject, row in rows.items()}
    save(connection, show, made, BESIDE)


def subjects(connection: Connection, show: str, after: int) -> set[str]:
    """Subjects with state that entries after a seq touched, what their codes stand for included."""
    query = select(log.c.subject).where(log.c.show == show, log.c.seq > after).distinct()
    found = {subject for subject in connection.scalars(query) if subject.partition(":")[0] in FOLDS}
    codes = [subject for subject in found if subject.startswith("code:")]
    return found | set(aliases.homes(connection, show, codes).values())


def last_touch(connection: Connection, show: str, subject: str) -> int:
    """The live row's rev, so that a replay gives identical rows; the head where there is none."""
    noun, _, key = subject.partition(":")
    live = rows.table(noun)
    rev = connection.scalar(select(live.c.rev).where(live.c.show == show, live.c.key == key))
    return rev if rev is not None else top(connection, show)


def compare(connection: Connection, show: str) -> list[str]:
    """Subjects whose live row is not the one made beside it."""
    differing = []
    for noun in FOLDS:
        live, beside = (content(connection, show, noun, suffix) for suffix in ("", BESIDE))
        differing += [f"{noun}:{key}" for key in live.keys() | beside.keys() if live.get(key) != beside.get(key)]
    return sorted(differing)


def content(connection: Connection, show: str, noun: str, suffix: str) -> dict[str, tuple[object, ...]]:
    """A noun's rows by key."""
    found = rows.table(noun, suffix)
    return {row.key: tuple(row) for row in connection.execute(select(found).where(found.c.show == show))}


def swap(connection: Connection, show: str) -> None:
    """Put the rows made beside in the place of the live ones, under a new epoch."""
    clear(connection, show, "")
    for noun in FOLDS:
        live, beside = rows.table(noun), rows.table(noun, BESIDE)
        copy = select(*(beside.c[one.name] for one in live.c)).where(beside.c.show == show)
        connection.execute(insert(live).from_select([one.name for one in live.c], copy))
    clear(connection, show, BESIDE)
    connection.execute(update(head).where(head.c.show == show).values(epoch=head.c.epoch + 1))


def clear(connection: Connection, show: str, suffix: str) -> None:
    """Empty a show's rows."""
    for noun in FOLDS:
        found = rows.table(noun, suffix)
        connection.execute(delete(found).where(found.c.show == show))


def top(connection: Connection, show: str) -> int:
    """The show's last seq. Raises LookupError for a show without a log."""
    found = connection.scalar(select(head.c.seq).where(head.c.show == show))
    if found is None:
        raise LookupError(f"show {show} has no log")
    return int(found)


def chunks(wanted: list[str]) -> Iterator[list[str]]:
    """In pieces that hold the write lock only briefly."""
    rest = iter(wanted)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
