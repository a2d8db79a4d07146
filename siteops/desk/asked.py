"""What the address of a list asks for, and how an address says it: what is the same for every list of the desk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from siteops.labels.choice import spelled

SIZES = (50, 100, 200)
"""Rows on one page; the first where nothing is said."""
LONGEST = 100
NAMES = {"text": "q", "only": "case"}
"""What the address calls otherwise than `Asked` does."""
AROUND = {"sort", "size", "page"}
"""What arranges a list, and leaves nothing of it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every list's address may ask for; empty does not narrow it. A list adds what it can be narrowed by.

    `sort`: one of the list's columns, with `-` in front the other way round. `page` from 1.
    """

    text: str = ""
    sort: str = ""
    size: int = SIZES[0]
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether it asks for less than the whole list."""
        return not differing(self).keys() <= AROUND

    @property
    def by(self) -> str:
        """The column that it is sorted by."""
        return self.sort.removeprefix("-")

    @property
    def down(self) -> bool:
        """Whether it is sorted the other way round."""
        return self.sort.startswith("-")


def arranged(given: Mapping[str, str], sorts: Sequence[str]) -> dict[str, Any]:
    """What an address asks of any list, to make an `Asked` of. `sorts`: its columns, first the one it comes by."""
    sort, size = given.get("sort", ""), number(given, "size")
    return {
        "text": words(given, "q", LONGEST).strip(),
        "sort": sort if sort.removeprefix("-") in sorts else sorts[0],
        "size": size if size in SIZES else SIZES[0],
        "page": number(given, "page") or 1,
    }


def words(given: Mapping[str, str], name: str, most: int) -> str:
    """A text of an address."""
    return given.get(name, "").replace("\0", "")[:most]


def one_of(given: Mapping[str, str], name: str, options: Collection[str], default: str = "") -> str:
    """One of some words of an address; what makes no sense there is left out."""
    return found if (found := given.get(name, "")) in options else default


def number(given: Mapping[str, str], name: str) -> int | None:
    """A whole number of an address; None where there is none."""
    found = given.get(name, "")
    return int(found) if found.isascii() and found.isdecimal() and len(found) < 10 else None


def written(wanted: Asked) -> dict[str, Any]:
    """What was asked for as the address says it, but for the page: a changed list begins anew."""
    given = {name: value for name, value in differing(wanted).items() if name != "page"}
    return {NAMES.get(name, name): spelled(value) if name == "only" else value for name, value in given.items()}


def differing(wanted: Asked) -> dict[str, Any]:
    """What is asked for otherwise than by an address that says nothing."""
    plain = type(wanted)()
    mine = {one.name: getattr(wanted, one.name) for one in fields(wanted)}
    return {name: value for name, value in mine.items() if value != getattr(plain, name)}
