"""Thumbs that are quicker than the phone: what they do counts once, and they end where they went last."""

import re

import pytest
from playwright.sync_api import expect

from siteops.core.access.people import Grant
from siteops.core.db import editing
from siteops.core.facts import Role
from tests.harness.cast import DAWN, OTHER
from tests.scan.test_without_signal import KEPT

pytestmark = pytest.mark.browser

SLOW_TO_LET_GO = """
navigator.wakeLock.request = async () => {
    window.lit = true
    return { release: () => new Promise((resolve) => { window.letGo = resolve }) }
}
"""
"""Chromium lets the screen go dark at once; some phones take a while."""
DRAWN = "async () => { for (const _ of [1, 2]) await new Promise(requestAnimationFrame) }"
TURNING = """
window.turning = new Set()
const { setInterval: begin, clearInterval: end } = window
window.setInterval = (work, delay) => {
    const one = begin(work, delay)
    if (delay === 240) turning.add(one)
    return one
}
window.clearInterval = (one) => { turning.delete(one); end(one) }
"""
"""What turns the codes of the handover."""


def goes(hand, address, title):
    hand.open(address)
    expect(hand.page.locator("h1")).to_have_text(title)


def pulled(answer):
    return "/changes?" in answer.url


def test_a_quick_thumb_ends_where_it_went_last(hand):
    cem = hand()
    cem.page.add_init_script(SLOW_TO_LET_GO)
    cem.page.reload()
    cem.page.wait_for_function("() => window.lit")
    cem.open("#board")
    cem.page.wait_for_function("() => window.letGo")
    goes(cem, "#more", "More")
    cem.page.evaluate("() => letGo()")
    cem.page.evaluate(DRAWN)
    expect(cem.page.locator("h1")).to_have_text("More")


def test_a_screen_that_is_left_before_it_is_there_leaves_nothing_running(hand):
    cem = hand()
    cem.page.add_init_script(TURNING)
    cem.page.reload()
    cem.page.evaluate(KEPT)
    cem.at("dock1")
    with cem.no_server():
        cem.scan("LX-0108")
        cem.sees("ok", "In")
        cem.clear()
        with cem.busy_disk("outbox"):
            cem.open("#handover")
            expect(cem.page.get_by_text("One moment")).to_be_visible()
            goes(cem, "#more", "More")
        cem.open("#handover")
        expect(cem.page.locator("canvas")).to_be_visible()
        goes(cem, "#more", "More")
        assert cem.page.evaluate("() => turning.size") == 0


def test_of_two_shows_the_one_tapped_last_is_open(hand, stage, app):
    cem = hand()
    with app.app_context(), editing() as session:
        session.add(Grant(OTHER, stage.cast.people["cem"], int(Role.CREW), function="Rigger", call=DAWN))
    cem.open("#shows")
    expect(cem.page.locator("main button")).to_have_text([re.compile("Another Night"), re.compile("Glass Horizon")])
    cem.page.evaluate("""() => {
        const [another, glass] = document.querySelectorAll("main button")
        glass.click()
        another.click()
    }""")
    expect(cem.page.locator("h1")).to_have_text("Scan")
    cem.open("#shows")
    expect(cem.page.locator("main button").first).to_have_text(re.compile("This phone is on it"))


def test_whoever_goes_on_before_a_show_is_read_is_not_brought_back(hand):
    cem = hand()
    goes(cem, "#shows", "Another show")
    with cem.page.expect_response(pulled), cem.busy_disk("pulled"):
        cem.page.locator("main button").click()
        goes(cem, "#more", "More")
    with cem.page.expect_response(pulled):
        """The next look comes after all that followed from this one."""
    expect(cem.page.locator("h1")).to_have_text("More")


def test_two_quick_taps_save_one_note(hand, stage):
    lea = hand("lea")
    lea.see_case("LX-0108")
    lea.press("Note")
    lea.page.get_by_label("What should the next one know?").fill("Mind the lid")
    lea.press_twice("Save the note")
    expect(lea.sheet).not_to_be_attached()
    lea.all_sent()
    assert [kind for kind, _ in stage.told(stage.ref("LX-0108"))] == ["Remarked"]


def test_two_quick_taps_go_one_step_back(hand):
    cem = hand()
    goes(cem, "#recent", "Recent scans")
    goes(cem, "#report", "What happened?")
    cem.press_twice("Close")
    expect(cem.page.locator("h1")).to_have_text("Recent scans")
    cem.page.evaluate(DRAWN)
    expect(cem.page.locator("h1")).to_have_text("Recent scans")


def test_two_quick_taps_link_a_code_once_and_go_one_step_back(hand, stage):
    cem = hand()
    goes(cem, "#recent", "Recent scans")
    goes(cem, "#link/9T2FK7QX", "Which case is this?")
    cem.page.get_by_label("Number or name").fill("LX-0108")
    cem.page.locator(".list button").first.evaluate("(button) => { button.click(); button.click() }")
    expect(cem.page.get_by_text("from now on")).to_be_visible()
    expect(cem.page.locator("h1")).to_have_text("Recent scans")
    cem.all_sent()
    assert [kind for kind, _ in stage.told("code:9T2FK7QX")] == ["Bound"]


def test_what_failed_can_be_tried_again(hand, stage, phones):
    lea = hand("lea")
    lea.see_case("LX-0108")
    lea.press("Note")
    lea.page.get_by_label("What should the next one know?").fill("Mind the lid")
    lea.page.evaluate("""() => {
        const { add } = IDBObjectStore.prototype
        IDBObjectStore.prototype.add = function () {
            IDBObjectStore.prototype.add = add
            throw new DOMException("not now", "SecurityError")
        }
    }""")
    lea.press("Save the note")
    expect(lea.page.get_by_text("That did not work")).to_be_attached()
    lea.press("Save the note")
    expect(lea.sheet).not_to_be_attached()
    lea.all_sent()
    assert [kind for kind, _ in stage.told(stage.ref("LX-0108"))] == ["Remarked"]
    assert all("not now" in fault for fault in phones.faults)
    phones.faults.clear()
