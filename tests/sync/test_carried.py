"""What another's phone brings counts as the author's word only if the author's phone has sealed it."""

import json

import pytest

from siteops.core.journal import seals
from tests.harness.cases import cases
from tests.harness.cast import OTHER, SHOW

LATE = 10**7
"""Minutes: the time of receipt, by the server's clock."""


@pytest.fixture
def case(cast):
    return f"case:{cast.cases['LX-0108']}"


def registered(phone):
    """What a phone seals by, once it has its key."""
    return phone.client.post("/api/devices", json={"device": phone.device}).get_json()["seal"]


def wrapped(entry, secret, show=SHOW):
    """An entry as it travels on another's phone."""
    text = json.dumps(entry)
    return json.dumps({"carried": text, "seal": seals.seal(show, text, secret) if secret else ""})


def said(results):
    return [(one["status"], one["flags"]) for one in results]


def past(phone, case):
    return phone.client.get(f"/api/shows/{SHOW}/entries", query_string={"subject": case}).get_json()["entries"]


def authors(phone, case):
    return [one["by"] for one in past(phone, case)]


@pytest.mark.both
def test_what_a_phone_has_sealed_counts_as_its_author_s_whoever_brings_it(phone_of, cast, case):
    crew, lead = phone_of("cem"), phone_of("lea")
    entry = lead.entry("Released", case, LATE)
    line = wrapped(entry, registered(lead))
    assert said(crew.push(line)) == [("stored", ["uploaded_by_other"])]
    assert authors(lead, case) == [cast.people["lea"]]
    assert [one["brought_by"] for one in past(lead, case)] == [cast.people["cem"]]
    assert said(crew.push(line)) == said(lead.push(entry)) == [("duplicate", ["uploaded_by_other"])]


def test_what_comes_home_first_is_no_second_entry_when_it_is_brought(phone_of, cast, case):
    author, carrier = phone_of("lea"), phone_of("cem")
    secret, entry = registered(author), author.entry("Moved", case, LATE, place=cast.refs["dock1"])
    author.push(entry)
    assert said(carrier.push(wrapped(entry, secret))) == [("duplicate", [])]


def test_a_word_that_was_changed_on_the_way_is_kept_and_held(phone_of, cast, case):
    author, carrier = phone_of("lea"), phone_of("cem")
    secret, entry = registered(author), author.entry("Moved", case, LATE, place=cast.refs["dock1"])
    seal = json.loads(wrapped(entry, secret))["seal"]
    changed = json.dumps(entry | {"body": {"place": cast.refs["dock2"]}})
    [result] = carrier.push(json.dumps({"carried": changed, "seal": seal}))
    assert (result["status"], result["flags"]) == ("held", ["uploaded_by_other", "not_sealed"])
    assert carrier.rows("case_state")[case.removeprefix("case:")]["place"] is None


def test_a_seal_of_one_show_opens_no_other(phone_of, cast, case):
    author, carrier = phone_of("lea"), phone_of("cem")
    line = wrapped(author.entry("Moved", case, LATE, place=cast.refs["dock1"]), registered(author), show=OTHER)
    assert said(carrier.push(line)) == [("held", ["uploaded_by_other", "not_sealed"])]


def test_whoever_signs_in_on_another_s_phone_cannot_seal_for_them(phone_of, cast, case):
    author, thief = phone_of("lea"), phone_of("cem")
    registered(author)
    thief.device = author.device
    line = wrapped(author.entry("Released", case, LATE), registered(thief))
    assert said(thief.push(line)) == [("held", ["uploaded_by_other", "not_sealed"])]


def test_a_seal_gives_no_more_right_than_its_author_has(phone_of, case):
    author, carrier = phone_of("cem"), phone_of("lea")
    line = wrapped(author.entry("Released", case, LATE), registered(author))
    assert said(carrier.push(line)) == [("held", ["uploaded_by_other", "not_allowed"])]


def test_what_a_lead_brings_without_a_seal_weighs_what_a_lead_may_say(phone_of, cast, case):
    producer, lead = phone_of("pia"), phone_of("lea")
    registered(producer)
    moved = producer.entry("Moved", case, LATE, place=cast.refs["dock1"])
    began = producer.entry("PhaseBegan", f"show:{SHOW}", LATE, phase="load-out")
    assert [one["status"] for one in lead.push(wrapped(moved, ""), wrapped(began, ""))] == ["stored", "stored"]


@pytest.mark.parametrize("line", ['{"carried":', '{"carried":7}', '{"carried":"{}","seal":"x"}', '{"seal":"x"}'])
def test_a_broken_wrapper_is_kept_aside(phone_of, line):
    assert [one["status"] for one in phone_of("cem").push(line)] == ["quarantined"]


@pytest.mark.parametrize("made", cases("seals"), ids=lambda made: made["name"])
def test_the_server_seals_as_the_phone_does(made):
    assert seals.seal(made["show"], made["line"], made["secret"]) == made["seal"]
