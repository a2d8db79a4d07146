"""The apostrophe that keeps a text a text when a spreadsheet opens it, and how it is taken off again.

A spreadsheet calculates `=1+1`, shortens `000417` to 417 and takes `MAR-01` for a day in March; saved again, the text
is lost. One apostrophe in front stops all of that, and is saved with the cell. Pure.
"""

import re

# What begins a formula (OWASP's list, with the wide forms that Japanese and Chinese keyboards type).
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"0\d[\d\s]* | \d{16,} | \d[\d\s]*[.,:/%\-][\d\s.,:/%\-]* | \d+(?:[.,]\d+)?e[+\-]?\d+"
_MONTH = (
    "(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|märz?|mrz|apr(?:il)?|ma[iy]|jun[ei]?|jul[iy]?|aug(?:ust)?"
    "|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
_DATE = rf"\d{{1,4}}[\-./\s]*{_MONTH}[\-./\s]*\d{{0,4}} | {_MONTH}[\-./\s]*\d{{1,4}}"
_TRUTH = "true | false | wahr | falsch"
# An apostrophe of the text's own before such a thing counts with it, so that taking one off is always right.
_CHANGED = re.compile(rf"'*(?: {_FORMULA} | (?: {_NUMBER} | {_DATE} | {_TRUTH} )\s*\Z )", re.IGNORECASE | re.VERBOSE)


def marked(text: str) -> str:
    """A text as a cell of a file, with an apostrophe where a spreadsheet would make something else of it."""
    return f"'{text}" if _CHANGED.match(text) else text


def unmarked(cell: str) -> str:
    """The text that `marked` made a cell of. Other apostrophes at the beginning (`'90s`) stay."""
    return cell[1:] if cell[:1] == "'" and _CHANGED.match(cell, 1) else cell


def marked_code(code: str) -> str:
    """A code as a cell. Importers take any apostrophe off a code, so one of its own gets another."""
    return f"'{code}" if code.startswith("'") else marked(code)
