"""A way back in for somebody who is known: on a new phone, once, and never as somebody above its maker."""

import pytest
from sqlalchemy import func, insert, select, update

from siteops.core.access.people import Grant, Invitation, Person
from siteops.core.db import db, writing
from tests.harness.cast import OTHER, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK, address


def count(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def test_a_known_person_comes_back_on_another_phone(app, cast, lead, phone_of):
    people = count(app, Person)
    sign_in(app.test_client(), "cem")
    path = address(lead.post(f"{DESK}/people/{cast.people['cem']}/invitation").text)
    phone = app.test_client()
    page = audit(phone.get(path).text)
    assert [one.text for one in page.one("main").all("button")] == ["I am Cem Arslan"]
    assert not [one for one in page.all("input") if one.get("name") == "name"]
    assert phone.get("/api/me").status_code == 401
    assert phone.post(path).headers["Location"] == "/field#scan"
    assert phone.get("/api/me").get_json()["id"] == cast.people["cem"]
    assert app.test_client().post(path).status_code == 410
    assert count(app, Person) == people
    assert lead.post(f"{DESK}/people/{cast.people['sam']}/invitation").status_code == 404


@pytest.mark.parametrize("above", ["pia", "lea"])
def test_nobody_gets_in_as_somebody_above_or_beside_them(app, cast, lead, above):
    assert lead.post(f"{DESK}/people/{cast.people[above]}/invitation").status_code == 403
    assert count(app, Invitation) == 0


def test_nobody_gets_a_right_elsewhere_by_letting_in_their_own_crew(app, cast, lead):
    with app.app_context(), writing() as connection:
        other = {"show": OTHER, "person": cast.people["cem"], "role": 3, "rev": 0}
        connection.execute(insert(Grant).values(function="", department="", company="", **other))
    assert lead.post(f"{DESK}/people/{cast.people['cem']}/invitation").status_code == 403
    assert sign_in(app.test_client(), "ada").post(f"{DESK}/people/{cast.people['cem']}/invitation").status_code == 201


@pytest.mark.parametrize("risen", ["here", "elsewhere", "administrator"])
def test_a_way_back_dies_when_its_maker_no_longer_stands_above(app, cast, lead, risen):
    cem = cast.people["cem"]
    path = address(lead.post(f"{DESK}/people/{cem}/invitation").text)
    with app.app_context(), writing() as connection:
        if risen == "administrator":
            connection.execute(update(Person).where(Person.id == cem).values(admin=True))
        elif risen == "here":
            connection.execute(update(Grant).where(Grant.person == cem).values(role=3))
        else:
            other = {"show": OTHER, "person": cem, "role": 2, "rev": 0, "remark": ""}
            connection.execute(insert(Grant).values(function="", department="", company="", **other))
    assert app.test_client().get(path).status_code == 410
    phone = app.test_client()
    assert phone.post(path).status_code == 410
    assert phone.get("/api/me").status_code == 401


def test_a_way_back_ends_with_the_part_it_leads_to(app, cast, lead):
    cem = cast.people["cem"]
    path = address(lead.post(f"{DESK}/people/{cem}/invitation").text)
    lead.post(f"{DESK}/people/{cem}/end")
    assert app.test_client().post(path).status_code == 410
    assert lead.post(f"{DESK}/people/{cem}/invitation").status_code == 404
