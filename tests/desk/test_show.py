"""The show's own page: its phases, its clock, whom to call."""

from datetime import date, timedelta

import pytest

from siteops.core.access.people import Certificate
from siteops.core.db import editing
from siteops.core.plan import Contact, Place, Slot
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import DAWN, OTHER, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit

QUERIES = 18


def begin(client, phase: str) -> str:
    """Go on to a phase; the page after it."""
    return opened(client, said(client.post(f"{DESK}/phase", data={"phase": phase}))).text


def test_phases_are_begun_and_legs_closed_on_every_phone(lea, cast, phone_of):
    assert "Prep is running" in opened(lea, DESK).text
    assert "4 of 4 cases are still expected" in begin(lea, "load-in")
    state = phone_of("cem").rows("show_state")[SHOW]
    assert (state["phase"], state["closed"]) == ("load-in", [])
    assert "4 of 4 cases are not on a truck yet" in begin(lea, "load-out")
    said(lea.post(f"{DESK}/leg", data={"leg": "in"}))
    assert phone_of("cem").rows("show_state")[SHOW]["closed"] == ["in"]
    entries = history(phone_of("lea"), f"show:{SHOW}")
    assert [one["kind"] for one in entries] == ["PhaseBegan", "PhaseBegan", "LegClosed"]
    assert {one["by"] for one in entries} == {cast.people["lea"]}


def test_a_slip_is_taken_back(lea, cast, phone_of):
    begin(lea, "load-in")
    said(lea.post(f"{DESK}/leg", data={"leg": "in"}))
    page = opened(lea, DESK)
    (button,) = [one for one in page.all("button") if one.get("aria-label") == "Take back: Load-in closed"]
    after = opened(lea, said(lea.post(f"{DESK}/undo", data={"entry": button["value"]})))
    assert phone_of("cem").rows("show_state")[SHOW]["closed"] == []
    assert "Undo: Load-in closed" in after.text
    assert not [one for one in after.all("button") if one.get("aria-label") == "Take back: Load-in closed"]
    assert lea.post(f"{DESK}/undo", data={"entry": "no-such"}).status_code == 404


def test_the_show_is_renamed_and_told_to_phones(lea, cast, phone_of):
    sent = {"name": "Glass Horizon II", "timezone": "Asia/Kolkata", "medic_phone": "+49 40 5550112"}
    said(lea.post(DESK, data=form(opened(lea, DESK), DESK) | sent))
    (row,) = phone_of("cem").rows("show", "id").values()
    assert {name: row[name] for name in sent} == sent
    (edited,) = history(phone_of("lea"), f"show:{SHOW}")
    assert sorted(edited["body"]["columns"]) == ["medic_phone", "name", "timezone"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "Say what it is called"),
        ({"timezone": "Hamburg"}, "Choose one of the list"),
        ({"timezone": "../../etc/passwd"}, "Choose one of the list"),
        ({"contact": "x" * 201}, "At most 200 characters"),
    ],
)
def test_what_is_wrong_is_said(lea, cast, sent, words):
    answer = lea.post(DESK, data=form(opened(lea, DESK), DESK) | {"venue": "Elsewhere"} | sent)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert words in alert(page)
    assert form(page, DESK)["venue"] == "Elsewhere"


def test_two_people_change_the_number_of_control(app, lea, cast):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, DESK), DESK), form(opened(lea, DESK), DESK)
    said(pia.post(DESK, data=hers | {"control_phone": "+49 40 1", "venue": "Hall 2"}))
    answer = lea.post(DESK, data=mine | {"control_phone": "+49 40 2"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "+49 40 1" in alert(page)
    kept = form(page, DESK)
    assert kept["control_phone"] == "+49 40 2"
    said(lea.post(DESK, data=kept | {"venue": "Hall 2"}))
    assert form(opened(lea, DESK), DESK)["control_phone"] == "+49 40 2"


def test_clock_changes_between_the_slots_are_said_beforehand(lea, cast):
    slot = {"dock": str(cast.places["dock1"]), "direction": "in", "starts": "01:30", "ends": "05:00"}
    for day in ("2027-03-26", "2027-03-28"):
        said(lea.post(f"{DESK}/slots", data=slot | {"day": day}))
    page = opened(lea, DESK)
    assert "On Sunday 28 March 02:00 becomes 03:00: the night is shorter. 1 slot touches it" in page.text


def test_what_is_missing_before_the_next_phase_is_listed(lea, cast):
    page = opened(lea, DESK)
    ready = {one.all("span")[1].text: one.text for one in page.all("li") if one.inside("section") and one.all("a")}
    assert "4" in ready["Cases on the list"]
    assert "0" in ready["Slots booked not complete"]
    assert "0 of 4" in ready["Cases with a printed label not complete"]
    assert "0 of 5" in ready["Phases planned not complete"]
    assert "3 of 3" in ready["People with a way in"]


def test_papers_that_end_before_the_show_does_are_counted(app, lea, cast):
    with app.app_context(), editing() as session:
        for who, until in (("lea", date(2027, 3, 27)), ("cem", date(2028, 1, 1)), ("rob", date(2001, 1, 1))):
            session.add(Certificate(cast.people[who], "forklift", until))
    assert "Papers valid to the last day2 of 2" in opened(lea, DESK).text
    said(lea.post(DESK, data=form(opened(lea, DESK), DESK) | {"starts-wrapped": "2027-03-28T04:00"}))
    assert "Papers valid to the last day not complete1 of 2" in opened(lea, DESK).text


def test_the_page_asks_no_more_of_a_large_show(app, lea, cast):
    opened(lea, DESK)  # cases are counted once for each seq of the log
    with app.app_context(), counting() as few:
        opened(lea, DESK)
    with app.app_context(), editing() as session:
        for number in range(40):
            session.add(Contact(SHOW, f"Contact {number}"))
            session.add(place := Place(SHOW, "dock", f"Dock {number + 10}"))
            session.flush()
            session.add(Slot(SHOW, place.id, None, "in", DAWN, DAWN + timedelta(hours=1)))
    with app.app_context(), counting() as many:
        opened(lea, DESK)
    assert len(few) == len(many) == QUERIES


def test_no_such_phase_or_leg(lea, cast):
    assert lea.post(f"{DESK}/phase", data={"phase": "party"}).status_code == 400
    assert lea.post(f"{DESK}/leg", data={"leg": "up"}).status_code == 400


@pytest.mark.parametrize("path", ["", "/phase", "/leg", "/undo"])
def test_only_leads_of_the_show_change_it(app, cast, path):
    cem, sam = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "sam")
    assert cem.post(DESK + path).status_code == 403
    assert sam.post(DESK + path).status_code == 404
    assert app.test_client().post(DESK + path).status_code == 401
    assert sam.get(f"/shows/{OTHER}").status_code == 200
