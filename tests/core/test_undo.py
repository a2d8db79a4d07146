"""Undo of a batch: back goes what nobody has built on since, and the rest is said."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, insert, select, update

from siteops.core.access.people import Certificate, Grant, Person
from siteops.core.batch import images
from siteops.core.batch.batches import Batch, Image
from siteops.core.batch.images import Change
from siteops.core.batch.ties import table_of
from siteops.core.batch.undo import Already, NoBatch, look, undo
from siteops.core.batch.verdict import Verdict
from siteops.core.db import Base, db, editing, writing
from siteops.core.facts.plan import Edited
from siteops.core.journal.log import log
from siteops.core.journal.record import tell
from siteops.core.plan import Case, Item, Line, Owner, Place
from tests.harness.cast import OTHER, SHOW

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def context(app):
    """As within a request."""
    with app.app_context():
        yield


@pytest.fixture
def lead(cast):
    return cast.people["lea"]


@contextmanager
def batch(by: int, changes: list[Change]) -> Iterator[tuple[Connection, int]]:
    """A batch of the show, and the transaction that it is written in."""
    with writing() as connection:
        number = images.begin(connection, SHOW, by=by, kind="edit", name="Truck 2 for all")
        tell(connection, SHOW, by, f"show:{SHOW}", Edited(["truck"]))
        yield connection, number
        images.remember(connection, number, changes)


def to_truck(by: int, lines: dict[int, int | None], truck: int) -> int:
    """A batch that puts lines, given with their trucks, onto another truck."""
    changes = [Change("line", line, {"truck": before}, {"truck": truck}) for line, before in lines.items()]
    with batch(by, changes) as (connection, number):
        connection.execute(update(Line).where(Line.id.in_(lines)).values(truck=truck))
    return number


def lines(cast) -> dict[int, int | None]:
    """The show's lines and their trucks."""
    return {id: truck for id, truck in db.session.execute(select(Line.id, Line.truck).where(Line.show == SHOW))}


def made(by: int, *rows: Base) -> tuple[int, list[int]]:
    """A batch that makes rows; its number and their keys."""
    keys: list[int] = []
    changes: list[Change] = []
    with batch(by, changes) as (connection, number):
        for row in rows:
            table = table_of(type(row).__tablename__)
            values = {one.name: getattr(row, one.name) for one in table.c if one.name != "id"}
            keys += connection.scalars(insert(table).values(values).returning(table.c.id))
            after = {name: value for name, value in values.items() if name not in ("show", "rev")}
            changes.append(Change(table.name, keys[-1], None, after))
    return number, keys


def why(verdict: Verdict) -> list[tuple[str, int, str]]:
    return [(one.change.table, one.change.row, one.why) for one in verdict.left]


def test_what_nobody_touched_since_goes_back(cast, lead, phone_of):
    before = lines(cast)
    number = to_truck(lead, before, cast.places["truck2"])
    cem = phone_of("cem")
    pulled = cem.pull()
    assert look(SHOW, number).rows == 3  # one was on that truck already
    assert set(lines(cast).values()) == {cast.places["truck2"]}
    assert why(undo(SHOW, number, lead)) == []
    db.session.rollback()
    assert lines(cast) == before
    news = cem.pull(pulled["head"], pulled["scope"])["tables"]["case"]
    assert news["truck"] == [cast.places["truck1"]] * 3
    last = db.session.execute(select(log.c.kind, log.c.subject, log.c.by).order_by(log.c.seq.desc())).first()
    assert last == ("TakenBack", f"show:{SHOW}", lead)


def test_what_was_edited_since_stays_and_is_said(cast, lead):
    before = lines(cast)
    number = to_truck(lead, before, cast.places["truck2"])
    other, *_ = before
    with editing() as session:
        session.get_one(Line, other).truck = None
    assert why(undo(SHOW, number, lead)) == [("line", other, "edited")]
    db.session.rollback()
    assert lines(cast) == {**before, other: None}
    kept = db.session.execute(select(Image.row, Image.before, Image.after).where(Image.left == "edited")).all()
    assert kept == [(other, f'{{"truck":{before[other]}}}', f'{{"truck":{cast.places["truck2"]}}}')]


def test_a_second_undo_does_nothing(cast, lead):
    number = to_truck(lead, lines(cast), cast.places["truck2"])
    undo(SHOW, number, lead)
    for again in (lambda: undo(SHOW, number, lead), lambda: look(SHOW, number)):
        with pytest.raises(Already) as refused:
            again()
        assert refused.value.by == lead
    assert len(db.session.scalars(select(log.c.seq).where(log.c.kind == "TakenBack")).all()) == 1


def test_another_show_s_batch_is_not_there(cast, lead):
    number = to_truck(lead, lines(cast), cast.places["truck2"])
    with pytest.raises(NoBatch):
        undo(OTHER, number, lead)
    assert db.session.get_one(Batch, number).undone is None


def test_rows_that_a_batch_made_go(cast, lead):
    number, (truck, case, item) = made(
        lead, Place(SHOW, "truck", "Truck 9"), Case("A-1", "a-1", "Rack"), Item(cast.cases["AU-1001"], "XLR", "XLR", 9)
    )
    assert look(SHOW, number).goes == {"place": [truck], "case": [case], "item": [item]}
    undo(SHOW, number, lead)
    assert db.session.get_one(Place, truck).gone
    assert db.session.get_one(Case, case).gone
    assert db.session.get(Item, item) is None


def test_a_case_that_somebody_scanned_or_another_show_lists_stays(cast, lead, phone_of):
    number, (scanned, listed, inner, idle) = made(lead, *(Case(f"A-{n}", f"a-{n}", "Rack") for n in range(4)))
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", f"case:{scanned}", place=cast.refs["dock1"]))
    with editing() as session:
        session.add(Line(OTHER, listed))
        session.add(Item(inner, "XLR", "XLR"))
    assert why(undo(SHOW, number, lead)) == [
        ("case", scanned, "entries"), ("case", listed, "used"), ("case", inner, "used"),
    ]  # fmt: skip
    assert [db.session.get_one(Case, one).gone for one in (scanned, listed, inner, idle)] == [False, False, False, True]


def test_a_case_that_only_a_phone_s_code_or_box_speaks_of_stays(cast, lead, phone_of):
    number, (box, bound) = made(lead, Case("A-1", "a-1"), Case("A-2", "a-2"))
    cem = phone_of("cem")
    cem.push(
        cem.entry("Packed", f"case:{cast.cases['LX-0108']}", into=box),
        cem.entry("Bound", "code:AB12CD34", to=f"case:{bound}"),
    )
    assert why(undo(SHOW, number, lead)) == [("case", box, "entries"), ("case", bound, "entries")]


def test_a_truck_on_which_something_is_planned_or_stands_stays(cast, lead, phone_of):
    number, (planned, full, empty) = made(lead, *(Place(SHOW, "truck", f"Truck {n}") for n in range(7, 10)))
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", f"case:{cast.cases['LX-0108']}", place=f"truck:{full}", leg="out"))
    with editing() as session:
        session.get_one(Line, next(iter(lines(cast)))).truck = planned
    assert why(undo(SHOW, number, lead)) == [("place", full, "entries"), ("place", planned, "used")]
    assert [db.session.get_one(Place, one).gone for one in (planned, full, empty)] == [False, False, True]


def test_a_row_that_was_made_and_edited_since_stays(cast, lead):
    number, (case,) = made(lead, Case("A-1", "a-1", "Rack"))
    with editing() as session:
        session.get_one(Case, case).weight = 80.0
    assert why(undo(SHOW, number, lead)) == [("case", case, "edited")]
    assert not db.session.get_one(Case, case).gone


def test_an_owner_goes_with_the_last_that_is_theirs(cast, lead):
    number, (owner, other) = made(lead, Owner("Żuraw Rigging"), Owner("Northlight"))
    with editing() as session:
        session.get_one(Case, cast.cases["LX-0108"]).owner = other
    assert why(undo(SHOW, number, lead)) == [("owner", other, "used")]
    assert (db.session.get(Owner, owner), db.session.get_one(Owner, other).name) == (None, "Northlight")


def test_an_old_value_that_is_not_to_be_had_any_more_is_left(cast, lead):
    first, (owner,) = made(lead, Owner("Northlight"))
    case = cast.cases["LX-0108"]
    second_changes = [Change("case", case, {"owner": owner, "weight": 92.5}, {"owner": None, "weight": 90.0})]
    with batch(lead, second_changes) as (connection, second):
        connection.execute(update(Case).where(Case.id == case).values(owner=None, weight=90.0))
    undo(SHOW, first, lead)
    verdict = undo(SHOW, second, lead)
    assert [(one.change.after, one.why) for one in verdict.left] == [({"owner": None}, "lost")]
    assert db.session.get_one(Case, case).weight == 92.5


def test_a_key_that_was_given_a_second_time_is_not_the_old_value(cast, lead):
    """SQLite gives the key of the last row again once that is deleted: it means somebody else then."""
    first, (owner,) = made(lead, Owner("Northlight"))
    case = cast.cases["LX-0108"]
    with batch(lead, [Change("case", case, {"owner": owner}, {"owner": None})]) as (connection, second):
        connection.execute(update(Case).where(Case.id == case).values(owner=None))
    undo(SHOW, first, lead)
    with writing() as connection:
        connection.execute(insert(Owner).values(id=owner, name="Somebody else"))
    assert why(undo(SHOW, second, lead)) == [("case", case, "lost")]
    assert db.session.get_one(Case, case).owner is None


def test_people_and_their_papers(cast, lead):
    number, (person,) = made(lead, Person("Nia New", phone="+49 40 1"))
    with_part, (grant, paper) = made(lead, Grant(SHOW, person, 1), Certificate(person, "forklift"))
    assert why(undo(SHOW, number, lead)) == [("person", person, "used")]
    assert why(undo(SHOW, with_part, lead)) == []
    assert db.session.get_one(Grant, grant).revoked is not None
    assert db.session.get(Certificate, paper) is None
    assert db.session.get_one(Person, person).name == "Nia New"


def test_phones_of_another_show_learn_what_went_back(cast, lead, phone_of):
    case = cast.cases["LX-0108"]
    with editing() as session:
        session.add(Line(OTHER, case))
    with batch(lead, [Change("case", case, {"weight": 92.5}, {"weight": 90.0})]) as (connection, number):
        connection.execute(update(Case).where(Case.id == case).values(weight=90.0))
    sam = phone_of("sam")
    before = sam.pull(show=OTHER)
    undo(SHOW, number, lead)
    news = sam.pull(before["head"], before["scope"], show=OTHER)
    assert news["tables"]["case"]["weight"] == [92.5]


def test_what_must_be_erased_leaves_no_image(cast, lead):
    number, (person,) = made(lead, Person("Nia New", phone="+49 40 1"))
    with writing() as connection:
        images.forget(connection, "person", [person])
    assert db.session.scalars(select(Image.after).where(Image.batch == number)).all() == []
    assert undo(SHOW, number, lead).rows == 0
