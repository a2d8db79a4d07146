"""The checklists of a show as a list: which were asked for, in which order, and the rows of one page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import aliased

from siteops.core.plan import List, Place, Step
from siteops.desk import asked as lists
from siteops.desk.arranging import Page, holding, natural, page_of
from siteops.desk.asked import arranged, number, one_of
from siteops.desk.paging import ranked

SORTS = ("order", "name", "truck", "zone", "leg", "steps")
LEGS = ("in", "out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(lists.Asked):
    """What the list's address asks for; empty does not narrow it. `truck`: by key; `sort`: one of SORTS."""

    leg: str = ""
    truck: int | None = None
    sort: str = SORTS[0]


class Listed(NamedTuple):
    """One checklist as the list shows it: truck and zone by key, and by name (`by`, `at`); how many `steps` it has.

    `rev`: when the show last touched it.
    """

    id: int
    name: str
    sort: int
    leg: str
    truck: int | None
    zone: int | None
    by: str
    at: str
    steps: int
    rev: int


ORDERS: Mapping[str, Callable[[Listed], Any]] = {
    "order": lambda one: (one.sort, one.id),
    "name": lambda one: natural(one.name),
    "truck": lambda one: natural(one.by),
    "zone": lambda one: natural(one.at),
    "leg": lambda one: one.leg,
    "steps": lambda one: one.steps,
}


def asked(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense there is left out."""
    return Asked(**arranged(given, SORTS), leg=one_of(given, "leg", LEGS), truck=number(given, "truck"))


def listed(connection: Connection, show: str, wanted: Asked) -> Page:
    """One page of the list, and how many there are of each leg.

    One query; one more where somebody searches, for what steps say.
    """
    every = sorted(checklists(connection, show), key=ORDERS["order"])
    found = ranked(narrowed(connection, show, every, wanted), ORDERS[wanted.by], down=wanted.down)
    return page_of(found, wanted, Counter(one.leg for one in every))


def narrowed(connection: Connection, show: str, every: Iterable[Listed], wanted: Asked) -> list[Listed]:
    """Those that were asked for, as they come. One query where somebody searches."""
    said = texts(connection, show) if wanted.text else {}
    found = [one for one in every if wanted.leg in ("", one.leg) and wanted.truck in (None, one.truck)]
    return holding(found, wanted.text, lambda one: (one.name, one.by, one.at, *said.get(one.id, ())))


def checklists(connection: Connection, show: str, only: int | None = None) -> Iterator[Listed]:
    """Every checklist of a show, or only one, in no order. One query."""
    truck, zone = aliased(Place), aliased(Place)
    steps = select(func.count()).where(Step.list == List.id, ~Step.gone).scalar_subquery()
    query = (
        select(List.id, List.name, List.sort, List.leg, List.truck, List.zone, List.rev,
               truck.name.label("by"), zone.name.label("at"), steps.label("steps"))
        .outerjoin(truck, truck.id == List.truck)
        .outerjoin(zone, zone.id == List.zone)
        .where(List.show == show, ~List.gone)
    )  # fmt: skip
    if only is not None:
        query = query.where(List.id == only)
    for one in connection.execute(query):
        yield Listed(one.id, one.name, one.sort, one.leg, one.truck, one.zone, one.by or "", one.at or "", one.steps,
                     one.rev)  # fmt: skip


def texts(connection: Connection, show: str) -> dict[int, list[str]]:
    """What the steps of each checklist say."""
    found: dict[int, list[str]] = {}
    for key, text in connection.execute(select(Step.list, Step.text).where(Step.show == show, ~Step.gone)):
        found.setdefault(key, []).append(text)
    return found
