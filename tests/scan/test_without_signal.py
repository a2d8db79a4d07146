"""Signal or no signal, nothing is lost, and the phone says what it still holds."""

import re

import pytest
from playwright.sync_api import expect

from tests.harness.cast import PASSWORD
from tests.scan.hand import Hand

pytestmark = pytest.mark.browser

KEPT = "async () => { await navigator.serviceWorker.ready; await caches.match('/field') }"


def test_scans_outlive_a_dead_server_and_a_closed_page(hand, stage):
    cem, lea = hand("cem"), hand("lea")
    cem.page.evaluate(KEPT)
    cem.at("dock1")
    with cem.no_server():
        cem.scan("LX-0108")
        cem.sees("ok", "In", "LX-0108", "Saved on this phone")
        cem.clear()
        expect(cem.chip).to_have_text("1 waiting")
        cem.page.reload()
        expect(cem.page.get_by_role("heading", name="Still at Dock 1?")).to_be_visible()
        cem.press("Yes")
        cem.clear()
        cem.scan("AU-1001")
        cem.sees("ok", "In", "AU-1001")
        cem.clear()
        cem.chip.click()
        expect(cem.sheet).to_contain_text("Nothing is lost")
        expect(cem.sheet.locator("li").first).to_have_text(re.compile("2 on cases.*Cem Arslan.*since", re.DOTALL))
        cem.sheet.get_by_text("Each of them").click()
        lines = [re.compile("AU-1001 at Dock 1"), re.compile("LX-0108 at Dock 1")]
        expect(cem.sheet.locator(".each li")).to_have_text(lines)
    cem.sheet.get_by_role("button", name=re.compile("Try now|Refresh")).click()
    cem.sheet.get_by_role("button", name="Close").click()
    cem.all_sent()
    assert [kind for kind, _ in stage.told(stage.ref("LX-0108"))] == ["Moved"]
    assert [kind for kind, _ in stage.told(stage.ref("AU-1001"))] == ["Moved"]
    lea.see_case("LX-0108")
    expect(lea.page.locator(".facts")).to_contain_text("Dock 1")
    expect(lea.page.locator("li.line")).to_contain_text("Cem Arslan")


def test_the_entry_is_on_the_disk_before_the_verdict_shows(hand):
    cem = hand()
    cem.at("dock1")
    cem.page.evaluate("""() => {
        const dialog = document.querySelector("dialog.verdict")
        new MutationObserver(() => {
            if (!dialog.open) return
            const opening = indexedDB.open("siteops")
            opening.onsuccess = () => {
                const database = opening.result
                const stores = database.transaction(["outbox", "sent"])
                const all = ["outbox", "sent"].map((name) => stores.objectStore(name).getAll())
                stores.oncomplete = () => {
                    document.body.dataset.onDisk = all.flatMap((one) => one.result).map((one) => one.entry.kind).join()
                    database.close()
                }
            }
        }).observe(dialog, { attributes: true, attributeFilter: ["open"] })
    }""")
    cem.scan("LX-0108")
    expect(cem.page.locator("body")).to_have_attribute("data-on-disk", "Moved")


def test_a_scan_without_a_place_waits_for_one_and_is_never_lost(hand, stage):
    cem = hand()
    cem.scan("LX-0108")
    cem.sees("unknown", "Where are you?", "LX-0108", "This scan is kept and counts there")
    cem.press("Next scan")
    cem.page.reload()
    expect(cem.page.locator("main")).to_contain_text("1 scan is kept and waits for a place")
    cem.scan("dock2")
    cem.sees("ok", "You are at", "Dock 2", "1 scan that waited is recorded here")
    cem.clear()
    cem.all_sent()
    assert [body["place"] for _, body in stage.told(stage.ref("LX-0108"))] == [stage.cast.refs["dock2"]]


def test_scans_without_a_place_are_lost_to_no_other_tab(hand, stage):
    cem = hand()
    other = Hand(cem.page.context.new_page(), stage)
    other.page.goto(f"{stage.server.url}/field")
    expect(other.chip).to_have_text("Sent")
    cem.scan("LX-0108")
    cem.sees("unknown", "Where are you?", "LX-0108")
    other.scan("AU-1001")
    other.sees("unknown", "Where are you?", "AU-1001")
    cem.clear()
    for one, waited in ((cem, ["2 scans that waited are recorded here"]), (other, [])):
        one.clear()
        one.scan("dock2")
        one.sees("ok", "You are at", "Dock 2", *waited)
        one.clear()
    cem.all_sent()
    for case in ("LX-0108", "AU-1001"):
        assert [kind for kind, _ in stage.told(stage.ref(case))] == ["Moved"]


def test_where_lapses_after_twenty_minutes_and_at_another_phase(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.page.clock.install()
    cem.page.clock.fast_forward("21:00")
    expect(cem.page.get_by_role("heading", name="Still at Dock 1?")).to_be_visible()
    cem.press("Yes")
    cem.clear()
    expect(cem.here).to_have_text("You are at Dock 1")
    stage.begin("load-out")
    cem.page.clock.run_for(10_000)
    expect(cem.page.get_by_role("heading", name="Still at Dock 1?")).to_be_visible()


def test_scans_at_a_wrong_place_are_moved_together(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.scan("AU-1001")
    cem.clear()
    cem.at("dock2")
    for case in ("LX-0108", "BW-KH-01"):
        cem.scan(case)
        cem.clear()
    cem.open("#recent")
    cem.press("Move my last scans to…")
    expect(cem.page.locator("output")).to_have_text("2")
    cem.press("One more")
    cem.press_twice("One less")
    expect(cem.page.locator("output")).to_have_text("1")
    cem.press("One more")
    cem.press("Move 2 scans to…")
    cem.press("Stage left")
    expect(cem.here).to_have_text("You are at Stage left")
    cem.all_sent()
    stage_left = stage.cast.refs["stage"]
    for case in ("LX-0108", "BW-KH-01"):
        wrong, undone, right = stage.log(stage.ref(case))
        assert (undone["kind"], undone["body"]["entry"]) == ("Undone", wrong["id"])
        assert (right["kind"], right["body"]["place"]) == ("Moved", stage_left)
    assert len(stage.log(stage.ref("AU-1001"))) == 1


def test_an_ended_session_goes_on_scanning_and_asks_to_sign_in(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.page.context.clear_cookies()
    cem.scan("LX-0108")
    cem.sees("ok", "In")
    cem.clear()
    expect(cem.chip).to_have_text("Sign in", timeout=15_000)
    assert len(stage.told(stage.ref("LX-0108"))) == 1, "the phone's own key still sends"
    cem.chip.click()
    ask = cem.sheet.get_by_role("link", name="Sign in")
    expect(ask).to_have_attribute("href", "/login?next=%2Ffield")
    cem.page.clock.install()
    cem.page.clock.fast_forward("05:00")
    cem.page.keyboard.press("Escape")
    cem.chip.click()
    expect(ask, "whoever is signed out is not told to wait for a signal").to_be_visible()


def test_nobody_s_phone_says_how_to_begin_and_goes_on_where_a_link_led(phone, stage):
    page = phone()
    page.goto(f"{stage.server.url}/field#lists")
    expect(page.get_by_role("heading", name="Sign in once on this phone")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail").fill("cem@site.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main form button.btn--act").click()
    page.wait_for_url("**/field#lists")
    expect(page.get_by_role("heading", name="Lists")).to_be_visible()
