"""A file, looked at: read, understood, held against the plan. Nothing is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from siteops.core.db import db
from siteops.imports.kind import Kind, Preview
from siteops.imports.kinds import KINDS, meant
from siteops.imports.problems import Outcome
from siteops.imports.progress import Progress, untold
from siteops.imports.reader import Book, read
from siteops.imports.wishes import Offered, Wishes, from_form


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file would do to a show. `wishes`: as they were obeyed; `kind`: as it was chosen or guessed."""

    show: str
    book: Book
    wishes: Wishes
    kind: Kind
    preview: Preview

    @property
    def refused(self) -> bool:
        """Whether nothing of the file can be stored."""
        return any(problem.outcome is Outcome.REFUSED for problem in self.preview.problems)

    @property
    def bare(self) -> bool:
        """Whether the file, though it could be read, says nothing that is stored or could be."""
        counts = self.preview.counts
        return not self.refused and not (counts.new or counts.changed or counts.unchanged)


def examine(show: str, path: Path, wishes: Wishes | None = None) -> Examined:
    """What storing the file at `path` would do to the show's plan. Never raises for a bad file."""
    return hold_against(show, read(path), wishes or Wishes())


def hold_against(show: str, book: Book, wishes: Wishes, progress: Progress = untold) -> Examined:
    """What a file that was read would do to the show's plan as it is now. `progress`: rows compared."""
    kind = meant(book, wishes.kind)
    with db.engine.connect() as connection:
        preview = kind.hold(connection, show, book, wishes=wishes, progress=progress)
    progress(book.size, book.size)
    return Examined(show, book, wishes, kind, preview)


def wished(book: Book, form: Mapping[str, str]) -> Wishes:
    """The wishes of a sent form, as far as they make sense for the book: see `wishes.from_form`."""
    named = form.get("kind", "")
    kind = meant(book, named)
    offered = Offered([sheet.name for sheet in book.sheets], kind.vocabulary.fields, kind.options)
    return from_form(form, offered, named if named in KINDS else "")
