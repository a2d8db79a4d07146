"""The sheets of a file as a form shows them: what every column is taken for, and what it may become."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from siteops.imports.columns import SIMILAR_RANK, Choice, Column, Header
from siteops.imports.examine import Examined
from siteops.imports.kind import Kind
from siteops.imports.reader import Book, Row, Sheet
from siteops.imports.values import decimal_sign, text

LOOKED_AT = 200
"""Rows beneath a header in which examples of its columns are looked for."""
BEGINS = 12, 8
"""Rows and columns of a sheet without a header that are shown."""
GUESS = "-"
"""The value of a choice that leaves the guess alone."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A column and what it may become. `name`: of its form field; `options`: (value, words).

    `becomes`: the field that it is taken for, or empty.
    """

    title: str
    examples: str
    name: str
    options: Sequence[tuple[str, str]]
    chosen: str
    becomes: str
    tone: str
    match: str


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of the file. `line`: of its header, None where none was found; `begins`: then its first rows."""

    number: int
    name: str
    used: bool
    line: int | None
    wanted_line: int | None
    columns: Sequence[Choosable]
    begins: Sequence[tuple[int, Sequence[str]]]


def tables(examined: Examined) -> list[Table]:
    """The sheets that hold something."""
    headers, choices = examined.preview.headers, examined.wishes.choices
    return [
        table(number, sheet, headers.get(sheet.name), choices.get(sheet.name, Choice()), examined.kind)
        for number, sheet in enumerate(examined.book.sheets)
        if sheet.rows
    ]


def table(number: int, sheet: Sheet, header: Header | None, choice: Choice, kind: Kind) -> Table:
    """One sheet."""
    rows, cells = BEGINS
    begins = [(row.line, [text(cell) for cell in row.cells[:cells]]) for row in sheet.rows[:rows]] if not header else []
    beneath = [row for row in sheet.rows if header and row.line > header.line][:LOOKED_AT]
    columns = [
        choosable(f"column-{number}-{one.index}", one, beneath, kind, is_chosen=one.index in choice.fields)
        for one in (header.columns if header else ())
        if one.title or any(text(row.cell(one.index)) for row in beneath)
    ]
    return Table(number, sheet.name, choice.use, header.line if header else None, choice.line, columns, begins)


def choosable(name: str, column: Column, beneath: Sequence[Row], kind: Kind, *, is_chosen: bool) -> Choosable:
    """One column. Unless somebody chose, its guess stays a guess: a choice is obeyed where a guess is weighed."""
    fields = kind.vocabulary.fields
    guess = column.field if column.field in fields else ""
    options = [("", str(_("Left out"))), *((each, kind.field_name(each)) for each in fields)]
    if is_chosen:
        chosen, tone, match = column.field or "", "info", str(_("Chosen"))
        options.append((GUESS, str(_("As guessed"))))
    else:
        chosen, (tone, match) = GUESS, fit(column, guess)
        options = [(GUESS if value == guess else value, words) for value, words in options]
    shown = examples(column, beneath)
    return Choosable(column.title, shown, name, options, chosen, guess or "", tone, match)


def fit(column: Column, guess: str | None) -> tuple[str, str]:
    """How sure a guess is: its tone and word."""
    if not guess:
        return "idle", str(_("Not needed") if column.field else _("Not known"))
    return ("warn", str(_("Similar"))) if column.rank >= SIMILAR_RANK else ("ok", str(_("Sure")))


def examples(column: Column, beneath: Sequence[Row]) -> str:
    """A few different values of a column."""
    found: dict[str, None] = {}
    for row in beneath:
        if value := " ".join(text(row.cell(column.index)).split()):
            found.setdefault(value[:40])
        if len(found) == 3:
            break
    return " · ".join(found)


def notes(examined: Examined) -> str:
    """What was found about the file and not guessed: what cuts its columns, its characters, decimals and units."""
    return " · ".join([*_written(examined.book), *_counted(examined)])


def _written(book: Book) -> list[str]:
    words = {";": _("semicolons"), ",": _("commas"), "\t": _("tabs"), "|": _("bars")}
    return [str(words.get(book.delimiter, book.delimiter)), book.encoding] if book.delimiter else []


def _counted(examined: Examined) -> list[str]:
    """The decimal sign and the units of the columns that are weights or sizes."""
    found: dict[str, None] = {}
    for sheet in examined.book.sheets:
        header = examined.preview.headers.get(sheet.name)
        for column in header.columns if header else ():
            if column.field and _measures(column.field, examined.kind):
                if decimal_sign(row.cell(column.index) for row in sheet.rows[:LOOKED_AT]) == ",":
                    found.setdefault(str(_("decimal comma")))
                found.setdefault(column.unit)
    return [note for note in found if note]


def _measures(field: str, kind: Kind) -> bool:
    return any(word.field == field and word.unit for word in kind.vocabulary.words)
