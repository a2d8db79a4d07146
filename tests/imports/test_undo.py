"""Undo of an import: what it brought goes, what people built on it stays, and it can come again."""

import pytest
from sqlalchemy import select

from siteops.core.batch.undo import undo
from siteops.core.db import db, editing
from siteops.core.plan import Case, Code, Item, Line, Owner, Place
from tests.imports.conftest import DATA
from tests.imports.test_store import bring, context, count, show, typed

__all__ = ["context", "show"]

pytestmark = pytest.mark.both


def test_all_that_a_list_brought_goes(show):
    done = bring(show, DATA / "rentman-equipment.csv")
    verdict = undo(show, done.batch, 1)
    assert verdict.left == []
    assert (count(Line, ~Line.gone), count(Case, ~Case.gone), count(Item), count(Place, ~Place.gone)) == (0, 0, 0, 0)


def test_a_list_that_was_taken_back_can_come_again(show):
    bring_all = [bring(show, DATA / "rentman-equipment.csv")]
    codes = set(db.session.scalars(select(Code.code).where(Code.subject.startswith("case:"))))
    db.session.rollback()
    undo(show, bring_all[0].batch, 1)
    again = bring(show, DATA / "rentman-equipment.csv")
    assert again.new == 913
    assert (count(Line, ~Line.gone), count(Line), count(Case, ~Case.gone), count(Case)) == (240, 240, 240, 240)
    assert set(db.session.scalars(select(Code.code).where(Code.subject.startswith("case:")))) == codes
    db.session.rollback()
    assert undo(show, again.batch, 1).left == []
    assert (count(Line, ~Line.gone), count(Case, ~Case.gone), count(Item)) == (0, 0, 0)


def test_nothing_of_a_wrong_list_lives_on_in_the_right_one(show, tmp_path):
    wrong = bring(show, typed(tmp_path, "Code;Name;Weight;Owner;Truck\nA-1;Rack;80;Northlight;Truck 9\n"))
    undo(show, wrong.batch, 1)
    bring(show, typed(tmp_path, "Code;Name\na-1;Amp rack\n"))
    case = db.session.scalars(select(Case)).one()
    assert (case.code, case.name, case.weight, case.owner, case.gone) == ("A-1", "Amp rack", None, None, False)
    assert db.session.scalars(select(Line.truck)).one() is None


def test_a_change_goes_back_to_what_it_was_before(show, tmp_path):
    bring(show, typed(tmp_path, "Code;Name;Weight;Truck\nA-1;Rack;80;Truck 1\nA-2;Trunk;30;Truck 1\n"))
    done = bring(show, typed(tmp_path, "Code;Name;Weight;Truck\nA-1;Rack;85;Truck 2\nA-2;Box;35;Truck 1\n"))
    with editing() as session:
        session.scalars(select(Case).where(Case.code == "A-2")).one().weight = 40.0
    verdict = undo(show, done.batch, 1)
    assert [(one.change.after, one.why) for one in verdict.left] == [({"weight": 35.0}, "edited")]
    query = select(Case.code, Case.name, Case.weight, Place.name).join(Line, Line.case == Case.id).order_by(Case.code)
    assert db.session.execute(query.join(Place, Place.id == Line.truck)).all() == [
        ("A-1", "Rack", 80.0, "Truck 1"), ("A-2", "Trunk", 40.0, "Truck 1"),
    ]  # fmt: skip
    assert db.session.scalars(select(Place.name).where(~Place.gone)).all() == ["Truck 1"]


def test_an_owner_goes_where_no_case_needs_it(show, tmp_path):
    bring(show, typed(tmp_path, "Code;Name\nA-1;Rack\n"))
    done = bring(show, typed(tmp_path, "Code;Name;Owner\nA-1;Rack;Northlight\n"))
    assert count(Owner) == 1
    undo(show, done.batch, 1)
    assert count(Owner) == 0
