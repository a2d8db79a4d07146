"""Workbooks (XLSX, XLS, ODS): says the rows of every sheet that is shown."""

import io
import zipfile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .delimited import Sink
from .limits import UNPACKED_BYTES, Refused
from .shown import Zeros, zeros_shown


def workbook(content: bytes, sink: Sink) -> None:
    """Say every row of every visible sheet. Raises Refused for a locked, broken or bloated file."""
    _check_size(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        padded = zeros_shown(content)
        for name in shown:
            sink.sheet(name)
            _rows(book.get_sheet_by_name(name), padded.get(name, {}), sink)
    except PasswordError:
        raise Refused("locked") from None
    except (CalamineError, zipfile.BadZipFile) as error:
        locked = b"E\0n\0c\0r\0y\0p\0t\0e\0d" in content
        raise Refused("locked" if locked else "broken_workbook", detail=str(error)[:200]) from None


def _check_size(content: bytes) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise Refused("broken_workbook", detail="zip") from None
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise Refused("unpacks_too_big", limit=UNPACKED_BYTES // 2**20)


def _rows(sheet: CalamineSheet, padded: Zeros, sink: Sink) -> None:
    if sheet.start is None:
        return
    before: list[object] = [None] * sheet.start[1]
    down = _downward(sheet)
    last: dict[int, object] = {}
    for index, values in enumerate(sheet.iter_rows()):
        cells = before + [None if value == "" else value for value in values]
        for column, digits in padded.get(index, {}).items():
            _pad(cells, column, digits)
        filled = _fill(cells, down.get(index, {}), last)
        sink.row(index + 1, cells, filled)


def _downward(sheet: CalamineSheet) -> dict[int, dict[int, bool]]:
    """By row: the columns that belong to a cell merged over several rows, and whether it begins there."""
    down: dict[int, dict[int, bool]] = {}
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if bottom > top:
            for row in range(top, min(bottom, top + 20_000) + 1):
                down.setdefault(row, {})[left] = row == top
    return down


def _fill(cells: list[object], spans: dict[int, bool], last: dict[int, object]) -> list[int]:
    """Write the value of merged cells into the rows they cover; returns the columns so filled."""
    filled = []
    for column, begins in spans.items():
        if begins:
            last[column] = cells[column] if column < len(cells) else None
        elif last.get(column) is not None:
            cells.extend([None] * (column + 1 - len(cells)))
            cells[column] = last[column]
            filled.append(column)
    return filled


def _pad(cells: list[object], column: int, digits: int) -> None:
    """Write the number 413 as the text `000413` where the sheet shows it so."""
    value = cells[column] if column < len(cells) else None
    if isinstance(value, (int, float)) and float(value).is_integer() and value >= 0:
        cells[column] = {"shown": f"{int(value):0{digits}d}"}
