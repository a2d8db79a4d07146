"""Storing people: through the database, into what phones pull, and back again."""

from datetime import date

import pytest
from sqlalchemy import func, select, update

from siteops.core.access.joining import rename
from siteops.core.access.people import Call, Certificate, Grant, Person
from siteops.core.batch.undo import undo
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.core.facts.person import CheckedIn
from siteops.core.journal.log import log
from siteops.core.journal.record import tell
from siteops.core.plan import Code
from siteops.imports.examine import examine
from siteops.imports.store import Origin, store
from siteops.sync.changes import changes
from siteops.sync.scopes import Asker
from tests.imports.conftest import BERLIN, DATA
from tests.imports.crew_lists import bring, changed, count, somebody, two_shows, typed

SHEET = DATA / "crew-list.xlsx"


@pytest.fixture(autouse=True)
def show(app):
    """As within a request, on a show in Berlin."""
    with app.app_context():
        yield two_shows()


def test_a_call_sheet_is_told_from_a_gear_list_by_its_headers(show):
    assert examine(show, SHEET).kind.name == "crew"
    assert examine(show, DATA / "rentman-equipment.csv").kind.name == "gear"
    assert examine(show, DATA / "truck-pack.xlsx").kind.name == "gear"


@pytest.mark.both
def test_a_call_sheet_is_one_batch_and_one_entry(show):
    done = bring(show, SHEET)
    assert (done.new, done.changed, done.unchanged, done.problems) == (64, 0, 0, 7)
    assert (count(Person), count(Grant, Grant.show == show)) == (65, 65)
    assert [kind for (kind,) in db.session.execute(select(log.c.kind))] == ["Imported"]
    assert set(db.session.scalars(select(Grant.rev).where(Grant.person > 1))) == {done.seq}
    assert set(db.session.scalars(select(Call.rev))) == {done.seq}
    assert count(Certificate) == 19


@pytest.mark.both
def test_a_second_import_changes_nothing(show):
    bring(show, SHEET)
    before = count(Call), count(Certificate), count(Code)
    found = examine(show, SHEET)
    assert (changed(found), found.preview.missing, found.preview.outlook().store) == ([], [], "")
    again = bring(show, SHEET)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 64)
    assert (count(Call), count(Certificate), count(Code)) == before


def test_nobody_gets_an_account_and_everybody_a_badge(show):
    bring(show, SHEET)
    assert count(Person, Person.password.is_not(None)) == 1
    assert set(db.session.scalars(select(Grant.role).where(Grant.person > 1))) == {int(Role.CREW)}
    badges = select(func.count(func.distinct(Code.hashed))).where(Code.subject.startswith("person:"), Code.show == show)
    assert db.session.scalar(badges) == 64


def test_each_has_their_first_call(show):
    bring(show, SHEET)
    query = select(Person.name, Grant.call).join(Grant, Grant.person == Person.id)
    calls = {name: call and f"{call.astimezone(BERLIN):%d %H:%M}" for name, call in db.session.execute(query)}
    assert (calls["Iker Etxeberria"], calls["Cem Arslan"], calls["Amara Diallo"]) == ("26 07:30", "27 13:00", None)


def test_papers_that_do_not_hold_are_said_before_anything_is_stored(show):
    found = examine(show, SHEET)
    panel = next(one for one in found.preview.outlook().panels if one.heading.startswith("Papers"))
    assert panel.facts == [
        ("Katarzyna Wójcik", "First aid to 27 Mar 2027"), ("Bartłomiej Krawczyk", "Rigging ended 1 Feb 2027"),
        ("يوسف المنصوري", "First aid ended 31 Dec 2026"), ("Cem Arslan", "Forklift ended 20 Mar 2027"),
    ]  # fmt: skip


@pytest.mark.both
def test_a_later_version_changes_what_it_says_otherwise(show, tmp_path):
    bring(show, typed(tmp_path, "Ana Berg;Firm;040 5550101;ana@firm.example;2027-03-26;08:00;18:00;30.11.2027\n"))
    later = typed(tmp_path, "Ana Berg;Firm;040 5550102;ANA@firm.example;2027-03-26;09:00;18:00;30.11.2028\n")
    found = examine(show, later)
    assert changed(found) == [("Ana Berg", "phone"), ("Ana Berg", "call"), ("Ana Berg", "forklift")]
    done = store(found, Origin("list.csv", "0" * 64, 1))
    assert (done.new, done.changed, count(Call), count(Certificate)) == (0, 1, 1, 1)
    assert db.session.scalars(select(Certificate.until)).all() == [date(2028, 11, 30)]
    first = db.session.scalar(select(Grant.call).where(Grant.person > 1))
    assert first
    assert f"{first.astimezone(BERLIN):%H:%M}" == "09:00"


def test_a_call_that_left_the_list_goes_and_days_that_it_does_not_speak_of_stay(show, tmp_path):
    two = "Ana Berg;Firm;040 5550101;;26.03.2027 + 27.03.2027;08:00;18:00;\n"
    bring(show, typed(tmp_path, two + "Bob Stone;Firm;040 5550102;;26.03.2027;08:00;18:00;\n"))
    friday = "Ana Berg;Firm;040 5550101;;26.03.2027;10:00;18:00;\n"
    assert bring(show, typed(tmp_path, friday)).changed == 1
    days = list(db.session.scalars(select(Call.day).where(~Call.gone, Call.person == 2).order_by(Call.day)))
    assert days == [date(2027, 3, 26), date(2027, 3, 27)]
    both = "Ana Berg;Firm;040 5550101;;27.03.2027;08:00;18:00;\nBob Stone;Firm;040 5550102;;26.03.2027;08:00;18:00;\n"
    assert changed(examine(show, typed(tmp_path, both))) == [("Ana Berg", "call")]
    bring(show, typed(tmp_path, both))
    days = list(db.session.scalars(select(Call.day).where(~Call.gone, Call.person == 2)))
    assert days == [date(2027, 3, 27)]


@pytest.mark.both
def test_what_others_edited_meanwhile_is_seen(show, tmp_path):
    path = typed(tmp_path, "Ana Berg;Firm;040 5550101;ana@firm.example;26.03.2027;08:00;;\n")
    late = examine(show, path)
    bring(show, path)
    done = store(late, Origin("list.csv", "0" * 64, 1))
    assert (done.new, done.unchanged, count(Person)) == (0, 1, 2)


def test_phones_of_crew_learn_first_names_and_their_own_call_alone(show):
    bring(show, SHEET)
    cem = db.session.scalar(select(Person.id).where(Person.name == "Cem Arslan"))
    assert cem
    with db.engine.connect() as connection:
        table = changes(connection, Asker(show, cem, "Cem Arslan", Role.CREW), "", "")["tables"]["person"]
    rows = {row[0]: dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)}
    assert rows[cem]["call"]
    assert rows[cem]["phone"]
    others = [row for key, row in rows.items() if key != cem]
    assert len(others) == 64
    assert {row["call"] for row in others} == {None}
    assert {row["phone"] + row["company"] for row in others} == {""}
    assert "Marlies" in {row["name"] for row in others}


def test_a_long_list_arrives_whole(show, tmp_path):
    line = "Person {0} Berg;Firm;+49 40 555{0:05d};p{0}@firm.example;26.03.2027;08:00;18:00;\n"
    done = bring(show, typed(tmp_path, "".join(line.format(number) for number in range(1200))))
    assert (done.new, count(Call), count(Grant, Grant.show == show)) == (1200, 1200, 1201)
    assert (bring(show, tmp_path / "list.csv").unchanged, count(Person)) == (1200, 1201)


@pytest.mark.both
def test_a_batch_of_people_is_taken_back_and_may_come_again(show):
    done = bring(show, SHEET)
    verdict = undo(show, done.batch, 1)
    assert (verdict.left, count(Certificate), count(Call, ~Call.gone)) == ([], 0, 0)
    assert count(Grant, Grant.revoked.is_(None)) == 2
    again = bring(show, SHEET)
    assert (again.new, again.changed, again.problems) == (64, 0, 7)
    assert (count(Person), count(Grant, Grant.revoked.is_(None)), count(Certificate)) == (65, 66, 19)
    assert count(Code, Code.subject.startswith("person:")) == 64
    assert bring(show, SHEET).unchanged == 64


@pytest.mark.both
def test_who_was_spoken_of_or_has_an_account_since_stays_and_is_named(show):
    done = bring(show, SHEET)
    names = ("Cem Arslan", "Heike Wiedemann")
    cem, heike = db.session.scalars(select(Person.id).where(Person.name.in_(names)).order_by(Person.name))
    with editing() as session:
        tell(session.connection(), show, 1, f"person:{cem}", CheckedIn("gate:1"))
        session.execute(update(Person).where(Person.id == heike).values(password="hash"))
    verdict = undo(show, done.batch, 1)
    stays = {one.change.row: one.why for one in verdict.left if one.change.table == "person"}
    assert stays == {cem: "entries", heike: "edited"}
    on = db.session.scalars(select(Grant.person).where(Grant.show == show, Grant.revoked.is_(None)))
    assert set(on) == {1, cem, heike}
    assert set(db.session.scalars(select(Call.person).where(~Call.gone))) == {cem, heike}
    assert set(db.session.scalars(select(Certificate.person))) == {cem, heike}


def test_an_edit_on_another_show_meanwhile_is_not_lost(show, tmp_path):
    """Whoever is known of another show is filled in, never changed: also not what was filled in a moment ago."""
    nina = somebody("Nina Novak", email="nina@site.example", on={"other": Role.CREW})
    found = examine(show, typed(tmp_path, "Nina Novak;;+49 176 04069002;nina@site.example;;;;\n"))
    with editing() as session:
        rename(session, nina, 1, {"phone": "+49 176 04069003"})
    assert store(found, Origin("list.csv", "0" * 64, 1)).new == 1
    assert db.session.get_one(Person, nina).phone == "+49 176 04069003"
