"""Checklists: steps written a line each, flagged, reordered, taken off; two people at one list."""

import pytest

from siteops.core.db import db
from siteops.core.plan import Step
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import OTHER, sign_in
from tests.harness.pages import audit

LISTS = f"{DESK}/lists"
ONE = f"{LISTS}/1"


def steps(phone) -> list[tuple[str, bool, bool, str | None]]:
    """The steps as phones have them, in order."""
    rows = sorted(phone.rows("step", "id").values(), key=lambda one: (one["sort"], one["id"]))
    return [(one["text"], one["safety"], one["photo"], one["auto"]) for one in rows if not one["gone"]]


def test_a_new_list_gets_its_steps_a_line_each(lea, cast, phone_of):
    sent = form(opened(lea, LISTS), "/lists") | {"name": "FOH: wrap the room", "zone": str(cast.places["foh"])}
    where = said(lea.post(LISTS, data=sent))
    more = "Coil the snakes\r\n\r\n  Lock the   dead cases \n"
    said(lea.post(where, data=form(opened(lea, where), where) | {"more": more}))
    texts = [one[0] for one in steps(phone_of("cem"))]
    assert texts.index("Coil the snakes") < texts.index("Lock the dead cases")
    rows = phone_of("cem").rows("list", "id").values()
    assert {one["name"]: one["leg"] for one in rows} == {"Truck 1: close the doors": "out", "FOH: wrap the room": "out"}
    table = opened(lea, LISTS).all("tbody")[0]
    assert [[one.text for one in row.all("td")][-1] for row in table.all("tr")] == ["2", "2"]


def test_steps_are_flagged_reordered_and_taken_off(lea, cast, phone_of):
    first, second = cast.steps
    sent = form(opened(lea, ONE), ONE)
    assert sent[f"safety-{first}"] == "1"
    del sent[f"safety-{first}"]
    sent |= {f"photo-{first}": "1", f"sort-{first}": "9", f"text-{first}": "Load bars every 2 m", "more": "Seal it"}
    said(lea.post(ONE, data=sent))
    assert steps(phone_of("cem")) == [
        ("All on board", False, False, "all_on_board"),
        ("Load bars every 2 m", False, True, None),
        ("Seal it", False, False, None),
    ]
    (edited,) = history(phone_of("lea"), f"step:{first}")
    assert sorted(edited["body"]["columns"]) == ["photo", "safety", "sort", "text"]
    assert history(phone_of("lea"), f"step:{second}") == []
    said(lea.post(ONE, data=form(opened(lea, ONE), ONE) | {f"remove-{second}": "1"}))
    assert [one[0] for one in steps(phone_of("cem"))] == ["Load bars every 2 m", "Seal it"]


def test_what_is_wrong_is_said_and_nothing_is_lost(lea, cast):
    first = cast.steps[0]
    sent = form(opened(lea, ONE), ONE) | {f"text-{first}": " ", "more": "Kept line", "name": ""}
    answer = lea.post(ONE, data=sent)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert "Step 1: A step says what is to be done" in alert(page)
    assert "Say what it is called" in alert(page)
    assert page.one("textarea").text == "Kept line"
    assert "Up to 200 steps" in alert(audit(lea.post(ONE, data=sent | {"more": "x" * 201}).text))


def test_two_people_at_one_list(app, lea, cast, phone_of):
    first, second = cast.steps
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, ONE), ONE), form(opened(lea, ONE), ONE)
    said(pia.post(ONE, data=hers | {f"text-{first}": "Load bars every 4 m", f"remove-{second}": "1"}))
    answer = lea.post(ONE, data=mine | {f"photo-{first}": "1"})
    assert answer.status_code == 303
    assert steps(phone_of("cem")) == [("Load bars every 4 m", True, True, None)]
    answer = lea.post(ONE, data=mine | {f"text-{first}": "Load bars every 2 m", f"text-{second}": "All in"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "Load bars every 4 m" in alert(page)
    assert "taken off; you wrote “All in”" in alert(page)
    kept = form(page, ONE)
    assert kept[f"text-{first}"] == "Load bars every 2 m"
    said(lea.post(ONE, data=kept))
    assert steps(phone_of("cem")) == [("Load bars every 2 m", True, True, None)]


def test_a_list_is_taken_off_the_plan(lea, cast, phone_of):
    said(lea.post(f"{ONE}/remove"))
    assert phone_of("cem").rows("list", "id") == {}
    assert lea.get(ONE).status_code == 404
    assert "No lists yet" in opened(lea, LISTS).text


def test_steps_of_another_list_cannot_be_written(app, lea, cast):
    where = said(lea.post(LISTS, data={"name": "Second", "leg": "out"}))
    first = cast.steps[0]
    said(lea.post(where, data=form(opened(lea, where), where) | {f"text-{first}": "Hijacked", f"remove-{first}": "1"}))
    with app.app_context():
        assert db.session.get_one(Step, first).text == "Load bars every 3 m"
        db.session.remove()


@pytest.mark.parametrize("path", ["", "/1", "/1/remove"])
def test_only_leads_of_the_show_plan_lists(app, cast, path):
    cem, sam = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "sam")
    assert cem.post(LISTS + path).status_code == 403
    assert sam.post(LISTS + path).status_code == 404
    if path:
        assert sam.post(f"/shows/{OTHER}/lists{path}").status_code == 404
