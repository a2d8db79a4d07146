"""Sessions: seen by name, switched off one by one, and then dead wherever their cookie or key went."""

import pytest

from siteops.core import clock
from tests.harness.cast import PASSWORD, SHOW, sign_in
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
    row = next(row for row in page.all("tr") if whose in row.text)
    return row.one("form")["action"]


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
    assert not own.all("form")


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
    lead.post(row.one("form")["action"])
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
    (where,) = [form["action"] for form in page.all("form") if form["action"].startswith("/me/sessions/") and
                form["action"] != "/me/sessions/end"]  # fmt: skip
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
