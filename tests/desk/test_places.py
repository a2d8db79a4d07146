"""Places: made with a code, changed, taken off the plan only when nothing hangs on them."""

import pytest

from siteops.core.db import db, editing
from siteops.core.plan import Code, Line, Place
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit

PLACES = f"{DESK}/places"


def rows(page) -> dict[str, list[str]]:
    """The table of places, by name."""
    body = page.all("tbody")[0]
    return {row.all("th")[0].text: [cell.text for cell in row.all("td")[1:]] for row in body.all("tr")}


def test_every_place_with_what_is_planned_there(lea, cast):
    found = rows(opened(lea, PLACES))
    assert list(found) == ["Dock 1", "Dock 2", "FOH", "Stage left", "Truck 1", "Truck 2", "Gate A"]
    assert found["Truck 2"][1] == "Truck Brightwater AV Rental Ltd"
    assert found["Truck 2"][5] == "1 cases at Truck 2"
    assert found["Gate A"][2] == "–"


def test_a_new_place_has_a_code_and_reaches_phones(app, lea, cast, phone_of):
    sent = form(opened(lea, PLACES), "/places") | {
        "kind": "zone",
        "name": " Dead  cases A ",
        "dock": str(cast.places["dock2"]),
    }
    where = said(lea.post(PLACES, data=sent))
    assert "Dead cases A" in rows(opened(lea, where))
    pulled = phone_of("cem").rows("place", "id")
    (zone,) = [one for one in pulled.values() if one["name"] == "Dead cases A"]
    assert (zone["kind"], zone["dock"]) == ("zone", cast.places["dock2"])
    codes = [one for one in phone_of("cem").rows("code", "code").values() if one["subject"] == f"zone:{zone['id']}"]
    assert len(codes) == 1
    assert len(codes[0]["code"]) == 8
    assert [one["kind"] for one in history(phone_of("lea"), f"zone:{zone['id']}")] == ["Edited"]
    with app.app_context():
        code = db.session.query(Code).filter_by(subject=f"zone:{zone['id']}").one()
        assert code.show == SHOW
        assert code.rev > 0
        db.session.remove()


def test_a_name_is_taken_once_a_kind_however_spelt(lea, cast):
    answer = lea.post(PLACES, data={"kind": "dock", "name": "dock  1"})
    assert answer.status_code == 400
    page = audit(answer.text)
    assert "There is one called dock 1 already" in alert(page)
    assert form(page, "/places")["name"] == "dock  1"
    said(lea.post(PLACES, data={"kind": "gate", "name": "Dock 1"}))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"kind": "zone", "name": ""}, "Say what it is called"),
        ({"kind": "cellar", "name": "X"}, "Choose one of the list"),
        ({"kind": "zone", "name": "X", "due": "soon"}, "A day and a time"),
        ({"kind": "zone", "name": "X", "due": "2027-03-28T02:30"}, "clocks go forward from 02:00 to 03:00"),
        ({"kind": "zone", "name": "X", "dock": "4"}, "Choose one of the list"),
        ({"kind": "zone", "name": "x" * 81}, "At most 80 characters"),
    ],
)
def test_what_is_wrong_is_said(lea, cast, sent, words):
    answer = lea.post(PLACES, data=sent)
    assert answer.status_code == 400
    assert words in alert(audit(answer.text))


def test_a_place_is_changed_and_its_kind_stays(lea, cast, phone_of):
    path = f"{PLACES}/{cast.places['truck1']}"
    sent = form(opened(lea, path), path) | {
        "name": "HH-NV 1201",
        "owner": "Nordvik",
        "due": "2026-05-01T12:30",
        "kind": "dock",
    }
    said(lea.post(path, data=sent))
    row = phone_of("cem").rows("place", "id")[cast.places["truck1"]]
    assert (row["kind"], row["name"], row["due"]) == ("truck", "HH-NV 1201", "2026-05-01T10:30:00.000Z")
    again = form(opened(lea, path), path)
    assert (again["owner"], again["due"]) == ("Nordvik", "2026-05-01T12:30")
    said(lea.post(path, data=again))
    assert "Nothing was changed" in lea.get(PLACES).text


def test_two_people_rename_one_place(app, lea, cast):
    path = f"{PLACES}/{cast.places['foh']}"
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, path), path), form(opened(lea, path), path)
    said(pia.post(path, data=hers | {"name": "Front of house"}))
    answer = lea.post(path, data=mine | {"name": "FOH tower"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "Front of house" in alert(page)
    assert form(page, path)["name"] == "FOH tower"


def test_a_place_in_use_stays_on_the_plan(app, lea, cast, phone_of):
    path = f"{PLACES}/{cast.places['truck1']}"
    answer = lea.post(f"{path}/remove")
    assert answer.status_code == 409
    assert "Still planned here: 3 cases, 1 list" in alert(audit(answer.text))
    with app.app_context(), editing() as session:
        for line in session.query(Line):
            line.zone = None
    stage = f"{PLACES}/{cast.places['stage']}"
    said(lea.post(f"{stage}/remove"))
    assert cast.places["stage"] not in phone_of("cem").rows("place", "id")
    assert "Stage left" not in rows(opened(lea, PLACES))
    said(lea.post(f"{stage}/back"))
    assert "Stage left" in rows(opened(lea, PLACES))


def test_a_show_without_places_can_make_the_first(app, cast):
    sam = sign_in(app.test_client(), "sam")
    there = f"/shows/{OTHER}/places"
    assert "No places yet" in opened(sam, there).text
    said(sam.post(there, data={"kind": "dock", "name": "Dock A"}))
    with app.app_context():
        assert db.session.query(Place).filter_by(show=OTHER).one().name == "Dock A"
        db.session.remove()


def test_a_place_of_another_show_is_not_there(app, cast):
    sam, cem = sign_in(app.test_client(), "sam"), sign_in(app.test_client(), "cem")
    there = f"/shows/{OTHER}/places/{cast.places['dock1']}"
    assert [sam.get(there).status_code, sam.post(there).status_code] == [404] * 2
    assert [sam.post(f"{there}/remove").status_code, sam.post(f"{there}/back").status_code] == [404] * 2
    assert [cem.get(PLACES).status_code, cem.post(PLACES).status_code] == [403] * 2


def test_a_note_a_dock_and_an_order_are_kept_from_a_cell(lea, cast, phone_of):
    stage = f"{PLACES}/{cast.places['stage']}"
    answer = lea.post(stage, data={"cell": "note", "note": "leveller, 4.0 m", "was-note": ""})
    assert (answer.status_code, "leveller, 4.0 m" in answer.text, "Kept." in answer.text) == (200, True, True)
    assert lea.post(stage, data={"cell": "dock", "dock": str(cast.places["dock2"]), "was-dock": ""}).status_code == 200
    assert lea.post(stage, data={"cell": "sort", "sort": "far", "was-sort": "0"}).status_code == 400
    clash = lea.post(stage, data={"cell": "note", "note": "mine", "was-note": "older"})
    assert (clash.status_code, "leveller" in clash.text) == (409, True)
    assert phone_of("cem").rows("place", "id")[cast.places["stage"]]["dock"] == cast.places["dock2"]


def test_a_name_an_owner_and_a_time_are_kept_from_a_cell(lea, cast, phone_of):
    truck = f"{PLACES}/{cast.places['truck1']}"

    def cell(name: str, typed: str, was: str) -> tuple[int, str]:
        answer = lea.post(truck, data={"cell": name, name: typed, f"was-{name}": was})
        return answer.status_code, answer.text

    assert cell("name", "HH-NV 1201", "Truck 1")[0] == 200
    assert cell("name", "truck 2", "HH-NV 1201")[0] == 400
    assert "Say what it is called" in cell("name", " ", "HH-NV 1201")[1]
    assert cell("owner", "Nordvik", "")[0] == 200
    assert cell("due", "2026-05-01T12:30", "")[0] == 200
    assert cell("due", "2026-05-01T13:00", "2026-05-01T12:30")[0] == 200
    status, words = cell("due", "2026-05-01T14:00", "2026-05-01T12:30")
    assert (status, "it says “2026-05-01 13:00” now" in words) == (409, True)
    row = phone_of("cem").rows("place", "id")[cast.places["truck1"]]
    assert (row["name"], row["due"]) == ("HH-NV 1201", "2026-05-01T11:00:00.000Z")


def test_what_others_stored_meanwhile_is_said_in_words(app, lea, cast):
    path = f"{PLACES}/{cast.places['stage']}"
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, path), path), form(opened(lea, path), path)
    said(pia.post(path, data=hers | {"dock": str(cast.places["dock2"]), "due": "2026-05-01T12:30"}))
    answer = lea.post(path, data=mine | {"dock": str(cast.places["dock1"]), "due": "2026-05-01T13:30"})
    assert answer.status_code == 409
    words = alert(audit(answer.text))
    assert "Dock 2" in words
    assert "2026-05-01 12:30" in words
