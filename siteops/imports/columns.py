"""Finds the header row of a table and says what each column holds.

A vocabulary names the fields of one kind of file and the headers that real exports give them. A
header is compared without case, brackets and units; what matches no known header goes to the most
similar one. A person may overrule every guess: see `Choice`.
"""

import difflib
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.reader import Book, Row, Sheet
from siteops.imports.values import CENTIMETRES, KILOGRAMS, text

SEARCHED_ROWS = 40  # how far down a header may stand
GUESSED_ROWS, GUESSED_CELLS = 15, 60  # where no header is known, similar ones are looked for: 1 ms a cell
UNUSED = "unused"
"""The field of headers that are known and left alone: else similar spelling would pull them elsewhere."""
SIMILAR_RANK = 100
SIMILAR = 0.82  # "wieght" is 0.83 like "weight"; "width", another word, 0.73
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-Z])")
_UNITS = {**KILOGRAMS, **CENTIMETRES}
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")


@dataclass(frozen=True, slots=True)
class Word:
    """A field and the headers it goes by, best first, already normalised. `unit`: may carry one."""

    field: str
    headers: tuple[str, ...]
    unit: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The fields of one kind of file. `needed`: without one of these a row is no header."""

    words: tuple[Word, ...]
    needed: frozenset[str]

    def __post_init__(self) -> None:
        """Refuse a header that would name two fields."""
        seen = [header for word in self.words for header in word.headers]
        if len(seen) != len(set(seen)):
            raise ValueError(f"twice: {sorted(each for each in seen if seen.count(each) > 1)}")

    @property
    def fields(self) -> tuple[str, ...]:
        """What a column may be taken for, in the order in which a form offers it."""
        return tuple(word.field for word in self.words if word.field != UNUSED)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what the file calls it, the field it holds (None: unused), the unit of its header.

    `rank`: how well the header fits, 0 best; `SIMILAR_RANK` where it is only similar.
    """

    index: int
    title: str
    field: str | None
    unit: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet: its line in the file, its columns, and the title rows above it."""

    line: int
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()

    def of(self, name: str) -> list[Column]:
        """The columns that hold the field, best header first."""
        return sorted((each for each in self.columns if each.field == name), key=lambda each: each.rank)

    @property
    def source(self) -> str:
        """Names the shape of the file: the same export of another day has the same."""
        return shape(each.title for each in self.columns)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided about a sheet: which line is the header, which column holds which field.

    `fields`: by column index; None leaves a column out. What is not named here is guessed.
    `use` False leaves the sheet out.
    """

    line: int | None = None
    use: bool = True
    fields: Mapping[int, str | None] = field(default_factory=dict)


def headers(book: Book, vocabulary: Vocabulary, choices: Mapping[str, Choice]) -> dict[str, Header | None]:
    """The header of every sheet that holds something and is not left out, by the sheet's name; None where none is."""
    used = [(sheet, choices.get(sheet.name, Choice())) for sheet in book.sheets if sheet.rows]
    return {sheet.name: header(sheet, vocabulary, choice) for sheet, choice in used if choice.use}


def without(found: Mapping[str, Header | None], book: Book) -> list[Problem]:
    """What to report of sheets without a header; a book without any is refused."""
    first = {sheet.name: sheet.rows[0].line for sheet in book.sheets if sheet.rows}
    lost = [name for name, header in found.items() if header is None]
    problems = [Problem("no_header", Where(name, first[name]), Outcome.LEFT_OUT) for name in lost]
    if len(lost) == len(found):
        problems.append(Problem("nothing_found" if lost else "empty", Where(), Outcome.REFUSED))
    return problems


def in_order(problems: Sequence[Problem], book: Book) -> list[Problem]:
    """Problems as the file goes: sheet by sheet, line by line; what concerns it as a whole comes first."""
    order = {sheet.name: number for number, sheet in enumerate(book.sheets)}
    return sorted(problems, key=lambda each: (order.get(each.where.sheet, -1), each.where.line))


def likeness(sheet: Sheet, vocabulary: Vocabulary, *, similar: bool = False) -> int:
    """How well the best row near the top of the sheet speaks a vocabulary; 0 if none can be its header.

    `similar`: misspelt headers count, too, which takes a while.
    """
    found = _alike(sheet, vocabulary) if similar else _exact(sheet, vocabulary)
    return found[1] if found else 0


def shape(titles: Iterable[str]) -> str:
    """Names the titles of a header, in their order; units do not count."""
    return hashlib.sha256("\n".join(normal(title)[0] for title in titles).encode()).hexdigest()[:32]


def normal(title: str) -> tuple[str, str]:
    """A header as it is compared, and its unit: `Weight [LBS]` → (`weight`, `lbs`)."""
    bracketed = [match.strip().casefold().rstrip(".") for match in _BRACKETS.findall(title)]
    # Not casefold(): "Maße" are sizes, "Masse" is a weight.
    bare = _CAMEL.sub(" ", _BRACKETS.sub(" ", title)).lower()
    words = re.sub(r"[\W_]+", " ", bare).split()
    unit = next((each for each in bracketed if each in _UNITS), "")
    if not unit and len(words) > 1 and words[-1] in _UNITS:
        unit = words.pop()
        if words[-1] == "in" and len(words) > 1:  # "Gewicht in kg"
            words.pop()
    return " ".join(words), unit


def header(sheet: Sheet, vocabulary: Vocabulary, choice: Choice | None = None) -> Header | None:
    """The header of the sheet; None if no row near its top can be one."""
    choice = choice or Choice()
    rows = sheet.rows[:SEARCHED_ROWS]
    if choice.line is not None:
        found = next((row for row in sheet.rows if row.line == choice.line), None)
    else:
        best = _best(sheet, vocabulary)
        found = best[0] if best else None
    if found is None:
        return None
    above = tuple(text(cell) for row in rows if row.line < found.line for cell in row.cells if text(cell))
    return Header(found.line, _chosen(_columns(found, vocabulary), choice), above)


def _chosen(columns: Sequence[Column], choice: Choice) -> tuple[Column, ...]:
    return tuple(
        replace(each, field=choice.fields[each.index], rank=-1) if each.index in choice.fields else each
        for each in columns
    )


def _best(sheet: Sheet, vocabulary: Vocabulary) -> tuple[Row, int] | None:
    """The row that is most like a header, and how much; a row of misspelt headers only where no other is one."""
    best = _exact(sheet, vocabulary)
    return best if best is None or best[1] else _alike(sheet, vocabulary)


def _exact(sheet: Sheet, vocabulary: Vocabulary) -> tuple[Row, int] | None:
    """The row that names most of the known headers, and how well it does."""
    scored = [(row, _score(row, vocabulary)) for row in sheet.rows[:SEARCHED_ROWS]]
    return max(scored, key=lambda pair: pair[1], default=None)


def _alike(sheet: Sheet, vocabulary: Vocabulary) -> tuple[Row, int] | None:
    """The same of rows whose headers are misspelt; None where there is none."""
    few = [row for row in sheet.rows[:GUESSED_ROWS] if len(row.cells) <= GUESSED_CELLS]
    scored = [(row, _score(row, vocabulary, similar=True) // 4) for row in few]
    best = max(scored, key=lambda pair: pair[1], default=None)
    return best if best and best[1] else None


def _score(row: Row, vocabulary: Vocabulary, *, similar: bool = False) -> int:
    """How many known headers the row holds; 0 if it cannot be a header."""
    columns = _columns(row, vocabulary, similar=similar)
    fields = {each.field for each in columns if each.field}
    numbers = sum(isinstance(cell, (int, float)) for cell in row.cells)
    if not fields & vocabulary.needed or numbers > len(fields):
        return 0
    named = [each for each in columns if each.title]
    enough = len(fields) >= 2 or len(named) == 1
    return 100 * len(fields) // max(len(named), 1) + 10 * len(fields) if enough else 0


def _columns(row: Row, vocabulary: Vocabulary, *, similar: bool = True) -> list[Column]:
    return [_column(index, text(cell), vocabulary, similar) for index, cell in enumerate(row.cells)]


def _column(index: int, title: str, vocabulary: Vocabulary, similar: bool) -> Column:
    name, unit = normal(title)
    if not name:
        return Column(index, title, None)
    for word in vocabulary.words:
        if name in word.headers:
            return Column(index, title, word.field, unit if word.unit else "", word.headers.index(name))
    if similar:
        known = {header: word for word in vocabulary.words for header in word.headers}
        near = difflib.get_close_matches(name, known, n=1, cutoff=SIMILAR)
        if near:
            word = known[near[0]]
            return Column(index, title, word.field, unit if word.unit else "", SIMILAR_RANK)
    return Column(index, title, None)
