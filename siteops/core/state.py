"""State: one row a subject, stepped from the log and never written otherwise."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from siteops.core import aliases, rows
from siteops.core.fold import FOLDS, Fold, Stamped, advance, refold, turns_back
from siteops.core.log import history, read
from siteops.core.rows import Row, load, save


def project(connection: Connection, show: str, arrived: Sequence[tuple[str, Stamped, int]]) -> None:
    """Bring the subjects of new log entries, given as (subject, entry, seq), up to date.

    An entry that came in order is one step from the stored row; anything else is stepped again from
    the start of its subject. A read and a write a noun, however many entries.
    """
    by_subject: dict[str, list[tuple[Stamped, int]]] = {}
    for subject, one, seq in arrived:
        if subject.partition(":")[0] in FOLDS:
            by_subject.setdefault(subject, []).append((one, seq))
    codes = [subject for subject in by_subject if subject.startswith("code:")]
    homes = set(aliases.homes(connection, show, codes).values()) if codes else set()
    before = load(connection, show, by_subject)
    save(
        connection,
        show,
        {
            subject: (advanced(connection, show, subject, before.get(subject), entries), entries[-1][1])
            for subject, entries in by_subject.items()
        },
    )
    if codes:
        homes |= set(aliases.homes(connection, show, codes).values())
        again(connection, show, homes, arrived[-1][2])


def advanced(
    connection: Connection, show: str, subject: str, before: Row | None, entries: Sequence[tuple[Stamped, int]]
) -> Row:
    """One subject's row after its new entries."""
    fold = FOLDS[subject.partition(":")[0]]
    arrived = sorted((one for one, _ in entries), key=lambda one: one.pos)
    late = before is not None and (before.turned or arrived[0].pos < before.pos)
    if late or any(turns_back(one) for one in arrived):
        row = from_start(connection, show, subject)
        assert row is not None  # its entries are in the log by now
        return row
    state = before.state if before else fold.state()
    for one in arrived:
        state = advance(fold, state, one)
    return Row(state, arrived[-1].pos, before.born if before else entries[0][1], False)


def again(connection: Connection, show: str, subjects: Iterable[str], seq: int) -> None:
    """Step subjects again from their start: an alias of theirs, or what a code stands for, has changed."""
    made = {subject: from_start(connection, show, subject) for subject in subjects}
    save(connection, show, {subject: (row, seq) for subject, row in made.items() if row})


def from_start(connection: Connection, show: str, subject: str) -> Row | None:
    """A subject's row from its whole history, that of the codes bound to it included.

    None: no history, or no state of its own: a code may stand for a place or a booking.
    """
    if subject.partition(":")[0] not in FOLDS:
        return None
    found = history(connection, show, {subject, *aliases.of(connection, show, subject)})
    return made_of(FOLDS[subject.partition(":")[0]], found)


def made_of(fold: Fold, found: Sequence[Any]) -> Row | None:
    """A row from rows of the log, in any order. None: there are none."""
    entries = [read(one) for one in found]
    if not entries:
        return None
    turned = any(turns_back(one) for one in entries)
    return Row(refold(fold, entries), max(one.pos for one in entries), min(one.seq for one in found), turned)


def relink(connection: Connection, show: str, subjects: Iterable[str], seq: int) -> None:
    """After plan rows or codes were made: give things the entries that waited under a bare code."""
    codes = rows.table("code")
    waiting = {f"code:{key}" for key in connection.scalars(select(codes.c.key).where(codes.c.show == show))}
    if waiting:
        found = [one for one in subjects if aliases.of(connection, show, one) & waiting]
        again(connection, show, found, seq)
