"""Rows of a crew list: which of them name somebody, and what each says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from siteops.crew.papers import KINDS
from siteops.imports.columns import Header
from siteops.imports.crew import contacts
from siteops.imports.crew.calls import When, calls
from siteops.imports.crew.papers import paper
from siteops.imports.crew.planned import CrewPlan, PersonRow, Site
from siteops.imports.crew.telling import Telling
from siteops.imports.crew.words import NO_TRADE, is_name
from siteops.imports.gear.words import TOTAL, department
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.reader import Cell, Row
from siteops.imports.values import NOTHING, Unreadable, flag, text

LONGEST_NAME = 80
LONGEST_TEXT = 120
LONGEST_REMARK = 500


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's columns. `swapped`: names are written `Silva, Maria`; `day`: of a sheet that is one day's."""

    header: Header
    sheet: str
    swapped: bool = False
    countries: frozenset[str] = frozenset()
    day: date | None = None
    fields: dict[str, int] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for the field."""
        return name in self.fields

    def cell(self, row: Row, name: str) -> Cell:
        """A row's cell of a field; None where there is no such column."""
        return row.cell(self.fields.get(name))

    def value(self, row: Row, name: str) -> str:
        """The same as one line of text, empty where it says nothing."""
        written = " ".join(text(self.cell(row, name)).split())
        return "" if written.casefold() in NOTHING else written


def counting(header: Header, found: Layout, rows: list[Row]) -> Iterator[Row]:
    """The rows that name somebody: no bands, totals, repeated headers, nor notes after the total."""
    titles = [column.title for column in header.columns if column.title]
    held = [(row, [(index, text(cell)) for index, cell in enumerate(row.cells) if text(cell)]) for row in rows]
    usual = 10 * sum(len(cells) > 1 for _, cells in held) < len(held)  # then names are all that there is
    ended = False
    for row, cells in held:
        if not cells or [value for _, value in cells] == titles:
            continue
        if TOTAL.fullmatch(cells[0][1]):
            ended = True
        elif len(cells) > 1 or usual or (not ended and (len(found.fields) == 1 or is_name(cells[0][1]))):
            yield row


def read_row(row: Row, found: Layout, plan: CrewPlan, site: Site) -> PersonRow | None:
    """Whom the row names, and what it says of them; None, and a report, where it names nobody."""
    where = Where(found.sheet, row.line)
    name = _name(row, found)
    if not name:
        said = " · ".join(text(cell) for cell in row.cells if text(cell))[:LONGEST_TEXT]
        plan.problems.append(Problem("no_name", where, Outcome.LEFT_OUT, {"written": said}))
        return None
    telling = Telling(plan, found.header, where, name, site)
    made = PersonRow(name, function=found.value(row, "function")[:LONGEST_TEXT], where=where)
    made.company = found.value(row, "company")[:LONGEST_TEXT]
    made.phone, made.email = _phone(row, found, telling), _email(row, found, telling)
    when = When(found.cell(row, "days"), found.cell(row, "call"), found.cell(row, "wrap"), found.day)
    made.calls = calls(when, made.function, telling)
    made.remark = _remark(row, found, made)
    _papers(row, found, made, telling)
    return made


def _name(row: Row, found: Layout) -> str:
    """The name, in the order in which it is spoken."""
    first, whole, last = (found.value(row, field) for field in ("first_name", "name", "last_name"))
    # A column `Name` beside one for first names holds surnames, unless it holds both.
    parts = (first, whole, last) if not (whole and first.casefold() in whole.casefold()) else (whole, last)
    said = [part for number, part in enumerate(parts) if part and part not in parts[:number]]
    whole = whole if last and whole.endswith(last) else " ".join(said)
    if found.swapped and whole.count(",") == 1:
        last, first = whole.split(",")
        whole = f"{first.strip()} {last.strip()}".strip()
    return whole[:LONGEST_NAME] if re.search(r"\w", whole) else ""


def _phone(row: Row, found: Layout, telling: Telling) -> str:
    try:
        read = contacts.phone(found.cell(row, "phone"), found.countries)
    except Unreadable:
        telling.doubt("phone_unreadable", "phone", found.value(row, "phone"))
        return ""
    if read.mended:
        telling.doubt("phone_mended", "phone", found.value(row, "phone"), taken=read.value)
    return read.value


def _email(row: Row, found: Layout, telling: Telling) -> str:
    try:
        read = contacts.email(found.cell(row, "email"))
    except Unreadable:
        telling.doubt("email_unreadable", "email", found.value(row, "email"))
        return ""
    if read.mended:
        telling.doubt("email_mended", "email", found.value(row, "email"), taken=read.value)
    if (found.has("phone") or found.has("email")) and not read.value and not found.value(row, "phone"):
        telling.doubt("no_contact", "name", telling.name)
    return read.value


def _remark(row: Row, found: Layout, made: PersonRow) -> str:
    """Remarks; beside them what the list says and a part in a show has no room for."""
    written = found.value(row, "department")
    made.department = department(written) if written else ""
    known = f"{made.function} {made.company}".casefold()
    says_more = written.casefold() not in known and not NO_TRADE.issuperset(re.findall(r"\w+", written.casefold()))
    is_lost = made.department in ("", "other") and written and says_more
    said = [written] if is_lost else []
    for column in found.header.columns:
        value = " ".join(text(row.cell(column.index)).split())
        if column.field == "remark" and value.casefold() not in NOTHING:
            said.append(value)
        elif column.field == "more" and value.casefold() not in NOTHING and not _is_no(row.cell(column.index)):
            said.append(f"{column.title}: {value}")
    return " · ".join(said)[:LONGEST_REMARK]


def _is_no(cell: Cell) -> bool:
    try:
        return flag(cell) is False
    except Unreadable:
        return False


def _papers(row: Row, found: Layout, made: PersonRow, telling: Telling) -> None:
    for kind in KINDS:
        read = paper(kind, found.cell(row, kind)) if found.has(kind) else None
        if read:
            made.papers[kind] = read
            if read.doubtful:
                telling.doubt("paper_doubtful", kind, read.written)
