"""The bookings of a show's docks as a list: those of a day or of every day, narrowed, in the order asked for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select
from sqlalchemy.orm import aliased

from siteops.core.plan import Place, Slot
from siteops.desk import asked as lists
from siteops.desk.arranging import holding, natural
from siteops.desk.asked import AROUND, arranged, differing, number, one_of, words
from siteops.desk.site.day import bounds
from siteops.desk.site.place_list import codes

SORTS = ("when", "code", "dock", "truck", "vendor", "direction")
EVERY_DAY = "all"
DOCK, TRUCK = aliased(Place), aliased(Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(lists.Asked):
    """What the list's address asks for; empty does not narrow it. `dock`: by key; `sort`: one of SORTS.

    `day`: as the show's calendar has it, EVERY_DAY, or nothing: today or the next day with slots.
    """

    dock: int | None = None
    direction: str = ""
    day: str = ""
    sort: str = SORTS[0]

    @property
    def narrows_day(self) -> bool:
        """Whether it asks for less than all of its day."""
        return not differing(self).keys() <= AROUND | {"day"}


class Listed(NamedTuple):
    """One slot as the list shows it: dock and truck by key, and by name (`at`, `by`). `order`: of its dock.

    `rev`: when the show last touched it.
    """

    id: int
    dock: int
    truck: int | None
    direction: str
    starts: datetime
    ends: datetime
    vendor: str
    at: str
    order: int
    by: str
    code: str
    rev: int


ORDERS: Mapping[str, Callable[[Listed], Any]] = {
    "when": lambda one: (one.starts, one.id),
    "code": lambda one: one.code or None,
    "dock": lambda one: (one.order, natural(one.at)),
    "truck": lambda one: natural(one.by),
    "vendor": lambda one: natural(one.vendor),
    "direction": lambda one: one.direction,
}


def asked(given: Mapping[str, str]) -> Asked:
    """What an address asks for; what makes no sense there is left out."""
    return Asked(
        **arranged(given, SORTS), dock=number(given, "dock"), direction=one_of(given, "direction", ("in", "out")),
        day=words(given, "day", 10),
    )  # fmt: skip


def days(connection: Connection, show: str, zone: ZoneInfo) -> list[date]:
    """The days on which a slot begins, in order. One query."""
    begun = connection.scalars(select(Slot.starts).where(Slot.show == show, ~Slot.gone).distinct())
    return sorted({at.astimezone(zone).date() for at in begun})


def booked(connection: Connection, show: str, day: date | None, zone: ZoneInfo) -> list[Listed]:
    """The slots of a day, or of every day, as they come. Two queries."""
    query = slots(show).order_by(Slot.starts, Slot.id)
    if day is not None:
        first, last = bounds(day, zone)
        query = query.where(Slot.starts < last, Slot.ends > first)
    return list(entries(connection, show, query))


def slot(connection: Connection, show: str, key: int) -> Listed | None:
    """One slot; None if it was cancelled. Two queries."""
    return next(entries(connection, show, slots(show).where(Slot.id == key)), None)


def slots(show: str) -> Any:
    """The slots of a show, with the names of docks and trucks."""
    return (
        select(Slot.id, Slot.dock, Slot.truck, Slot.direction, Slot.starts, Slot.ends, Slot.vendor, DOCK.name,
               DOCK.sort, TRUCK.name, Slot.rev)
        .join(DOCK, DOCK.id == Slot.dock)
        .outerjoin(TRUCK, TRUCK.id == Slot.truck)
        .where(Slot.show == show, ~Slot.gone)
    )  # fmt: skip


def entries(connection: Connection, show: str, query: Any) -> Iterator[Listed]:
    """Slots as the list shows them."""
    known = codes(connection, show, "slot")
    for id, dock, truck, direction, starts, ends, vendor, at, order, by, rev in connection.execute(query):
        code = known.get(f"slot:{id}", [""])[0]
        yield Listed(id, dock, truck, direction, starts, ends, vendor, at, order, by or "", code, rev)


def narrowed(every: list[Listed], wanted: Asked) -> list[Listed]:
    """Those that were asked for, as they come."""
    found = [one for one in every if wanted.dock in (None, one.dock) and wanted.direction in ("", one.direction)]
    return holding(found, wanted.text, lambda one: (one.at, one.by, one.vendor, one.code))
