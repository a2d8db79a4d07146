"""Where files of one shape come from: what a person decided about their columns is there for the next one.

A shape is a header's titles in their order, wherever it stands; every sheet has its own. So the same export of another
day is known again, also where only a person could say which row is its header.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import delete, select

from siteops.core import clock
from siteops.core.access.people import Person
from siteops.core.batch.batches import Source
from siteops.core.db import db, editing
from siteops.imports.columns import SEARCHED_ROWS, Choice, Header, header, shape
from siteops.imports.examine import Examined
from siteops.imports.kinds import guessed
from siteops.imports.makers import maker
from siteops.imports.reader import Book, Row, Sheet
from siteops.imports.values import text
from siteops.imports.wishes import Wishes

MOST_SHEETS = 60
"""Of a book whose sheets are looked up: 40 rows of each are asked about in one query."""


class Decided(msgspec.Struct, frozen=True):
    """A choice about one sheet and the options of its book, as `Source.wishes` keeps them.

    `fields`: column (from 0) → field, None: left out.
    """

    use: bool = True
    fields: dict[int, str | None] = {}
    options: list[str] = []


@dataclass(frozen=True, slots=True)
class Memory:
    """Whose decision it was, and when. `name`: of the source; `by`: who decided, a key and a name."""

    name: str
    by: int
    by_name: str
    at: datetime


def recalled(book: Book) -> tuple[Wishes, Memory | None]:
    """What was decided about files of this shape, nothing if nothing was. One query."""
    shapes = dict(_shapes(book))
    query = select(Source, Person.name).outerjoin(Person, Person.id == Source.by).where(Source.shape.in_(shapes))
    found = db.session.execute(query.order_by(Source.at.desc(), Source.id)).all() if shapes else []
    if not found:
        return Wishes(), None
    latest, by_name = found[0]
    choices: dict[str, Choice] = {}
    options: set[str] = set()
    for source in (row[0] for row in found if row[0].kind == latest.kind):
        decided = msgspec.json.decode(source.wishes, type=Decided)
        options.update(decided.options)
        for sheet, row in shapes[source.shape]:
            choices.setdefault(sheet.name, Choice(row.line, decided.use, decided.fields))
    memory = Memory(latest.name, latest.by, by_name or "", latest.at)
    return Wishes(choices, frozenset(options), latest.kind), memory


def _shapes(book: Book) -> Iterator[tuple[str, list[tuple[Sheet, Row]]]]:
    """Every shape that the rows near the top of the sheets have, and the rows that have it."""
    found: dict[str, list[tuple[Sheet, Row]]] = {}
    for sheet in book.sheets[:MOST_SHEETS]:
        for row in sheet.rows[:SEARCHED_ROWS]:
            found.setdefault(shape(text(cell) for cell in row.cells), []).append((sheet, row))
    yield from found.items()


def remember(examined: Examined, name: str, by: int) -> None:
    """Keep what was decided about the file, called `name`, for the next of its shape; forget it where nothing was."""
    decisions = {found.source: _choice(examined, sheet, found) for sheet, found in _headers(examined)}
    own_kind = examined.kind is not guessed(examined.book)
    decided = own_kind or examined.wishes.options or any(choice != Choice() for choice in decisions.values())
    with editing() as session:
        session.execute(delete(Source).where(Source.shape.in_(decisions)))
        if decided:
            session.add_all(_sources(examined, decisions, _named(examined.book, name), by))


def _choice(examined: Examined, sheet: Sheet, found: Header) -> Choice:
    """What was chosen about a sheet; naming the line that would be guessed anyway is no choice."""
    choice = examined.wishes.choices.get(sheet.name, Choice())
    if choice.line is None:
        return choice
    guess = header(sheet, examined.kind.vocabulary)
    return replace(choice, line=None) if guess and guess.line == found.line else choice


def _sources(examined: Examined, decisions: dict[str, Choice], name: str, by: int) -> Iterator[Source]:
    for found, choice in decisions.items():
        decided = Decided(choice.use, dict(choice.fields), sorted(examined.wishes.options))
        wishes = msgspec.json.encode(decided).decode()
        yield Source(examined.kind.name, found, name, wishes, by, clock.now())


def _headers(examined: Examined) -> Iterator[tuple[Sheet, Header]]:
    """Every sheet that has a header; one that is used comes after any of its shape that are left out, and so stands."""
    used = examined.preview.headers
    for sheet in examined.book.sheets:
        if sheet.name not in used and (guess := header(sheet, examined.kind.vocabulary)):
            yield sheet, guess
    for sheet in examined.book.sheets:
        if found := used.get(sheet.name):
            yield sheet, found


def _named(book: Book, file: str) -> str:
    """What a source is called: by the program that writes such files, else by the file without date and number."""
    if made := maker(book):
        return f"{made} export"
    stem = re.sub(r"\.\w{1,5}$", "", file)
    return re.sub(r"[\s_.-]*(?:\d[\d\s_.-]*|\(\d+\))+$", "", stem) or stem
