"""The door: the first account, signing in, and slowing down whoever guesses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from siteops.core.db import db, editing
from siteops.core.people import Person, SignIn
from siteops.core.throttle import Throttle, Try
from tests.harness.cast import PASSWORD, sign_in
from tests.harness.pages import audit

FIRST = {"name": "Kim First", "email": "Kim@Site.Example", "password": "three words nobody connects"}


def cookie_of(client):
    (cookie,) = [one for one in client._cookies.values() if one.key == "siteops"]
    return cookie.value


def people(app):
    with app.app_context():
        return db.session.scalar(select(func.count(Person.id)))


def test_an_empty_installation_asks_its_first_visitor_to_become_its_administrator(app, client):
    assert client.get("/").headers["Location"] == "/setup"
    assert client.get("/login").headers["Location"] == "/"
    audit(client.get("/setup").text)
    answer = client.post("/setup", data=FIRST)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/shows")
    assert client.get("/api/me").get_json()["admin"]
    assert client.get("/").headers["Location"] == "/shows"
    assert "Make a show" in audit(client.get("/shows").text).one("main").text


def test_the_first_account_is_made_once(app, client):
    assert client.post("/setup", data=FIRST, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    client.post("/setup", data=FIRST)
    stranger = app.test_client()
    assert stranger.get("/setup").status_code == stranger.post("/setup", data=FIRST).status_code == 404
    assert stranger.get("/").headers["Location"] == "/login"
    assert people(app) == 1


@pytest.mark.both
def test_of_two_first_visitors_at_once_one_becomes_the_administrator(app):
    def come(number):
        return app.test_client().post("/setup", data={**FIRST, "email": f"{number}@site.example"}).status_code

    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(come, range(4)))
    assert sorted(answers) == [303, 404, 404, 404]
    assert people(app) == 1


def test_what_is_wrong_with_the_first_account_is_said_beside_the_field(client):
    answer = client.post("/setup", data={"name": "", "email": "kim", "password": "short"})
    page = audit(answer.text)
    assert answer.status_code == 400
    assert {one["name"] for one in page.all("input") if "aria-invalid" in one} == {"name", "email", "password"}


@pytest.mark.parametrize(("who", "where"), [("cem", "/field"), ("lea", "/shows"), ("ada", "/shows"), ("rob", "/field")])
def test_everybody_begins_where_they_work(app, cast, who, where):
    assert sign_in(app.test_client(), who).get("/").headers["Location"] == where


def test_a_lead_sees_their_shows_and_crew_no_desk(app, cast):
    lead = audit(sign_in(app.test_client(), "lea").get("/shows").text)
    assert [one.text for one in lead.all("h2")] == ["Glass Horizon"]
    assert "Needs a look" in lead.one("main").text
    crew = audit(sign_in(app.test_client(), "cem").get("/shows").text)
    assert "Needs a look" not in crew.one("main").text
    assert crew.all("form") == [crew.one("form")]  # signing out


def test_after_signing_in_one_is_where_one_wanted_to_go_and_on_this_site(app, cast):
    account = {"email": "LEA@site.example ", "password": PASSWORD}
    stranger = app.test_client()
    assert stranger.get("/shows?a=b").headers["Location"] == "/login?next=/shows?a%3Db"
    for wanted, got in [("/shows?a=b", "/shows?a=b"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("x", "/")]:
        answer = app.test_client().post("/login", data={**account, "next": wanted})
        assert (answer.status_code, answer.headers["Location"]) == (303, got)


def test_nobody_learns_which_accounts_there_are(app, cast):
    def guess(email):
        answer = app.test_client().post("/login", data={"email": email, "password": "wrong"})
        return answer.status_code, answer.text.replace(email, "")

    assert guess("lea@site.example") == guess("nobody@site.example") == guess("nul\0@site.example")
    assert guess("lea@site.example")[0] == 401


def test_the_eleventh_wrong_password_waits(app, cast):
    def guess(email="lea@site.example", password="wrong", client=None):
        return (client or app.test_client()).post("/login", data={"email": email, "password": password})

    known = sign_in(app.test_client(), "lea")
    known.post("/logout")
    assert [guess().status_code for _ in range(10)] == [401] * 10
    refused = guess()
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 301
    assert "Too many wrong tries" in audit(refused.text).one("main").text
    assert guess(password=PASSWORD).status_code == 429
    assert [guess("nobody@site.example").status_code for _ in range(11)] == [401] * 10 + [429]
    # Another account, and a browser in which this one signed in before, are not made to wait.
    assert guess("pia@site.example", PASSWORD).status_code == 303
    assert guess(password=PASSWORD, client=known).status_code == 303


def test_a_site_behind_one_address_has_ten_times_the_tries(app, cast):
    def guess(number, address):
        data = {"email": f"{number}@site.example", "password": "wrong"}
        return app.test_client().post("/login", data=data, environ_base={"REMOTE_ADDR": address}).status_code

    from siteops.core.throttle import STRANGERS, slow_down

    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8:1:2::1"}):
        for number in range(STRANGERS):
            slow_down([Try("address 2001:db8:1:2::/64", STRANGERS), Try(f"account {number}", 10)])
    assert guess(1, "2001:db8:1:2:ffff::9") == 429
    assert guess(1, "2001:db8:1:3::1") == 401


def test_waiting_ends():
    times = iter((0.0, 10.0, 20.0, 30.0, 61.0, 61.0, 61.0))
    throttle = Throttle(within=60, clock=lambda: next(times))
    tries = [Try("lea", 3), Try("phone", 100)]
    assert [throttle.take(tries) for _ in range(4)] == [0, 0, 0, 31]
    assert throttle.take(tries) == 0
    assert throttle.take(tries) > 0
    throttle.give_back(tries)
    assert throttle.take(tries) == 0


def test_a_second_person_on_a_phone_replaces_the_session_and_not_the_key(app, cast, phone_of):
    crew = phone_of("cem")
    device = {"device": crew.device, "name": "Dock phone"}
    key = crew.client.post("/api/devices", json=device).get_json()["key"]
    old = cookie_of(crew.client)
    entry = crew.entry("Moved", f"case:{cast.cases['LX-0108']}", 10**7, place=cast.refs["dock1"])
    shared = audit(crew.client.get("/login?next=/field").text)
    assert "Cem Arslan is signed in on this phone" in shared.text
    account = {"email": "lea@site.example", "password": PASSWORD, "next": "/field"}
    assert crew.client.post("/login", data=account).headers["Location"] == "/field"
    assert crew.client.get("/api/me").get_json()["name"] == "Lea Lead"
    thief = app.test_client()
    thief.set_cookie("siteops", old)
    assert thief.get("/api/me").status_code == 401
    assert crew.push(entry, Authorization=f"Device {key}")[0]["status"] == "stored"


def test_a_session_outlives_the_browser_and_its_cookie_says_little(app, cast):
    client = app.test_client()
    answer = client.post("/login", data={"email": "cem@site.example", "password": PASSWORD})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert "Expires=" in cookie
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Set-Cookie" not in client.get("/api/me").headers
    answer = app.test_client().post(
        "/login", data={"email": "cem@site.example", "password": PASSWORD}, base_url="https://site.example"
    )
    assert "Secure" in answer.headers["Set-Cookie"]


def test_signing_out_kills_the_cookie_also_where_it_was_copied(app, cast):
    client, thief = sign_in(app.test_client(), "lea"), app.test_client()
    thief.set_cookie("siteops", cookie_of(client))
    assert thief.get("/api/me").status_code == 200
    assert client.post("/logout").status_code == 303
    assert thief.get("/api/me").status_code == 401
    with app.app_context():
        assert not db.session.scalars(select(SignIn).where(SignIn.revoked.is_(None))).all()
        db.session.remove()


def test_a_session_ends_after_a_week_without_use(app, cast):
    worker, idler = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "lea")

    def pass_days(count):
        with app.app_context(), editing() as session:
            for one in session.scalars(select(SignIn)):
                one.seen -= timedelta(days=count)

    pass_days(6)
    assert worker.post("/me", data={"name": "Cem Arslan"}).status_code == 303
    assert idler.get("/me").status_code == 200  # a GET writes nothing, so it keeps nothing alive
    pass_days(2)
    assert worker.get("/api/me").status_code == 200
    assert idler.get("/api/me").status_code == 401
