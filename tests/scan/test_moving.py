"""The app on the home screen and the browser are two: a code takes somebody along, and no scan is left behind."""

import re

import pytest
from playwright.sync_api import expect

from tests.harness.accessibility import axe
from tests.scan.hand import READY_MS, Hand

pytestmark = pytest.mark.browser
STANDALONE = """
const asked = window.matchMedia.bind(window)
window.matchMedia = (query) => (query === "(display-mode: standalone)" ? asked("all") : asked(query))
"""
"""Chromium emulates every media feature but this one."""


@pytest.fixture
def fresh(phone, stage):
    """The app, opened from the home screen for the first time."""
    made = Hand(phone(), stage)
    made.page.add_init_script(STANDALONE)
    made.page.goto(f"{stage.server.url}/field")
    expect(made.page.locator("h1")).to_have_text("One more step", timeout=READY_MS)
    return made


def test_from_the_browser_into_the_app_without_losing_a_scan(hand, fresh, stage):
    browser, app = hand("cem"), fresh
    browser.at("dock1")
    browser.all_sent()
    with browser.no_server():
        browser.scan("LX-0108")
        browser.clear()
        browser.open("#install")
        expect(browser.page.get_by_text("1 entry waits in this browser")).to_be_visible()
        browser.press("Show my code")
        expect(browser.page.get_by_text("The code needs a signal")).to_be_visible()
    browser.press("Show my code")
    code = browser.page.locator("p.num--5")
    expect(code).to_have_text(re.compile("^[0-9A-Z]{4} [0-9A-Z]{4}$"))
    expect(browser.page.get_by_text("waits in this browser")).to_have_count(0)
    assert [kind for kind, _ in stage.told(stage.ref("LX-0108"))] == ["Moved"]
    axe(browser.page)

    axe(app.page)
    app.page.get_by_label("I have a code").fill("AAAA 0000")
    app.press("Come in")
    expect(app.page.get_by_role("alert")).to_contain_text("This code opens nothing")
    axe(app.page)
    app.page.get_by_label("I have a code").fill(code.inner_text())
    app.press("Come in")
    expect(app.chip).to_have_text("Sent", timeout=READY_MS)
    assert app.page.evaluate("fetch('/api/me').then((answer) => answer.json())")["name"] == "Cem Arslan"
    browser.page.reload()
    expect(browser.chip).to_have_text("Sent", timeout=READY_MS)


def test_an_app_that_knows_nobody_says_what_to_do_without_signal(fresh):
    page = fresh.page
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    with fresh.no_server():
        page.get_by_label("I have a code").fill("AAAA 0000")
        fresh.press("Come in")
        expect(page.get_by_role("alert")).to_contain_text("The code still holds")
        page.reload()
        expect(page.locator("h1")).to_have_text("No signal", timeout=READY_MS)
        expect(page.get_by_text("a code from SiteOps in your browser then lets you in")).to_be_visible()
