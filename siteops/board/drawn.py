"""Parts of the board's pages as markup, each kept until what it says has changed.

A large show has hundreds of places and matters, and all but a few stay as they are while one case comes.
"""

from datetime import datetime
from functools import lru_cache, partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import get_template_attribute
from markupsafe import Markup

from siteops.board.chips import row
from siteops.board.figures import PlaceRow
from siteops.board.standing import Stood
from siteops.board.words import Card, at, near
from siteops.core import clock
from siteops.core.assets import assets
from siteops.core.words import language
from siteops.desk.frame import zone_of

MOST = 2000
"""Parts of each kind, of some 1 KB: all places of a large show for leads and crew in two languages."""

LONGEST_REASON = 200
"""Characters that a lead may give for a decision."""


class Reader(NamedTuple):
    """Whom a page is for, as far as its parts differ by that. `build`: of the icons; `hour`: times are told by it."""

    show: str
    crew: bool
    language: str
    zone: ZoneInfo
    hour: datetime
    build: str


def reader(around: dict[str, Any]) -> Reader:
    """Whom this page is for. `around`: the page's frame."""
    show, zone = around["show"], zone_of(around["show"])
    hour = clock.now().astimezone(zone).replace(minute=0, second=0, microsecond=0)
    return Reader(show.id, around["me"]["role"] == "crew", language(), zone, hour, assets().build)


@lru_cache(MOST)
def place(one: PlaceRow, stood: Stood | None, leg: str, who: Reader) -> Markup:
    """A place's row in the table."""
    return drawn("place", row(one, stood, leg), leg, who.crew, at(who.zone), partial(near, zone=who.zone))


@lru_cache(MOST)
def card(one: Card, who: Reader) -> Markup:
    """A matter with what can be decided on it."""
    return drawn("card", one, who.show, LONGEST_REASON)


def drawn(macro: str, *given: Any) -> Markup:
    """What a macro of the board's makes of that."""
    made: Markup = get_template_attribute("board/parts.html", macro)(*given)
    return made
