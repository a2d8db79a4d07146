"""What a phone pushes is kept, once, and answered line by line."""

import json

import pytest

from siteops.core.db import editing
from siteops.core.plan import Show
from tests.harness.cast import SHOW


@pytest.mark.both
def test_a_scan_moves_the_case(phone_of, cast):
    phone = phone_of("cem")
    [result] = phone.push(phone.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"]))
    assert (result["line"], result["status"], result["seq"]) == (1, "stored", 1)
    assert phone.rows("case_state")[str(cast.cases["LX-0108"])]["place"] == cast.refs["dock1"]


@pytest.mark.both
def test_sending_twice_is_sending_once(phone_of, cast):
    phone = phone_of("cem")
    scan = phone.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"])
    phone.push(scan)
    [again, other] = phone.push(scan, scan | {"body": {"place": cast.refs["dock2"]}})
    assert (again["status"], again["seq"]) == ("duplicate", 1)
    assert (other["status"], other["seq"]) == ("mismatch", None)


def test_the_same_id_twice_in_one_batch_counts_once(phone_of, cast):
    phone = phone_of("cem")
    scan = phone.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"])
    assert [one["status"] for one in phone.push(scan, scan)] == ["stored", "duplicate"]


@pytest.mark.both
def test_one_bad_line_costs_nobody_but_itself(phone_of, cast):
    phone = phone_of("cem")
    good = [phone.entry("Moved", f"case:{key}", place=cast.refs["dock1"]) for key in cast.cases.values()]
    results = phone.push(good[0], "{cut", good[1], '{"id":"\\ud800"}', good[2])
    assert [one["status"] for one in results] == ["stored", "quarantined", "stored", "quarantined", "stored"]
    assert [one["seq"] for one in results if one["seq"]] == [1, 2, 3]


HOSTILE = {
    "deep nesting": '{"id":"x","device":"d","n":1,"kind":"Moved","subject":"case:1","by":1,"at":"2026-05-01T06:00:00Z",'
    '"body":' + '{"a":' * 20_000 + "1" + "}" * 20_000 + "}",
    "an array": "[]",
    "null": "null",
    "a number": "17",
    "a text": '"hello"',
    "an empty object": "{}",
    "broken UTF-8": '{"id":"\udcff"}',
}
FIELDS = {
    "a number beyond 2^53": {"n": 2**63},
    "a number beyond any": {"n": 10**400},
    "a NUL": {"body": {"place": "dock:1\0"}},
    "a lone surrogate": {"body": {"place": "dock:\ud800"}},
    "a wrong type": {"body": {"place": 7}},
    "a missing field": {"body": {}},
    "a field of the future": {"body": {"place": "dock:1", "colour": "red"}},
    "a kind of the future": {"kind": "Levitated"},
    "a subject without a noun": {"subject": "LX-0108"},
    "a case without a number": {"subject": "case:LX-0108"},
    "a number in another script": {"subject": "case:\u0661"},
    "a fact about the wrong noun": {"subject": "person:1"},
    "no id": {"id": ""},
    "an endless id": {"id": "x" * 5000},
    "an endless subject": {"subject": "case:" + "9" * 5000},
    "no instant": {"at": "yesterday"},
    "an instant without a zone": {"at": "2026-05-01T06:00:00"},
    "an instant outside of the calendar": {"at": "99999-05-01T06:00:00Z"},
    "a negative number": {"n": -1},
    "nobody": {"by": 0},
    "an author beyond any table": {"by": 2**40},
    "an infinite clock": {"offset": "1e999"},
    "private words that the kind has not": {"private": {"text": "Cem fell"}},
    "a field that no entry has": {"mood": "fine"},
}


@pytest.mark.both
@pytest.mark.parametrize("line", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_read_is_kept_aside(phone_of, line):
    assert [one["status"] for one in phone_of("cem").push(line)] == ["quarantined"]


@pytest.mark.both
@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS.keys())
def test_an_entry_that_cannot_be_is_kept_aside(phone_of, cast, fields):
    phone = phone_of("cem")
    entry = phone.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"])
    assert [one["status"] for one in phone.push(entry | fields)] == ["quarantined"]


@pytest.mark.both
def test_a_phone_of_the_year_one_is_heard_and_breaks_no_page_west_of_greenwich(app, cast, phone_of):
    with app.app_context(), editing() as session:
        session.get_one(Show, SHOW).timezone = "America/New_York"
    cem, case = phone_of("cem"), cast.cases["LX-0108"]
    said = {"at": "0001-01-01T00:00:00.000Z", "place": cast.refs["dock1"]}
    assert [one["status"] for one in cem.push(cem.entry("Moved", f"case:{case}", **said))] == ["stored"]
    assert cem.rows("case_state")[str(case)]["since"] == "1970-01-01T00:00:00.000Z"
    lea = phone_of("lea").client
    for path in (f"cases/{case}", "look", "export/states.csv", "export/log.csv"):
        with lea.get(f"/shows/{SHOW}/{path}") as page:
            assert page.status_code == 200, path


def test_quarantine_keeps_a_line_once_and_byte_by_byte(app, phone_of):
    from sqlalchemy import select

    from siteops.core.db import db
    from siteops.core.journal.quarantine import quarantine

    phone = phone_of("cem")
    phone.push("{cut \u00e9")
    phone.push("{cut \u00e9")
    with app.app_context():
        [row] = db.session.execute(select(quarantine.c.raw, quarantine.c.reason)).all()
        db.session.remove()
    assert row.raw == "{cut \u00e9".encode()
    assert row.reason


REFUSED = {
    "no header line": (b"", 400),
    "a header that is none": (b"[]", 400),
    "a header of the future": (b'{"protocol":9,"device":"d"}', 426),
    "no device": (b'{"protocol":1,"device":""}', 400),
    "too many lines": (b'{"protocol":1,"device":"d"}\n' + b"{}\n" * 101, 413),
    "ten megabytes": (b'{"protocol":1,"device":"d"}\n' + b"x" * 10_000_000, 413),
    "a header without end": (b'{"a":' * 100_000, 400),
}


@pytest.mark.parametrize(("body", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_push_that_is_none_is_refused_with_words(phone_of, body, code):
    client = phone_of("cem").client
    answer = client.post(f"/api/shows/{SHOW}/entries", data=body, headers={"X-SiteOps": "1"})
    assert answer.status_code == code
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["status"] == code


def test_a_push_says_that_it_is_one(phone_of):
    client = phone_of("cem").client
    assert client.post(f"/api/shows/{SHOW}/entries", data=json.dumps({"protocol": 1})).status_code == 400


def test_an_answer_carries_the_mark_that_no_captive_portal_knows(phone_of):
    answer = phone_of("cem").send([])
    assert answer.headers["X-SiteOps"] == "1"
    assert answer.get_json()["head"] == "1.0"


def test_a_clock_that_is_off_is_flagged_and_never_ahead_of_us(phone_of, cast):
    phone = phone_of("cem")
    subject = f"case:{cast.cases['LX-0108']}"
    ahead = phone.entry("Moved", subject, at="2999-01-01T00:00:00Z", offset=1200.0, place=cast.refs["dock1"])
    unknown = phone.entry("Moved", subject, offset=None, place=cast.refs["dock2"])
    assert [one["flags"] for one in phone.push(ahead, unknown)] == [["clock_off"], ["clock_off"]]
    assert phone.rows("case_state")[str(cast.cases["LX-0108"])]["since"] < "2999"


def test_a_copied_phone_is_noticed(phone_of, cast):
    phone = phone_of("cem")
    subject = f"case:{cast.cases['LX-0108']}"
    first, second = (phone.entry("Moved", subject, place=cast.refs[one]) for one in ("dock1", "dock2"))
    assert [one["flags"] for one in phone.push(first, second | {"n": first["n"]})] == [[], ["device_clone"]]
