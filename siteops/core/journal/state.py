"""State: one row a subject, stepped from the log and never written otherwise."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from siteops.core import aliases
from siteops.core.journal import rows
from siteops.core.journal.fold import FOLDS, Fold, Stamped, advance, refold, turns_back
from siteops.core.journal.log import history, read
from siteops.core.journal.rows import Row, load, save

ALWAYS = "~"
"""After every moment as the log spells it."""


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
    was = {one: linked(before.get(one)) for one in codes}  # a step may write into the row that it is given
    late = {subject for subject, entries in by_subject.items() if is_late(before.get(subject), entries)}
    made = from_start(connection, show, late)
    for subject in by_subject.keys() - late:
        made[subject] = advanced(FOLDS[subject.partition(":")[0]], before.get(subject), by_subject[subject])
    save(connection, show, {subject: (made[subject], entries[-1][1]) for subject, entries in by_subject.items()})
    if codes:
        aliases.follow(connection, {one.partition(":")[2]: (was[one], linked(made[one])) for one in codes})
        homes |= set(aliases.homes(connection, show, codes).values())
        again(connection, show, homes, arrived[-1][2])


def linked(row: Row | None) -> str | None:
    """What a code is linked to."""
    return getattr(row.state, "to", None) if row else None


def is_late(before: Row | None, entries: Sequence[tuple[Stamped, int]]) -> bool:
    """Whether a subject's new entries are no steps from its stored row: they came late, or turn something back."""
    if before and (before.turned or min(one.pos for one, _ in entries) < before.pos):
        return True
    return any(turns_back(one) for one, _ in entries)


def advanced(fold: Fold, before: Row | None, entries: Sequence[tuple[Stamped, int]]) -> Row:
    """One subject's row after new entries that came in order."""
    state = before.state if before else fold.state()
    arrived = sorted((one for one, _ in entries), key=lambda one: one.pos)
    for one in arrived:
        state = advance(fold, state, one)
    return Row(state, arrived[-1].pos, before.born if before else entries[0][1], False)


def again(connection: Connection, show: str, subjects: Iterable[str], seq: int) -> None:
    """Step subjects again from their start: an alias of theirs, or what a code stands for, has changed."""
    made = from_start(connection, show, set(subjects))
    save(connection, show, {subject: (row, seq) for subject, row in made.items()})


def from_start(
    connection: Connection, show: str, subjects: Collection[str], *, until: str = ALWAYS
) -> dict[str, Row]:
    """Subjects' rows from their whole history, or that until a moment, of the codes bound to them included.

    Left out are those without a history, and those without a state of their own: a code may stand for a
    place or a booking. As many queries as for one subject.
    """
    if not (subjects := {one for one in subjects if one.partition(":")[0] in FOLDS}):
        return {}
    about = {one: {one, *codes} for one, codes in aliases.of_all(connection, show, subjects).items()}
    entries: dict[str, list[Any]] = {}
    found = history(connection, show, set().union(*about.values()))
    for entry in (one for one in found if one.at <= until):
        entries.setdefault(entry.subject, []).append(entry)
    made: dict[str, Row] = {}
    for subject, names in about.items():
        row = made_of(FOLDS[subject.partition(":")[0]], [one for name in names for one in entries.get(name, ())])
        if row:
            made[subject] = row
    return made


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
        found = aliases.of_all(connection, show, set(subjects))
        again(connection, show, [subject for subject, names in found.items() if names & waiting], seq)
