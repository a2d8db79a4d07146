"""The board on a phone: how the show stands, what is late, and what a lead settles with one tap."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from siteops.core import clock
from siteops.core.access.people import Grant
from siteops.core.db import editing
from tests.harness.accessibility import axe
from tests.harness.cast import SHOW
from tests.scan.test_screens import OVERFLOWING

MOST_TABS = 60
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("night")]


def lose_signal(page, live_server):
    """The server is gone; the app is on the phone by then."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    live_server.kill()


def card(page, name):
    return page.get_by_role("article", name=name)


def test_the_board_counts_what_the_log_says(open_board):
    page = open_board("cem")
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("3 of 4 in")
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("2 placed · 1 to come")
    expect(page.get_by_role("link", name="open incident")).to_contain_text("1 serious")
    expect(page.locator(".card", has_text="crew on site")).to_contain_text("1")
    page.get_by_role("button", name="Trucks").click()
    expect(page.get_by_role("link", name="Truck 2")).to_contain_text("0/1")


def test_from_a_late_zone_to_its_missing_cases_is_one_tap_also_without_signal(open_board, live_server):
    page = open_board("cem")
    zone = page.get_by_role("link", name="Stage left")
    expect(zone).to_contain_text("1 late")
    lose_signal(page, live_server)
    zone.click()
    expect(page.get_by_role("heading", name="Stage left")).to_be_visible()
    missing = page.get_by_role("link", name="BW-KH-01")
    expect(missing).to_contain_text("not scanned")
    expect(missing).to_have_attribute("href", "#case/4")


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


def test_a_lead_sees_which_phones_are_silent_and_what_they_held(open_board, live_server):
    page = open_board("lea")
    silent = page.get_by_text("Rob Revoked")
    expect(silent).to_be_visible()
    expect(page.get_by_text("held 12 entries")).to_be_visible()
    lose_signal(page, live_server)
    page.reload()
    expect(silent).to_be_visible()


def test_the_crew_tile_leads_to_who_is_here_and_where_they_were_last_seen_also_without_signal(open_board, live_server):
    page = open_board("cem")
    tile = page.get_by_role("link", name="of 3 crew on site")
    expect(tile).to_be_visible()
    lose_signal(page, live_server)
    tile.click()
    here = page.locator("section", has=page.get_by_role("heading", name="1 on site"))
    told = re.compile(r"Cem Arslan[\s\S]*Gate A, since .*Last scan .*, Stage left")
    expect(here.get_by_role("listitem")).to_contain_text(told)
    awaited = page.locator("section", has=page.get_by_role("heading", name="2 not here yet"))
    expect(awaited.get_by_role("listitem").first).to_contain_text("Lea")
    expect(page.get_by_text("As of")).to_be_visible()


def test_a_lead_sees_whose_call_has_passed_and_telephones_them(open_board, app, cast):
    with app.app_context(), editing() as session:
        called = {cast.people["pia"]: -45, cast.people["lea"]: 30}
        for person, minutes in called.items():
            call = clock.now() + timedelta(minutes=minutes)
            session.execute(update(Grant).where(Grant.person == person).values(call=call))
    page = open_board("lea", "#crew")
    awaited = page.locator("section", has=page.get_by_role("heading", name="2 not here yet")).get_by_role("listitem")
    expect(awaited.first).to_contain_text("Pia Producer")
    expect(awaited.first).to_contain_text("late by 45 min")
    expect(awaited.last).to_contain_text("Lea Lead")
    expect(awaited.last).not_to_contain_text("late")
    expect(page.get_by_role("link", name="Call Lea Lead")).to_have_count(0)
    call = page.get_by_role("link", name="Call Pia Producer")
    expect(call).to_have_attribute("href", "tel:+49405550199")


def test_nothing_is_none_once_the_data_is_old(open_board, live_server, cast, phone_of):
    lea = phone_of("lea")
    lea.push(lea.entry("Resolved", "incident:oil", 50))
    page = open_board("cem")
    page.clock.install()
    expect(page.get_by_role("link", name="open incidents")).to_contain_text("0")
    lose_signal(page, live_server)
    page.clock.fast_forward("05:00")
    expect(page.get_by_role("link", name="open incidents, known at")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "en"), ("dark", "en"), ("dark", "ar-XB")], ids=["sun", "dark", "right-to-left"]
)
def test_nobody_stumbles_over_the_board(open_board, scheme, language):
    page = open_board("lea", language=language, color_scheme=scheme)
    expect(page.get_by_text("Rob Revoked")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Stage left").click()
    expect(page.get_by_role("link", name="BW-KH-01")).to_be_visible()
    axe(page)
    page.goto(f"{page.url.split('#')[0]}#crew")
    expect(page.get_by_text("Cem Arslan")).to_be_visible()
    axe(page)
    page.goto(f"{page.url.split('#')[0]}#findings")
    page.get_by_role("article", name="LX-0108").get_by_role("button").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)


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


@pytest.mark.parametrize("language", ["en", "de", "ar-XB"])
def test_nothing_falls_off_the_edge_in_large_text(open_board, cast, language):
    page = open_board("lea", language=language, viewport={"width": 390, "height": 844})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    for screen in ("board", "findings", "stuck", "crew", f"place/{cast.refs['stage']}", "wall"):
        page.evaluate("(screen) => { location.hash = screen }", screen)
        expect(page.locator("#app:not([aria-busy]) main > *").first).to_be_visible()
        assert page.evaluate(OVERFLOWING) == [], screen
