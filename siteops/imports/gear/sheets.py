"""Sheets → cases, their contents, and what to report."""

from collections.abc import Iterator, Mapping

from siteops.imports.columns import Choice, Header, headers, in_order, without
from siteops.imports.gear.assemble import Assembly
from siteops.imports.gear.layout import Layout, layout
from siteops.imports.gear.planned import GearPlan, Stored
from siteops.imports.gear.rows import GearRow, counting, read_row
from siteops.imports.gear.words import GEAR, TRUCK
from siteops.imports.names import same_truck
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.progress import Progress, counted, untold
from siteops.imports.reader import Book, Sheet


def interpret(
    book: Book, stored: Stored, *, choices: Mapping[str, Choice] | None = None, add_unknown: bool = True,
    progress: Progress = untold,
) -> GearPlan:  # fmt: skip
    """What the book plans, read against what the site knows.

    `choices`: by sheet name, what a person decided about its header and columns. `add_unknown`:
    codes that the site does not know become new cases; False: they are reported and left out.
    """
    plan = GearPlan(problems=list(book.problems))
    if book.refused:
        plan.problems.append(book.refused)
        return plan
    plan.headers = headers(book, GEAR, choices or {})
    plan.problems += without(plan.headers, book)
    rows: list[GearRow] = []
    for sheet in book.sheets:
        if found := plan.headers.get(sheet.name):
            rows += counted(_sheet(sheet, found, plan, stored), progress, book.size, len(rows))
    Assembly(plan, stored, add_unknown=add_unknown).build(rows)
    plan.problems = in_order(plan.problems, book)
    return plan


def _sheet(sheet: Sheet, found: Header, plan: GearPlan, stored: Stored) -> Iterator[GearRow]:
    """The rows of one sheet, read as they are asked for."""
    beneath = [row for row in sheet.rows if row.line > found.line]
    columns = layout(found, beneath)
    if not columns.has("code"):
        plan.problems.append(Problem("no_code_column", Where(sheet.name, found.line), Outcome.LEFT_OUT))
        return
    truck = "" if columns.has("truck") else _truck(sheet, found, columns, stored)
    for row in counting(found, columns, beneath):
        made = read_row(row, columns, sheet.name, plan.problems)
        made.texts["truck"] = made.texts["truck"] or truck
        yield made


def _truck(sheet: Sheet, found: Header, columns: Layout, stored: Stored) -> str:
    """The truck that the sheet itself stands for, by its name or titles; empty if it is none."""
    hints = (sheet.name, *found.titles)
    known = same_truck(hints, stored.trucks, TRUCK)
    if known:
        return known
    if TRUCK.search(sheet.name):
        return sheet.name
    named = next((match[0] for title in found.titles if (match := TRUCK.search(title))), "")
    return named if columns.has("step") else ""
