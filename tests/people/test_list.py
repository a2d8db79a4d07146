"""The list of people: what a lead finds in it, in which order, and what it costs."""

import unicodedata
from datetime import timedelta

import pytest
from sqlalchemy import update

from siteops.core import clock
from siteops.core.access.joining import Newcomer, add_person, put_part, rename
from siteops.core.access.people import Certificate, DeviceKey, Grant, Person
from siteops.core.batch.ties import table_of
from siteops.core.batch.undo import old
from siteops.core.db import editing, writing
from siteops.core.facts import load
from siteops.core.plain import plain
from siteops.desk.access.role_table import deeds
from siteops.policy import POLICY
from tests.desk.conftest import opened
from tests.harness.cast import OTHER, SHOW
from tests.harness.databases import counting
from tests.harness.pages import audit
from tests.people.conftest import DESK

PEOPLE = f"{DESK}/people"
CREW = [
    ("Zoë Żuraw", "Up rigger", "Żuraw Rigging", "rigging", 1, "+48 22 555 01 00"),
    ("Søren Aagaard", "Stagehand", "Hafencrew", "staging", 1, "+45 20 55 01 00"),
    ("İbrahim Yıldız", "Forklift operator", "Hafencrew", "", 1, ""),
    ("Marlies Terhorst", "Crew chief 100%", "Nordvik", "lighting", 2, ""),
]
BASE = ["Cem Arslan", "Lea Lead", "Pia Producer"]
FOUND = {
    "q=zoe": ["Zoë Żuraw"],
    "q=zuraw+rigg": ["Zoë Żuraw"],
    "q=%C5%BBURAW": ["Zoë Żuraw"],
    "q=soren": ["Søren Aagaard"],
    "q=ibrahim+yildiz": ["İbrahim Yıldız"],
    "q=hafen": ["İbrahim Yıldız", "Søren Aagaard"],
    "q=%2B45+01": ["Søren Aagaard"],
    "q=cem@site": ["Cem Arslan"],
    "q=100%25": ["Marlies Terhorst"],
    "q=%25": ["Marlies Terhorst"],
    "q=sam+stranger": [],
    "company=Hafencrew&sort=-name": ["Søren Aagaard", "İbrahim Yıldız"],
    "department=lighting": ["Marlies Terhorst"],
    "role=lead": ["Lea Lead", "Marlies Terhorst"],
    "role=producer&q=lea": [],
    "view=in": ["Cem Arslan"],
    "view=phoneless": ["İbrahim Yıldız", "Lea Lead", "Marlies Terhorst", "Pia Producer", "Søren Aagaard", "Zoë Żuraw"],
    "view=papers": ["Søren Aagaard"],
    "view=ended": ["Rob Revoked"],
    "sort=-role&role=&view=all": ["Pia Producer", "Lea Lead", "Marlies Terhorst", "Cem Arslan", "İbrahim Yıldız",
                                  "Søren Aagaard", "Zoë Żuraw"],
    "sort=now": ["Cem Arslan", "İbrahim Yıldız", "Lea Lead", "Marlies Terhorst", "Pia Producer", "Søren Aagaard",
                 "Zoë Żuraw"],
    "sort=company&view=phoneless&page=-1": ["İbrahim Yıldız", "Søren Aagaard", "Marlies Terhorst", "Zoë Żuraw",
                                            "Lea Lead", "Pia Producer"],
}  # fmt: skip


@pytest.fixture
def more(app, cast):
    """`more(60)`: hands who are on the show, too."""

    def come(count):
        with app.app_context(), editing() as session:
            for number in range(count):
                person = add_person(session, Newcomer(f"Hand {number:02}", phone=f"+49 40 777{number:03}"))
                put_part(session, SHOW, person, cast.people["lea"], {"role": 1, "function": "Stagehand"})

    return come


def names(answer):
    page = audit(answer.text)
    return [row.one("bdi").text for row in page.all("tr") if row.all("bdi")]


@pytest.fixture
def crew(app, cast, phone_of):
    """A crew of many names; Cem is on site with his phone, Søren's forklift licence has ended."""
    cem = phone_of("cem")
    cem.push(cem.entry("CheckedIn", f"person:{cast.people['cem']}", gate=cast.refs["gate"]))
    cem.client.post("/api/devices", json={"device": cem.device})
    with app.app_context(), editing() as session:
        for name, function, company, department, role, phone in CREW:
            person = add_person(session, Newcomer(name, phone=phone))
            part = {"role": role, "function": function, "company": company, "department": department}
            put_part(session, SHOW, person, cast.people["lea"], part)
            until = clock.now().date() + timedelta(days=-1 if name.startswith("Søren") else 400)
            session.add(Certificate(person, "forklift", until))
            put_part(session, OTHER, person, cast.people["sam"], {"role": 1})


@pytest.mark.both
def test_it_can_be_searched_narrowed_and_sorted(lead, crew):
    for asked, wanted in FOUND.items():
        found = names(lead.get(f"{PEOPLE}?{asked}"))
        assert (found if "sort" in asked else sorted(found, key=plain)) == wanted, asked


def test_words_are_found_however_they_are_spelt(lead, crew):
    for text in ("Zoë", unicodedata.normalize("NFD", "Zoë"), "ZOE"):
        assert names(lead.get(PEOPLE, query_string={"q": text})) == ["Zoë Żuraw"]
    for text in ("'; --", "x" * 5000, "_", "🎪"):
        assert lead.get(PEOPLE, query_string={"q": text, "company": text, "size": text}).status_code == 200


def test_views_say_how_many_there_are(lead, crew):
    (views,) = [one for one in audit(lead.get(PEOPLE).text).all("nav") if one.get("aria-label") == "Views"]
    assert [one.text for one in views.all("a")] == [
        "All 7", "On site 1", "Papers missing 1", "Without a phone 6", "Ended 1",
    ]  # fmt: skip


def test_those_whose_part_has_ended_are_found_by_what_they_were(app, cast, lead):
    with app.app_context(), writing() as connection:
        gone = {"function": "Pyrotechnician", "company": "Smoke Ltd"}
        connection.execute(update(Grant).where(Grant.person == cast.people["rob"]).values(**gone))
    for word in ("pyro", "smoke"):
        assert names(lead.get(f"{PEOPLE}?view=ended&q={word}")) == ["Rob Revoked"]
        assert names(lead.get(f"{PEOPLE}?q={word}")) == []
    assert "Smoke Ltd" not in lead.get(PEOPLE).text


def test_fifty_a_page_and_the_way_on(lead, more):
    more(60)
    first = lead.get(PEOPLE)
    assert len(names(first)) == 50
    assert "1–50 of 63" in audit(first.text).text
    assert names(lead.get(f"{PEOPLE}?page=2"))[-1] == "Pia Producer"
    assert names(lead.get(f"{PEOPLE}?page=99")) == names(lead.get(f"{PEOPLE}?page=2"))
    assert len(names(lead.get(f"{PEOPLE}?size=100"))) == 63
    assert names(lead.get(f"{PEOPLE}?q=777031")) == ["Hand 31"]
    assert "Nobody like that" in audit(lead.get(f"{PEOPLE}?q=<script>").text).text


@pytest.mark.both
def test_the_list_costs_the_same_queries_for_few_and_many(app, lead, more):
    with app.app_context(), counting() as few:
        lead.get(f"{PEOPLE}?q=a")
    more(70)
    with app.app_context(), counting() as many:
        lead.get(f"{PEOPLE}?q=a")
    assert len(few) == len(many) <= 18


@pytest.mark.both
def test_a_name_is_found_by_its_new_spelling_whoever_changed_it(app, cast, lead):
    cem = cast.people["cem"]
    with app.app_context(), editing() as session:
        rename(session, cem, cem, {"name": "Çem Ärslan"})
    assert names(lead.get(f"{PEOPLE}?q=cem+arslan")) == ["Çem Ärslan"]
    with app.app_context(), editing() as session:
        session.get_one(Person, cem).name = "Ömer Arslan"
    assert names(lead.get(f"{PEOPLE}?q=omer")) == ["Ömer Arslan"]
    # What an undone batch puts back.
    values = {name.removeprefix("old_"): value for name, value in old(table_of("person"), {"name": "Cém"}).items()}
    with app.app_context(), writing() as connection:
        connection.execute(update(table_of("person")).where(Person.id == cem).values(values))
    assert names(lead.get(f"{PEOPLE}?q=cem")) == ["Cém"]


def test_a_phone_that_was_switched_off_is_none(app, cast, lead, crew):
    with app.app_context(), writing() as connection:
        connection.execute(update(DeviceKey).values(revoked=clock.now()))
    assert "Cem Arslan" in names(lead.get(f"{PEOPLE}?view=phoneless"))


def test_what_a_role_may_do_is_read_from_the_rules_themselves(app, lead):
    table = next(one for one in opened(lead, PEOPLE).all("table") if "Erase" in one.text)
    said = {
        row.all("th")[0].text: [cell.text for cell in row.all("td")] for body in table.all("tbody")
        for row in body.all("tr")
    }  # fmt: skip
    assert said["Scan, check in, report"] == ["yes", "yes", "yes"]
    assert said["Change plan and people"] == ["no", "yes", "yes"]
    assert said["Erase personal words"] == ["no", "no", "yes"]
    with app.test_request_context():
        named = {part for _, parts in deeds() for part in parts}
    assert named - POLICY.keys() - load().keys() == set()
