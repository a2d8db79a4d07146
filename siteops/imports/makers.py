"""Which program wrote a file, told from headers that no other writes."""

import re
from collections.abc import Iterable

from siteops.imports.reader import Book

SEARCHED_ROWS = 10
"""Programs write their headers at the top."""
MAKERS: dict[str, tuple[str, ...]] = {
    "Rentman": (r"name \(in database\)|in combination \(code\)|serial number \(serial number\)",),
    "AdamRMS": (r"assets_tag|assettypes_\w+",),
    "HireTrack": (r"stockcode", r"mastercategory|stocklevel"),
    "Flex": (r"stencil", r"barcode|rfid tag"),
    "Current RMS": (r"sku|product id", r"rental bulk quantity"),
    "Snipe-IT": (r"asset tag", r"asset name|item name", r"checked out|model number|model no\.?|purchase date"),
    "EZRentOut": (r"asset identification number",),
    "Shelf": (r"qr ?id|qrcodes?", r"title", r"custody|location|kit"),
    "Homebox": (r"hb\.\w+",),
    "LOP": (r"container", r"load step"),
}
"""By program: patterns of which each fits a header of its files."""


def maker(book: Book) -> str:
    """The program that wrote the book; empty if nobody can say."""
    for sheet in book.sheets:
        for row in sheet.rows[:SEARCHED_ROWS]:
            if found := _maker(" ".join(cell.casefold().split()) for cell in row.cells if isinstance(cell, str)):
                return found
    return ""


def _maker(headers: Iterable[str]) -> str:
    written = list(headers)
    for name, patterns in MAKERS.items():
        if all(any(re.fullmatch(pattern, header) for header in written) for pattern in patterns):
            return name
    return ""
