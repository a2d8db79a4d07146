"""Lists of what a show has some hundreds of: read whole, then narrowed and sorted here, as people read and type.

Databases fold letters and sort figures each in their own way: here "buhne" finds "Bühne", and Dock 2 is before Dock 10.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from siteops.core.plain import plain
from siteops.desk.asked import Asked
from siteops.desk.paging import cut

Row = TypeVar("Row")
FIGURES = re.compile(r"(\d+)")


class Page(NamedTuple):
    """One page of a list: its rows and number, how many were found in all, and how many each view has."""

    rows: Sequence[Any]
    number: int
    total: int
    counts: Mapping[str, int]


def page_of(found: Sequence[Any], wanted: Asked, counts: Mapping[str, int]) -> Page:
    """The page that was asked for of what was found."""
    page = cut(found, wanted.page, wanted.size)
    return Page(page.keys, page.number, page.total, counts)


def holding(rows: Iterable[Row], text: str, said: Callable[[Row], Iterable[str]]) -> list[Row]:
    """The rows of which every word of a text stands in what is `said` of them, accents apart."""
    words = plain(text).split()
    if not words:
        return list(rows)
    return [one for one in rows if all(word in told for told in [plain("\n".join(said(one)))] for word in words)]


def natural(text: str | None) -> Sequence[Any] | None:
    """What a text is sorted by: its figures as numbers. None for an empty one, so that it comes last."""
    if not text:
        return None
    return [int(part) if at % 2 else part for at, part in enumerate(FIGURES.split(plain(text)))]
