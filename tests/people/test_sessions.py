"""Sessions: seen by name, switched off one by one, and then dead wherever their cookie or key went."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from siteops.core import clock
from siteops.core.access.joining import Newcomer, add_person, put_part
from siteops.core.access.people import SignIn
from siteops.core.db import editing
from siteops.core.plan import Show
from tests.desk.conftest import form
from tests.harness.cast import OTHER, PASSWORD, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit
from tests.people.conftest import DESK


@pytest.fixture
def crew(phone_of):
    """Cem's phone, with a key of its own."""
    phone = phone_of("cem")
    device = {"device": phone.device, "name": "Cem · Android"}
    phone.key = phone.client.post("/api/devices", json=device).get_json()["key"]
    return phone


def switch(page, whose):
    """Where the button that switches off somebody's phone leads."""
    return ending(next(row for row in page.all("tr") if whose in row.text))


def ending(row):
    """Where a row's button that switches off leads."""
    (action,) = [form["action"] for form in row.all("form") if form["action"].endswith("/end")]
    return action


def naming(row):
    """Where a row's form for another name leads."""
    (action,) = [form["action"] for form in row.all("form") if form["action"].endswith("/name")]
    return action


def moved(cast, phone):
    return phone.entry("Moved", f"case:{cast.cases['LX-0108']}", 10**7, place=cast.refs["dock1"])


def test_a_lead_sees_whose_phones_there_are_and_what_waits_on_them(cast, lead, crew):
    crew.push(moved(cast, crew))
    page = audit(lead.get(f"{DESK}/sessions").text)
    (row,) = [row for row in page.all("tr") if "Cem Arslan" in row.text]
    assert "Cem · Android" in row.text
    assert [cell.text for cell in row.all("td")][2] == "0"
    own = next(row for row in page.all("tr") if "Lea Lead" in row.text)
    assert "This one" in own.text
    assert [form["action"].rsplit("/")[-1] for form in own.all("form")] == ["name"]


def test_a_phone_that_is_switched_off_sees_nothing_and_its_entries_wait(app, cast, lead, crew):
    entry, cookie = moved(cast, crew), crew.client.get_cookie("siteops").value
    assert lead.post(switch(audit(lead.get(f"{DESK}/sessions").text), "Cem")).status_code == 303
    thief = app.test_client()
    thief.set_cookie("siteops", cookie)
    assert thief.get("/api/me").status_code == crew.client.get("/api/me").status_code == 401
    # It dates its entry back to when it was signed in; nobody knows who held it then.
    assert crew.push(entry, Authorization=f"Device {crew.key}")[0]["status"] == "held"
    assert "Cem Arslan" not in audit(lead.get(f"{DESK}/sessions").text).one("main").text


def test_after_an_orderly_sign_out_what_waited_still_counts(cast, lead, crew):
    entry = moved(cast, crew) | {"at": clock.stamp()}
    assert crew.client.post("/logout").status_code == 303
    assert crew.push(entry, Authorization=f"Device {crew.key}")[0]["status"] == "stored"


def test_a_shared_phone_shows_who_may_still_send_from_it(app, cast, lead, crew):
    crew.client.post("/login", data={"email": "pia@site.example", "password": PASSWORD})
    page = audit(lead.get(f"{DESK}/sessions").text)
    row = next(row for row in page.all("tr") if "Cem Arslan" in row.text)
    assert "May still send" in row.text
    entry = moved(cast, crew)
    lead.post(ending(row))
    assert crew.push(entry, Authorization=f"Device {crew.key}")[0]["status"] == "held"


def test_nobody_switches_off_phones_of_another_show_or_of_somebody_above(app, cast, lead, crew):
    where = switch(audit(lead.get(f"{DESK}/sessions").text), "Cem")
    sam = sign_in(app.test_client(), "sam")
    assert sam.post(where).status_code == 404
    assert sam.post(where.replace(SHOW, "another")).status_code == 404
    assert crew.client.post(where).status_code == 403
    pia = sign_in(app.test_client(), "pia")
    page = audit(lead.get(f"{DESK}/sessions").text)
    assert not next(row for row in page.all("tr") if "Pia" in row.text).all("form")
    above = switch(audit(pia.get(f"{DESK}/sessions").text), "Lea")
    assert lead.post(f"{DESK}/sessions/{'0' * 64}/end").status_code == 404
    assert pia.post(above).status_code == 303
    assert lead.get("/api/me").status_code == 401


def test_every_phone_of_one_person_at_once(app, cast, lead, crew):
    second = sign_in(app.test_client(), "cem")
    assert lead.post(f"{DESK}/people/{cast.people['cem']}/sessions/end").status_code == 303
    assert second.get("/api/me").status_code == crew.client.get("/api/me").status_code == 401


def test_everybody_sees_their_own_sessions_and_ends_them(app, cast, crew):
    other, lea = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "lea")
    page = audit(crew.client.get("/me").text)
    assert "This one" in page.text
    (where,) = [ending(row) for row in page.all("li") if "This one" not in row.text]
    assert lea.post(where).status_code == 404
    assert crew.client.post(where).status_code == 303
    assert other.get("/api/me").status_code == 401
    assert crew.client.get("/api/me").status_code == 200


def test_signing_out_everywhere(app, cast, crew):
    other = sign_in(app.test_client(), "cem")
    answer = crew.client.post("/me/sessions/end")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
    assert other.get("/api/me").status_code == crew.client.get("/api/me").status_code == 401


def test_who_joined_by_a_code_sets_a_password_and_signs_in_at_a_desk(app, cast, invite):
    phone = app.test_client()
    phone.post(invite(role=2), data={"name": "Marlies Terhorst"})
    account = {"email": "Marlies@Site.example", "password": "a long enough one"}
    assert phone.post("/me/password", data={**account, "email": "pia@site.example"}).status_code == 400
    assert phone.post("/me/password", data={**account, "password": "short"}).status_code == 400
    assert phone.post("/me/password", data=account).status_code == 303
    desk = app.test_client()
    assert desk.post("/login", data=account).headers["Location"] == "/"
    again = {**account, "password": "another long one"}
    wrong = desk.post("/me/password", data={**again, "current": "guess"})
    assert wrong.status_code == 400
    assert "That is not your password" in audit(wrong.text).text
    assert desk.post("/me/password", data={**again, "current": account["password"]}).status_code == 303
    assert desk.get("/api/me").status_code == 200
    assert phone.get("/api/me").status_code == 401  # every other session has ended


def test_one_s_new_name_is_on_every_show(cast, crew, phone_of):
    assert crew.client.post("/me", data={"name": "Cem A. Arslan", "phone": "+49 170 5550100"}).status_code == 303
    row = phone_of("lea").rows("person", "id")[cast.people["cem"]]
    assert (row["name"], row["phone"]) == ("Cem A. Arslan", "+49 170 5550100")
    assert crew.client.post("/me", data={"name": " "}).status_code == 400


def test_of_two_who_change_somebody_the_second_is_told_also_on_their_own_page(app, lead, invite, phone_of):
    phone = app.test_client()
    phone.post(invite(), data={"name": "Søren", "phone": "1"})
    person, opened = phone.get("/api/me").get_json()["id"], {"was-name": "Søren", "was-phone": "1"}
    hers = {"name": "Søren Aagaard", "phone": "2", "role": "1"}
    assert lead.post(f"{DESK}/people/{person}", data=hers).status_code == 303
    answer = phone.post("/me", data=opened | {"name": "Søren", "phone": "3"})
    page = audit(answer.text)
    assert answer.status_code == 409
    assert "Phone2" in page.text
    fields = form(page, "/me")
    assert fields == {"name": "Søren Aagaard", "phone": "3", "was-name": "Søren Aagaard", "was-phone": "2"}
    assert phone.post("/me", data=fields).status_code == 303
    row = phone_of("lea").rows("person", "id")[person]
    assert (row["name"], row["phone"]) == ("Søren Aagaard", "3")


def test_a_slip_on_one_s_own_page_loses_nothing(crew):
    answer = crew.client.post("/me", data={"name": "x" * 81, "phone": "+49 170 5550100"})
    assert answer.status_code == 400
    assert form(audit(answer.text), "/me")["phone"] == "+49 170 5550100"


def test_a_phone_is_called_what_its_owner_or_a_lead_calls_it(app, cast, lead, crew):
    def names():
        return [row.one("bdi").text for row in audit(lead.get(f"{DESK}/people/{cast.people['cem']}").text).all("li")]

    assert names() == ["Cem · Android"]
    (mine,) = audit(crew.client.get("/me").text).all("li")
    assert crew.client.post(naming(mine), data={"name": " My phone\0 "}).status_code == 303
    assert names() == ["My phone"]
    row = next(row for row in audit(lead.get(f"{DESK}/sessions").text).all("tr") if "Cem Arslan" in row.text)
    assert lead.post(naming(row), data={"name": "Dock phone 2"}).status_code == 303
    crew.push(moved(cast, crew))
    heard = lead.get(f"/api/shows/{SHOW}/phones").get_json()["phones"]
    assert [(one["name"], one["who"]) for one in heard] == [("Dock phone 2", "Cem Arslan")]
    assert lead.post(naming(row), data={"name": "x" * 41}).status_code == 400
    assert lead.post(naming(row), data={"name": ""}).status_code == 303
    assert names() == ["A browser"]
    sam = sign_in(app.test_client(), "sam")
    for where in (naming(row), naming(row).replace(SHOW, "another"), naming(mine)):
        assert sam.post(where, data={"name": "x"}).status_code == 404


def test_a_phone_keeps_its_name_and_ends_with_its_newest_session(app, cast, lead, crew):
    """Who signs in anew on the same phone has one phone, and switching it off leaves no older key at work."""
    row = next(row for row in audit(lead.get(f"{DESK}/sessions").text).all("tr") if "Cem Arslan" in row.text)
    lead.post(naming(row), data={"name": "Dock phone 2"})
    sign_in(crew.client, "cem")
    second = crew.client.post("/api/devices", json={"device": crew.device, "name": "Cem · Android"}).get_json()["key"]
    rows = [row for row in audit(lead.get(f"{DESK}/sessions").text).all("tr") if "Cem Arslan" in row.text]
    assert ["Dock phone 2" in one.text for one in rows] == [True]
    entries = [moved(cast, crew), moved(cast, crew)]
    lead.post(ending(rows[0]))
    for key, entry in zip((crew.key, second), entries, strict=True):
        assert crew.push(entry, Authorization=f"Device {key}")[0]["status"] == "held"


def test_nobody_takes_another_s_key_along_by_naming_their_phone(app, cast, lead, crew, phone_of):
    thief = phone_of("lea")
    thief.client.post("/api/devices", json={"device": crew.device, "name": "mine"})
    page = audit(lead.get(f"{DESK}/sessions").text)
    lead.post(ending(next(row for row in page.all("tr") if "Cem Arslan" in row.text)))
    assert crew.push(moved(cast, crew), Authorization=f"Device {crew.key}")[0]["status"] == "held"


def test_phones_are_found_and_paged_by_the_same_number_of_queries(app, cast, lead, crew):
    with app.app_context(), counting() as few:
        lead.get(f"{DESK}/sessions")
    now = clock.now()
    with app.app_context(), editing() as session:
        for number in range(120):
            person = add_person(session, Newcomer(f"Hand {number:03}"))
            put_part(session, SHOW, person, cast.people["lea"], {"role": 1})
            session.add(SignIn(f"{number:064}", person, now, now, now.replace(year=now.year + 1)))
    with app.app_context(), counting() as many:
        page = audit(lead.get(f"{DESK}/sessions").text)
    assert len(many) == len(few) <= 14
    assert "1–50 of 122" in page.text
    assert len(audit(lead.get(f"{DESK}/sessions?page=3").text).all("tr")) == 1 + 22
    found = audit(lead.get(f"{DESK}/sessions?q=cem").text)
    assert len(found.all("tr")) == 1 + 1
    assert "No phone like that" in audit(lead.get(f"{DESK}/sessions?q=zzz").text).text


def test_one_s_own_phones_are_told_by_the_clock_of_the_site_or_else_by_utc(app, cast, client):
    seen = clock.now() - timedelta(hours=1)
    with app.app_context(), editing() as session:
        session.add(SignIn("0" * 64, cast.people["ada"], seen, seen, seen + timedelta(days=30)))
    ada = sign_in(client, "ada")
    page = audit(ada.get("/me").text)
    assert f"Heard {seen.astimezone(ZoneInfo('Europe/Berlin')):%H:%M}" in page.text
    assert "UTC" not in page.text
    with app.app_context(), editing() as session:
        session.get_one(Show, OTHER).timezone = "Asia/Tokyo"
    assert f"{seen:%H:%M} UTC" in audit(ada.get("/me").text).text
