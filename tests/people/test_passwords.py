"""A lost password: a link from somebody who stands above, and nobody but its owner learns the new one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from siteops.core import clock
from siteops.core.access.people import Grant, Person, Ticket
from siteops.core.db import db, writing
from tests.harness.cast import OTHER, PASSWORD, SHOW, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK, address

FRESH = "three words nobody connects"
RANKS = {"cem": 1, "lea": 2, "pia": 3, "ada": 4}


def offer(client, person):
    return client.post(f"{DESK}/people/{person}/password")


@pytest.fixture
def way(cast, lead):
    """The address of a fresh way to a new password for Cem, made by Lea."""
    return address(offer(lead, cast.people["cem"]).text)


def rank(app, show, person, role):
    with app.app_context(), writing() as connection:
        mine = (Grant.show == show, Grant.person == person)
        connection.execute(update(Grant).where(*mine).values(role=role))


def test_a_link_leads_to_a_new_password_and_ends_everything_else(app, cast, way, phone_of):
    old = phone_of("cem")
    key = old.client.post("/api/devices", json={"device": old.device}).get_json()["key"]
    phone = app.test_client()
    page = audit(phone.get(way).text)
    assert page.one("h1").text == "A new password"
    assert "For Cem Arslan." in page.text
    assert old.client.get("/api/me").status_code == 200  # looking has changed nothing
    answer = phone.post(way, data={"password": FRESH})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert phone.get("/api/me").get_json()["id"] == cast.people["cem"]
    assert old.client.get("/api/me").status_code == 401
    entry = old.entry("Moved", f"case:{cast.cases['LX-0108']}", 10**7, place=cast.refs["dock1"])
    assert old.push(entry, Authorization=f"Device {key}")[0]["status"] == "stored"  # what had waited there still counts
    account = {"email": "cem@site.example", "password": PASSWORD}
    assert app.test_client().post("/login", data=account).status_code == 401
    assert app.test_client().post("/login", data={**account, "password": FRESH}).status_code == 303


def test_it_works_once_and_a_newer_one_ends_it(app, cast, lead, way):
    newer = address(offer(lead, cast.people["cem"]).text)
    over = app.test_client().get(way)
    assert over.status_code == 410
    assert audit(over.text).one("h1").text == "This link is over"
    assert app.test_client().post(newer, data={"password": "short"}).status_code == 400
    assert app.test_client().post(newer, data={"password": FRESH}).status_code == 303
    assert app.test_client().post(newer, data={"password": "a thief's own words"}).status_code == 410
    assert app.test_client().get("/password/NO-SUCH-TOKEN").status_code == 410


@pytest.mark.both
def test_of_two_who_hurry_one_chooses(app, way):
    with ThreadPoolExecutor(4) as crowd:
        answers = list(
            crowd.map(lambda n: app.test_client().post(way, data={"password": f"{FRESH} {n}"}).status_code, range(4))
        )
    assert sorted(answers) == [303, 410, 410, 410]


def test_it_ends_after_an_hour(app, way):
    with app.app_context(), writing() as connection:
        connection.execute(update(Ticket).values(expires=clock.now() - timedelta(seconds=1)))
    assert app.test_client().post(way, data={"password": FRESH}).status_code == 410


@pytest.mark.parametrize("who", RANKS)
def test_only_who_stands_above_makes_one(app, cast, who):
    maker = sign_in(app.test_client(), who)
    for whose, rank in RANKS.items():
        if whose == "ada":
            continue  # she has no part in the show, so she is not there
        wanted = 403 if who == "cem" or RANKS[who] <= rank else 201
        assert offer(maker, cast.people[whose]).status_code == wanted, (who, whose)


def test_no_lead_climbs_by_the_password_of_their_own_crew(app, cast, lead):
    with app.app_context(), writing() as connection:
        other = {"show": OTHER, "person": cast.people["cem"], "role": 2, "rev": 0}
        connection.execute(insert(Grant).values(function="", department="", company="", remark="", **other))
    assert offer(lead, cast.people["cem"]).status_code == 403
    with app.app_context(), writing() as connection:
        connection.execute(update(Grant).where(Grant.show == OTHER).values(revoked=clock.now()))
        connection.execute(update(Person).where(Person.id == cast.people["cem"]).values(admin=True))
    assert offer(lead, cast.people["cem"]).status_code == 403


@pytest.mark.parametrize("change", [("cem", 2), ("lea", 1)])
def test_a_link_dies_when_its_maker_no_longer_stands_above(app, cast, way, change):
    who, role = change
    rank(app, SHOW, cast.people[who], role)
    assert app.test_client().get(way).status_code == 410
    assert app.test_client().post(way, data={"password": FRESH}).status_code == 410


def test_another_show_s_people_and_those_who_left_get_none(app, cast, lead):
    assert offer(lead, cast.people["sam"]).status_code == 404
    assert offer(lead, cast.people["rob"]).status_code == 404
    assert offer(lead, 7777).status_code == 404
    assert lead.post(f"/shows/{OTHER}/people/{cast.people['sam']}/password").status_code == 404


def test_the_lead_sees_the_link_and_the_table_does_not(app, cast, lead):
    html = offer(lead, cast.people["cem"]).text
    page = audit(html)
    assert page.one("h1").text == "A new password for Cem Arslan"
    token = address(html).removeprefix("/password/")
    assert len(token) == 26
    with app.app_context():
        (row,) = db.session.execute(select(Ticket.__table__)).all()
    assert token not in str(row)
    assert app.test_client().get(f"/PASSWORD/{token.lower()}").status_code == 200


def test_who_has_no_account_gets_one_by_it(app, cast, lead, invite):
    phone = app.test_client()
    phone.post(invite(), data={"name": "Søren Aagaard"})
    way = address(offer(lead, phone.get("/api/me").get_json()["id"]).text)
    desk = app.test_client()
    for email in ("", "pia@site.example", "nobody"):
        assert desk.post(way, data={"password": FRESH, "email": email}).status_code == 400
    assert desk.post(way, data={"password": FRESH, "email": "Soren@site.example"}).status_code == 303
    account = {"email": "soren@site.example", "password": FRESH}
    assert app.test_client().post("/login", data=account).status_code == 303


def test_nobody_s_address_is_changed_by_a_link(app, way):
    app.test_client().post(way, data={"password": FRESH, "email": "thief@site.example"})
    account = {"email": "cem@site.example", "password": FRESH}
    assert app.test_client().post("/login", data=account).status_code == 303


def test_no_other_site_chooses(app, way):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert app.test_client().post(way, data={"password": FRESH}, headers=headers).status_code == 403
    assert app.test_client().get(way).status_code == 200
