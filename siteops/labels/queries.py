"""What a show has that can be printed, with the codes it has so far. Reads only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, String, and_, cast, literal, select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from siteops.core.access.people import Grant, Person
from siteops.core.plan import PLACE_KINDS, Case, Code, Line, Owner, Place, Show, Slot
from siteops.desk.frame import zone_of
from siteops.labels import case_labels, said
from siteops.labels.case_labels import Count, Rows
from siteops.labels.choice import Choice
from siteops.labels.things import Badge, Poster, SlotPoster, Thing

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be printed. `thing.code` is empty where it has no code yet.

    `printed`: when it was last, None: never. `words`: what its label says, see `said.py`, None: nothing that we know.
    """

    subject: str
    thing: Thing
    printed: datetime | None
    words: str | None

    @property
    def changes(self) -> list[said.Change]:
        """What of its label is not true any more."""
        return said.changes(self.words, self.thing) if self.words else []


def found(connection: Connection, show: Show, choice: Choice, most: int | None = None) -> list[Found]:
    """What a choice means on a show, in the order in which it is printed; at most so many cases. One query."""
    query, made_of = _KINDS[choice.what]
    made: dict[str, Found] = {}
    asked = query(show, choice)
    if most is not None and _is_counted(choice):
        asked = asked.where(case_labels.among(connection, show, choice, most))
    for subject, code, printed, words, *row in connection.execute(asked):
        one = Found(subject, made_of(code or "", row, show), printed, words)
        before = made.get(subject, one)
        made[subject] = replace(before, printed=before.printed or printed, words=before.words or words)
    if _is_counted(choice):
        return list(made.values())
    return [one for one in made.values() if _is_wanted(one, choice)]


def counted(connection: Connection, show: Show, choice: Choice, looked: Sequence[Found]) -> Count:
    """How many labels a choice means, of which these were found. Of cases one query, since not all were looked for."""
    if _is_counted(choice):
        return case_labels.counted(connection, show, choice)
    return Count(
        len(looked), sum(one.printed is not None for one in looked), sum(bool(one.changes) for one in looked)
    )


def _is_counted(choice: Choice) -> bool:
    """Whether the database narrows and counts by itself: there may be twenty thousand cases, and of nothing else."""
    return choice.what == "cases"


def _is_wanted(one: Found, choice: Choice) -> bool:
    """Whether something was asked for."""
    return (
        not (choice.fresh and one.printed)
        and (not choice.changed or bool(one.changes))
        and (not choice.day or not isinstance(one.thing, SlotPoster) or choice.day == str(one.thing.starts.date()))
    )


def places(connection: Connection, show: str) -> dict[str, list[tuple[int, str]]]:
    """A show's places as (key, name), by kind. One query."""
    query = select(Place.kind, Place.id, Place.name).where(Place.show == show, ~Place.gone)
    made: dict[str, list[tuple[int, str]]] = {kind: [] for kind in PLACE_KINDS}
    for kind, id, name in connection.execute(query.order_by(Place.sort, Place.name)):
        made.setdefault(kind, []).append((id, name))
    return made


def owners(connection: Connection, show: str) -> list[tuple[int, str]]:
    """The owners of a show's cases, as (key, name). One query."""
    theirs = select(Line.id).join(Case, Case.id == Line.case).where(Line.show == show, ~Line.gone)
    query = select(Owner.id, Owner.name).where(theirs.where(Case.owner == Owner.id).exists()).order_by(Owner.name)
    return [(id, name) for id, name in connection.execute(query)]


def _poster(code: str, row: Row, show: Show) -> Poster:
    kind, name = row
    return Poster(code, kind, name, signed(show))


def _slot_poster(code: str, row: Row, show: Show) -> SlotPoster:
    dock, starts, ends, direction, truck, vendor = row
    zone = zone_of(show)
    return SlotPoster(
        code, dock, starts.astimezone(zone), ends.astimezone(zone), direction, truck or "", vendor, signed(show)
    )


def _badge(code: str, row: Row, show: Show) -> Badge:
    name, function, department, company, photo = row
    return Badge(code, name, function, department, company, show.name, photo or "")


def signed(show: Show) -> str:
    """How a poster is signed."""
    return f"{show.name} · {show.venue}" if show.venue else show.name


def _places(show: Show, choice: Choice) -> Rows:
    """Docks, zones, trucks, gates, in the order of the plan."""
    subject = Place.kind.concat(":").concat(cast(Place.id, String))
    query = (
        select(subject, Code.code, Code.printed, Code.said, Place.kind, Place.name)
        .outerjoin(Code, _own(subject, show))
        .where(Place.show == show.id, ~Place.gone, *_only(Place.id, choice))
        .order_by(*(Place.kind != kind for kind in PLACE_KINDS), Place.sort, Place.name, Code.id)
    )
    return query.where(Place.kind == choice.kind) if choice.kind else query


def _slots(show: Show, choice: Choice) -> Rows:
    """Bookings of docks, by time; for sheets of a day, dock by dock."""
    dock, truck = aliased(Place), aliased(Place)
    subject = literal("slot:").concat(cast(Slot.id, String))
    whole = choice.what == "days"
    return (
        select(
            subject, Code.code, Code.printed, Code.said, dock.name, Slot.starts, Slot.ends, Slot.direction,
            truck.name, Slot.vendor,
        )
        .join(dock, dock.id == Slot.dock)
        .outerjoin(truck, truck.id == Slot.truck)
        .outerjoin(Code, _own(subject, show))
        .where(Slot.show == show.id, ~Slot.gone, *_only(Slot.dock if whole else Slot.id, choice))
        .order_by(*((dock.sort, dock.name) if whole else ()), Slot.starts, dock.name, Code.id)
    )  # fmt: skip


def _people(show: Show, choice: Choice) -> Rows:
    """Everybody with a part in the show, by name."""
    subject = literal("person:").concat(cast(Person.id, String))
    return (
        select(
            subject, Code.code, Code.printed, Code.said, Person.name, Grant.function, Grant.department, Grant.company,
            Person.photo,
        )
        .join(Grant, Grant.person == Person.id)
        .outerjoin(Code, and_(_own(subject, show), Code.hashed.is_not(None)))
        .where(Grant.show == show.id, Grant.revoked.is_(None), *_only(Person.id, choice))
        .order_by(Person.name, Person.id, Code.id)
    )  # fmt: skip


def _only(key: Any, choice: Choice) -> list[ColumnElement[bool]]:
    """These alone, where only some were chosen."""
    return [key.in_(choice.only)] if choice.only is not None else []


def _own(subject: ColumnElement[str], show: Show) -> ColumnElement[bool]:
    """Codes of a thing that belongs to this show."""
    return and_(Code.subject == subject, Code.show == show.id, ~Code.gone)


_KINDS: dict[str, tuple[Callable[[Show, Choice], Rows], Callable[[str, Row, Show], Thing]]] = {
    "cases": (case_labels.query, case_labels.thing),
    "places": (_places, _poster),
    "slots": (_slots, _slot_poster),
    "days": (_slots, _slot_poster),
    "people": (_people, _badge),
}
