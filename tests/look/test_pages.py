"""Frames and error pages: whole, calm, and of use to somebody who is stuck."""

import re

import pytest
from flask import render_template

from tests.harness.pages import audit

CODES = [400, 401, 403, 404, 405, 409, 413, 429, 500, 503]


@pytest.mark.parametrize("code", CODES)
def test_an_error_page_says_what_happened_and_what_to_do(app, code):
    with app.test_request_context():
        page = audit(render_template(f"errors/{code}.html"))
    paragraphs = page.one("main").all("p")
    assert len(paragraphs) == 2
    assert all(len(one.text) > 25 for one in paragraphs)
    assert page.one("main").all("a"), "no way on"
    assert str(code) not in page.one("h1").text


def test_the_field_shell_knows_nobody(client):
    first = client.get("/field")
    assert first.status_code == 200
    page = audit(first.text)
    assert "Set-Cookie" not in first.headers
    assert [link.text for link in page.one("nav").all("a")] == ["Scan", "Board", "Lists", "More"]
    assert not re.search(r"csrf|token|@", first.text)


def test_the_sign_in_page_works_without_code(app):
    with app.test_request_context():
        page = audit(render_template("link/login.html", email="", next="/"))
    assert not page.all("script")
    assert {field["name"] for field in page.all("input")} >= {"email", "password"}


def test_a_refusal_that_gives_its_reason_is_shown_with_it(client):
    page = audit(client.post("/login", headers={"Sec-Fetch-Site": "cross-site"}).text)
    assert "another site" in page.one("main").text


def test_a_missing_page_is_said_in_our_words(client):
    page = audit(client.get("/no-such-page").text)
    assert page.one("h1").text == "Nothing here"
