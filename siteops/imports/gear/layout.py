"""Which column of a gear list means what, told from the values beneath the headers."""

from collections import Counter
from dataclasses import dataclass, field

from siteops.imports.columns import Column, Header
from siteops.imports.gear.words import TOTAL, row_kind
from siteops.imports.reader import Row
from siteops.imports.values import NOTHING, code, decimal_sign, text

NUMERIC = ("quantity", "weight", "type_weight", "length", "width", "height", "size", "step")


@dataclass(slots=True)
class Layout:
    """The columns of one sheet. `columns`: the one that holds each field; `signs`: decimal signs.

    `implied`: the code column repeats because every row is content and only names its case.
    """

    columns: dict[str, Column] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    implied: bool = False

    def index(self, name: str) -> int | None:
        """The column of a field, None if the sheet has none."""
        column = self.columns.get(name)
        return column.index if column else None

    def unit(self, name: str) -> str:
        """The unit that the header of a field names, empty if none."""
        column = self.columns.get(name)
        return column.unit if column else ""

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for the field."""
        return name in self.columns


def layout(header: Header, rows: list[Row]) -> Layout:
    """Give every field its column. `rows`: those beneath the header."""
    found = Layout()
    for name in {column.field for column in header.columns if column.field}:
        found.columns[name] = header.of(name)[0]
    found.columns.pop("unused", None)
    _settle_kind(found, rows)
    _settle_code(found, header.of("code"), rows)
    _settle_container(found, rows)
    if not found.has("kind") and found.has("code"):
        found.implied = _repeats(found, rows)
    _settle_signs(found, rows)
    return found


def _settle_kind(found: Layout, rows: list[Row]) -> None:
    """A type column counts only if it tells cases from the rest, or all is in cases; else it may be the name."""
    column = found.columns.get("kind")
    if column is None or column.rank == -1:
        return
    kinds = Counter(row_kind(text(row.cell(column.index))) for row in rows if text(row.cell(column.index)))
    if (kinds["case"] or _all_inside(found, rows)) and kinds[""] <= 0.5 * kinds.total():
        return
    del found.columns["kind"]
    if not found.has("name") and kinds.total():
        found.columns["name"] = column


def _all_inside(found: Layout, rows: list[Row]) -> bool:
    """Whether every row names the case that it lies in: a list of contents alone."""
    return found.has("parent") and all(_value(row, found.index("parent")) for row in rows if any(row.cells))


def _settle_code(found: Layout, candidates: list[Column], rows: list[Row]) -> None:
    """Of several columns that could be the code, the one that does not repeat (a product's does)."""
    if len(candidates) < 2 or candidates[0].rank == -1:
        return
    candidates = [each for each in candidates if not _counts_rows(each.index, rows)] or candidates
    single = {each.index: _singles(each.index, rows) for each in candidates}
    best = max(single.values())
    # A tenth of leeway: rows without a barcode yet must not make a product number win.
    found.columns["code"] = next(each for each in candidates if single[each.index] >= 0.9 * best)
    if not found.has("name"):
        rest = [each for each in candidates if each is not found.columns["code"]]
        found.columns["name"] = rest[0]


def _counts_rows(index: int, rows: list[Row]) -> bool:
    """Whether the column only numbers the rows: 1, 2, 3."""
    values = [value for row in rows if (value := _value(row, index))]
    return values == [str(number) for number in range(1, len(values) + 1)]


def _singles(index: int, rows: list[Row]) -> int:
    """How many values of the column stand in one row only."""
    counts = Counter(_value(row, index) for row in rows)
    return sum(1 for value, count in counts.items() if value and count == 1)


def _value(row: Row, index: int | None) -> str:
    value = code(row.cell(index)).casefold()
    return "" if value in NOTHING or TOTAL.fullmatch(value) else value


def _settle_container(found: Layout, rows: list[Row]) -> None:
    """A column called Container is the case that holds the row, or the truck it is loaded on."""
    column = found.columns.pop("container", None)
    if column is None:
        return
    values = {_value(row, column.index) for row in rows} - {""}
    codes = {_value(row, found.index("code")) for row in rows} - {""}
    if not found.has("code"):
        found.columns["code"] = column
    elif values & codes and not found.has("parent"):
        found.columns["parent"] = column
    elif not found.has("truck") and not values & codes:
        found.columns["truck"] = column


def _repeats(found: Layout, rows: list[Row]) -> bool:
    """Whether codes mostly repeat while names or serial numbers do not: then rows are contents."""
    if not (found.has("name") or found.has("serial") or found.has("contents")):
        return False
    counts = Counter(_value(row, found.index("code")) for row in rows)
    counts.pop("", None)
    return counts.total() >= 4 and len(counts) <= 0.5 * counts.total()


def _settle_signs(found: Layout, rows: list[Row]) -> None:
    """Decimal signs by column; where a column shows none, the sign that the others show."""
    cells = {name: [row.cell(found.index(name)) for row in rows] for name in NUMERIC if found.has(name)}
    common = decimal_sign(cell for column in cells.values() for cell in column)
    found.signs = {name: decimal_sign(column, default=common) for name, column in cells.items()}
