"""Cells → values: numbers with either decimal sign, weights and sizes with units, codes, quantities.

Weights come out in kg, sizes in cm.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from siteops.core.marks import unmarked
from siteops.imports.reader import Cell

KILOGRAMS = {"kg": 1.0, "kgs": 1.0, "kilo": 1.0, "kilos": 1.0, "lb": 0.45359237, "lbs": 0.45359237,
             "pound": 0.45359237, "pounds": 0.45359237, "#": 0.45359237, "g": 0.001, "t": 1000.0}  # fmt: skip
CENTIMETRES = {"cm": 1.0, "mm": 0.1, "m": 100.0, "in": 2.54, "inch": 2.54, "inches": 2.54, '"': 2.54,
               "″": 2.54, "”": 2.54, "''": 2.54, "zoll": 2.54, "ft": 30.48, "feet": 30.48, "'": 30.48}  # fmt: skip
UNITS = {"weight": KILOGRAMS, "size": CENTIMETRES}
READ_BEFORE = 8192  # cells of a column repeat: most are not read twice
NOTHING = frozenset({"", "-", "–", "—", "--", "n/a", "na", "n.a.", "k.a.", "none", "null", "nil", "#n/a"})
_ABOUT = re.compile(r"^(?:ca\.?|circa|approx\.?|about|etwa|ungef\.?|~|≈|±)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d[\d.,'’\s]*")


class Unreadable(ValueError):
    """The cell holds something, but not a value of this kind."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A weight in kg or a size in cm. `unit`: as it was written. `about`: written as a guess."""

    value: float
    unit: str = ""
    about: bool = False


def text(cell: Cell) -> str:
    """The cell as trimmed text in NFC, without the apostrophe that kept it a text (see `core.marks`).

    A whole number is without `.0`, nothing is an empty text.
    """
    written = spelled(cell)
    return unmarked(written) if written[:1] == "'" else written


def spelled(cell: Cell) -> str:
    """The cell as trimmed text in NFC, its apostrophe too."""
    if isinstance(cell, str):
        if cell.isascii() and "\r" not in cell:  # nearly all are; a long list asks two million times
            return cell.strip()
        return unicodedata.normalize("NFC", cell).replace("\r\n", "\n").strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (datetime, date, time)):
        return cell.isoformat()
    return str(cell)


def code(cell: Cell) -> str:
    """A code as text: trimmed, inner runs of spaces made one, leading zeros kept."""
    return " ".join(spelled(cell).split()).removeprefix("'")


def decimal_sign(cells: Iterable[Cell], *, default: str = ".") -> str:
    """The decimal sign of a column, `,` or `.`, by the cells that can be read only one way."""
    votes = {",": 0, ".": 0}
    for cell in {cell for cell in cells if isinstance(cell, str)}:
        for written in _NUMBER.findall(cell):
            sign = _clear_sign(written.strip())
            if sign:
                votes[sign] += 1
    if votes[","] == votes["."]:
        return default
    return max(votes, key=lambda sign: votes[sign])


def _clear_sign(written: str) -> str:
    """The decimal sign that this one number shows; empty where it could be either or has none."""
    commas, dots = written.count(","), written.count(".")
    if commas and dots:
        return "," if written.rfind(",") > written.rfind(".") else "."
    if commas + dots == 0:
        return ""
    sign = "," if commas else "."
    if commas + dots > 1:  # 1.046.500 groups thousands, so the other one is the decimal sign
        return "." if commas else ","
    before, after = written.split(sign)
    could_group = len(after) == 3 and 1 <= len(before.lstrip("+-")) <= 3 and before.lstrip("+-")[0] != "0"
    return "" if could_group else sign


@lru_cache(READ_BEFORE, typed=True)
def number(cell: Cell, *, sign: str = ".") -> float | None:
    """The number in a cell; `sign` decides where a cell alone could be read two ways.

    None for an empty cell. Raises Unreadable for anything else that is not one number.
    """
    if isinstance(cell, bool):
        raise Unreadable(str(cell))
    if isinstance(cell, (int, float)):
        return float(cell)
    written = text(cell)
    if written.casefold() in NOTHING:
        return None
    if not _NUMBER.fullmatch(written):
        raise Unreadable(written)
    decimal = _clear_sign(written) or sign
    plain = re.sub(r"[\s'’]", "", written).replace("." if decimal == "," else ",", "")
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        raise Unreadable(written) from None


def weight(cell: Cell, *, unit: str = "", sign: str = ".") -> Measure | None:
    """A weight in kg. The cell's own unit counts before `unit` (the header's), then kg."""
    return _measure(cell, "weight", unit or "kg", sign)


def size(cell: Cell, *, unit: str = "", sign: str = ".") -> Measure | None:
    """A length in cm. The cell's own unit counts before `unit` (the header's), then cm."""
    return _measure(cell, "size", unit or "cm", sign)


@lru_cache(READ_BEFORE, typed=True)
def _measure(cell: Cell, dimension: str, unit: str, sign: str) -> Measure | None:
    units = UNITS[dimension]
    written = text(cell)
    if isinstance(cell, str):
        bare = _ABOUT.sub("", written)
        match = _NUMBER.match(bare)
        own = bare[match.end() :].strip().casefold().rstrip(".") if match else ""
        if match and (own in units or not own):
            value = number(match[0].strip(), sign=sign)
            return _positive(value, own or unit, units, about=bare != written)
    return _positive(number(cell, sign=sign), unit, units)


def _positive(value: float | None, unit: str, units: dict[str, float], about: bool = False) -> Measure | None:
    if not value:  # exports write 0 where nobody weighed or measured
        return None
    if value < 0:
        raise Unreadable(str(value))
    return Measure(round(value * units[unit], 2), unit, about)


def sizes(cell: Cell, *, unit: str = "", sign: str = ".") -> list[Measure]:
    """Length, width and height out of one cell such as `82 x 62 x 88 cm`. Raises Unreadable."""
    parts = [part.strip() for part in re.split(r"\s*[x×*✕]\s*", text(cell), flags=re.IGNORECASE)]
    if parts == [""]:
        return []
    if len(parts) != 3:
        raise Unreadable(text(cell))
    shared = re.search(r"[^\d\s.,]+$", parts[2])
    own = shared[0].casefold() if shared and shared[0].casefold() in CENTIMETRES else unit
    read = [size(part, unit=own, sign=sign) for part in parts]
    if None in read:
        raise Unreadable(text(cell))
    return [each for each in read if each]


def quantity(cell: Cell, *, sign: str = ".") -> int | None:
    """A whole number from 0 to a million, also written `12x` or `12 pcs`. None for an empty cell."""
    written = cell
    if isinstance(cell, str):
        written = re.sub(r"\s*(?:x|×|pcs?\.?|st(?:k|ü?ck)?\.?|ea\.?|units?)$", "", cell.strip(), flags=re.IGNORECASE)
    value = number(written, sign=sign)
    if value is None:
        return None
    if not value.is_integer() or not 0 <= value <= 1_000_000:
        raise Unreadable(text(cell))
    return int(value)


def step(cell: Cell, *, sign: str = ".") -> int | None:
    """A place in an order: a number below a million, of which the whole counts. None for an empty cell."""
    value = number(cell, sign=sign)
    if value is None:
        return None
    if not abs(value) < 1_000_000:  # not so for NaN, too
        raise Unreadable(text(cell))
    return int(value)


_YES = ("y", "yes", "yep", "true", "t", "1", "x", "✓", "✔", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "on")
_NO = ("n", "no", "false", "f", "0", "nein", "falsch", "non", "faux", "off", "✗")


def flag(cell: Cell) -> bool | None:
    """Yes or no, however written; None for an empty cell. Raises Unreadable."""
    if isinstance(cell, bool):
        return cell
    written = text(cell).casefold()
    if written in NOTHING:
        return None
    if written in _YES or written in _NO:
        return written in _YES
    raise Unreadable(written)
