"""From the browser into the app on the home screen: a code, read or typed, and one is there as oneself."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from siteops.core import clock
from siteops.core.access.people import Ticket
from siteops.core.access.throttle import WITHIN_S, slow_down
from siteops.core.access.tickets import LASTS, MOVE, MOVES_MOST, of_everybody
from siteops.core.db import db, writing
from tests.harness.cast import sign_in
from tests.harness.pages import audit


def minted(client):
    answer = client.post("/api/move/code")
    assert answer.status_code == 201
    return answer.get_json()["code"]


def brought(client, code):
    return client.post("/api/move", json={"code": code}).status_code


def test_a_code_lets_its_maker_in_elsewhere_and_here_too(app, cast):
    browser, phone = sign_in(app.test_client(), "cem"), app.test_client()
    code = minted(browser)
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{8}", code)
    assert brought(phone, f" {code[:4].lower()} {code[4:]}\n") == 204
    assert phone.get("/api/me").get_json()["id"] == cast.people["cem"]
    assert browser.get("/api/me").status_code == 200
    assert len(audit(phone.get("/me").text).all("li")) >= 2  # two places where Cem is signed in


def test_a_code_is_read_as_a_tired_hand_types_it(app, cast):
    code = minted(sign_in(app.test_client(), "cem")).lower().replace("0", "o").replace("1", "I")
    assert brought(app.test_client(), f"{code[:3]}-{code[3:]}") == 204


def test_a_code_works_once_and_a_newer_one_ends_it(app, cast):
    browser = sign_in(app.test_client(), "cem")
    old, new = minted(browser), minted(browser)
    assert brought(app.test_client(), old) == 404
    assert brought(app.test_client(), new) == 204
    assert brought(app.test_client(), new) == 404


def test_a_code_ends_after_a_quarter_of_an_hour(app, cast):
    code = minted(sign_in(app.test_client(), "cem"))
    with app.app_context():
        (until,) = db.session.scalars(select(Ticket.expires)).all()
    assert timedelta(minutes=14) < until - clock.now() <= timedelta(minutes=15)
    with app.app_context(), writing() as connection:
        connection.execute(update(Ticket).values(expires=clock.now()))
    assert brought(app.test_client(), code) == 404


@pytest.mark.both
def test_of_two_who_type_it_at_once_one_is_in(app, cast):
    code = minted(sign_in(app.test_client(), "cem"))
    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(lambda _: brought(app.test_client(), code), range(4)))
    assert sorted(answers) == [204, 404, 404, 404]


def test_a_code_is_somebody_s_own_whoever_types_it(app, cast):
    """Typed on another's phone it changes who is signed in there, as with any shared phone; no right is mixed."""
    lea, cem = sign_in(app.test_client(), "lea"), sign_in(app.test_client(), "cem")
    assert brought(cem, minted(lea)) == 204
    assert cem.get("/api/me").get_json()["name"] == "Lea Lead"
    assert lea.get("/api/me").status_code == 200


def test_codes_cannot_be_guessed(app, cast):
    code = minted(sign_in(app.test_client(), "cem"))
    sam = sign_in(app.test_client(), "sam")
    assert [brought(sam, f"AAAA000{digit}") for digit in range(10)] == [404] * 10
    refused = sam.post("/api/move", json={"code": code})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 301
    assert brought(app.test_client(), code) == 204  # another visitor is not made to wait


def test_all_together_have_few_guesses(app, cast):
    code = minted(sign_in(app.test_client(), "cem"))
    with app.test_request_context():
        for _ in range(MOVES_MOST - 1):
            slow_down([of_everybody()])
    assert brought(app.test_client(), "AAAA0000") == 404
    assert brought(app.test_client(), code) == 429
    guesses = MOVES_MOST * LASTS[MOVE] / timedelta(seconds=WITHIN_S)
    assert 2**40 / (guesses * 200) > 1_800_000  # as tickets.py promises


def test_a_link_to_a_password_is_no_code_and_a_code_no_link(app, cast, lead):
    code = minted(sign_in(app.test_client(), "cem"))
    assert app.test_client().get(f"/password/{code}").status_code == 410
    page = lead.post(f"/shows/glass-horizon/people/{cast.people['cem']}/password").text
    token = re.findall(r"/password/([0-9A-Z]{26})", page)[0]
    assert brought(app.test_client(), token) == 404
    assert brought(app.test_client(), code) == 204


def test_it_works_by_plain_pages_too(app, cast):
    browser, phone = sign_in(app.test_client(), "cem"), app.test_client()
    assert "Show my code" in audit(browser.get("/me").text).text
    made = browser.post("/me/move")
    assert made.status_code == 201
    (code,) = re.findall("[0-9A-Z]{4} [0-9A-Z]{4}", audit(made.text).one("main").one("section").text)
    form = audit(phone.get("/move").text)
    assert [one["name"] for one in form.all("input")] == ["code"]
    wrong = phone.post("/move", data={"code": "AAAA <0000>"})
    assert wrong.status_code == 404
    assert audit(wrong.text).one("input")["value"] == "AAAA <0000>"
    assert phone.post("/move", data={"code": code}).headers["Location"] == "/field#scan"
    assert phone.get("/api/me").get_json()["name"] == "Cem Arslan"


@pytest.mark.parametrize("sent", ["", "[]", "null", '"x"', "{}", '{"code": 5}', '{"code": "\\u0000"}', "x" * 100_000])
def test_what_is_no_code_lets_nobody_in(client, cast, sent):
    assert client.post("/api/move", data=sent, content_type="application/json").status_code in (400, 404)
    assert client.post("/move", data={"code": sent}).status_code == 404


def test_no_other_site_makes_or_uses_a_code(app, cast):
    headers, cem = {"Sec-Fetch-Site": "cross-site"}, sign_in(app.test_client(), "cem")
    assert cem.post("/api/move/code", headers=headers).status_code == 403
    assert cem.post("/me/move", headers=headers).status_code == 403
    code = minted(cem)
    assert app.test_client().post("/api/move", json={"code": code}, headers=headers).status_code == 403
    assert app.test_client().post("/api/move/code").status_code == 401


def test_the_table_holds_no_code(app, cast):
    code = minted(sign_in(app.test_client(), "cem"))
    with app.app_context():
        (row,) = db.session.execute(select(Ticket.__table__)).all()
    assert code not in str(row)


def test_whoever_signs_out_everywhere_ends_the_codes_that_a_thief_made(app, cast):
    thief, cem = (sign_in(app.test_client(), "cem") for _ in range(2))
    code = thief.post("/api/move/code").get_json()["code"]
    cem.post("/me/sessions/end")
    assert app.test_client().post("/api/move", json={"code": code}).status_code == 404
