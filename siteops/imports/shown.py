"""What the page of an examined file shows, laid out for its templates: numbers, odd rows, changes, columns."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from siteops.core.plan import folded
from siteops.imports.columns import Choice, Column, Header
from siteops.imports.examine import Examined
from siteops.imports.preview import Change
from siteops.imports.problems import Outcome, Problem
from siteops.imports.reader import Row, Sheet
from siteops.imports.values import text
from siteops.imports.wishes import FIELDS
from siteops.imports.wording import field_name, happens, place, say

MOST = 100
"""How many odd rows, changes or codes a page lists before the rest is only counted."""
LOOKED_AT = 200
"""Rows beneath a header in which examples of its columns are looked for."""
GUESS = "-"
"""The value of a choice that leaves the guess alone."""
VERDICTS = {Outcome.LEFT_OUT: ("stop", ""), Outcome.DOUBTFUL: ("warn", ""), Outcome.DOUBLE: ("idle", "copy"),
            Outcome.REFUSED: ("stop", "")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Odd:
    """A row with a problem, in words. `where`: sheet and line; `code`: as the file spells it, or empty."""

    where: str
    code: str
    tone: str
    icon: str
    verdict: str
    why: str
    happens: str


@dataclass(frozen=True, slots=True)
class Totals:
    """What a file would do, in numbers.

    `rows`: that hold something, headers too. `inside`: of the cases, those that lie in another. `contents`: new
    and changed ones. `verdicts`: problems by what happens. `weights`: kg by truck, of cases that lie in no other,
    guesses left out. `owners`: cases by owner, "" being our own. Where the file says no weight or no owner, the
    known one counts.
    """

    rows: int
    new: int
    changed: int
    unchanged: int
    inside: int
    serials: int
    bulk: int
    contents: int
    verdicts: Mapping[Outcome, int]
    weights: Mapping[str, float]
    owners: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Choosable:
    """A column and what it may become. `field`: the name of its form field; `options`: (value, words)."""

    title: str
    examples: str
    field: str
    options: Sequence[tuple[str, str]]
    chosen: str
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


def totals(examined: Examined) -> Totals:
    """The numbers beside the rows."""
    plan, preview, known = examined.plan, examined.preview, examined.known.stored.cases
    weights: dict[str, float] = {}
    owners: Counter[str] = Counter()
    for case in plan.cases:
        before = known.get(folded(case.code))
        owners[case.owner or (before.owner if before else None) or ""] += 1
        weight = case.weight if case.weight is not None or before is None else before.weight
        if case.truck and not case.inside and not case.about:
            weights[case.truck] = weights.get(case.truck, 0) + (weight or 0)
    return Totals(
        sum(len(sheet.rows) for sheet in examined.book.sheets),
        len(preview.new), preview.changed, preview.unchanged, sum(1 for case in plan.cases if case.inside),
        plan.serials, plan.bulk, len(preview.new_contents) + preview.changed_contents,
        Counter(problem.outcome for problem in preview.problems),
        dict(sorted(weights.items())), dict(sorted(owners.items(), key=lambda one: (not one[0], one[0].casefold()))),
    )  # fmt: skip


def refusals(examined: Examined) -> list[str]:
    """Why nothing of the file can be stored; empty where something can."""
    refused = [one for one in examined.preview.problems if one.outcome is Outcome.REFUSED]
    return [f"{place(one.where)}: {say(one)}" if one.where.line else say(one) for one in refused]


def odd_rows(examined: Examined) -> list[Odd]:
    """Everything else that is to be said of the file, in its order."""
    rows = {(sheet.name, row.line): row for sheet in examined.book.sheets for row in sheet.rows}
    problems = [one for one in examined.preview.problems if one.outcome is not Outcome.REFUSED]
    return [odd(one, examined, rows) for one in problems]


def odd(problem: Problem, examined: Examined, rows: Mapping[tuple[str, int], Row]) -> Odd:
    """One problem in words."""
    where, outcome = problem.where, problem.outcome
    row, header = rows.get((where.sheet, where.line)), examined.plan.headers.get(where.sheet)
    columns = header.of("code") if header else []
    code = text(row.cell(columns[0].index)) if row and columns else ""
    tone, icon = VERDICTS[outcome]
    return Odd(place(where), code, tone, icon, verdict(outcome), say(problem), happens(outcome))


def verdict(outcome: Outcome) -> str:
    """What a chip says of a row."""
    words: dict[Outcome, str] = {
        Outcome.LEFT_OUT: _("Left out"),
        Outcome.DOUBTFUL: _("Doubtful"),
        Outcome.DOUBLE: _("Double"),
        Outcome.REFUSED: _("Refused"),
    }
    return words[outcome]


def changes(every: Sequence[Change]) -> Iterator[tuple[Change, str, str, str]]:
    """Each change with the words for its field, for what was, and for what comes."""
    for one in every:
        yield one, field_name(one.field), written(one.before), written(one.after)


def written(value: str | float | None) -> str:
    """A value as a page shows it; a dash where there was none."""
    if value is None or value == "":
        return "–"
    return str(format_decimal(value)) if isinstance(value, float) else str(value)


def tables(examined: Examined) -> list[Table]:
    """The sheets of the file with what their columns become, as a form offers to choose."""
    return [
        table(number, sheet, examined.plan.headers.get(sheet.name), examined.wishes.choices.get(sheet.name, Choice()))
        for number, sheet in enumerate(examined.book.sheets)
        if sheet.rows
    ]


def table(number: int, sheet: Sheet, header: Header | None, choice: Choice) -> Table:
    """One sheet."""
    begins = [(row.line, [text(cell) for cell in row.cells[:8]]) for row in sheet.rows[:12]] if header is None else []
    beneath = [row for row in sheet.rows if header and row.line > header.line]
    columns = [
        choosable(f"column-{number}-{one.index}", one, beneath[:LOOKED_AT], one.index in choice.fields)
        for one in (header.columns if header else ())
        if one.title or any(text(row.cell(one.index)) for row in beneath[:LOOKED_AT])
    ]
    return Table(number, sheet.name, choice.use, header.line if header else None, choice.line, columns, begins)


def choosable(name: str, column: Column, beneath: Sequence[Row], is_chosen: bool) -> Choosable:
    """One column. Unless somebody chose, its guess stays a guess: a choice is obeyed where a guess is weighed."""
    guess = column.field if column.field in FIELDS else None
    options = [("", _("Left out")), *((each, field_name(each)) for each in FIELDS)]
    if is_chosen:
        chosen, tone, match = column.field or "", "info", _("Chosen")
        options.append((GUESS, _("As guessed")))
    else:
        chosen, (tone, match) = GUESS, fit(column, guess)
        options = [(GUESS if value == (guess or "") else value, words) for value, words in options]
    return Choosable(column.title or "–", examples(column, beneath), name, options, chosen, tone, match)


def fit(column: Column, guess: str | None) -> tuple[str, str]:
    """How sure a guess is: its tone and word."""
    if guess is None:
        return ("idle", _("Not needed") if column.field else _("Not known"))
    return ("warn", _("Similar")) if column.rank >= 100 else ("ok", _("Sure"))


def examples(column: Column, beneath: Sequence[Row]) -> str:
    """A few different values of a column."""
    found: dict[str, None] = {}
    for row in beneath:
        if value := " ".join(text(row.cell(column.index)).split()):
            found.setdefault(value[:40])
        if len(found) == 3:
            break
    return " · ".join(found)
