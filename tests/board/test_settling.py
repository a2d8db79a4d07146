"""What needs a look, on a phone: a lead settles it with one tap, and takes it back."""

import re

import pytest
from playwright.sync_api import expect

from tests.board.test_phone import lose_signal
from tests.harness.cast import SHOW

MOST_TABS = 60
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("night")]


def card(page, name):
    return page.get_by_role("article", name=name)


def test_a_lead_settles_a_finding_with_one_tap_and_can_take_it_back(open_board, phone_of, cast):
    page = open_board("lea", "#findings")
    astray = card(page, "Wrong place: LX-0108")
    expect(astray).to_contain_text("At Dock 2, belongs at Dock 1")
    astray.get_by_role("button", name="Stays here").click()
    expect(astray).not_to_be_attached()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(astray).to_be_visible()
    astray.get_by_role("button", name="With a reason").click()
    page.get_by_label("Reason").fill("No room at dock 1")
    page.get_by_role("dialog").get_by_role("button", name="Stays here").click()
    expect(astray).not_to_be_attached()
    expect(page.get_by_role("button", name="Sent")).to_be_visible()
    decided = phone_of("cem").rows("case_state")[str(cast.cases["LX-0108"])]["decided"]
    assert decided == {f"wrong_place:{cast.refs['dock2']}": "stays"}
    history = phone_of("lea").client.get(f"/api/shows/{SHOW}/entries?subject=case:{cast.cases['LX-0108']}").get_json()
    assert [one["body"].get("reason") for one in history["entries"] if one["kind"] == "Decided"] == [
        None,
        "No room at dock 1",
    ]


def test_a_lead_settles_a_finding_without_a_pointer(open_board):
    page = open_board("lea", "#findings")
    astray = card(page, "Wrong place: LX-0108")
    stays = astray.get_by_role("button", name="Stays here")
    expect(stays).to_be_visible()
    tab_to(page, stays)
    page.keyboard.press("Enter")
    expect(astray).not_to_be_attached()
    tab_to(page, page.get_by_role("button", name="Undo", exact=True))
    page.keyboard.press("Enter")
    expect(astray).to_be_visible()
    tab_to(page, astray.get_by_role("button", name="With a reason"))
    page.keyboard.press("Enter")
    page.keyboard.type("No room")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(astray.get_by_role("button", name="With a reason")).to_be_focused()


def tab_to(page, wanted):
    """Go there as who has no pointer does; fails where that never leads there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} times Tab do not lead to {wanted}")


def test_a_decision_is_taken_back_whole_and_long_after_it_without_signal(open_board, live_server, phone_of, cast):
    case = f"case:{cast.cases['BW-KH-01']}"
    lea, cem = phone_of("lea"), phone_of("cem")
    cem.push(cem.entry("Moved", case, 50, place=cast.refs["truck2"], leg="out"))
    lea.push(lea.entry("Moved", case, 51, place=cast.refs["dock1"], leg="out"))
    page = open_board("lea", "#findings")
    twice = card(page, "Two places at once: BW-KH-01")
    expect(twice).to_contain_text("Ayrton Khamsin-S")
    expect(page.get_by_label("To decide")).to_contain_text("to decide")
    lose_signal(page, live_server)
    twice.get_by_role("button", name="Truck 2 is right").click()
    expect(twice).not_to_be_attached()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(twice).to_contain_text("Dock 1 · ")
    twice.get_by_role("button", name="Truck 2 is right").click()
    expect(twice).not_to_be_attached()
    page.reload()
    section = page.locator("section", has=page.get_by_role("heading", name="Settled on this phone"))
    done = section.get_by_role("listitem")
    expect(done).to_contain_text("Two places at once")
    expect(done).to_contain_text("Truck 2 is right")
    done.get_by_role("button", name="Undo BW-KH-01").click()
    expect(twice).to_contain_text("Dock 1 · ")
    expect(done).to_have_count(0)
    live_server.restart()
    page.reload()
    expect(page.get_by_role("button", name="Sent")).to_be_visible()
    state = phone_of("cem").rows("case_state")[str(cast.cases["BW-KH-01"])]
    assert (state["place"], state["decided"]) == (cast.refs["dock1"], {})


def test_a_lead_settles_a_quarrel_an_unknown_code_and_what_was_held(open_board, phone_of, cast):
    page = open_board("lea", "#findings")
    card(page, "Ticked and not ticked").get_by_role("button", name="It is done").click()
    card(page, "Unknown code").get_by_role("button", name="Not ours").click()
    card(page, "Not theirs to say").get_by_role("button", name="Accept").click()
    expect(card(page, "Not theirs to say")).not_to_be_attached()
    expect(card(page, "On hold")).not_to_be_attached()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("button", name="Sent")).to_be_visible()
    assert [one["gone"] for one in phone_of("lea").rows("held", "entry").values()] == [True]
    assert phone_of("cem").rows("case_state")[str(cast.cases["BW-KH-01"])]["held"] is None


def test_crew_see_what_needs_a_look_and_leave_the_deciding_to_a_lead(open_board):
    page = open_board("cem", "#findings")
    expect(page.get_by_text("A lead decides")).to_be_visible()
    expect(card(page, "Wrong place: LX-0108")).to_be_visible()
    expect(page.get_by_role("button", name="Stays here")).to_have_count(0)
    expect(page.get_by_role("article", name="Not theirs to say")).to_have_count(0)


def test_a_second_tap_does_not_settle_what_moves_up_into_its_place(open_board):
    page = open_board("lea", "#findings")
    matters = page.get_by_role("article")
    choice = matters.first.get_by_role("button").first
    expect(choice).to_be_enabled()
    count, spot = matters.count(), choice.bounding_box()
    page.mouse.click(spot["x"] + 20, spot["y"] + 20)
    expect(matters).to_have_count(count - 1)
    page.mouse.click(spot["x"] + 20, spot["y"] + 20)
    expect(choice).to_be_enabled()
    expect(page.get_by_role("button", name=re.compile("^Undo .+"))).to_have_count(1)
    expect(matters).to_have_count(count - 1)
