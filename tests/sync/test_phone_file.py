"""A phone that cannot send gives out a file; a lead loads it at the desk."""

import json
from io import BytesIO

import pytest

from tests.harness import pages
from tests.harness.cast import OTHER, SHOW
from tests.sync.test_carried import LATE, registered, wrapped

ADDRESS = f"/shows/{SHOW}/phone-file"


def lines(*entries, show=SHOW):
    return "".join(json.dumps({"show": show, **entry}) + "\n" for entry in entries)


def load(client, content, name="siteops.ndjson"):
    return client.post(ADDRESS, data={"file": (BytesIO(content.encode()), name)})


@pytest.fixture
def case(cast):
    return f"case:{cast.cases['LX-0108']}"


def history(phone, case):
    found = phone.client.get(f"/api/shows/{SHOW}/entries", query_string={"subject": case}).get_json()["entries"]
    return [(one["by"], one["kind"]) for one in found]


@pytest.mark.both
def test_a_file_is_delivered_once_under_the_right_names(phone_of, cast, case):
    cem, lea = phone_of("cem"), phone_of("lea")
    secret = registered(cem)
    moved = [cem.entry("Moved", case, LATE, place=cast.refs[place]) for place in ("dock1", "dock2")]
    file = lines(*(json.loads(wrapped(one, secret)) for one in moved))
    page = load(lea.client, file)
    assert page.status_code == 200
    assert "2 new entries" in page.text
    assert "Cem" in page.text
    assert history(lea, case) == [(cast.people["cem"], "Moved")] * 2
    again = load(lea.client, file).text
    assert "0 new entries" in again
    assert "2 were here before" in again
    assert [one["status"] for one in cem.push(*moved)] == ["duplicate", "duplicate"]
    pages.audit(page.text)


def test_the_report_says_what_waits_what_is_set_aside_and_what_belongs_elsewhere(phone_of, cast, case):
    cem, lea, ada = phone_of("cem"), phone_of("lea"), phone_of("ada")
    moved = cem.entry("Moved", case, LATE, place=cast.refs["dock1"])
    file = lines(moved) + "{cut\n" + lines(moved, show=OTHER) + lines({"id": "x"})
    page = load(lea.client, file).text
    assert "1 waits for a lead" in page
    assert "2 lines set aside" in page
    assert "1 entry belongs to a show that you have no part in" in page
    assert f"/shows/{OTHER}/phone-file" in load(ada.client, file).text


@pytest.mark.parametrize("content", ["", "hello\n\0", "[" * 10_000, '{"show":7}', '{"show":"demo"}', "\xff" * 99])
def test_another_file_is_refused_in_words(phone_of, content):
    page = load(phone_of("lea").client, content)
    assert page.status_code == 400
    assert "no file of waiting entries" in page.text
    pages.audit(page.text)


def test_no_file_and_too_large_a_file_are_said(phone_of, monkeypatch):
    lea = phone_of("lea")
    assert lea.client.post(ADDRESS, data={}).status_code == 400
    monkeypatch.setattr("siteops.sync.loading.LARGEST", -64 * 1024)
    assert load(lea.client, "{}").status_code == 413
