"""What this browser printed last: the paper for each kind, the first free label of each paper, what labels show.

It lies in a cookie, beside the printer that it speaks of, and not in the plan: two offices have two half-used sheets.
"""

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Response, request

from siteops.labels import said
from siteops.labels.orders import DENSITIES, ENDINGS, PAPERS, Order
from siteops.labels.wording import EVERYTHING, Shows

COOKIE = "labels"
_YEAR_S = 365 * 24 * 3600
_START, _PAPER = "from-", "on-"


@dataclass(frozen=True, slots=True)
class Memory:
    """`papers`: paper and kind of file, by kind of thing. `starts`: the first free label, by paper."""

    papers: dict[str, tuple[str, str]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    shows: Shows = EVERYTHING
    dpi: int = 203

    def start(self, paper: str) -> int:
        """The first free label of a paper; 1 where nothing is known of it."""
        return self.starts.get(paper, 1)


def recalled() -> Memory:
    """What this browser printed last; whatever its cookie says that makes no sense is left out."""
    said_now = dict(parse_qsl(request.cookies.get(COOKIE, "")[:2000]))
    papers, starts = {}, {}
    for name, value in said_now.items():
        what, (paper, _, ending) = name.removeprefix(_PAPER), value.partition(" ")
        if name.startswith(_PAPER) and paper in PAPERS.get(what, ()) and ending in ENDINGS:
            papers[what] = (paper, ending)
        if name.startswith(_START) and value.isascii() and value.isdecimal() and len(value) < 4:
            starts[name.removeprefix(_START)] = int(value)
    words, dpi = said_now.get("shows", ""), said_now.get("dpi", "")
    return Memory(
        papers, starts, said.shown(words) if len(words) == len(said.LEFT_OUT) else EVERYTHING,
        int(dpi) if dpi in map(str, DENSITIES) else 203,
    )  # fmt: skip


def remember(answer: Response, order: Order, count: int) -> None:
    """Let the browser remember an order of `count` labels with its answer: the next begins where this one ended."""
    before, sheet = recalled(), order.sheet
    memory = replace(
        before,
        papers={**before.papers, order.choice.what: (order.paper, order.ending)},
        starts={**before.starts, order.paper: (order.start - 1 + count) % sheet.count + 1},
        shows=order.shows if order.choice.what == "cases" else before.shows,
        dpi=order.dpi,
    )
    answer.set_cookie(
        COOKIE, spell(memory), max_age=_YEAR_S, path="/shows", secure=request.is_secure, httponly=True, samesite="Lax"
    )


def spell(memory: Memory) -> str:
    """A memory as its cookie has it."""
    papers = {f"{_PAPER}{what}": " ".join(paper) for what, paper in memory.papers.items()}
    starts = {f"{_START}{paper}": start for paper, start in memory.starts.items() if start > 1}
    whole: dict[str, Any] = {**papers, **starts, "shows": said.letters(memory.shows), "dpi": memory.dpi}
    return urlencode(whole)
