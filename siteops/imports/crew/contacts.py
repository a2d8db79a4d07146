"""Phone numbers and e-mail addresses as lists write them, told apart and put right where that can be done safely."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from siteops.imports.reader import Cell
from siteops.imports.values import NOTHING, Unreadable, text

LEAST_DIGITS = 7
"""Shorter ones are extensions or a radio channel; they identify nobody."""
MOST_DIGITS = 15  # ITU-T E.164
COUNTRIES = re.compile(r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d")
"""Country codes have one, two or three digits, by how they begin (ITU-T E.164)."""
_PHONE = re.compile(r"[+(\d][\d\s()/.\-–+]*")
_LABEL = re.compile(r"^(?:tel|mob(?:il|ile)?|handy|phone|m|t|p)\b[.:\s]*", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:ext\.?|x|app\.?|dw)\s*\d{1,5}$", re.IGNORECASE)
LONGEST_EMAIL = 254
"""Letters that an address may have (RFC 5321)."""
_EMAIL = re.compile(r"[^@\s,;<>()\[\]]+@[^@\s,;<>()\[\]]+\.[^@\s,;<>()\[\]]+")
_AT = re.compile(r"\s*[(\[{]\s*at\s*[)\]}]\s*|\s+at\s+", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A contact that was read. `mended`: it was written otherwise, and a person should look at it."""

    value: str
    mended: bool = False


def countries(cells: Iterable[Cell]) -> frozenset[str]:
    """The country codes that a column's plain international numbers begin with."""
    found = (re.sub(r"\D", "", plain(text(cell))) for cell in cells if plain(text(cell)).startswith("+"))
    return frozenset(match[0] for digits in found if (match := COUNTRIES.match(digits)))


def phone(cell: Cell, known: frozenset[str] = frozenset()) -> Read:
    """The phone number in a cell, empty where there is none. Raises Unreadable.

    `known`: country codes of the list's other numbers, by which one that a spreadsheet took for a number, and so
    robbed of its plus or its nought, is put right.
    """
    written = text(cell)
    if written.casefold() in NOTHING:
        return Read("")
    bare = _EXTENSION.sub("", _LABEL.sub("", written))
    first = re.split(r"\s*(?:[;,|\n]|\bor\b|\boder\b|(?<=\d{6})\s/\s(?=[+0]))\s*", bare)[0]
    digits = re.sub(r"\D", "", first)
    if not _PHONE.fullmatch(first) or not 3 <= len(digits) <= MOST_DIGITS:
        raise Unreadable(written)
    if isinstance(cell, (int, float)) or (first.isdigit() and not first.startswith("0")):
        return _unsigned(digits, known, counted=isinstance(cell, (int, float)))
    return Read(plain(first))


def plain(written: str) -> str:
    """A number with its plus: `0049-176-04069002` → `+49 176 04069002`, `+44 (0)7700 900105` → `+44 7700 900105`."""
    bare = re.sub(r"^\(((?:00|\+)\d{1,3})\)", r"\1 ", written.strip())
    signed = re.sub(r"^\(?00\)?[\s-]*(?=[1-9])", "+", bare)
    if signed.startswith("+"):
        signed = re.sub(r"\s*\(0\)\s*", " ", signed)
        if "-" in signed and (country := COUNTRIES.match(signed[1:])):
            signed = f"+{country[0]} {signed[1 + country.end() :].lstrip(' -')}"
    return " ".join(re.sub(r"[-–/.]+", " ", signed).split()) if signed.startswith("+") else " ".join(signed.split())


def _unsigned(digits: str, known: frozenset[str], *, counted: bool) -> Read:
    """Bare digits: an international number without its plus, or (of a number cell) one without its nought."""
    country = COUNTRIES.match(digits)
    if country and len(digits) >= 10 and (country[0] in known if known else len(digits) >= 11):
        return Read(f"+{digits}", mended=True)
    if counted and known and len(digits) >= LEAST_DIGITS:
        return Read(f"0{digits}", mended=True)
    return Read(digits, mended=counted)


def email(cell: Cell) -> Read:
    """The e-mail address in a cell, folded, empty where there is none. Raises Unreadable."""
    written = text(cell)
    if written.casefold() in NOTHING:
        return Read("")
    if len(written) > LONGEST_EMAIL:
        raise Unreadable(written[:LONGEST_EMAIL])
    if found := _EMAIL.search(written):
        return Read(found[0].removeprefix("mailto:").rstrip(".").casefold())
    if found := _EMAIL.fullmatch(_DOT.sub(".", _AT.sub("@", written))):
        return Read(found[0].casefold(), mended=True)
    raise Unreadable(written)


def is_same(one: str, other: str) -> bool:
    """Whether two phone numbers are one: digit for digit, or one of them without its country code."""
    first, second = _national(one), _national(other)
    if min(len(first[0]), len(second[0])) < LEAST_DIGITS:
        return False
    if first[1] == second[1]:
        return first[0] == second[0]
    abroad, home = (first[0], second[0]) if first[1] else (second[0], first[0])
    country = COUNTRIES.match(abroad)
    return bool(country) and abroad[country.end() :].lstrip("0") == home if country else False


def ending(number: str) -> str:
    """By what numbers that may be one are found: the last seven digits; empty where it has fewer."""
    digits = _national(number)[0]
    return digits[-LEAST_DIGITS:] if len(digits) >= LEAST_DIGITS else ""


def _national(number: str) -> tuple[str, bool]:
    """The digits that count, and whether they begin with a country code."""
    signed = plain(number)
    digits = re.sub(r"\D", "", signed)
    return (digits, True) if signed.startswith("+") else (digits.lstrip("0"), False)
