"""Whom a list means: people are merged by what tells them apart, and what is their own is not changed."""


import pytest
from sqlalchemy import select, update

from siteops.core import clock
from siteops.core.access.people import Grant, Person
from siteops.core.db import db, editing
from siteops.core.facts import Role
from siteops.imports.examine import examine
from siteops.imports.store import Origin, store
from siteops.sync.changes import changes
from siteops.sync.scopes import Asker
from tests.imports.conftest import DATA
from tests.imports.crew_lists import bring, changed, count, person, somebody, told, two_shows, typed

SHEET = DATA / "crew-list.xlsx"


@pytest.fixture(autouse=True)
def show(app):
    """As within a request, on a show in Berlin."""
    with app.app_context():
        yield two_shows()


def test_an_account_keeps_its_name_contacts_password_and_role(show, tmp_path):
    ana = somebody("Ana Bergmann", email="ana@firm.example", password="hash", phone="", on={show: Role.LEAD})
    path = typed(tmp_path, "Anna Berg;Firm;040 5550101;ana@firm.example;26.03.2027;08:00;18:00;\n")
    found = examine(show, path)
    assert told(found) == [(2, "account_keeps")]
    assert changed(found) == [("Ana Bergmann", "phone"), ("Ana Bergmann", "company"), ("Ana Bergmann", "call")]
    store(found, Origin("list.csv", "0" * 64, 1))
    one = person(ana)
    assert (one.name, one.email, one.password, one.phone) == ("Ana Bergmann", "ana@firm.example", "hash", "040 5550101")
    assert db.session.scalar(select(Grant.role).where(Grant.person == ana)) == int(Role.LEAD)
    again = typed(tmp_path, "Anna Berg;Firm;040 5550199;ana@firm.example;26.03.2027;08:00;18:00;\n")
    assert changed(examine(show, again)) == []


def test_people_are_merged_by_e_mail_then_phone_then_name_and_company(show, tmp_path):
    somebody("Ana Berg", email="ana@firm.example")
    somebody("Bob Stone", phone="+49 176 5550102")
    bring(show, typed(tmp_path, "Carl Vance;Firm;;;26.03.2027;08:00;;\n"))
    found = examine(show, typed(
        tmp_path, "A. Berg;Firm;;Ana@firm.example;26.03.2027;08:00;;\n"
        "Bob  Stone;Firm;0176-5550102;;26.03.2027;08:00;;\n"
        "carl vance;FIRM;040 5550103;;26.03.2027;08:00;;\n"))  # fmt: skip
    assert (found.preview.counts.new, found.preview.counts.changed) == (0, 3)


def test_the_same_name_with_other_contacts_is_somebody_else(show, tmp_path):
    somebody("Ana Berg", email="ana@firm.example", phone="040 5550101")
    found = examine(show, typed(tmp_path, "Ana Berg;;040 5550109;ana.berg@other.example;26.03.2027;08:00;;\n"))
    assert (found.preview.counts.new, told(found)) == (1, [])


def test_a_shared_mailbox_renames_nobody(show, tmp_path):
    ana = somebody("Ana Berg", email="crew@firm.example")
    path = typed(tmp_path, "Bob Stone;Firm;040 5550102;crew@firm.example;26.03.2027;08:00;;\n")
    assert told(examine(show, path)) == [(2, "email_taken")]
    assert bring(show, path).new == 1
    assert person(ana).name == "Ana Berg"
    assert bring(show, path).unchanged == 1


def test_near_names_are_suggested_and_not_joined(show, tmp_path):
    somebody("Théo Marchand")
    found = examine(show, typed(tmp_path, "Theo Marchant;Firm;040 5550102;;26.03.2027;08:00;;\n"))
    assert found.preview.counts.new == 1
    assert [(one.name, one.other) for one in found.preview.near] == [("Theo Marchant", "Théo Marchand")]


def test_somebody_of_another_show_joins_this_one_and_keeps_their_contacts(show, tmp_path):
    ana = somebody("Ana Berg", email="ana@firm.example", on={"other": Role.CREW})
    path = typed(tmp_path, "Ana Berger;Firm;040 5550101;ana@firm.example;26.03.2027;08:00;;\n")
    found = examine(show, path)
    assert (found.preview.counts.new, told(found)) == (1, [(2, "elsewhere_keeps")])
    asker = Asker("other", 1, "Zeynep", Role.PRODUCER)
    with db.engine.connect() as connection:
        before = changes(connection, asker, "", "")
    bring(show, path)
    assert (count(Person), count(Grant, Grant.person == ana)) == (2, 2)
    assert (person(ana).name, person(ana).phone) == ("Ana Berg", "040 5550101")
    with db.engine.connect() as connection:
        fresh = changes(connection, asker, before["head"], before["scope"])
    assert fresh["tables"]["person"]["phone"] == ["040 5550101"]


def test_whose_part_was_ended_does_not_come_back_by_a_list(show, tmp_path):
    ana = somebody("Ana Berg", email="ana@firm.example")
    with editing() as session:
        session.execute(update(Grant).where(Grant.person == ana).values(revoked=clock.now()))
    path = typed(tmp_path, "Ana Berg;Firm;040 5550101;ana@firm.example;26.03.2027;08:00;;\n")
    assert told(examine(show, path)) == [(2, "part_ended")]
    done = bring(show, path)
    assert (done.new, done.changed, person(ana).phone) == (0, 0, "")


def test_who_is_on_the_show_and_not_on_the_list_is_named_and_stays(show, tmp_path):
    somebody("Ana Berg")
    found = examine(show, typed(tmp_path, "Bob Stone;Firm;040 5550102;;26.03.2027;08:00;;\n"))
    assert found.preview.missing == ["Ana Berg"]
    store(found, Origin("list.csv", "0" * 64, 1))
    assert count(Grant, Grant.revoked.is_(None)) == 4
