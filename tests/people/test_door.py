"""The door: the first account, signing in, and how long one stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from siteops.core.access import first
from siteops.core.access.people import Person, SignIn
from siteops.core.db import db, editing
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
    assert (answer.status_code, answer.headers["Location"]) == (303, "/first/show")
    assert client.get("/api/me").get_json()["admin"]
    assert client.get("/").headers["Location"] == "/first/show"
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


AWAY: list[dict[str, Any]] = [
    {"environ_base": {"REMOTE_ADDR": "10.0.0.9"}}, {"headers": {"X-Forwarded-For": "203.0.113.7"}},
    {"headers": {"Host": "evil.example"}},
]  # fmt: skip


@pytest.mark.parametrize("away", AWAY)
def test_a_stranger_cannot_make_the_first_account_without_the_code(app, client, away):
    page = audit(client.get("/setup", **away).text)
    assert [one["name"] for one in page.all("input")] == ["code", "name", "email", "password"]
    for code in ("", "0000 0000"):
        answer = client.post("/setup", data=FIRST | {"code": code}, **away)
        assert answer.status_code == 400
        assert "This is not the code." in audit(answer.text).text
    assert people(app) == 0
    code = first.code(app.config["SECRET_KEY"])
    answer = client.post("/setup", data=FIRST | {"code": f" {code[:4].lower()}-{code[4:]}"}, **away)
    assert (answer.status_code, people(app)) == (303, 1)


def test_an_installation_with_a_public_address_asks_everybody_for_the_code(app, client):
    app.config["PUBLIC_URL"] = "https://ops.example.org"
    code = first.code(app.config["SECRET_KEY"])
    page = audit(client.get(f"/setup?code={code}").text)
    assert [one.get("value") for one in page.all("input") if one["name"] == "code"] == [code]
    assert client.post("/setup", data=FIRST).status_code == 400
    assert client.post("/setup", data=FIRST | {"code": code}).status_code == 303


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("localhost", True), ("ops.localhost", True), ("127.0.0.1", True), ("127.8.0.1", True), ("::1", True),
        ("::ffff:127.0.0.1", True), ("10.0.0.1", False), ("0.0.0.0", False), ("localhost.example", False), ("", False),
    ],
)  # fmt: skip
def test_this_machine_is_told_from_others(name, here):
    assert first.is_here(name) is here


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
    assert {form["action"] for form in crew.all("form")} == {"/logout", "/language"}


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
    watcher, idler = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "lea")

    def pass_days(count):
        with app.app_context(), editing() as session:
            for one in session.scalars(select(SignIn)):
                one.seen -= timedelta(days=count)

    pass_days(6)
    assert watcher.get("/me").status_code == 200  # a board on a wall only ever looks: that is use, too
    app.extensions["lately"].write()
    pass_days(2)
    assert watcher.get("/api/me").status_code == 200
    assert idler.get("/api/me").status_code == 401


@pytest.mark.both
def test_looking_writes_nothing_while_anybody_waits_and_at_most_once_an_hour(app, cast):
    client, lately = sign_in(app.test_client(), "cem"), app.extensions["lately"]
    with app.app_context(), editing() as session:
        (one,) = session.scalars(select(SignIn)).all()
        one.seen = before = one.seen - timedelta(hours=2)

    def seen():
        with app.app_context():
            return db.session.scalar(select(SignIn.seen))

    client.get("/api/me")
    assert seen() == before
    lately.write()
    assert seen() > before
    first = seen()
    client.get("/api/me")
    lately.write()
    assert seen() == first
    assert client.post("/logout").status_code == 303


def test_a_session_ends_after_thirty_days_however_it_is_used(app, cast):
    client = sign_in(app.test_client(), "cem")
    with app.app_context(), editing() as session:
        (one,) = session.scalars(select(SignIn)).all()
        one.expires -= timedelta(days=30)
    assert client.get("/api/me").status_code == 401
