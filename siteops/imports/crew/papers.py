"""What a list says of somebody's papers: until when they hold, as far as that can be told."""

import re
from calendar import monthrange
from datetime import date, datetime

from siteops.crew.papers import Paper
from siteops.imports.dates import day, named_in, readings
from siteops.imports.reader import Cell
from siteops.imports.values import NOTHING, Unreadable, flag, text

ENDLESS = re.compile(
    r"\b(?:unlimited|lifetime|life|permanent|no expir\w*|never|unbefristet|unbegrenzt|onbeperkt|illimité|∞)\b|∞",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<![\d./-])(\d{1,2})[./-](20\d{2})(?!\d)|(?<!\d)(20\d{2})[./-](\d{1,2})(?![\d./-])")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
MOST = 200
"""Characters of what a list says that are kept."""


def paper(kind: str, cell: Cell) -> Paper | None:
    """The paper that a cell speaks of; None where it is empty, or says that there is none.

    What cannot be read for certain (`yes`, `2028`, `01/02/2027`) is kept as written, and doubtful; its `until` is
    then the latest day that can be meant.
    """
    if isinstance(cell, (date, datetime)):
        found = day(cell)
        return Paper(kind, found, found.isoformat() if found else "")
    written = " ".join(text(cell).split())[:MOST]
    if written.casefold() in NOTHING or _is_none(cell):
        return None
    if ENDLESS.search(written):
        return Paper(kind, None, written)
    both = readings(written)
    if len(both) > 1:
        return Paper(kind, both[-1], written, doubtful=True)
    if dates := [*both, *named_in(written)]:
        return Paper(kind, max(dates), written, doubtful=len(set(dates)) > 1)
    if until := _month_end(written):
        return Paper(kind, until, written)
    year = _YEAR.search(written)
    return Paper(kind, date(int(year[1]), 12, 31) if year else None, written, doubtful=True)


def _is_none(cell: Cell) -> bool:
    """Whether the cell says no; what is neither yes nor no says something."""
    try:
        return flag(cell) is False
    except Unreadable:
        return False


def _month_end(written: str) -> date | None:
    """The last day of `08.2028` or `2028-08`: a paper holds until the end of the month that it names."""
    match = _MONTH.search(written)
    if not match:
        return None
    year, month = int(match[2] or match[3]), int(match[1] or match[4])
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None
