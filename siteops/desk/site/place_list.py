"""The list of a show's places: which were asked for, in which order, and the rows of one page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import aliased

from siteops.core.codes import spaced
from siteops.core.plan import PLACE_KINDS, Code, Owner, Place
from siteops.desk import asked as lists
from siteops.desk.arranging import Page, holding, natural, page_of
from siteops.desk.asked import arranged, one_of
from siteops.desk.paging import ranked
from siteops.gear.queries import planned_at

SORTS = ("order", "name", "kind", "note", "dock", "due", "planned", "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(lists.Asked):
    """What the list's address asks for; empty does not narrow it. `sort`: one of SORTS."""

    kind: str = ""
    sort: str = SORTS[0]


class Listed(NamedTuple):
    """One place as the list shows it. `at`: its usual dock's name; `owner`: by name; `planned`: cases of the list.

    `rev`: when the show last touched it.
    """

    id: int
    kind: str
    name: str
    sort: int
    note: str
    due: datetime | None
    dock: int | None
    at: str
    owner: str
    code: str
    planned: int
    rev: int


ORDERS: Mapping[str, Callable[[Listed], Any]] = {
    "order": lambda one: (PLACE_KINDS.index(one.kind), one.sort, natural(one.name)),
    "name": lambda one: natural(one.name),
    "kind": lambda one: PLACE_KINDS.index(one.kind),
    "note": lambda one: natural(one.note),
    "dock": lambda one: natural(one.at),
    "due": lambda one: one.due,
    "planned": lambda one: one.planned or None,
    "code": lambda one: one.code or None,
}


def asked(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense there is left out."""
    return Asked(**arranged(given, SORTS), kind=one_of(given, "kind", PLACE_KINDS))


def listed(connection: Connection, show: str, wanted: Asked) -> Page:
    """One page of the list, and how many places there are of each kind. Two queries, and the ladder's."""
    every = sorted(places(connection, show), key=ORDERS["order"])
    found = ranked(narrowed(every, wanted), ORDERS[wanted.by], down=wanted.down)
    return page_of(found, wanted, Counter(one.kind for one in every))


def narrowed(every: Iterable[Listed], wanted: Asked) -> list[Listed]:
    """Those that were asked for, as they come."""
    found = [one for one in every if wanted.kind in ("", one.kind)]
    return holding(found, wanted.text, lambda one: (one.name, one.note, one.at, one.owner, one.code))


def places(connection: Connection, show: str, only: int | None = None) -> Iterator[Listed]:
    """Every place on the plan of a show, or only one, in no order. Two queries, and the ladder's."""
    dock, planned, known = aliased(Place), planned_at(connection, show), codes(connection, show, *PLACE_KINDS)
    query = (
        select(Place.id, Place.kind, Place.name, Place.sort, Place.note, Place.due, Place.dock, Place.rev,
               dock.name.label("at"), Owner.name.label("owner"))
        .outerjoin(dock, dock.id == Place.dock)
        .outerjoin(Owner, Owner.id == Place.owner)
        .where(Place.show == show, ~Place.gone)
    )  # fmt: skip
    if only is not None:
        query = query.where(Place.id == only)
    for one in connection.execute(query):
        ref = f"{one.kind}:{one.id}"
        yield Listed(one.id, one.kind, one.name, one.sort, one.note, one.due, one.dock, one.at or "", one.owner or "",
                     known.get(ref, [""])[0], planned.get(ref, 0), one.rev)  # fmt: skip


def codes(connection: Connection, show: str, *kinds: str) -> dict[str, list[str]]:
    """The codes of a show's things of some kinds, by reference, as people read them."""
    found: dict[str, list[str]] = {}
    query = select(Code.subject, Code.code).where(Code.show == show, ~Code.gone, Code.hashed.is_(None))
    query = query.where(or_(*(Code.subject.startswith(f"{kind}:") for kind in kinds)))
    for subject, code in connection.execute(query.order_by(Code.id)):
        found.setdefault(str(subject), []).append(spaced(code))
    return found
