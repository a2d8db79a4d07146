"""What every answer carries, whatever the page and however it ends; and cookies that give nothing away."""

import re

import pytest
from flask import abort

from siteops import create_app
from siteops.core.access.throttle import Try, slow_down
from siteops.core.db import Busy
from siteops.core.web import ANYONE
from siteops.policy import POLICY
from tests.harness.cast import PASSWORD, SHOW, sign_in
from tests.harness.databases import let_go
from tests.harness.pages import audit
from tests.test_policy import path_of, routes

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; media-src 'self' blob:; "
        "connect-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(self), microphone=(self)",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
CODES = (400, 401, 403, 404, 405, 409, 413, 429, 500, 503)


def check(answer, where):
    """The headers of one answer."""
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, where
    for name in (*HEADERS, "Cache-Control", "Content-Type"):
        assert len(answer.headers.getlist(name)) <= 1, (where, name)
    assert "Cache-Control" in answer.headers, where
    assert "Server" not in answer.headers or "Werkzeug" not in answer.headers["Server"], where


@pytest.fixture
def troubled(database, data, monkeypatch):
    """An app of its own with an address that ends in any way one asks for, as a page and as an API."""

    def trouble(code):
        if code == 500:
            raise RuntimeError("a mistake of ours")
        if code == 503:
            raise Busy("others have been writing for too long")
        if code == 429:
            slow_down([Try("somebody", 1)])
            slow_down([Try("somebody", 1)])
        abort(code)

    app = create_app(DATA=data, DATABASE_URL=database, TESTING=True, PROPAGATE_EXCEPTIONS=False)
    for name, rule in (("trouble", "/trouble/<int:code>"), ("api_trouble", "/api/trouble/<int:code>")):
        monkeypatch.setitem(POLICY, name, ANYONE)
        app.add_url_rule(rule, name, trouble)
    yield app.test_client()
    with app.app_context():
        let_go()


@pytest.mark.parametrize("name", [None, "cem", "pia"])
def test_every_address_answers_with_every_header(app, cast, name):
    client = sign_in(app.test_client(), name) if name else app.test_client()
    for rule, method in routes(app):
        if rule.endpoint == "people.sign_out":
            continue  # it ends the session: looked at below
        for asked in (method, "HEAD", "OPTIONS"):
            with client.open(path_of(rule), method=asked) as answer:
                check(answer, (asked, rule))
    check(client.post("/logout"), "/logout")


@pytest.mark.parametrize("code", CODES)
def test_every_error_is_said_to_people_as_a_page_and_to_programs_as_a_problem(troubled, code):
    page = troubled.get(f"/trouble/{code}", headers={"X-SiteOps": "1"})
    check(page, code)
    assert page.headers["X-SiteOps"] == "1"
    assert page.status_code == code
    audit(page.text)
    assert "a mistake of ours" not in page.text
    problem = troubled.get(f"/api/trouble/{code}")
    check(problem, code)
    assert (problem.status_code, problem.content_type) == (code, "application/problem+json")
    assert {"type", "title", "status", "detail"} == problem.get_json().keys()
    assert "a mistake of ours" not in problem.text
    for answer in (page, problem):
        assert ("Retry-After" in answer.headers) == (code in (429, 503))
        assert answer.headers["Cache-Control"] == "no-store"


def test_errors_that_no_view_makes(client, cast):
    for path, method, code in (
        ("/no-such-page", "GET", 404), ("/login", "DELETE", 405), ("/api/me", "POST", 405), ("/healthz", "POST", 405),
    ):  # fmt: skip
        answer = client.open(path, method=method)
        assert answer.status_code == code
        check(answer, path)
        assert ("Allow" in answer.headers) == (code == 405)
    large = client.post("/login", data={"email": "x" * 2**21})
    assert large.status_code == 413
    check(large, "413")
    check(client.get("/static/none/css/none.css"), "static")


def test_only_what_is_encrypted_is_promised_to_stay_so(client):
    assert "Strict-Transport-Security" not in client.get("/login").headers
    answer = client.get("/login", base_url="https://site.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_only_a_sign_in_sets_a_cookie_and_no_script_reads_it(app, cast):
    client = app.test_client()
    for path in ("/login", "/field", "/q/AB12CD34", "/join/none", "/healthz", "/api/me", "/no-such-page", "/sw.js"):
        assert "Set-Cookie" not in client.get(path).headers, path
    answer = client.post("/login", data={"email": "cem@site.example", "password": PASSWORD})
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    flags = {part.partition("=")[0] for part in cookies[0].split("; ")[1:]}
    assert flags == {"HttpOnly", "SameSite", "Path", "Expires"}
    for path in ("/field", "/api/me", f"/api/shows/{SHOW}/changes", "/me"):
        assert "Set-Cookie" not in client.get(path).headers, path


def test_a_session_that_was_planted_before_the_sign_in_is_not_the_one_after(app, cast):
    attacker, victim = sign_in(app.test_client(), "sam"), app.test_client()
    planted = cookie_of(attacker)
    victim.set_cookie("siteops", planted)
    sign_in(victim, "lea")
    assert cookie_of(victim) != planted
    attacker.set_cookie("siteops", planted)
    assert attacker.get("/api/me").status_code == 401  # the planted one ended with the sign-in
    assert victim.get("/api/me").get_json()["name"] == "Lea Lead"


def test_a_forged_or_altered_cookie_is_nobody(app, cast):
    client = sign_in(app.test_client(), "lea")
    good = cookie_of(client)
    for bad in (good[:-2], "x" + good, re.sub(r"^\.?[^.]+", "e30", good), "", "null", "\u00ff"):
        stranger = app.test_client()
        stranger.set_cookie("siteops", bad)
        assert stranger.get("/api/me").status_code == 401, bad


def cookie_of(client):
    (cookie,) = [one for one in client._cookies.values() if one.key == "siteops"]
    return cookie.value
