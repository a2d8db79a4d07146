"""What the page of an examined file shows, in the reader's words: made once, kept beside a file that took long."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from flask_babel import format_decimal
from flask_babel import gettext as _

from siteops.core import clock
from siteops.imports.examine import Examined
from siteops.imports.kind import Change, Outlook
from siteops.imports.kinds import KINDS
from siteops.imports.makers import maker
from siteops.imports.problems import Outcome, Problem
from siteops.imports.sources import Memory
from siteops.imports.tables import Table, notes, tables
from siteops.imports.values import text
from siteops.imports.wishes import to_form
from siteops.imports.wording import happens, place, sayer

MOST = 100
"""How many odd rows, changes or codes a page lists before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A row with a problem, in words. `line` 0: of the file as a whole; `subject`: as the file spells it, or empty."""

    sheet: str
    line: int
    subject: str
    outcome: Outcome
    why: str
    happens: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that the file says otherwise, in words; a dash where there was nothing."""

    subject: str
    part: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Named:
    """Names of one field that the site does not know yet."""

    field: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Option:
    """A check box of the kind."""

    name: str
    words: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What storing the file called `name` would do, as it was `at` that moment.

    `kinds`: what it may be taken for, the guess as ""; `subject`: the word for what tells its rows apart.
    `refusals`: why nothing can be stored; `bare`: there is nothing to store.
    `odd`: all rows with a problem, in order, by `outcomes`; `alike`: how often
    each kind of problem comes, with one example, the commonest first. `changes`: the first of `changes_in_all`.
    `near`: pairs of names that may be one. `wishes`: fields of a form that say how it was read.
    """

    name: str
    at: datetime
    kind: str
    title: str
    kinds: Sequence[tuple[str, str]]
    maker: str
    memory: Memory | None
    read: int
    subject: str
    refusals: Sequence[str]
    bare: bool
    odd: Sequence[Odd]
    outcomes: dict[str, int]
    alike: Sequence[tuple[int, str]]
    outlook: Outlook
    changed_rows: int
    changes_in_all: int
    changes: Sequence[Changed]
    missing: Sequence[str]
    names: Sequence[Named]
    near: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    notes: str
    wishes: Sequence[tuple[str, str]]
    options: Sequence[Option]

    @property
    def recognised(self) -> tuple[int, int]:
        """Of the columns with a title: how many become something, and how many there are."""
        columns = [column for table in self.tables if table.used for column in table.columns if column.title]
        return sum(1 for column in columns if column.becomes), len(columns)


def lay_out(examined: Examined, name: str, memory: Memory | None = None) -> Shown:
    """Everything the page needs. `memory`: whose choices it was read by, if they are those of an earlier file."""
    kind, preview, book = examined.kind, examined.preview, examined.book
    say = sayer(kind)
    problems = [one for one in preview.problems if one.outcome is not Outcome.REFUSED]
    refused = [(place(one.where), say(one)) for one in preview.problems if one.outcome is Outcome.REFUSED]
    return Shown(
        name, clock.now(), kind.name, kind.title(), _kinds(examined), maker(book), memory, book.size,
        kind.field_name(kind.subject), [f"{where}: {why}" if where else why for where, why in refused], examined.bare,
        _odd(problems, examined, say), {str(key): value for key, value in Counter(p.outcome for p in problems).items()},
        _alike(problems, say), preview.outlook(), preview.counts.changed, len(preview.changes),
        [_changed(one, kind.field_name) for one in preview.changes[:MOST]],
        [] if examined.refused else list(preview.missing),
        [Named(kind.field_name(field), list(names)) for field, names in preview.names.items() if names],
        [(one.name, one.other) for one in preview.near], tables(examined), notes(examined),
        list(to_form(examined.wishes, [sheet.name for sheet in book.sheets])),
        [Option(one, kind.option_name(one), one in examined.wishes.options) for one in kind.options],
    )  # fmt: skip


def _kinds(examined: Examined) -> list[tuple[str, str]]:
    """The kinds to choose from; the one that is there by a guess is chosen by nothing."""
    chosen = examined.wishes.kind
    guess = "" if chosen else examined.kind.name
    kinds = [("" if name == guess else name, kind.title()) for name, kind in KINDS.items()]
    return kinds if guess in KINDS else [*kinds, ("", str(_("As guessed")))]


def _odd(problems: Sequence[Problem], examined: Examined, say: Callable[[Problem], str]) -> list[Odd]:
    """Problems in words, each with what the file has in the column that tells rows apart."""
    wanted = {(one.where.sheet, one.where.line) for one in problems}
    subjects: dict[tuple[str, int], str] = {}
    for sheet in examined.book.sheets:
        header = examined.preview.headers.get(sheet.name)
        columns = header.of(examined.kind.subject) if header else []
        for row in sheet.rows if columns else ():
            if (sheet.name, row.line) in wanted:
                subjects[sheet.name, row.line] = text(row.cell(columns[0].index))
    return [
        Odd(
            one.where.sheet, one.where.line, subjects.get((one.where.sheet, one.where.line), ""), one.outcome, say(one),
            happens(one.outcome),
        )
        for one in problems
    ]  # fmt: skip


def _alike(problems: Sequence[Problem], say: Callable[[Problem], str]) -> list[tuple[int, str]]:
    found: dict[str, tuple[Problem, count[int]]] = {}
    for one in problems:
        next(found.setdefault(one.code, (one, count()))[1])
    told = [(next(number), say(one)) for one, number in found.values()]
    return sorted(told, key=lambda pair: -pair[0])


def _changed(one: Change, field_name: Callable[[str], str]) -> Changed:
    return Changed(one.subject, one.part, field_name(one.field), written(one.before), written(one.after))


def written(value: str | float | None) -> str:
    """A value as a page shows it; a dash where there was none."""
    if value is None or value == "":
        return "–"
    return str(format_decimal(value)) if isinstance(value, float) else str(value)
