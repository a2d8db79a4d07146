"""Throws the demo show away. The one place where a log is forgotten, and only a demo's."""

from collections.abc import Iterable
from shutil import rmtree
from typing import Any

from flask import current_app
from sqlalchemy import Connection, Select, String, cast, delete, or_, select

from siteops.core.access import faces
from siteops.core.access.people import Call, Certificate, DeviceKey, Grant, Invitation, Person, Phone, SignIn, Ticket
from siteops.core.batch.batches import Batch, Image
from siteops.core.db import writing
from siteops.core.journal import guard, rows
from siteops.core.journal.log import head, held, log, private
from siteops.core.journal.origin import origin
from siteops.core.journal.quarantine import quarantine
from siteops.core.plan import Case, Code, Contact, Item, Line, List, Owner, Phase, Place, Show, Slot, Step
from siteops.demo import SHOW as DEMO


def forget() -> int:
    """Delete the demo show, its people and its cases, but nobody and nothing that another show knows too.

    Answers the epoch of its log, 0 if it had none.
    """
    with writing() as connection:
        epoch = connection.scalar(select(head.c.epoch).where(head.c.show == DEMO)) or 0
        people, cases = its_people(connection), its_cases(connection)
        forget_facts(connection)
        forget_plan(connection, cases)
        forget_people(connection, people)
    rmtree(current_app.config["DATA"] / "photos" / DEMO, ignore_errors=True)
    return int(epoch)


def its_people(connection: Connection) -> list[int]:
    """People with a part in the demo alone, who are no administrators."""
    elsewhere = select(Grant.person).where(Grant.show != DEMO)
    query = select(Person.id).join(Grant, Grant.person == Person.id).where(Grant.show == DEMO, ~Person.admin)
    return list(connection.scalars(query.where(Person.id.not_in(elsewhere))))


def its_cases(connection: Connection) -> list[int]:
    """Cases that no other show has listed or scanned: the demo's own, and those that it alone has seen."""
    seen = select(log.c.subject).where(log.c.show != DEMO, log.c.subject.startswith("case:")).distinct()
    scanned = {int(key) for one in connection.scalars(seen) if (key := one.partition(":")[2]).isdecimal()}
    listed = set(connection.scalars(select(Line.case).where(Line.show != DEMO)))
    return [one for one in connection.scalars(known_here()) if one not in scanned | listed]


def known_here() -> Select[Any]:
    """Cases on the demo's list, or seen in it."""
    seen = rows.table("case")
    keys = select(seen.c.key).where(seen.c.show == DEMO)
    return select(Case.id).where(
        or_(Case.id.in_(select(Line.case).where(Line.show == DEMO)), cast(Case.id, String).in_(keys))
    )


def forget_facts(connection: Connection) -> None:
    """The log and all that was made from it. Its triggers stand aside for this one transaction."""
    guard.lift(connection)
    for table in (log, private, held, head, origin, quarantine, *rows.tables()):
        connection.execute(delete(table).where(table.c.show == DEMO))
    guard.install(connection)


def forget_plan(connection: Connection, cases: Iterable[int]) -> None:
    """The plan, what refers to something before that."""
    mine = list(cases)
    subjects = [f"case:{case}" for case in mine]
    connection.execute(delete(Image).where(Image.batch.in_(select(Batch.id).where(Batch.show == DEMO))))
    for table in (Step, List, Slot, Line, Phone, Phase, Contact, Call, Batch, Invitation):
        connection.execute(delete(table).where(table.show == DEMO))
    connection.execute(delete(Code).where(or_(Code.show == DEMO, Code.subject.in_(subjects))))
    connection.execute(delete(Item).where(Item.case.in_(mine)))
    connection.execute(delete(Case).where(Case.id.in_(mine)))
    connection.execute(delete(Place).where(Place.show == DEMO))
    used = [select(table.owner).where(table.owner.is_not(None)) for table in (Case, Place)]
    connection.execute(delete(Owner).where(*(Owner.id.not_in(one) for one in used)))
    connection.execute(delete(Show).where(Show.id == DEMO))


def forget_people(connection: Connection, people: list[int]) -> None:
    """The people, and every way in that they had."""
    connection.execute(delete(Grant).where(Grant.show == DEMO))
    shown = select(Person.id).where(Person.id.in_(people), Person.photo.is_not(None))
    for person in connection.scalars(shown).all():
        faces.forget_photo(connection, person)
    for table in (SignIn, DeviceKey, Certificate, Ticket):
        connection.execute(delete(table).where(table.person.in_(people)))
    connection.execute(delete(Invitation).where(or_(Invitation.person.in_(people), Invitation.by.in_(people))))
    connection.execute(delete(Person).where(Person.id.in_(people)))
