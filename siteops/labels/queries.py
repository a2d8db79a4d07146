"""What a show has that can be printed, with the codes it has so far. Reads only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, String, and_, cast, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from siteops.core import rows
from siteops.core.people import Grant, Person
from siteops.core.plan import PLACE_KINDS, Case, Code, Line, Owner, Place, Show, Slot
from siteops.labels.things import Badge, CaseLabel, Poster, SlotPoster

Thing = CaseLabel | Badge | Poster | SlotPoster
Row = Sequence[Any]
Rows = Select[*tuple[Any, ...]]
WHAT = ("cases", "places", "slots", "people")


@dataclass(frozen=True, slots=True)
class Choice:
    """What to print. `what`: one of WHAT; the others narrow cases, None and empty do not.

    `fresh`: only what was never printed. `owner` 0: our own gear. `case`: that case alone, by key.
    """

    what: str = "cases"
    truck: int | None = None
    department: str = ""
    owner: int | None = None
    fresh: bool = False
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be printed. `thing.code` is empty where it has no code yet."""

    subject: str
    thing: Thing
    printed: bool


def found(connection: Connection, show: Show, choice: Choice) -> list[Found]:
    """What a choice means on a show, in the order in which it is printed. One query."""
    query, made_of = _KINDS[choice.what]
    made: dict[str, Found] = {}
    for subject, code, printed, *row in connection.execute(query(show, choice)):
        before = made.get(subject)
        thing = before.thing if before else made_of(code or "", row, show)
        made[subject] = Found(subject, thing, printed is not None or (before is not None and before.printed))
    return [one for one in made.values() if not (choice.fresh and one.printed)]


def choices(connection: Connection, show: str) -> tuple[Sequence[tuple[int, str]], Sequence[tuple[int, str]]]:
    """What cases can be narrowed by: the show's trucks, and the owners of its cases, as (key, name). Two queries."""
    trucks = select(Place.id, Place.name).where(Place.show == show, Place.kind == "truck", ~Place.gone)
    owners = select(Owner.id, Owner.name).join(Case, Case.owner == Owner.id).join(Line, Line.case == Case.id)
    owners = owners.where(Line.show == show, ~Line.gone).distinct().order_by(Owner.name)
    return (
        [(id, name) for id, name in connection.execute(trucks.order_by(Place.sort, Place.name))],
        [(id, name) for id, name in connection.execute(owners)],
    )


def number(connection: Connection, show: str, case: int) -> str:
    """What is painted on a case of the show's list; empty where it has no such case."""
    query = select(Case.code).join(Line, Line.case == Case.id).where(Line.show == show, ~Line.gone, Case.id == case)
    return connection.scalar(query) or ""


def phase(connection: Connection, show: str) -> str:
    """The show's phase now; every show begins with `prep`."""
    state = rows.table("show")
    return connection.scalar(select(state.c.phase).where(state.c.show == show, state.c.key == show)) or "prep"


def _case_label(code: str, row: Row, show: Show) -> CaseLabel:
    number, name, department, weight, *where = row
    return CaseLabel(code, number, name, department, weight, *(one or "" for one in where))


def _poster(code: str, row: Row, show: Show) -> Poster:
    kind, name = row
    return Poster(code, kind, name, _signed(show))


def _slot_poster(code: str, row: Row, show: Show) -> SlotPoster:
    dock, starts, ends, direction, truck, vendor = row
    zone = ZoneInfo(show.timezone)
    return SlotPoster(
        code, dock, starts.astimezone(zone), ends.astimezone(zone), direction, truck or "", vendor, _signed(show)
    )


def _badge(code: str, row: Row, show: Show) -> Badge:
    name, function, department, company = row
    return Badge(code, name, function, department, company, show.name)


def _signed(show: Show) -> str:
    """How a poster is signed."""
    return f"{show.name} · {show.venue}" if show.venue else show.name


def _cases(show: Show, choice: Choice) -> Rows:
    """Cases on the show's list: truck by truck, in the order of the list."""
    zone, dock, truck = aliased(Place), aliased(Place), aliased(Place)
    subject = literal("case:").concat(cast(Case.id, String))
    wanted = [Line.show == show.id, ~Line.gone]
    if choice.truck is not None:
        wanted.append(Case.id.in_(_riding(show.id, choice.truck)))
    if choice.case is not None:
        wanted.append(Case.id == choice.case)
    if choice.department:
        wanted.append(Case.department == choice.department)
    if choice.owner is not None:
        wanted.append(Case.owner == choice.owner if choice.owner else Case.owner.is_(None))
    return (
        select(
            subject, Code.code, Code.printed, Case.code, Case.name, Case.department, Case.weight,
            Owner.name, zone.name, dock.name, truck.name,
        )
        .join(Line, Line.case == Case.id)
        .outerjoin(Owner, Owner.id == Case.owner)
        .outerjoin(zone, zone.id == Line.zone)
        .outerjoin(dock, dock.id == func.coalesce(Line.dock, zone.dock))
        .outerjoin(truck, truck.id == Line.truck)
        .outerjoin(Code, and_(Code.subject == subject, ~Code.gone, or_(Code.show.is_(None), Code.show == show.id)))
        .where(*wanted)
        .order_by(truck.id.is_(None), truck.sort, truck.name, Line.sort.is_(None), Line.sort, Case.code, Code.id)
    )  # fmt: skip


def _riding(show: str, truck: int) -> Select[tuple[int]]:
    """Cases planned for a truck, and those that travel inside one of them."""
    riding = select(Line.case).where(Line.show == show, ~Line.gone, Line.truck == truck).cte("riding", recursive=True)
    inner = select(Line.case).join(riding, Line.inside == riding.c.case).where(Line.show == show, ~Line.gone)
    return select(riding.union(inner).c.case)


def _places(show: Show, choice: Choice) -> Rows:
    """Docks, zones, trucks, gates, in the order of the plan."""
    subject = Place.kind.concat(":").concat(cast(Place.id, String))
    return (
        select(subject, Code.code, Code.printed, Place.kind, Place.name)
        .outerjoin(Code, _own(subject, show))
        .where(Place.show == show.id, ~Place.gone)
        .order_by(*(Place.kind != kind for kind in PLACE_KINDS), Place.sort, Place.name, Code.id)
    )


def _slots(show: Show, choice: Choice) -> Rows:
    """Bookings of docks, by time."""
    dock, truck = aliased(Place), aliased(Place)
    subject = literal("slot:").concat(cast(Slot.id, String))
    return (
        select(
            subject, Code.code, Code.printed, dock.name, Slot.starts, Slot.ends, Slot.direction, truck.name, Slot.vendor
        )
        .join(dock, dock.id == Slot.dock)
        .outerjoin(truck, truck.id == Slot.truck)
        .outerjoin(Code, _own(subject, show))
        .where(Slot.show == show.id, ~Slot.gone)
        .order_by(Slot.starts, dock.name, Code.id)
    )


def _people(show: Show, choice: Choice) -> Rows:
    """Everybody with a part in the show, by name."""
    subject = literal("person:").concat(cast(Person.id, String))
    return (
        select(subject, Code.code, Code.printed, Person.name, Grant.function, Grant.department, Grant.company)
        .join(Grant, Grant.person == Person.id)
        .outerjoin(Code, and_(_own(subject, show), Code.hashed.is_not(None)))
        .where(Grant.show == show.id, Grant.revoked.is_(None))
        .order_by(Person.name, Person.id, Code.id)
    )


def _own(subject: ColumnElement[str], show: Show) -> ColumnElement[bool]:
    """Codes of a thing that belongs to this show."""
    return and_(Code.subject == subject, Code.show == show.id, ~Code.gone)


_KINDS: dict[str, tuple[Callable[[Show, Choice], Rows], Callable[[str, Row, Show], Thing]]] = {
    "cases": (_cases, _case_label),
    "places": (_places, _poster),
    "slots": (_slots, _slot_poster),
    "people": (_people, _badge),
}
