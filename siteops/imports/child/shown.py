"""Numbers that an XLSX shows with leading zeros: 413 formatted as `000000` is read as `000413` by people."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Zeros = dict[int, dict[int, int]]


def zeros_shown(content: bytes) -> dict[str, Zeros]:
    """By sheet, row and column (from 0): how many digits, for cells whose number format is only zeros.

    Empty for other formats than XLSX, and for books without such a format (nearly all).
    """
    if not content.startswith(b"PK"):
        return {}
    book = zipfile.ZipFile(io.BytesIO(content))
    if "xl/styles.xml" not in book.namelist():
        return {}
    try:
        styles = _zero_styles(book.read("xl/styles.xml"))
        if not styles:
            return {}
        return {name: _cells(book.read(part), styles) for name, part in _sheets(book)}
    except (ET.ParseError, KeyError):
        return {}


def _zero_styles(xml: bytes) -> dict[str, int]:
    """Style number (as cells name it) → digits."""
    root = ET.fromstring(xml)  # noqa: S314  entity bombs are refused by expat, and we are confined
    formats = {
        each.get("numFmtId"): len(each.get("formatCode", ""))
        for each in root.iter(f"{MAIN}numFmt")
        if re.fullmatch("0{2,}", each.get("formatCode", ""))
    }
    used = root.find(f"{MAIN}cellXfs")
    if not formats or used is None:
        return {}
    numbers = (each.get("numFmtId") for each in used)
    return {str(index): formats[number] for index, number in enumerate(numbers) if number in formats}


def _sheets(book: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Sheet names and the parts of the archive that hold them."""
    relations = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    root = ET.fromstring(book.read("xl/workbook.xml"))  # noqa: S314
    return [(each.get("name", ""), _part(targets.get(each.get(RELATION), ""))) for each in root.iter(f"{MAIN}sheet")]


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _cells(xml: bytes, styles: dict[str, int]) -> Zeros:
    cells: Zeros = {}
    for _, element in ET.iterparse(io.BytesIO(xml)):  # noqa: S314
        if element.tag == f"{MAIN}c" and element.get("s", "") in styles:
            place = _place(element.get("r", ""))
            if place:
                cells.setdefault(place[0], {})[place[1]] = styles[element.get("s", "")]
        elif element.tag == f"{MAIN}row":
            element.clear()
    return cells


def _place(name: str) -> tuple[int, int] | None:
    """`B37` → (36, 1)."""
    match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", name)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
