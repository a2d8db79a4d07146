"""Rows of a gear list: which of them count, and what each says in texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from siteops.imports.columns import Header
from siteops.imports.gear.layout import Layout
from siteops.imports.gear.numbers import Numbers, numbers
from siteops.imports.gear.words import TOTAL, department, row_kind
from siteops.imports.problems import Problem, Where
from siteops.imports.reader import Row, Shown
from siteops.imports.values import NOTHING, code, text

TEXTS = ("name", "contents", "owner", "truck", "zone", "dock", "position", "serial", "kind")


@dataclass(slots=True)
class GearRow:
    """One row, read. Texts are empty where the row says nothing.

    `numeric`: the code was a number cell; `shown`: one that shows leading zeros.
    `kind`: case, item, bulk, or empty. `typed`: the sheet has a column that says what a row is.
    `implies`: the sheet lists contents only, so its cases come to be by being named.
    """

    where: Where
    code: str
    numeric: bool
    shown: bool
    kind: str
    parent: str
    numbers: Numbers
    typed: bool
    implies: bool
    texts: dict[str, str] = field(default_factory=dict)


def counting(header: Header, found: Layout, rows: list[Row]) -> Iterator[Row]:
    """The rows that mean something: no bands, totals, repeated headers, nor notes after the total."""
    titles = [column.title for column in header.columns if column.title]
    ended = False
    for row in rows:
        held = [(index, text(cell)) for index, cell in enumerate(row.cells) if text(cell)]
        if not held or [value for _, value in held] == titles:
            continue
        if TOTAL.fullmatch(held[0][1]):
            ended = True
            continue
        band = len(found.columns) > 1 and len(held) == 1 and not _lone_code(held[0], found)
        if not band and not (ended and not _value(row, found, "code")):
            yield row


def _lone_code(held: tuple[int, str], found: Layout) -> bool:
    """Whether a row's only cell is a code and not a section band: `LX-0501`, not `--- NOSE ---`."""
    index, value = held
    return index == found.index("code") and bool(re.fullmatch(r"\S*\d\S*", value))


def read_row(row: Row, found: Layout, sheet: str, problems: list[Problem]) -> GearRow:
    """What the row says; what cannot be read is reported."""
    where = Where(sheet, row.line)
    cell = row.cell(found.index("code"))
    kind = row_kind(_value(row, found, "kind"))
    own, parent = _value(row, found, "code"), _value(row, found, "parent")
    if found.implied or found.index("code") in row.filled:  # it only names its case
        own, parent, kind = "", own, "item"
    return GearRow(
        where,
        own,
        numeric=isinstance(cell, (int, float)),
        shown=isinstance(cell, Shown),
        kind=kind,
        parent=parent,
        numbers=numbers(row, found, where, problems),
        typed=found.has("kind"),
        implies=found.implied,
        texts=_texts(row, found),
    )


def _texts(row: Row, found: Layout) -> dict[str, str]:
    texts = {name: _value(row, found, name) for name in TEXTS}
    notes = (_value(row, found, "note"), _value(row, found, "more_note"))
    texts["note"] = "\n".join(each for each in notes if each)
    texts["department"] = _department(row, found)
    return texts


def _value(row: Row, found: Layout, name: str) -> str:
    cell = row.cell(found.index(name))
    if cell is None or cell == "":
        return ""
    value = code(cell) if name in ("code", "parent", "serial") else text(cell)
    return "" if value.casefold() in NOTHING else value


def _department(row: Row, found: Layout) -> str:
    """By its own column, else by the category; empty where neither names one that we know."""
    written = (_value(row, found, name) for name in ("department", "category"))
    return next((known for each in written if each and (known := department(each))), "")
