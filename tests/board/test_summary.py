"""What the board shows before all rows are read: the figures of the last visit where they still hold, else none."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.bench import watching
from tests.board.test_phone import lose_signal
from tests.board.test_settling import card

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("night")]

FIRST = """(() => new MutationObserver(() => {
    if (!window.first && document.querySelector("main .figures")) {
        window.first = document.querySelector("main").innerText
    }
}).observe(document, { childList: true, subtree: true }))()"""
"""Keeps the words of the board as they first stand there, down to its end."""
AS_OF = re.compile(r"As of \d\d:\d\d")
AT_ONCE = """new MutationObserver((_, observer) => {
    if (document.querySelector("main .zones")) observer.disconnect(location.hash = "#scan")
}).observe(document, { childList: true, subtree: true })"""
KEPT = "localStorage.getItem('glance')"
RECALLED = "performance.getEntriesByName('board:recalled').length"


@pytest.fixture
def looked(open_board):
    """A phone on which the board was looked at."""
    page = open_board("lea")
    expect(page.get_by_text("5 things need a look")).to_be_visible()
    expect(page.get_by_text("Rob Revoked")).to_be_visible()
    page.evaluate(watching.SUMMARY)
    return page


def reopened(page, live_server):
    """A cold start of the board on the same phone, without signal; what it showed first, and once all was read."""
    lose_signal(page, live_server)
    later = page.context.new_page()
    later.add_init_script(FIRST)
    later.goto(f"{live_server.url}/field#board")
    expect(later.locator("main .figures")).to_be_visible()
    later.evaluate("location.hash = '#findings'")
    expect(later.get_by_role("article").first).to_be_visible()
    later.evaluate("location.hash = '#board'")
    expect(later.get_by_label("Cases", exact=True)).to_be_visible()
    return later, later.evaluate("window.first"), later.evaluate("document.querySelector('main').innerText")


def figures_of(words):
    """A board's words up to the list of phones, which is asked for; without times of day, since they go on."""
    return re.sub(r"\d\d:\d\d", "", words).partition("Silent phones")[0].strip()


def test_the_board_begins_with_the_figures_that_all_rows_give(looked, live_server):
    page, first, all_read = reopened(looked, live_server)
    assert page.evaluate(RECALLED) == 1
    assert "3 of 4 in" in first.replace("\n", " ")
    assert figures_of(first) == figures_of(all_read)
    assert AS_OF.findall(first)[0] == AS_OF.findall(all_read)[0]


def test_a_start_with_signal_leaves_them_for_the_next_one(looked):
    looked.reload()
    expect(looked.get_by_text("Rob Revoked")).to_be_visible()
    assert looked.evaluate(RECALLED) == 1
    assert looked.evaluate(KEPT) is not None


def test_figures_that_an_entry_has_overtaken_are_not_shown(looked, live_server):
    looked.evaluate("location.hash = '#findings'")
    card(looked, "Wrong place: LX-0108").get_by_role("button", name="Stays here").click()
    expect(looked.get_by_text("Settled", exact=True)).to_be_visible()
    page, first, all_read = reopened(looked, live_server)
    assert page.evaluate(RECALLED) == 0
    assert "4 things need a look" in first
    assert "4 things need a look" in all_read


def test_figures_that_a_dying_phone_forgot_to_take_away_give_way_at_once(looked, live_server):
    kept = looked.evaluate(KEPT)
    looked.evaluate("location.hash = '#findings'")
    card(looked, "Wrong place: LX-0108").get_by_role("button", name="Stays here").click()
    expect(looked.get_by_text("Settled", exact=True)).to_be_visible()
    lose_signal(looked, live_server)
    later = looked.context.new_page()
    later.add_init_script(f"if (!window.first) localStorage.setItem('glance', {json.dumps(kept)})")
    later.goto(f"{live_server.url}/field#board")
    expect(later.get_by_text("4 things need a look")).to_be_visible()
    assert later.evaluate(RECALLED) == 1


def test_whoever_goes_to_the_scanner_at_once_is_asked_for_the_camera_without_signal(looked, live_server):
    lose_signal(looked, live_server)
    later = looked.context.new_page()
    later.add_init_script(AT_ONCE)
    later.goto(f"{live_server.url}/field#board")
    expect(later.get_by_role("heading", name="No camera found")).to_be_visible()


def test_figures_of_another_build_are_not_shown(looked, live_server):
    looked.evaluate("localStorage.glance = localStorage.glance.replace('/static/', '/static/old-')")
    page, first, _ = reopened(looked, live_server)
    assert page.evaluate(RECALLED) == 0
    assert "3 of 4 in" in first.replace("\n", " ")


def test_once_all_have_signed_out_no_figures_stay_on_the_phone(looked):
    looked.evaluate("location.hash = '#settings'")
    looked.get_by_role("button", name="Sign out").click()
    expect(looked.get_by_text("Sign in once on this phone")).to_be_visible()
    looked.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    looked.reload()
    expect(looked.get_by_text("Sign in once on this phone")).to_be_visible()
    assert looked.evaluate(KEPT) is None


def test_what_others_did_takes_the_figures_off_the_disk(looked, live_server, phone_of, cast):
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", f"case:{cast.cases['BW-KH-01']}", 60, place=cast.refs["dock1"]))
    looked.evaluate("location.hash = '#case/4'")
    expect(looked.locator(".ladder [aria-current]")).to_have_text("Arrived")
    _, first, _ = reopened(looked, live_server)
    assert "4 of 4 in" in first.replace("\n", " ")
