"""The board and the list of what needs a look, at the desk."""

import pytest

from tests.harness import pages
from tests.harness.cast import SHOW, sign_in

BOARD, LOOK = f"/shows/{SHOW}/board", f"/shows/{SHOW}/look"
pytestmark = pytest.mark.usefixtures("night")


@pytest.fixture
def desk(app):
    """`desk("lea")`: a browser on which somebody is signed in."""
    return lambda who: sign_in(app.test_client(), who)


def label(page, name):
    """The text of the part of a page that is called so."""
    (found,) = [one for one in page.walk() if one.get("aria-label") == name and one.tag == "section"]
    return found.text


def cards(page):
    """Matters by name, each with its form's fields and its buttons."""
    found = {}
    for one in page.all("article"):
        fields = {each["name"]: each.get("value") for each in one.all("input") if each["name"] != "reason"}
        found[one.one("h2").text] = (fields, [each["value"] for each in one.all("button")], one.text)
    return found


@pytest.mark.usefixtures("put_away")
def test_a_silent_phone_that_held_something_comes_before_those_put_away(desk):
    said = label(pages.audit(desk("lea").get(BOARD).text), "Silent phones")
    assert said.index("held 12 entries") < said.index("held nothing")
    assert said.endswith("and 2 more")


@pytest.mark.both
def test_the_board_counts_what_the_log_says(desk):
    page = pages.audit(desk("cem").get(BOARD).text)
    assert label(page, "Cases").startswith("3 / 4 cases in")
    assert label(page, "Crew").startswith("1 / 3 crew on site")
    assert label(page, "Incidents") == "1 open incidents1 serious"
    places, departments = page.all("tbody")
    rows = {one.one("th").text: one.text for one in places.all("tr")}
    assert list(rows) == ["Stage left", "Dock 1", "Truck 1", "Truck 2"]
    assert rows["Stage left"].startswith("Stage left 3/4 2 1 late")
    assert [one.one("th").text for one in departments.all("tr")] == ["Audio", "Lighting"]
    assert "Rob Revoked" in label(page, "Silent phones")
    assert "held 12 entries" in label(page, "Silent phones")


def test_the_board_follows_unless_it_is_told_to_stand_still(desk):
    client = desk("cem")
    assert client.get(BOARD).headers["Refresh"] == "20"
    assert "Refresh" not in client.get(f"{BOARD}?still").headers


@pytest.mark.both
def test_a_lead_settles_what_needs_a_look(desk, phone_of, cast):
    client = desk("lea")
    found = cards(pages.audit(client.get(LOOK).text))
    assert [name.partition(": ")[2] for name in found] == [
        "Ticked and not ticked", "On hold", "Not theirs to say", "Unknown code", "Wrong place",
    ]  # fmt: skip
    fields, choices, text = found["LX-0108: Wrong place"]
    assert choices == ["stays", "fetch"]
    assert "At Dock 2, belongs at Dock 1" in text
    answer = client.post(LOOK, data={**fields, "choice": "stays", "reason": " no   room "})
    assert answer.status_code == 303
    assert "LX-0108: Wrong place" not in cards(pages.audit(client.get(LOOK).text))
    state = phone_of("cem").rows("case_state")[str(cast.cases["LX-0108"])]
    assert state["decided"] == {f"wrong_place:{cast.refs['dock2']}": "stays"}
    entries = client.get(f"/api/shows/{SHOW}/entries?subject=case:{cast.cases['LX-0108']}").get_json()["entries"]
    assert (entries[-1]["by"], entries[-1]["body"]["reason"]) == (cast.people["lea"], "no room")


def test_every_choice_can_be_taken_and_nothing_is_left(desk, phone_of, cast):
    client = desk("lea")
    while found := cards(pages.audit(client.get(LOOK).text)):
        fields, choices, _ = next(iter(found.values()))
        assert client.post(LOOK, data={**fields, "choice": choices[-1]}).status_code == 303
    assert phone_of("cem").rows("case_state")[str(cast.cases["BW-KH-01"])]["held"] is None
    assert "Nothing needs a look" in client.get(BOARD).text


def test_what_is_settled_already_is_said_so(desk):
    client = desk("lea")
    fields, _, _ = cards(pages.audit(client.get(LOOK).text))["LX-0108: Wrong place"]
    for _ in range(2):
        client.post(LOOK, data={**fields, "choice": "fetch"})
    assert "Somebody else has settled that" in client.get(LOOK).text


def test_a_choice_that_nobody_offered_is_refused(desk):
    client = desk("lea")
    fields, _, _ = cards(pages.audit(client.get(LOOK).text))["LX-0108: Wrong place"]
    assert client.post(LOOK, data={**fields, "choice": "release"}).status_code == 400


@pytest.mark.parametrize(
    ("who", "board", "look"),
    [("cem", 200, 403), ("pia", 200, 200), ("ada", 200, 200), ("sam", 404, 404), ("rob", 404, 404)],
)
def test_crew_look_at_the_board_and_leads_decide(desk, who, board, look):
    client = desk(who)
    assert client.get(BOARD).status_code == board
    assert client.get(LOOK).status_code == look
    assert client.post(LOOK, data={}).status_code == (303 if look == 200 else look)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(BOARD).status_code == 303
    assert client.post(LOOK, data={}).status_code == 401
