"""The list of checklists: narrowed, searched, sorted; its cells, and the fields of steps, kept one by one."""

import pytest
from flask.testing import FlaskClient

from siteops.core.db import editing
from siteops.core.plan import List, Step
from siteops.desk.site.list_list import SORTS
from tests.desk.conftest import DESK, opened, questions, said
from tests.harness.cast import OTHER, SHOW, sign_in

LISTS = f"{DESK}/lists"
ONE = f"{LISTS}/1"


def names(client: FlaskClient, asked: str = "") -> list[str]:
    """The checklists on a page of the list, in order."""
    page = opened(client, f"{LISTS}?{asked}")
    return [row.all("th")[0].text for row in page.all("tbody")[0].all("tr")] if page.all("tbody") else []


@pytest.fixture
def more(app, cast):
    """Beside the cast's list: one of FOH at load-in with a step, and one of Truck 2 without."""
    with app.app_context(), editing() as session:
        front = List(SHOW, "FOH: build the tower", zone=cast.places["foh"], leg="in", sort=2)
        session.add_all([front, List(SHOW, "Truck 2: süß und sicher", truck=cast.places["truck2"], sort=1)])
        session.flush()
        session.add(Step(SHOW, front.id, "Crew wears helmets"))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Truck 1: close the doors", "Truck 2: süß und sicher", "FOH: build the tower"]),
        ("leg=in", ["FOH: build the tower"]),
        ("leg=out&sort=-name", ["Truck 2: süß und sicher", "Truck 1: close the doors"]),
        ("q=helmet", ["FOH: build the tower"]),
        ("q=suss", ["Truck 2: süß und sicher"]),
        ("q=truck+1", ["Truck 1: close the doors"]),
        ("q=zzzz", []),
        ("sort=-steps", ["Truck 1: close the doors", "FOH: build the tower", "Truck 2: süß und sicher"]),
        ("sort=zone", ["FOH: build the tower", "Truck 1: close the doors", "Truck 2: süß und sicher"]),
        ("sort=-truck", ["Truck 2: süß und sicher", "Truck 1: close the doors", "FOH: build the tower"]),
        ("sort=up&leg=sideways&page=0&q=foh", ["FOH: build the tower"]),
    ],
)
def test_checklists_are_searched_narrowed_and_sorted(lea, more, asked, found):
    assert names(lea, asked) == found


def test_a_truck_is_narrowed_to(lea, cast, more):
    assert names(lea, f"truck={cast.places['truck2']}") == ["Truck 2: süß und sicher"]
    assert "No list like that" in opened(lea, f"{LISTS}?truck=99999").text


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_asks_as_few_questions_for_many_as_for_few(app, lea, cast, more, sort):
    path = f"{LISTS}?sort={sort}&q=truck"
    few = questions(app, lea, path)
    with app.app_context(), editing() as session:
        for number in range(60):
            session.add(List(SHOW, f"Truck {number}", truck=cast.places["truck1"]))
    many = questions(app, lea, path)
    assert len(many) == len(few) <= 10, "\n".join(many)
    assert "1–50 of 62" in opened(lea, path).text


@pytest.fixture
def cell(lea, cast):
    """`cell("name", "Truck 1", "as it was", to=…)`: one cell as it was typed, and as it stood; what is answered."""

    def sent(name: str, typed: str, was: str, to: str = ONE) -> tuple[int, str]:
        answer = lea.post(to, data={"cell": name, name: typed, f"was-{name}": was})
        return answer.status_code, answer.text

    return sent


def test_cells_of_a_checklist_are_kept_one_by_one(cell, cast, phone_of):
    assert cell("name", "Truck 1: doors", "Truck 1: close the doors")[0] == 200
    assert cell("truck", "", str(cast.places["truck1"]))[0] == 200
    assert cell("zone", str(cast.places["foh"]), "")[0] == 200
    status, row = cell("leg", "in", "out")
    assert (status, "Load-in" in row) == (200, True)
    assert cell("sort", "7", "0")[0] == 200
    kept = phone_of("cem").rows("list", "id")[1]
    assert [kept[name] for name in ("name", "truck", "zone", "leg", "sort")] == [
        "Truck 1: doors", None, cast.places["foh"], "in", 7
    ]  # fmt: skip


def test_what_a_cell_cannot_be_is_said_and_the_second_of_two_is_told(cell, cast):
    assert "Say what it is called" in cell("name", " ", "Truck 1: close the doors")[1]
    assert cell("truck", str(cast.places["foh"]), str(cast.places["truck1"]))[0] == 400
    assert cell("sort", "far", "0")[0] == 400
    status, text = cell("truck", "", str(cast.places["truck2"]))
    assert (status, "it says “Truck 1” now" in text) == (409, True)
    status, text = cell("leg", "out", "in")
    assert (status, "Nothing was changed" in text) == (200, True)


def test_a_checklist_that_was_taken_off_stays_off(lea, cell, phone_of):
    said(lea.post(f"{ONE}/remove"))
    status, text = cell("name", "Mine", "Truck 1: close the doors")
    assert (status, "This is not on the list any more" in text) == (409, True)
    assert phone_of("cem").rows("list", "id") == {}


def test_fields_of_a_step_are_kept_one_by_one(cell, cast, phone_of):
    step = cast.steps[0]
    there = f"{ONE}/steps/{step}"
    assert cell(f"text-{step}", "Load bars every 2 m", "Load bars every 3 m", there)[0] == 200
    assert cell(f"safety-{step}", "", "1", there)[0] == 200
    assert cell(f"photo-{step}", "1", "", there)[0] == 200
    assert cell(f"auto-{step}", "all_on_board", "", there)[0] == 200
    assert cell(f"sort-{step}", "9", "0", there)[0] == 200
    kept = phone_of("cem").rows("step", "id")[step]
    assert [kept[name] for name in ("text", "safety", "photo", "auto", "sort")] == [
        "Load bars every 2 m", False, True, "all_on_board", 9
    ]  # fmt: skip


def test_the_second_of_two_at_a_step_is_told_in_words(lea, cell, cast):
    first, second = cast.steps
    there = f"{ONE}/steps/{first}"
    assert "A step says what is to be done" in cell(f"text-{first}", "", "Load bars every 3 m", there)[1]
    status, text = cell(f"text-{first}", "Load bars", "older", there)
    assert (status, "it says “Load bars every 3 m” now" in text) == (409, True)
    status, text = cell(f"auto-{second}", "", "x", f"{ONE}/steps/{second}")
    assert (status, "it says “The log: all on board” now" in text) == (409, True)
    assert cell(f"gone-{first}", "1", "", there)[0] == 400
    said(lea.post(ONE, data={"name": "Truck 1", "leg": "out", f"text-{second}": "x", f"remove-{second}": "1"}))
    status, text = cell(f"text-{second}", "Mine", "All on board", f"{ONE}/steps/{second}")
    assert (status, "This is not on the list any more" in text) == (409, True)


def test_cells_of_another_show_or_list_are_not_there(app, lea, cell, cast):
    step = cast.steps[0]
    sam, cem = sign_in(app.test_client(), "sam"), sign_in(app.test_client(), "cem")
    data = {"cell": "name", "name": "x", "was-name": ""}
    assert sam.post(f"/shows/{OTHER}/lists/1", data=data).status_code == 404
    assert cem.post(ONE, data=data).status_code == 403
    assert cem.post(f"{ONE}/steps/{step}", data=data).status_code == 403
    other = said(lea.post(LISTS, data={"name": "Second", "leg": "out"}))
    status, text = cell(f"text-{step}", "Hijacked", "Load bars every 3 m", f"{other}/steps/{step}")
    assert (status, "This is not on the list any more" in text) == (409, True)
    assert "Hijacked" not in opened(lea, ONE).text
