"""When phases are planned: on the site's clock, in their order, through the nights in which clocks change."""

import pytest

from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import SHOW, sign_in
from tests.harness.pages import audit

SPRING = {
    "starts-prep": "2027-03-25T06:00", "starts-load-in": "2027-03-26T06:00", "starts-show": "2027-03-27T16:00",
    "starts-load-out": "2027-03-27T23:15", "starts-wrapped": "2027-03-28T03:25",
}  # fmt: skip
INSTANTS = {
    "prep": "2027-03-25T05:00:00.000Z", "load-in": "2027-03-26T05:00:00.000Z", "show": "2027-03-27T15:00:00.000Z",
    "load-out": "2027-03-27T22:15:00.000Z", "wrapped": "2027-03-28T01:25:00.000Z",
}  # fmt: skip


def send(client, **fields):
    """Send the form of the show with some fields changed."""
    return client.post(DESK, data=form(opened(client, DESK), DESK) | fields)


def planned(phone) -> dict[str, str]:
    """What a phone knows of the phases."""
    return {name: one["starts"] for name, one in phone.rows("phase", "phase").items()}


def fields(page) -> dict[str, str]:
    """The planned times that the form shows."""
    return {name: text for name, text in form(page, DESK).items() if name.startswith("starts-")}


@pytest.mark.both
def test_phases_are_planned_on_the_clock_of_the_site_and_phones_learn_of_it(lea, cast, phone_of):
    before = phone_of("cem").pull()
    said(send(lea, **SPRING))
    assert planned(phone_of("cem")) == INSTANTS
    assert fields(opened(lea, DESK)) == SPRING
    later = phone_of("cem").pull(before["head"], before["scope"])["tables"]
    assert set(later["phase"]["phase"]) == set(INSTANTS)
    (edited,) = history(phone_of("lea"), f"show:{SHOW}")
    assert edited["body"] == {"columns": ["phases"]}


@pytest.mark.both
def test_a_phase_that_is_no_longer_planned_is_gone_from_phones_and_can_come_back(lea, cast, phone_of):
    said(send(lea, **SPRING))
    before = phone_of("cem").pull()
    said(send(lea, **{"starts-prep": ""}))
    later = phone_of("cem").pull(before["head"], before["scope"])["tables"]["phase"]
    assert (later["phase"], later["gone"]) == (["prep"], [True])
    assert "prep" not in planned(phone_of("cem"))
    said(send(lea, **{"starts-prep": SPRING["starts-prep"]}))
    assert planned(phone_of("cem")) == INSTANTS


def test_the_strip_tells_what_is_planned_and_the_notice_what_the_clocks_do(lea, cast):
    said(send(lea, **SPRING))
    page = opened(lea, DESK)
    strip = [one.text for one in page.all("ol")[0].all("li")]
    assert strip[1:3] == ["Load-inFri 26 Mar 06:00", "ShowSat 27 Mar 16:00"]
    assert "Clocks go forward in the phase Load-out. On Sunday 28 March 02:00 becomes 03:00" in page.text


def test_a_time_that_does_not_exist_is_a_fault_in_words(lea, cast, phone_of):
    answer = send(lea, **SPRING | {"starts-wrapped": "2027-03-28T02:30"})
    assert answer.status_code == 400
    page = audit(answer.text)
    assert "On Sunday 28 March clocks go forward from 02:00 to 03:00: there is no 02:30." in alert(page)
    assert fields(page)["starts-wrapped"] == "2027-03-28T02:30"
    assert planned(phone_of("cem")) == {}


def test_a_time_that_comes_twice_is_told_and_either_can_be_meant(lea, cast, phone_of):
    out = {"starts-load-out": "2027-10-31T02:30"}
    page = opened(lea, said(send(lea, **out)))
    assert "Load-out: on Sunday 31 October 02:30 comes twice, as clocks go back. The first is meant" in page.text
    assert planned(phone_of("cem")) == {"load-out": "2027-10-31T00:30:00.000Z"}
    assert form(page, DESK)["twice-starts-load-out"] == "0"
    page = opened(lea, said(send(lea, **{"twice-starts-load-out": "1"})))
    assert "The second is meant." in page.text
    assert planned(phone_of("cem")) == {"load-out": "2027-10-31T01:30:00.000Z"}
    said(send(lea, venue="Elsewhere"))
    assert planned(phone_of("cem")) == {"load-out": "2027-10-31T01:30:00.000Z"}


def test_phases_keep_their_order(lea, cast, phone_of):
    answer = send(lea, **SPRING | {"starts-show": "2027-03-26T05:59"})
    assert answer.status_code == 400
    assert "Show cannot begin before Load-in does." in alert(audit(answer.text))
    assert planned(phone_of("cem")) == {}


@pytest.mark.parametrize("typed", ["soon", "2027-13-01T06:00", "0001-01-01T00:00", "2027-03-26T25:00", "\x00"])
def test_what_is_no_time_is_said_and_kept_in_the_form(lea, cast, typed):
    answer = send(lea, **{"starts-show": typed, "venue": "Elsewhere"})
    if "\x00" not in typed:
        assert answer.status_code == 400
        assert "A day and a time, such as" in alert(audit(answer.text))
        assert form(audit(answer.text), DESK)["venue"] == "Elsewhere"


def test_another_time_zone_keeps_the_planned_times_that_stand_in_the_form(lea, cast, phone_of):
    said(send(lea, **SPRING))
    said(send(lea, timezone="America/New_York"))
    assert fields(opened(lea, DESK)) == SPRING
    assert planned(phone_of("cem"))["load-in"] == "2027-03-26T10:00:00.000Z"


def test_two_people_plan_one_phase_and_the_second_is_told(app, lea, cast, phone_of):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, DESK), DESK), form(opened(lea, DESK), DESK)
    said(pia.post(DESK, data=hers | {"starts-show": "2027-03-27T20:00"}))
    answer = lea.post(DESK, data=mine | {"starts-show": "2027-03-27T19:00", "starts-prep": "2027-03-25T06:00"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "2027-03-27 20:00" in alert(page)
    assert fields(page)["starts-show"] == "2027-03-27T19:00"
    assert planned(phone_of("cem")) == {"show": "2027-03-27T19:00:00.000Z"}
    said(lea.post(DESK, data=form(page, DESK)))
    assert planned(phone_of("cem")) == {"prep": INSTANTS["prep"], "show": "2027-03-27T18:00:00.000Z"}


def test_two_people_plan_different_phases_and_both_hold(app, lea, cast, phone_of):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, DESK), DESK), form(opened(lea, DESK), DESK)
    said(pia.post(DESK, data=hers | {"starts-show": "2027-03-27T16:00"}))
    said(lea.post(DESK, data=mine | {"starts-prep": "2027-03-29T06:00"}))
    assert set(planned(phone_of("cem"))) == {"prep", "show"}
    assert "Show is planned before Prep begins." in opened(lea, DESK).text
