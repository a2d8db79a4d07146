"""Sheets → people with their calls and papers, and what to report."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from siteops.imports.columns import Choice, Header, headers, in_order, without
from siteops.imports.crew import contacts
from siteops.imports.crew.calendar import Calendar
from siteops.imports.crew.days import one_day
from siteops.imports.crew.merging import Gathering, join_companies
from siteops.imports.crew.planned import CrewPlan, PersonRow, Site
from siteops.imports.crew.rows import Layout, counting, read_row
from siteops.imports.crew.words import CREW
from siteops.imports.dates import named_in
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.progress import Progress, counted, untold
from siteops.imports.reader import Book, Row, Sheet
from siteops.imports.values import text

WHEN = ("days", "call", "wrap")
NEAR_DAYS = 60
"""Days of the plan that are farther from all that a file names are of another show, or of another year."""


def interpret(
    book: Book, site: Site, *, choices: Mapping[str, Choice] | None = None, progress: Progress = untold
) -> CrewPlan:
    """Whom the book names, when they are due, and what papers they have.

    `choices`: by sheet name, what a person decided about its header and columns. `progress` is told how many rows
    are read.
    """
    plan = CrewPlan(problems=list(book.problems))
    if book.refused:
        plan.problems.append(book.refused)
        return plan
    plan.headers = headers(book, CREW, choices or {})
    plan.problems += without(plan.headers, book)
    site = replace(site, calendar=_calendar(book, plan.headers, site.calendar))
    rows: list[PersonRow] = []
    for sheet in book.sheets:
        if found := plan.headers.get(sheet.name):
            rows += _sheet(sheet, found, plan, site, progress)
    plan.near = join_companies(rows, site)
    gathering = Gathering(plan)
    for row in rows:
        gathering.add(row)
    plan.days = frozenset(call.day for one in plan.people for call in one.calls if call.day)
    plan.problems = in_order(plan.problems, book)
    return plan


def _calendar(book: Book, headers: Mapping[str, Header | None], known: Calendar) -> Calendar:
    """The days that the file names in full, in its titles and in the columns about when, and those of the plan near
    them; a list of another year, for a show that was copied, is read by its own days."""
    named: set[date] = set()
    for sheet in book.sheets:
        if not (found := headers.get(sheet.name)):
            continue
        columns = [each.index for each in found.columns if each.field in WHEN]
        cells = [row.cell(index) for row in sheet.rows if row.line > found.line for index in columns]
        for written in (sheet.name, *found.titles, *(each for each in cells if isinstance(each, str))):
            named |= set(named_in(written))
        dates = (each.date() if isinstance(each, datetime) else each for each in cells if isinstance(each, date))
        named |= {each for each in dates if each.year > 1990}
    near = {each for each in known.named if not named or min(abs((each - one).days) for one in named) <= NEAR_DAYS}
    return replace(known, named=tuple(sorted(named | near)))


def _sheet(sheet: Sheet, found: Header, plan: CrewPlan, site: Site, progress: Progress) -> list[PersonRow]:
    """The people of one sheet, a row each."""
    beneath = [row for row in sheet.rows if row.line > found.line]
    columns = _layout(sheet, found, beneath, site)
    if not (columns.has("name") or columns.has("first_name") or columns.has("last_name")):
        plan.problems.append(Problem("no_name_column", Where(sheet.name, found.line), Outcome.LEFT_OUT))
        return []
    kept = counted(counting(found, columns, beneath), progress, len(beneath))
    return [made for row in kept if (made := read_row(row, columns, plan, site))]


def _layout(sheet: Sheet, found: Header, beneath: Sequence[Row], site: Site) -> Layout:
    """Which column holds what, and what the sheet as a whole says."""
    fields = {name: found.of(name)[0].index for name in {each.field for each in found.columns if each.field}}
    fields.pop("unused", None)
    names = [text(row.cell(fields.get("name"))) for row in beneath]
    swapped = 2 * sum(bool(re.fullmatch(r"[^,]+,[^,]+", each)) for each in names) > sum(map(bool, names)) > 0
    known = contacts.countries(row.cell(fields.get("phone")) for row in beneath)
    day = None if "days" in fields else one_day((sheet.name, *found.titles), site.calendar)
    return Layout(found, sheet.name, swapped=swapped, countries=known, day=day, fields=fields)
