"""Writing places: docks, zones, trucks, gates, muster points, yards."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from siteops.core.journal.record import planning
from siteops.core.plan import Line, List, Owner, Place, Slot
from siteops.desk.edits import Merge, merge
from siteops.desk.plan_rows import Author, add, change, give_code, owner_named
from siteops.imports.names import key

Values = dict[str, Any]


class Taken(Exception):
    """There is a place of this kind and name already."""


class InUse(Exception):
    """Something is planned at a place. `what`: how many cases, slots, lists and zones."""

    def __init__(self, what: Mapping[str, int]) -> None:
        super().__init__(what)
        self.what = what


def values_of(session: Session, place: Place) -> Values:
    """A place as its form has it: the owner by name."""
    owner = session.get(Owner, place.owner) if place.owner else None
    name = owner.name if owner else ""
    return {"name": place.name, "sort": place.sort, "dock": place.dock, "owner": name, "due": place.due,
            "note": place.note}  # fmt: skip


def make(kind: str, sent: Values, author: Author) -> int:
    """A new place with a code of its own; its key. Raises Taken, Busy."""
    with planning() as session:
        free(session, author.show, kind, sent["name"])
        top = session.scalar(select(func.max(Place.sort)).where(Place.show == author.show)) or 0
        columns = keyed(session, sent)
        place = Place(author.show, kind, sent["name"], sort=top + 1)
        for name, value in columns.items():
            if value is not None:
                setattr(place, name, value)
        subject = add(session, place, kind, author, [name for name, value in sent.items() if value not in (None, "")])
        give_code(session, subject, author.show, place.rev)
        return place.id


def rewrite(place: int, sent: Values, was: Mapping[str, str], author: Author) -> Merge:
    """Change a place by a sent form; nothing where it clashes. Raises Taken, Busy."""
    with planning() as session:
        row = session.get_one(Place, place)
        stored = values_of(session, row)
        made = merge({name: stored[name] for name in sent}, sent, was)
        if "name" in made.changed:
            free(session, author.show, row.kind, made.changed["name"], but=place)
        if made.changed and not made.clashes:
            change(session, row, row.ref, author, keyed(session, made.changed))
        return made


def remove(place: int, author: Author) -> None:
    """Take a place out of the plan; its row stays, for what happened there. Raises InUse, Busy."""
    with planning() as session:
        row = session.get_one(Place, place)
        if used := {name: count for name, count in uses(session, row).items() if count}:
            raise InUse(used)
        change(session, row, row.ref, author, {"gone": True})


def put_back(place: int, author: Author) -> None:
    """Put a removed place back. Raises Taken, Busy."""
    with planning() as session:
        row = session.get_one(Place, place)
        free(session, author.show, row.kind, row.name, but=place)
        change(session, row, row.ref, author, {"gone": False})


def keyed(session: Session, sent: Values) -> Values:
    """Values as the row has them: the owner by key."""
    return sent | {"owner": owner_named(session, sent["owner"])} if "owner" in sent else sent


def free(session: Session, show: str, kind: str, name: str, but: int | None = None) -> None:
    """Raises Taken if another place of the kind has the name, however spelt: files name places by it."""
    there = session.execute(select(Place.id, Place.name).where(Place.show == show, Place.kind == kind, ~Place.gone))
    if any(key(other) == key(name) for id, other in there if id != but):
        raise Taken


def uses(session: Session, place: Place) -> dict[str, int]:
    """How much of the plan names a place."""
    here = place.id
    questions = {
        "cases": select(Line).where(or_(Line.truck == here, Line.dock == here, Line.zone == here), ~Line.gone),
        "slots": select(Slot).where(or_(Slot.dock == here, Slot.truck == here), ~Slot.gone),
        "lists": select(List).where(or_(List.truck == here, List.zone == here), ~List.gone),
        "zones": select(Place).where(Place.dock == here, ~Place.gone),
    }
    return {
        name: session.scalar(select(func.count()).select_from(one.subquery())) or 0 for name, one in questions.items()
    }
