"""A copy of a show as the start of another: its plan, without anything that happened.

Nobody sees any of it before all of it is there: the show's own row comes last. What is many (lines) is written in
portions, so that nobody waits; should the server die in between, the next copy sweeps what was left.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from siteops.core import clock, codes
from siteops.core.access.people import Call, Grant
from siteops.core.db import Base, db, editing, writing
from siteops.core.facts.plan import Edited
from siteops.core.journal.log import open_log
from siteops.core.journal.record import tell
from siteops.core.plan import Code, Contact, Line, List, Phase, Place, Show, Slot, Step
from siteops.core.upgrade import setting
from siteops.desk.plan_rows import minted
from siteops.desk.show.copy_source import Row, read
from siteops.desk.show.shifting import Shift
from siteops.desk.show.show_made import free_id

PORTION = 1500
"""Lines in one transaction: some 40 ms of the door."""
FIRST = 1
"""The seq of the only entry of a copy, and so the `rev` of all its rows."""
MARK = "copy:"
"""Names a copy that is being made, in the installation's settings; its value is when it was begun."""
LEFT = timedelta(minutes=15)
"""A copy that takes longer than this has died."""
Keys = Mapping[int, int]


class Wish(NamedTuple):
    """What comes along: of which show, which parts, moved how (None: no times), in whose name."""

    source: str
    parts: Collection[str]
    shift: Shift | None
    by: int


def copied(sent: Mapping[str, Any], wish: Wish) -> str:
    """Make a show with these columns and what comes along; its id. Raises Busy, and then nothing is there."""
    with db.engine.connect() as connection:
        rows = {name: found if comes(name, wish) else [] for name, found in read(connection, wish.source).items()}
    sweep()
    show = reserve(sent["name"])
    try:
        with editing() as session:
            places = add_places(session, show, rows["places"], wish.shift)
        for some in portions([line(show, one, places) for one in rows["cases"]]):
            with writing() as connection:
                connection.execute(insert(Line), some)
        with editing() as session:
            finish(session, show, sent, wish, Taken(rows, places, wish.shift))
    except BaseException:
        clear(show)
        raise
    return show


class Taken(NamedTuple):
    """What was read of the old show, the new keys of its places, and how times move."""

    rows: Mapping[str, Sequence[Row]]
    places: Keys
    shift: Shift | None


def comes(name: str, wish: Wish) -> bool:
    """Whether the rows of this name come along."""
    if name in ("slots", "phases", "calls") and wish.shift is None:
        return False
    needs = {"steps": ("lists",), "slots": ("slots", "places"), "calls": ("calls", "people")}
    return all(one in wish.parts for one in needs.get(name, (name,)))


def reserve(name: str) -> str:
    """An id that nobody else takes meanwhile."""
    with editing() as session:
        show = free_id(session, name)
        session.execute(insert(setting).values(name=MARK + show, value=clock.stamp()))
        return show


def add_places(session: Session, show: str, rows: Sequence[Row], shift: Shift | None) -> Keys:
    """The places, each with a new code; their new keys by their old ones."""
    keys: dict[int, int] = {}
    for one in sorted(rows, key=lambda one: one["kind"] != "dock"):  # zones name their docks
        due = shift.at(one["due"]) if shift and one["due"] else None
        made = Place(**fresh(one, show, due=due, dock=keys.get(one["dock"])))
        session.add(made)
        session.flush()
        keys[one["id"]] = made.id
        session.add(Code(minted(session), made.ref, show, rev=FIRST))
    return keys


def line(show: str, one: Row, places: Keys) -> dict[str, Any]:
    """A case's line on the new show."""
    return fresh(one, show, **{name: places.get(one[name]) for name in ("truck", "dock", "zone")})


def finish(session: Session, show: str, sent: Mapping[str, Any], wish: Wish, taken: Taken) -> None:
    """All the rest, and with it the show itself: from here on it is there, whole."""
    rows, places, shift = taken
    connection = session.connection()
    session.add(Show(show, created=clock.now(), rev=FIRST, **sent))
    open_log(connection, show)
    tell(connection, show, wish.by, f"show:{show}", Edited([one for one in rows if rows[one] and one != "steps"]))
    add_lists(session, show, rows, places)
    put(connection, Contact, [fresh(one, show) for one in rows["contacts"]])
    if shift:
        put(connection, Phase, [fresh(one, show, starts=shift.at(one["starts"])) for one in rows["phases"]])
        put(connection, Call, [call(show, one, shift) for one in rows["calls"]])
        for one in rows["slots"]:
            add_slot(session, show, one, taken)
    with_calls = shift if "calls" in wish.parts else None
    put(connection, Grant, [part(show, one, with_calls) for one in rows["people"]])
    put(connection, Code, [badge(show, one["person"]) for one in rows["people"]])
    session.execute(delete(setting).where(setting.c.name == MARK + show))


def add_lists(session: Session, show: str, rows: Mapping[str, Sequence[Row]], places: Keys) -> None:
    """The lists and their steps, none of them ticked."""
    keys: dict[int, int] = {}
    for one in rows["lists"]:
        made = List(**fresh(one, show, truck=places.get(one["truck"]), zone=places.get(one["zone"])))
        session.add(made)
        session.flush()
        keys[one["id"]] = made.id
    steps = [fresh(one, show, list=keys[one["list"]]) for one in rows["steps"] if one["list"] in keys]
    put(session.connection(), Step, steps)


def add_slot(session: Session, show: str, one: Row, taken: Taken) -> None:
    """A booking at its new time, with a new code."""
    assert taken.shift
    starts, ends = taken.shift.span(one["starts"], one["ends"])
    truck = taken.places.get(one["truck"])
    made = Slot(**fresh(one, show, dock=taken.places[one["dock"]], truck=truck, starts=starts, ends=ends))
    session.add(made)
    session.flush()
    session.add(Code(minted(session), f"slot:{made.id}", show, rev=FIRST))


def call(show: str, one: Row, shift: Shift) -> dict[str, Any]:
    """Somebody's call, so many days later."""
    starts, ends = one["starts"], one["ends"]
    if starts and ends:
        starts, ends = shift.span(starts, ends)
    elif starts or ends:
        starts, ends = (at and shift.at(at) for at in (starts, ends))
    return fresh(one, show, day=one["day"] and one["day"] + shift.days, starts=starts, ends=ends)


def part(show: str, one: Row, shift: Shift | None) -> dict[str, Any]:
    """Somebody's part in the show; their first call only if calls come along. They came in by no invitation to it."""
    first = shift.at(one["call"]) if shift and one["call"] else None
    return fresh(one, show, call=first, invitation=None)


def badge(show: str, person: int) -> dict[str, Any]:
    """A new code for somebody's badge."""
    code = codes.mint_badge()
    return {"code": code, "subject": f"person:{person}", "show": show, "hashed": codes.hashed(code), "rev": FIRST,
            "gone": False, "blank": False}  # fmt: skip


def fresh(one: Row, show: str, **other: Any) -> dict[str, Any]:
    """A row as a new one of another show."""
    made = {**one, **other, "show": show, "rev": FIRST}
    del made["id"]
    return made


def put(connection: Connection, table: type[Base], rows: list[dict[str, Any]]) -> None:
    """Insert rows as one set."""
    if rows:
        connection.execute(insert(table), rows)


def portions(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    """Rows, as many at a time as may be written while others wait."""
    for start in range(0, len(rows), PORTION):
        yield rows[start : start + PORTION]


def sweep() -> None:
    """Clear what copies left that died halfway."""
    with db.engine.connect() as connection:
        begun = connection.execute(select(setting.c.name, setting.c.value).where(setting.c.name.startswith(MARK)))
        dead = [one.name.removeprefix(MARK) for one in begun if clock.read(one.value) < clock.now() - LEFT]
    for show in dead:
        clear(show)


def clear(show: str) -> None:
    """Take away what of a copy is there, lines in portions. Its show was never there."""
    for table in (Line, Code, Place):
        while keys := staged(table, show):
            with writing() as connection:
                connection.execute(delete(table).where(table.id.in_(keys)))
    with writing() as connection:
        connection.execute(delete(setting).where(setting.c.name == MARK + show))


def staged(table: Any, show: str) -> Iterable[int]:
    """The keys of some rows of a show that is not there."""
    with db.engine.connect() as connection:
        return list(connection.scalars(select(table.id).where(table.show == show).limit(PORTION)))
