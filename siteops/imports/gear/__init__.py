"""Gear lists and truck packs: sheets → cases, their contents, and what to report."""

from collections.abc import Mapping

from siteops.imports.columns import Choice, Header, header
from siteops.imports.gear.assemble import Assembly
from siteops.imports.gear.layout import Layout, layout
from siteops.imports.gear.rows import GearRow, counting, read_row
from siteops.imports.gear.words import GEAR, TRUCK
from siteops.imports.names import same_truck
from siteops.imports.planned import GearPlan, Stored
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.reader import Book, Sheet

__all__ = ["interpret"]


def interpret(
    book: Book, stored: Stored, *, choices: Mapping[str, Choice] | None = None, add_unknown: bool = True
) -> GearPlan:
    """What the book plans, read against what the site knows.

    `choices`: by sheet name, what a person decided about its header and columns. `add_unknown`:
    codes that the site does not know become new cases; False: they are reported and left out.
    """
    plan = GearPlan(problems=list(book.problems))
    if book.refused:
        plan.problems.append(book.refused)
        return plan
    rows: list[GearRow] = []
    for sheet in book.sheets:
        choice = (choices or {}).get(sheet.name, Choice())
        if sheet.rows and choice.use:
            rows += _sheet(sheet, choice, plan, stored)
    if not any(plan.headers.values()):
        plan.problems.append(Problem("nothing_found", Where(), Outcome.REFUSED))
    Assembly(plan, stored, add_unknown=add_unknown).build(rows)
    plan.problems.sort(key=lambda each: (_order(book, each.where.sheet), each.where.line))
    return plan


def _order(book: Book, name: str) -> int:
    return next((index for index, sheet in enumerate(book.sheets) if sheet.name == name), -1)


def _sheet(sheet: Sheet, choice: Choice, plan: GearPlan, stored: Stored) -> list[GearRow]:
    """The rows of one sheet; a sheet without a header is reported."""
    found = plan.headers[sheet.name] = header(sheet, GEAR, choice)
    if found is None:
        where = Where(sheet.name, sheet.rows[0].line)
        plan.problems.append(Problem("no_header", where, Outcome.LEFT_OUT))
        return []
    beneath = [row for row in sheet.rows if row.line > found.line]
    columns = layout(found, beneath)
    if not columns.has("code"):
        plan.problems.append(Problem("no_code_column", Where(sheet.name, found.line), Outcome.LEFT_OUT))
        return []
    kept = counting(found, columns, beneath)
    rows = [read_row(row, columns, sheet.name, plan.problems) for row in kept]
    truck = "" if columns.has("truck") else _truck(sheet, found, columns, stored)
    for row in rows:
        row.texts["truck"] = row.texts["truck"] or truck
    return rows


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
