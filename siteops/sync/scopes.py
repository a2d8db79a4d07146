"""Which rows and columns of which table an asker may have: one function a table, one place to read it all.

Each answers a `Part`: the columns' names and the rows that were touched after a seq, in any order (after
-1: all of them, as a phone that begins needs them).
Crew see cases, places, lists, who is on site by first name, and their own call; nothing else of people.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Integer, Select, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from siteops.core import clock
from siteops.core.access.people import Grant, Person
from siteops.core.batch import hidden
from siteops.core.db import Utc
from siteops.core.facts import Role
from siteops.core.journal import rows
from siteops.core.journal.fold import FOLDS
from siteops.core.journal.log import held, log, private
from siteops.core.plan import Case, Code, Item, Line, List, Owner, Phase, Place, Show, Slot, Step

Rows = Select[*tuple[Any, ...]]


class Asker(NamedTuple):
    """Who pulls: a person with a role on a show."""

    show: str
    person: int
    name: str
    role: Role


class Part(NamedTuple):
    """Some rows of one table."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


Scope = Callable[[Connection, Asker, int], Part]


def part(connection: Connection, query: Rows) -> Part:
    """A query's answer, its instants spelled as everywhere on the wire."""
    result = connection.execute(query)
    names = list(result.keys())
    found = [tuple(row) for row in result]
    instants = [i for i, one in enumerate(query.selected_columns) if isinstance(one.type, Utc)]
    if instants:
        found = [
            tuple(clock.spell(v) if i in instants and v is not None else v for i, v in enumerate(row)) for row in found
        ]
    return Part(names, found)


def touched(table: type[Any], asker: Asker, after: int, *columns: InstrumentedAttribute[Any]) -> Rows:
    """Rows of a show's plan table that were touched after a seq."""
    query = select(*columns).where(table.show == asker.show, table.rev > after)
    return query.where(~table.gone) if after < 0 else query


def show(connection: Connection, asker: Asker, after: int) -> Part:
    """The show itself."""
    columns = (Show.id, Show.name, Show.venue, Show.timezone, Show.control_phone, Show.medic_phone, Show.contact,
               Show.demo)  # fmt: skip
    return part(connection, select(*columns).where(Show.id == asker.show, Show.rev > after))


def me(connection: Connection, asker: Asker, after: int) -> Part:
    """Who the server thinks is asking."""
    return Part(("id", "name", "role"), [(asker.person, asker.name, asker.role.name.lower())])


def place(connection: Connection, asker: Asker, after: int) -> Part:
    """Docks, zones, trucks, gates."""
    columns = (Place.id, Place.kind, Place.name, Place.dock, Place.owner, Place.due, Place.sort, Place.gone)
    return part(connection, touched(Place, asker, after, *columns))


def phase(connection: Connection, asker: Asker, after: int) -> Part:
    """When phases are planned to begin."""
    return part(connection, touched(Phase, asker, after, Phase.phase, Phase.starts, Phase.gone))


def slot(connection: Connection, asker: Asker, after: int) -> Part:
    """Dock bookings."""
    columns = (Slot.id, Slot.dock, Slot.truck, Slot.direction, Slot.starts, Slot.ends, Slot.vendor, Slot.gone)
    return part(connection, touched(Slot, asker, after, *columns))


CASE = (Case.id, Case.code, Case.name, Case.department, Case.weight, Case.owner)


def case(connection: Connection, asker: Asker, after: int) -> Part:
    """Cases on the show's list, and those that turned up without being on it, or left it since (`listed` 0)."""
    planned = (Line.truck, Line.dock, Line.zone, Line.sort, Line.inside, literal(1).label("listed"), Line.gone)
    query = select(*CASE, *planned).join(Line, Line.case == Case.id)
    query = query.where(Line.show == asker.show, Line.rev > after)
    found = part(connection, query.where(~Line.gone) if after < 0 else query)
    extra = strangers(connection, asker.show, after)
    if not extra:
        return found
    unplanned = connection.execute(select(*CASE).where(Case.id.in_(extra)))
    listed = [row for row in found.rows if row[0] not in extra]
    return Part(found.columns, [*listed, *((*row, None, None, None, None, None, 0, False) for row in unplanned)])


def strangers(connection: Connection, show: str, after: int) -> set[int]:
    """Cases that were seen on a show and are not on its list: seen, or taken off it, after a seq."""
    seen = rows.table("case")
    key = cast(seen.c.key, Integer)
    query = select(key).outerjoin(Line, (Line.show == show) & (Line.case == key))
    fresh = (seen.c.rev > after) | (Line.rev > after)
    left = Line.gone & (seen.c.place.is_not(None) | seen.c.inside.is_not(None))
    return set(connection.scalars(query.where(seen.c.show == show, fresh, Line.id.is_(None) | left)))


def content(connection: Connection, asker: Asker, after: int) -> Part:
    """What lies in a case, whole for each that was touched: `lines` of name and number, `things` of name and serial."""
    by = (Line.case, Item.name, Item.serial)
    query: Rows = select(*by, func.sum(Item.quantity)).join(Item, Item.case == Line.case, isouter=after >= 0)
    query = query.where(Line.show == asker.show, Line.rev > after, ~Line.gone)
    found: dict[int, tuple[list[tuple[str, int]], list[tuple[str, str]]]] = {}
    for case, name, serial, number in connection.execute(query.group_by(*by).order_by(*by)):
        lines, things = found.setdefault(case, ([], []))
        if serial is not None:
            things.append((name, serial))
        elif number is not None:
            lines.append((name, int(number)))
    return Part(("case", "lines", "things"), [(case, *each) for case, each in found.items()])


def owner(connection: Connection, asker: Asker, after: int) -> Part:
    """Whose gear there is. Few, so always all of them."""
    return part(connection, select(Owner.id, Owner.name).where(Owner.id.not_in(hidden.keys_of("owner"))))


def code(connection: Connection, asker: Asker, after: int) -> Part:
    """What printed codes stand for; of badges only the hash. Case codes come with their case's line."""
    shown = func.coalesce(Code.hashed, Code.code).label("code")
    own = select(shown, Code.subject, Code.gone).where(Code.show == asker.show, Code.rev > after)
    cases = select(shown, Code.subject, Code.gone).join(Line, Code.subject == literal("case:").concat(Line.case))
    cases = cases.where(Code.show.is_(None), Line.show == asker.show, Line.rev > after, ~Line.gone | (Line.rev > 0))
    first, second = part(connection, own), part(connection, cases)
    return Part(first.columns, [*first.rows, *second.rows])


def person(connection: Connection, asker: Asker, after: int) -> Part:
    """People: leads see them whole, crew by first name, themselves whole."""
    columns = (Person.id, Person.name, Grant.function, Grant.department, Grant.company, Grant.call, Grant.role,
               Person.phone, Grant.revoked.is_not(None).label("gone"))  # fmt: skip
    query = select(*columns).join(Grant, Grant.person == Person.id)
    found = part(connection, query.where(Grant.show == asker.show, Grant.rev > after))
    if asker.role >= Role.LEAD:
        return found
    return Part(found.columns, [one if one[0] == asker.person else first_name(one) for one in found.rows])


def first_name(row: Sequence[Any]) -> Sequence[Any]:
    """A person's row as crew may have it."""
    id, name, function, department, _, _, _, _, gone = row
    return (id, name.split()[0] if name.split() else name, function, department, "", None, None, "", gone)


def lists(connection: Connection, asker: Asker, after: int) -> Part:
    """Checklists."""
    columns = (List.id, List.name, List.truck, List.zone, List.leg, List.sort, List.gone)
    return part(connection, touched(List, asker, after, *columns))


def step(connection: Connection, asker: Asker, after: int) -> Part:
    """Steps of checklists."""
    columns = (Step.id, Step.list, Step.text, Step.sort, Step.safety, Step.photo, Step.auto, Step.gone)
    return part(connection, touched(Step, asker, after, *columns))


def state(noun: str) -> Scope:
    """The scope of a noun's state: everybody on the show sees where things stand."""

    def scope(connection: Connection, asker: Asker, after: int) -> Part:
        found = rows.table(noun)
        hidden = {"show", "turned", "rev"}
        query = select(*(one for one in found.c if one.name not in hidden))
        made = part(connection, query.where(found.c.show == asker.show, found.c.rev > after))
        return decoded(made, rows.nested(noun))

    return scope


def decoded(found: Part, nested: frozenset[str]) -> Part:
    """A part with its JSON columns as raw JSON, not as text within text."""
    where = [i for i, name in enumerate(found.columns) if name in nested]
    made = [tuple(msgspec.Raw(v.encode()) if i in where else v for i, v in enumerate(row)) for row in found.rows]
    return Part(found.columns, made)


def words(connection: Connection, asker: Asker, after: int) -> Part:
    """What people wrote: leads see it all, crew their own. Erased ones come as null."""
    columns = (private.c.entry, private.c.subject, log.c.by, log.c.at, private.c.words.label("text"))
    query = select(*columns).join(log, (log.c.show == private.c.show) & (log.c.id == private.c.entry))
    query = query.where(private.c.show == asker.show, private.c.rev > after)
    if asker.role < Role.LEAD:
        query = query.where(log.c.by == asker.person)
    found = part(connection, query)
    return Part(found.columns, [(*one[:-1], one[-1] and msgspec.json.decode(one[-1])["text"]) for one in found.rows])


def waiting(connection: Connection, asker: Asker, after: int) -> Part:
    """Held entries, for leads."""
    columns = (held.c.entry, held.c.subject, held.c.kind, held.c.by, held.c.at, held.c.reason, held.c.gone)
    if asker.role < Role.LEAD:
        return Part([one.name for one in columns], [])
    return part(connection, select(*columns).where(held.c.show == asker.show, held.c.rev > after))


def scopes() -> dict[str, Scope]:
    """Every table that a phone holds, by the name it goes by there."""
    plain: dict[str, Scope] = {
        "show": show, "me": me, "phase": phase, "place": place, "slot": slot, "case": case, "content": content,
        "owner": owner, "code": code, "person": person, "list": lists, "step": step, "words": words, "held": waiting,
    }  # fmt: skip
    return plain | {f"{noun}_state": state(noun) for noun in FOLDS}
