"""Undo while others work: what they do between its judgement and its turn at the door is not lost."""

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, update

from siteops.core.batch import images
from siteops.core.batch.images import Change
from siteops.core.batch.undo import undo
from siteops.core.batch.verdict import Verdict
from siteops.core.db import db, writing
from siteops.core.facts.case import Moved, Packed
from siteops.core.facts.plan import Edited, EditedAtOnce
from siteops.core.facts.show import Adopted
from siteops.core.journal.record import tell
from siteops.core.plan import Case, Line
from tests.harness.cast import OTHER, SHOW
from tests.harness.door import at_the_door

pytestmark = pytest.mark.both


@pytest.fixture
def made(app, cast) -> Iterator[tuple[int, int, int]]:
    """A batch that brought a case: its number, the keys of the case and of its line."""
    with app.app_context():
        with writing() as connection:
            number = images.begin(connection, SHOW, by=cast.people["lea"], kind="gear", name="list.csv")
            tell(connection, SHOW, cast.people["lea"], f"show:{SHOW}", Edited(["listed"]))
            of_case = {"code": "A-1", "folded": "a-1", "name": "Rack", "gone": False}
            of_line = {"truck": cast.places["truck1"], "gone": False}
            case = connection.scalars(insert(Case).values(of_case).returning(Case.id)).one()
            line = connection.scalars(insert(Line).values(show=SHOW, case=case, **of_line).returning(Line.id)).one()
            changes = [Change("case", case, None, of_case), Change("line", line, None, {"case": case, **of_line})]
            images.remember(connection, number, changes)
        yield number, case, line


def why(verdict: Verdict) -> list[tuple[str, int, str]]:
    return [(one.change.table, one.change.row, one.why) for one in verdict.left]


def test_an_edit_meanwhile_stays(app, cast, made):
    number, case, line = made
    lea = cast.people["lea"]
    with at_the_door(app, lambda: undo(SHOW, number, lea)) as (connection, answers):
        connection.execute(update(Line).where(Line.id == line).values(truck=cast.places["truck2"]))
        tell(connection, SHOW, lea, f"case:{case}", Edited(["truck"]))
    assert sorted(why(answers[0])) == [("case", case, "entries"), ("line", line, "edited")]
    assert db.session.get_one(Line, line).truck == cast.places["truck2"]


def test_an_edit_of_many_meanwhile_stays(app, cast, made):
    number, case, line = made
    lea = cast.people["lea"]
    with at_the_door(app, lambda: undo(SHOW, number, lea)) as (connection, answers):
        connection.execute(update(Line).where(Line.id == line).values(truck=cast.places["truck2"]))
        tell(connection, SHOW, lea, f"show:{SHOW}", EditedAtOnce(number + 1, ["truck"], 1))
    assert sorted(why(answers[0])) == [("case", case, "used"), ("line", line, "edited")]
    assert db.session.get_one(Line, line).truck == cast.places["truck2"]


def test_a_case_that_an_archive_brings_to_another_show_meanwhile_stays(app, cast, made):
    number, case, _ = made
    with at_the_door(app, lambda: undo(SHOW, number, cast.people["lea"])) as (connection, answers):
        connection.execute(insert(Line).values(show=OTHER, case=case, gone=False))
        tell(connection, OTHER, cast.people["ada"], f"show:{OTHER}", Adopted("0" * 64, 0, renamed=False))
    assert why(answers[0]) == [("case", case, "used")]
    assert not db.session.get_one(Case, case).gone


@pytest.mark.parametrize("how", ["itself", "by its code", "another into it"])
def test_a_scan_meanwhile_keeps_the_case(app, cast, made, how):
    number, case, line = made
    cem, other = cast.people["cem"], f"case:{cast.cases['LX-0108']}"
    subject, fact = {
        "itself": (f"case:{case}", Moved(cast.refs["dock1"])),
        "by its code": ("code:A-1", Moved(cast.refs["dock1"])),
        "another into it": (other, Packed(case)),
    }[how]
    with at_the_door(app, lambda: undo(SHOW, number, cem)) as (connection, answers):
        tell(connection, SHOW, cem, subject, fact)
    assert why(answers[0]) == [("case", case, "entries")]
    assert (db.session.get_one(Case, case).gone, db.session.get_one(Line, line).gone) == (False, True)


def test_a_scan_of_something_else_meanwhile_holds_nothing_up(app, cast, made):
    number, case, _ = made
    with at_the_door(app, lambda: undo(SHOW, number, cast.people["lea"])) as (connection, answers):
        tell(connection, SHOW, cast.people["cem"], f"case:{cast.cases['LX-0108']}", Moved(cast.refs["dock1"]))
    assert why(answers[0]) == []
    assert db.session.get_one(Case, case).gone
