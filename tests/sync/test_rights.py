"""Who may say what: nothing is refused, what is not allowed waits for a lead."""

import pytest

from tests.harness.cast import OTHER, SHOW


def flags(results):
    return [(one["status"], one["flags"]) for one in results]


@pytest.fixture
def case(cast):
    return f"case:{cast.cases['LX-0108']}"


def test_what_only_leads_may_say_is_held_from_crew(phone_of, case):
    crew, lead = phone_of("cem"), phone_of("lea")
    crew.push(crew.entry("Held", case, reason="wet"))
    release = crew.entry("Released", case, 1)
    assert flags(crew.push(release)) == [("held", ["not_allowed"])]
    assert crew.rows("case_state")[case.removeprefix("case:")]["held"] == "wet"
    assert lead.rows("held", "entry")[release["id"]]["reason"] == "not_allowed"
    assert crew.rows("held", "entry") == {}
    lead.push(lead.entry("Accepted", case, 2, entry=release["id"]))
    assert crew.rows("case_state")[case.removeprefix("case:")]["held"] is None
    assert lead.rows("held", "entry")[release["id"]]["gone"]


def test_an_undo_needs_the_right_of_what_it_undoes(phone_of, case):
    crew, lead = phone_of("cem"), phone_of("lea")
    crew.push(crew.entry("Held", case, reason="wet"))
    release = lead.entry("Released", case, 1)
    early = crew.entry("Undone", case, 2, entry=release["id"])
    crew.push(early)
    lead.push(release)
    late = crew.entry("Undone", case, 3, entry=release["id"])
    assert flags(crew.push(late)) == [("held", ["not_allowed"])]
    assert crew.rows("case_state")[case.removeprefix("case:")]["held"] is None


def test_a_lead_who_accepts_a_held_undo_lends_it_their_right(phone_of, case):
    crew, lead = phone_of("cem"), phone_of("lea")
    release = lead.entry("Released", case, 1)
    crew.push(crew.entry("Held", case, reason="wet"))
    lead.push(release)
    undo = crew.entry("Undone", case, 2, entry=release["id"])
    assert flags(crew.push(undo)) == [("held", ["not_allowed"])]
    accepted = lead.entry("Accepted", case, 3, entry=undo["id"])
    lead.push(accepted)
    assert crew.rows("case_state")[case.removeprefix("case:")]["held"] == "wet"
    lead.push(lead.entry("Undone", case, 4, entry=accepted["id"]))
    assert crew.rows("case_state")[case.removeprefix("case:")]["held"] is None


def test_a_forged_author_is_held(phone_of, cast, case):
    crew = phone_of("cem")
    forged = crew.entry("Released", case, by=cast.people["lea"])
    assert flags(crew.push(forged)) == [("held", ["uploaded_by_other", "not_signed_in"])]


def test_a_colleague_may_send_what_was_said_on_a_phone_they_were_signed_in_on(phone_of, cast, case):
    crew, lead = phone_of("cem"), phone_of("lea")
    device = {"device": crew.device, "name": "Dock phone"}
    for one in (crew, lead):
        assert one.client.post("/api/devices", json=device).status_code == 200
    entry = crew.entry("Moved", case, 10**7, place=cast.refs["dock1"])  # at the time of receipt, by the server's clock
    assert flags(lead.push(entry)) == [("stored", ["uploaded_by_other"])]


def test_a_device_key_appends_after_the_session_has_ended_but_is_not_a_session(phone_of, cast, case):
    crew, lead = phone_of("cem"), phone_of("lea")
    key = crew.client.post("/api/devices", json={"device": crew.device}).get_json()["key"]
    entry = crew.entry("Moved", case, 10**7, place=cast.refs["dock1"])
    crew.client.delete_cookie("siteops")
    by_key = {"Authorization": f"Device {key}"}
    assert flags(crew.push(entry, **by_key)) == [("stored", [])]
    assert crew.client.get("/api/me", headers=by_key).status_code == 401
    assert crew.client.get(f"/api/shows/{SHOW}/changes", headers=by_key).status_code == 401
    assert lead.client.get("/api/me").status_code == 200


def test_a_revoked_lead_keeps_the_words_and_loses_the_right(app, phone_of, cast, case):
    from sqlalchemy import update

    from siteops.core import clock
    from siteops.core.access.people import Grant
    from siteops.core.db import writing

    lead = phone_of("lea")
    key = lead.client.post("/api/devices", json={"device": lead.device}).get_json()["key"]
    with app.app_context(), writing() as connection:
        gone = update(Grant).where(Grant.person == cast.people["lea"]).values(revoked=clock.now())
        connection.execute(gone)
    entry = lead.entry("Moved", case, place=cast.refs["dock1"])
    assert lead.send([entry]).status_code == 404
    assert flags(lead.push(entry, Authorization=f"Device {key}")) == [("held", ["not_signed_in"])]


@pytest.mark.parametrize("who", ["sam", "rob"])
def test_another_show_is_not_there(phone_of, case, who):
    phone = phone_of(who)
    assert phone.send([phone.entry("Moved", case, place="dock:1")]).status_code == 404
    assert phone.client.get(f"/api/shows/{SHOW}/changes").status_code == 404
    assert phone.client.get("/api/shows/no-such-show/changes").status_code == 404


def test_an_administrator_is_everywhere_a_producer(phone_of):
    phone = phone_of("ada")
    assert phone.pull()["tables"]["me"]["role"] == ["producer"]
    assert phone.pull(show=OTHER)["reset"]
    assert phone.client.get("/api/shows/no-such-show/changes").status_code == 404


def test_a_stranger_gets_a_401_and_no_cookie_jar_helps_another_site(app, cast):
    stranger = app.test_client()
    assert stranger.get("/api/me").status_code == 401
    answer = stranger.post("/login", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    answer = stranger.post("/login", data={}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
