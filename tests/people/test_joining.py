"""From an invitation to the first scan: a name is enough, once, for as long as it stands."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import func, select, update

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Grant, Invitation, Person
from siteops.core.db import db, writing
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK, address


def count(app, table):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table))


def columns(app, statement):
    with app.app_context():
        return list(db.session.execute(statement))


def decoded(html):
    """What a camera reads in the page's QR code."""
    size = int(re.findall(r'<svg class="qr"[^>]* viewBox="0 0 (\d+)', html)[0])
    picture = Image.new("1", (size, size), 1)
    for x, y, width, height in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z", html):
        picture.paste(0, (int(x), int(y), int(x) + int(width), int(y) + int(height)))
    (read,) = zxingcpp.read_barcodes(picture.resize((size * 4, size * 4)).convert("L"))
    return read.text


def test_a_newcomer_types_a_name_and_scans(app, cast, invite, phone_of):
    path = invite(function="LX technician", company="Nordvik", department="lighting")
    phone = app.test_client()
    page = audit(phone.get(path).text)
    assert page.one("h1").text == "Glass Horizon"
    assert {"Hafenhalle", "LX technician", "Nordvik", "Lea Lead"} <= {one.text for one in page.walk()}
    answer = phone.post(path, data={"name": " Søren\0 Aagaard ", "phone": "+45 20 55 01 00"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/field#ready")
    me = phone.get("/api/me").get_json()
    assert (me["name"], me["shows"]) == ("Søren Aagaard", {SHOW: "crew"})
    mine = phone_of("lea").rows("person", "id")[me["id"]]
    assert (mine["name"], mine["function"], mine["company"], mine["phone"]) == (
        "Søren Aagaard", "LX technician", "Nordvik", "+45 20 55 01 00",
    )  # fmt: skip
    assert phone.get(f"{DESK}/people").status_code == 403


def test_phones_learn_of_a_newcomer_and_of_their_badge(app, cast, invite, phone_of):
    crew = phone_of("cem")
    before = crew.pull()
    app.test_client().post(invite(), data={"name": "Søren Aagaard"})
    news = crew.pull(before["head"], before["scope"])
    assert not news["reset"]
    assert news["tables"]["person"]["name"] == ["Søren"]
    (badge,) = news["tables"]["code"]["code"]
    assert re.fullmatch("#[0-9a-f]{32}", badge)
    assert news["tables"]["code"]["subject"] == [f"person:{news['tables']['person']['id'][0]}"]
    entries = crew.client.get(f"/api/shows/{SHOW}/entries?subject={news['tables']['code']['subject'][0]}").get_json()
    assert [(one["kind"], one["by"]) for one in entries["entries"]] == [("Edited", cast.people["lea"])]


def test_looking_at_an_invitation_changes_nothing_and_uses_nothing_up(app, cast, invite):
    path, people = invite(), count(app, Person)
    for _ in range(3):
        assert app.test_client().get(path).status_code == 200
    assert count(app, Person) == people
    answer = app.test_client().post(path, data={"name": ""})
    assert answer.status_code == 400
    assert "Your name is needed" in audit(answer.text).text
    assert app.test_client().post(path, data={"name": "Søren"}).status_code == 303


def test_an_invitation_for_one_lets_in_one(app, cast, invite):
    path = invite()
    assert app.test_client().post(path, data={"name": "Søren"}).status_code == 303
    late = app.test_client().post(path, data={"name": "Somebody else"})
    assert late.status_code == 410
    page = audit(late.text)
    assert page.one("h1").text == "This invitation is over"
    assert "+49 40 5550100" in page.text  # the show's contact
    assert app.test_client().get(path).status_code == 410


@pytest.mark.both
def test_of_many_at_once_only_as_many_come_in_as_were_invited(app, cast, invite):
    path, people = invite(uses=3), count(app, Person)

    def come(number):
        return app.test_client().post(path, data={"name": f"Hand {number}"}).status_code

    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(come, range(6)))
    assert sorted(answers) == [303] * 3 + [410] * 3
    assert count(app, Person) == people + 3


def test_two_people_of_one_name_are_two(app, cast, invite):
    path = invite(uses=2)
    ids = set()
    for _ in range(2):
        phone = app.test_client()
        phone.post(path, data={"name": "Maria Silva"})
        ids.add(phone.get("/api/me").get_json()["id"])
    assert len(ids) == 2


def test_an_invitation_ends(app, cast, invite):
    path = invite(hours=4)
    with app.app_context(), writing() as connection:
        connection.execute(update(Invitation).values(expires=clock.now() - timedelta(seconds=1)))
    assert app.test_client().post(path, data={"name": "Late"}).status_code == 410


def test_a_withdrawn_invitation_is_over(app, cast, lead, invite):
    path = invite()
    form = next(one for one in audit(lead.get(f"{DESK}/invitations").text).all("form") if "withdraw" in one["action"])
    other = form["action"].replace(SHOW, OTHER)
    assert sign_in(app.test_client(), "sam").post(other).status_code == 404
    assert lead.post(form["action"]).status_code == 303
    assert app.test_client().post(path, data={"name": "Late"}).status_code == 410
    assert "None now." in audit(lead.get(f"{DESK}/invitations").text).text


def test_an_invitation_dies_with_its_maker_s_right_to_invite(app, cast, invite):
    path = invite(role=2)
    with app.app_context(), writing() as connection:
        connection.execute(update(Grant).where(Grant.person == cast.people["lea"]).values(role=1))
    assert app.test_client().post(path, data={"name": "Late"}).status_code == 410


def test_nobody_invites_above_their_own_rank(app, cast, lead, invite):
    assert lead.post(f"{DESK}/invitations", data={"role": "3"}).status_code == 400
    phone = app.test_client()
    phone.post(invite(role=2), data={"name": "Second lead"})
    assert phone.get(f"{DESK}/people").status_code == 200
    phone.post(invite(sign_in(app.test_client(), "pia"), role=3), data={"name": "Second producer"})
    assert set(phone.get("/api/me").get_json()["shows"].values()) == {"producer"}


def test_no_such_invitation(app, cast, client):
    answer = client.get("/join/no-such-token")
    assert answer.status_code == 404
    assert "Glass Horizon" not in audit(answer.text).text
    assert client.post("/join/no-such-token", data={"name": "x"}).status_code == 404


def test_the_table_holds_no_token_and_the_code_on_the_page_is_the_link(app, cast, lead):
    html = lead.post(f"{DESK}/invitations", data={}).text
    path = address(html)
    token = path.removeprefix("/join/")
    assert len(token) == 26  # 5 bits each: 130
    for row in columns(app, select(Invitation.__table__)):
        assert token not in str(row)
    assert decoded(html) == f"HTTP://LOCALHOST/JOIN/{token}"
    assert app.test_client().get(f"/JOIN/{token}").status_code == 200
    assert app.test_client().get(f"/join/{token.lower()}").status_code == 200
    assert app.test_client().post(f"/JOIN/{token}", data={"name": "Søren"}).status_code == 303


def test_who_is_signed_in_joins_another_show_as_themselves(app, cast, invite):
    path, people = invite(), count(app, Person)
    sam = sign_in(app.test_client(), "sam")
    assert "Join as Sam Stranger" in audit(sam.get(path).text).text
    assert sam.post(path, data={"as": "me"}).headers["Location"] == "/field#scan"
    assert sam.get("/api/me").get_json()["shows"] == {OTHER: "lead", SHOW: "crew"}
    assert count(app, Person) == people


def test_who_is_on_the_show_already_needs_no_second_invitation(app, cast, invite):
    page = audit(sign_in(app.test_client(), "cem").get(invite()).text)
    assert "You are on this show already" in page.text
    assert not page.one("main").all("form")


def test_an_e_mail_that_somebody_has_is_not_taken_from_them_and_not_betrayed(app, cast, invite):
    path = invite(uses=2)
    answers = [
        app.test_client().post(path, data={"name": "Søren", "email": email})
        for email in ("pia@site.example", "soren@site.example")
    ]
    assert {(one.status_code, one.headers["Location"]) for one in answers} == {(303, "/field#ready")}
    emails = [row.email for row in columns(app, select(Person.email).where(Person.name == "Søren").order_by(Person.id))]
    assert emails == [None, "soren@site.example"]


def test_joining_on_a_shared_phone_leaves_the_first_person_s_key_working(app, cast, invite, phone_of):
    crew = phone_of("cem")
    key = crew.client.post("/api/devices", json={"device": crew.device}).get_json()["key"]
    assert crew.client.post(invite(), data={"name": "Second hand"}).status_code == 303
    assert crew.client.get("/api/me").get_json()["name"] == "Second hand"
    entry = crew.entry("Moved", f"case:{cast.cases['LX-0108']}", 10**7, place=cast.refs["dock1"])
    assert crew.push(entry, Authorization=f"Device {key}")[0]["status"] == "stored"
    assert crew.client.post("/api/devices", json={"device": crew.device}).status_code == 200
    assert {row.person for row in columns(app, select(DeviceKey.person))} > {cast.people["cem"]}


def test_no_other_site_lets_anybody_join(app, cast, invite, client):
    path = invite()
    assert client.post(path, data={"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.get(path).status_code == 200
