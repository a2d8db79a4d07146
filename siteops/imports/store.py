"""Stores an examined file: one batch, one transaction, one `Imported` in the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from siteops.core import clock
from siteops.core.db import db, writing
from siteops.core.facts.plan import Edited, Imported
from siteops.core.plan import Batch, Line
from siteops.core.record import tell
from siteops.imports.examine import Examined, hold_against
from siteops.imports.known import mark
from siteops.imports.rows import Rows, Values, prepared
from siteops.imports.write import Writing

ATTEMPTS = 5


class Refused(Exception):
    """Nothing of the file can be stored; its preview says why."""


class Overtaken(Exception):
    """Others changed the plan again and again meanwhile. Look at the preview and try again."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence an import comes: the file's name, the sha256 of its bytes, and who stores it."""

    name: str
    sha256: str
    by: int


@dataclass(frozen=True, slots=True)
class Done:
    """A stored batch: its number, and how many rows (cases and contents) were new, changed, unchanged.

    `problems`: how many were reported. `seq`: of its `Imported` in the show's log.
    """

    batch: int
    new: int
    changed: int
    unchanged: int
    problems: int
    seq: int


def store(examined: Examined, origin: Origin) -> Done:
    """Store what the preview shows. Raises Refused, Overtaken, Busy, and LookupError for no such show.

    All is compared and laid out before the write lock is taken. If the plan was changed since, the file
    is held against it again: what is stored is always right, even where the preview was older.
    """
    if examined.preview.refused:
        raise Refused
    for _ in range(ATTEMPTS):
        with db.engine.connect() as connection:
            rows = prepared(connection, examined)
        with writing() as connection:
            if mark(connection, examined.show) == examined.known.mark:
                return _stored(connection, examined, rows, origin)
        examined = hold_against(examined.show, examined.book, examined.wishes)
    raise Overtaken


def _stored(connection: Connection, examined: Examined, rows: Rows, origin: Origin) -> Done:
    preview = examined.preview
    counts = {
        "new": len(preview.new) + len(preview.new_contents),
        "changed": preview.changed + preview.changed_contents,
        "unchanged": preview.unchanged + preview.unchanged_contents,
        "problems": len(preview.problems),
    }
    source = {"name": origin.name, "sha256": origin.sha256, "by": origin.by}
    values = {"show": examined.show, "at": clock.now(), **source, **counts}
    made = connection.execute(insert(Batch).values(**values)).inserted_primary_key
    assert made is not None
    fact = Imported(int(made[0]), origin.name, counts["new"], counts["changed"])
    seq = tell(connection, examined.show, origin.by, f"show:{examined.show}", fact)
    Writing(connection, examined.show, seq, examined.known).write(rows)
    tell_other_shows(connection, examined.show, rows.case_changes, origin.by)
    return Done(int(made[0]), seq=seq, **counts)


def tell_other_shows(connection: Connection, show: str, changes: Sequence[tuple[int, Values]], by: int) -> None:
    """A case outlives shows: where another one has it too, its phones must learn what changed."""
    changed = dict(changes)
    query = select(Line.show, Line.case).where(Line.show != show, Line.case.in_(changed)).order_by(Line.show)
    others: dict[str, list[int]] = {}
    for other, case in connection.execute(query):
        others.setdefault(other, []).append(case)
    for other, cases in others.items():
        columns = sorted({name for case in cases for name in changed[case]})
        seq = tell(connection, other, by, f"show:{other}", Edited(columns))
        connection.execute(update(Line).where(Line.show == other, Line.case.in_(cases)).values(rev=seq))
