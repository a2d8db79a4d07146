"""Stores an examined file: one batch that is seen all at once or not at all, one `Imported` in the log."""

import logging
from dataclasses import asdict, dataclass

from sqlalchemy.exc import IntegrityError

from siteops.core.batch import hidden, images
from siteops.core.db import db, writing
from siteops.core.facts.plan import Imported
from siteops.core.journal.record import lock_all, tell
from siteops.core.turn import turn
from siteops.imports.examine import Examined, hold_against
from siteops.imports.kind import Laid
from siteops.imports.progress import Progress, untold
from siteops.imports.write import Hiding, Writing

log = logging.getLogger(__name__)

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
    """A stored batch: its number, and how many rows of the plan were new, changed, unchanged.

    `problems`: how many were reported. `seq`: of its `Imported` in the show's log.
    """

    batch: int
    new: int
    changed: int
    unchanged: int
    problems: int
    seq: int


def store(examined: Examined, origin: Origin, progress: Progress = untold) -> Done:
    """Store what the preview shows. Raises Refused, Overtaken, Busy, and LookupError for no such show.

    One at a time stores. What is new is first written where nobody sees it, and what will change is noted, in short
    transactions; a last one checks that the plan is still the one that the file was held against, reveals it all and
    changes what is there. If the plan was changed since, the file is held against it again: what is stored is always
    right, even where the preview was older. `progress` is told how many rows are stored.
    """
    if examined.refused:
        raise Refused
    with turn(hidden.STORING):
        hidden.clear(hidden.STORING)
        for _ in range(ATTEMPTS):
            if not overtaken(examined) and (done := _tried(examined, origin, progress)):
                return done
            examined = hold_against(examined.show, examined.book, examined.wishes)
    raise Overtaken


def overtaken(examined: Examined) -> bool:
    """Whether somebody has changed since what the file was held against."""
    with db.engine.connect() as connection:
        return examined.kind.mark(connection, examined.show) != examined.preview.mark


def _tried(examined: Examined, origin: Origin, progress: Progress) -> Done | None:
    """Store it; None, and nothing is left of it, where somebody changed the plan meanwhile."""
    show, preview = examined.show, examined.preview
    with db.engine.connect() as connection:
        laid = preview.lay_out(connection)
    size = laid.size  # before any of it is written: what is written is used up
    progress(0, size)
    counts = {**asdict(preview.counts), "problems": len(preview.problems)}
    with writing() as connection:
        of_it = {"kind": examined.kind.name, "unfinished": True, **asdict(origin), **counts}
        batch = images.begin(connection, show, **of_it)
    seq, hiding = None, Hiding(show, batch, progress=progress, of=size)
    try:
        laid.hide(hiding)
        seq = _revealed(examined, origin, laid, hiding)
    except IntegrityError:  # somebody else has made a case of the same code, or removed what ours refers to
        log.info("batch %s was overtaken", batch)
    finally:
        if seq is None:
            hidden.take_away(batch)
    if seq is None:
        return None
    progress(size, size)
    return Done(batch, seq=seq, **counts)


def _revealed(examined: Examined, origin: Origin, laid: Laid, hiding: Hiding) -> int | None:
    """The last transaction; the seq of its `Imported`. None, and it does nothing, where the plan was changed."""
    show, batch, new = examined.show, hiding.batch, examined.preview.counts
    with writing() as connection:
        lock_all(connection)
        if examined.kind.mark(connection, show) != examined.preview.mark:
            return None
        fact = Imported(batch, origin.name, new.new, new.changed)
        seq = tell(connection, show, origin.by, f"show:{show}", fact)
        hiding.updates.write(connection, seq)
        hidden.reveal(connection, batch, seq)
        mine = Writing(connection, hiding, seq=seq, by=origin.by)
        laid.write(mine)
        mine.remember()
        return seq
