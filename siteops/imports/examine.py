"""A file, looked at: read, understood, held against the plan. Nothing is stored."""

from dataclasses import dataclass
from pathlib import Path

from siteops.core.db import db
from siteops.imports.gear import interpret
from siteops.imports.known import Known, add_contents, known
from siteops.imports.planned import GearPlan
from siteops.imports.preview import Preview, compare
from siteops.imports.reader import Book, read
from siteops.imports.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file would do to a show, and what it was held against."""

    show: str
    book: Book
    wishes: Wishes
    plan: GearPlan
    preview: Preview
    known: Known


def examine(show: str, path: Path, wishes: Wishes | None = None) -> Examined:
    """What storing the file at `path` would do to the show's plan. Never raises for a bad file."""
    return hold_against(show, read(path), wishes or Wishes())


def hold_against(show: str, book: Book, wishes: Wishes) -> Examined:
    """What a file that was read would do to the show's plan as it is now."""
    with db.engine.connect() as connection:
        found = known(connection, show)
        plan = interpret(book, found.stored, choices=wishes.choices, add_unknown=wishes.add_unknown)
        if plan.contents:
            add_contents(connection, found, {row.case for row in plan.contents})
    return Examined(show, book, wishes, plan, compare(plan, found.stored), found)
