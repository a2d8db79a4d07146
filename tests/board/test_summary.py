"""What the board shows before all rows are read: the figures of the last visit where they still hold, else none."""

import re

import pytest
from playwright.sync_api import expect

from tests.board.test_phone import lose_signal
from tests.board.test_settling import card

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("night")]

FIRST = """(() => new MutationObserver(() => {
    if (!window.first && document.querySelector("main .figures")) {
        window.first = document.querySelector("main").innerText
    }
}).observe(document, { childList: true, subtree: true }))()"""
"""Keeps the words of the board as they first stand there, down to its end."""
SUMMARY = """(put) => new Promise((done, fail) => {
    const opening = indexedDB.open("siteops")
    opening.onerror = fail
    opening.onsuccess = () => {
        const store = (mode) => opening.result.transaction("pulled", mode).objectStore("pulled")
        const key = [0, "glass-horizon"]
        const look = () => { store("readonly").get(key).onsuccess = ({ target: { result } }) => {
            if (result) done(Boolean(window.summary = result)); else setTimeout(look, 50)
        } }
        if (put) store("readwrite").put(window.summary, key).onsuccess = () => done(true); else look()
    }
})"""
"""Waits for what the board kept on the disk, a look at a time so that it can write, or puts it back there."""
AS_OF = re.compile(r"As of \d\d:\d\d")
RECALLED = "performance.getEntriesByName('board:recalled').length"


@pytest.fixture
def looked(open_board):
    """A phone on which the board was looked at."""
    page = open_board("lea")
    expect(page.get_by_text("5 things need a look")).to_be_visible()
    expect(page.get_by_text("Rob Revoked")).to_be_visible()
    page.evaluate(SUMMARY, False)
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
    return re.sub(r"\d\d:\d\d", "", words).partition("Silent phones")[0]


def test_the_board_begins_with_the_figures_that_all_rows_give(looked, live_server):
    page, first, all_read = reopened(looked, live_server)
    assert page.evaluate(RECALLED) == 1
    assert "3 of 4 in" in first.replace("\n", " ")
    assert figures_of(first) == figures_of(all_read)
    assert AS_OF.findall(first)[0] == AS_OF.findall(all_read)[0]


def test_figures_that_an_entry_has_overtaken_are_not_shown(looked, live_server):
    looked.evaluate("location.hash = '#findings'")
    card(looked, "Wrong place: LX-0108").get_by_role("button", name="Stays here").click()
    expect(looked.get_by_text("Settled", exact=True)).to_be_visible()
    looked.evaluate(SUMMARY, True)
    page, first, all_read = reopened(looked, live_server)
    assert page.evaluate(RECALLED) == 0
    assert "4 things need a look" in first
    assert "4 things need a look" in all_read


def test_what_others_did_takes_the_figures_off_the_disk(looked, live_server, phone_of, cast):
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", f"case:{cast.cases['BW-KH-01']}", 60, place=cast.refs["dock1"]))
    looked.evaluate("location.hash = '#case/4'")
    expect(looked.locator(".ladder [aria-current]")).to_have_text("Arrived")
    _, first, _ = reopened(looked, live_server)
    assert "4 of 4 in" in first.replace("\n", " ")
