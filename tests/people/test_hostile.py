"""Forms filled in by somebody who means harm: an answer in plain words, never a mistake of ours."""

import pytest

from siteops.core.codes import mint
from tests.harness.cast import SHOW, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK

VALUES = [
    "\0", "a\0b", "9" * 40, "-1", "1e9", "²", "٣", "٣٣٣٣", "0001-01-01T00:00", "9999-12-31T23:59", "2027-13-45T99:99",
    "2026-10-25T02:30", "2026-01-01T00:00+14:00", "x" * 100_000, "' OR 1=1 --", "{{ 7 * 7 }}", "%s%n",
    "\u202eevil\u2066", "<script>alert(1)</script>", "🎪" * 200, "\r\nSet-Cookie: a=b", "../../etc/passwd", "\ufeff",
    "on", "[]", "null",
]  # fmt: skip
FIELDS = (
    "name", "phone", "email", "function", "company", "department", "call", "role", "uses", "hours", "password",
    "current", "code", "person", "act", "venue", "timezone", "control_phone", "contact", "words", "as", "next", "back",
)  # fmt: skip


def forms(cast, invitation):
    """Every address of these rooms that takes a form, and who sends it."""
    cem = cast.people["cem"]
    yield from (("ada", path) for path in ("/shows", "/contact"))
    yield from (
        ("lea", f"{DESK}{path}")
        for path in (
            "/people", f"/people/{cem}", f"/people/{cem}/badge", f"/people/{cem}/again", f"/people/{cem}/invitation",
            "/invitations", "/invitations/1/withdraw", f"/sessions/{mint()}/end", f"/sessions/{mint()}/name",
            "/people/bulk", f"/people/{cem}/password", f"/people/{cem}/sessions/end",
        )
    )  # fmt: skip
    own = ("/me", "/me/password", "/me/sessions/x/end", "/me/sessions/x/name", "/me/move", "/me/erase")
    yield from (("pia", path) for path in own)
    yield from (("pia", f"{DESK}/people/{key}/erase") for key in (cem, 7777))
    yield from ((None, path) for path in ("/login", "/setup", invitation, "/join/none", "/move", "/password/none"))


@pytest.mark.both
def test_no_form_can_break_a_page(app, cast, invite):
    clients = {name: sign_in(app.test_client(), name) for name in ("ada", "lea", "pia")}
    invitation = invite(uses=200)
    for who, path in forms(cast, invitation):
        for value in VALUES:
            client = clients[who] if who else app.test_client()
            answer = client.post(path, data=dict.fromkeys(FIELDS, value))
            assert answer.status_code < 500, (path, value)
            assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))
            assert answer.headers.get("Location", "/").startswith("/"), (path, value)
            if answer.status_code == 400:
                audit(answer.text)
    for path in (f"{DESK}/people", f"{DESK}/invitations", f"{DESK}/people?q=%00", f"{DESK}/people?page=%D9%A3"):
        assert clients["lea"].get(path).status_code in (200, 400)
    people = clients["lea"].get(f"/api/shows/{SHOW}/changes").get_json()["tables"]["person"]["name"]
    assert all("\0" not in name and len(name) <= 80 for name in people)


def test_what_was_typed_comes_back_as_text_and_never_as_code(cast, lead):
    for text in ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "${7 * 7}", "javascript:alert(1)"):
        answer = lead.post(f"{DESK}/people", data={"name": text, "function": text, "company": text, "role": "1"})
        assert text in audit(lead.get(answer.headers["Location"]).text).text
        page = audit(lead.get(f"{DESK}/people", query_string={"q": text}).text)
        assert text in page.text
        assert not page.all("img")


@pytest.mark.both
@pytest.mark.parametrize(
    ("path", "sent"),
    [("cases/many", {"every": "1", "asked": "q=%00", "act": "export"}), ("labels", {"q": "a\0"}),
     ("labels", {"what": "blank", "batch": "a\0"})],
)  # fmt: skip
def test_a_nul_in_a_form_that_narrows_a_list_is_left_out(lead, path, sent):
    assert lead.post(f"{DESK}/{path}", data=sent).status_code < 400


@pytest.mark.parametrize("path", ["cases/many", "people/bulk"])
def test_a_way_back_to_a_list_stays_one_line(lead, path):
    answer = lead.post(f"{DESK}/{path}", data={"asked": "q=a\r\nSet-Cookie: a=b"})
    assert answer.status_code == 303
    assert answer.location.startswith(f"{DESK}/{path.partition('/')[0]}?q=aSet-Cookie")
    assert "a=b" not in str(answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("path", [f"{DESK}/people", f"{DESK}/sessions", f"{DESK}/cases", "/me", "/api/shows"])
def test_bytes_in_an_address_that_are_no_text_break_no_page(lead, path):
    answer = lead.get(path, environ_overrides={"QUERY_STRING": "q=\xff"})
    assert answer.status_code == 200
    if not path.startswith("/api/"):
        audit(answer.text)


@pytest.mark.parametrize("known", ["9" * 5000, "²", "٣", "-1"])
def test_a_number_of_a_known_case_that_is_none_is_no_number(lead, known):
    answer = lead.post(f"{DESK}/cases", data={"code": "ZZ-0001", "department": "other", "known": known})
    assert answer.status_code == 303
