"""Sheets of a file → rows of a table of the plan, and what to report."""

from collections.abc import Callable, Collection, Iterator, Mapping

from siteops.imports.columns import UNUSED, Choice, Header, Vocabulary, headers, in_order, without
from siteops.imports.plan.planned import Known, Said, TablePlan
from siteops.imports.plan.reading import Reading
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.progress import Progress, counted
from siteops.imports.reader import Book, Row, Sheet

Split = Callable[[Reading], "list[Said | None]"]
"""Reads a row: what it says, by layer; None where it says nothing there."""


class Interpreter:
    """Reads a book as a table whose columns speak a vocabulary. `titles`: what a form calls its fields."""

    def __init__(self, vocabulary: Vocabulary, needed: Collection[str], titles: Mapping[str, str], split: Split,
                 layers: int) -> None:  # fmt: skip
        self.vocabulary, self.needed, self.titles, self.split = vocabulary, needed, titles, split
        self.layers = layers

    def plan(self, book: Book, known: Known, choices: Mapping[str, Choice], progress: Progress) -> TablePlan:
        """What the book says."""
        plan = TablePlan([[] for _ in range(self.layers)], problems=list(book.problems))
        if book.refused:
            plan.problems.append(book.refused)
            return plan
        plan.headers = headers(book, self.vocabulary, choices)
        plan.problems += without(plan.headers, book)
        for sheet in book.sheets:
            if found := plan.headers.get(sheet.name):
                self._sheet(sheet, found, plan, known, progress)
        plan.problems = in_order(plan.problems, book)
        return plan

    def _sheet(self, sheet: Sheet, found: Header, plan: TablePlan, known: Known, progress: Progress) -> None:
        columns = {name: found.of(name)[0].index for name in {one.field for one in found.columns if one.field}}
        columns.pop(UNUSED, None)
        if lacking := [name for name in self.needed if name not in columns]:
            told = {"column": self.titles[lacking[0]]}
            plan.problems.append(Problem("no_column", Where(sheet.name, found.line), Outcome.LEFT_OUT, told))
            return
        titles = {**self.titles, **{name: found.of(name)[0].title for name in columns}}
        beneath = [row for row in sheet.rows if row.line > found.line]
        for row in counted(beneath, progress, len(beneath)):
            reading = Reading(row, columns, titles, self.needed, sheet=sheet.name, known=known)
            for layer, said in enumerate(self._said(reading, row)):
                if said:
                    plan.rows[layer].append(said)
            plan.problems += reading.problems

    def _said(self, reading: Reading, row: Row) -> Iterator[Said | None]:
        """What a row says; nothing where it is no row of the table, as titles of sections and notes are none."""
        lone = sum(1 for cell in row.cells if cell not in (None, "")) <= 1
        if not reading.filled or (lone and len(reading.columns) > 2 and len(self.needed) > 1):
            return
        said = self.split(reading)
        if not reading.left_out:
            yield from said
