"""Cells as a spreadsheet reads them: numbers in its country's manner, instants with the site's offset, text marked.

A file is UTF-8 with a byte order mark, its lines end with CR LF: so Excel opens it by a double click.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

from babel.numbers import get_decimal_symbol
from flask_babel import get_locale
from flask_babel import gettext as _

from siteops.core import clock
from siteops.core.marks import marked, marked_code

MARK = "\ufeff"
SEPARATORS = {"comma": ",", "semicolon": ";"}


class Coded(str):
    """A text that has to come back as it went: a code, a serial number."""

    __slots__ = ()


Cell = str | int | float | bool | datetime | date | None
Row = Sequence[Cell]


class Manner(NamedTuple):
    """How cells are spelled: between them `comma` or `semicolon`, instants on the clock of `zone`.

    Where a comma stands in numbers, a semicolon stands between cells: so Excel wants both.
    """

    separator: str
    zone: ZoneInfo


def usual() -> str:
    """The separator that Excel expects in the reader's language."""
    return "semicolon" if get_decimal_symbol(get_locale()) == "," else "comma"


def write(file: IO[str], header: Iterable[str], rows: Iterable[Row], manner: Manner) -> int:
    """Write a table; answers how many rows it has, the header apart."""
    file.write(MARK)
    writer = csv.writer(file, delimiter=SEPARATORS[manner.separator], lineterminator="\r\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow([spelled(cell, manner) for cell in row])
        count += 1
    return count


def spelled(cell: Cell, manner: Manner) -> str:
    """A cell's text."""
    match cell:
        case None:
            return ""
        case Coded():
            return marked_code(str(cell))
        case str():
            return marked(cell.replace("\r\n", "\n"))
        case bool():
            return str(_("Yes") if cell else _("No"))
        case datetime():
            return cell.astimezone(manner.zone).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
        case float():
            return number(cell).replace(".", "," if manner.separator == "semicolon" else ".")
    return str(cell)


def number(value: float) -> str:
    """A number to hundredths, as they are kept; without needless zeros, thousands not grouped."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def instant(at: str | None) -> datetime | None:
    """An instant as the log and state spell it."""
    return clock.read(at) if at else None
