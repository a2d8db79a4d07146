"""Every screen can be read, heard, pressed and turned round: axe, both themes, right to left, large text, gloves."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from siteops.core.db import editing
from siteops.core.plan import Show
from tests.harness.accessibility import axe

pytestmark = pytest.mark.browser

SCREENS = (
    "scan", "recent", "move", "link/9T2FK7QX", "case/1", "count/1", "more", "settings", "ready",
    "install", "handover", "shows",
)  # fmt: skip
OVERFLOWING = """() => [...document.querySelectorAll("#app *, dialog[open] *")].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect()
    const seen = width > 1 && !one.closest(".vh, .clip, svg, video, .ladder")
    return seen && (left < -1 || right > innerWidth + 1)
}).map((one) => one.outerHTML.slice(0, 120))"""
TOO_SMALL = """(least) => {
    const pressed = "#app :is(a, button, input, label), dialog[open] :is(a, button)"
    const spared = ".switch, .vh, .field > label, p *, dd *"
    // A chip is small to look at and large to press: what lies around it belongs to it.
    const around = (one) => {
        const { position, insetBlockStart } = getComputedStyle(one, "::after")
        return position === "absolute" ? -2 * parseFloat(insetBlockStart) || 0 : 0
    }
    return [...document.querySelectorAll(pressed)].filter((one) => !one.matches(spared)).filter((one) => {
        const { width, height } = one.getBoundingClientRect()
        return width > 1 && height + around(one) < least - 0.5
    }).map((one) => `${one.getBoundingClientRect().height} ${one.outerHTML.slice(0, 120)}`)
}"""


def look(hand, screen):
    """Open a screen and wait until it is there."""
    hand.open(f"#{screen}")
    expect(hand.page.locator("#app:not([aria-busy])")).to_be_visible()
    expect(hand.page.locator("h1")).to_be_focused()


@pytest.fixture
def busy_hand(hand):
    """Somebody who has scanned a few things, so that no screen is empty."""

    def pick_up(**options):
        cem = hand("lea", **options)
        cem.at("dock1")
        cem.scan("LX-0108")
        cem.clear()
        cem.scan("AU-1001")
        cem.clear()
        return cem

    return pick_up


MOVING = "() => getComputedStyle(document.querySelector('.verdict .mark')).animationName"


@pytest.mark.parametrize(("motion", "moving"), [("no-preference", "land"), ("reduce", "none")])
def test_a_verdict_moves_only_for_those_who_can_bear_it(hand, motion, moving):
    cem = hand(reduced_motion=motion)
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.scan("LX-0108")
    cem.sees("again", "Already in")
    assert cem.page.evaluate(MOVING) == moving


RING = "() => getComputedStyle(document.activeElement).outlineStyle"


def test_a_ring_marks_what_can_be_pressed_and_no_heading(hand):
    cem = hand("cem")
    cem.page.keyboard.press("Tab")
    look(cem, "more")
    assert cem.page.evaluate(RING) == "none"
    cem.page.keyboard.press("Tab")
    assert cem.page.evaluate("() => document.activeElement.matches('a, button')")
    assert cem.page.evaluate(RING) == "solid"


def test_more_leads_to_one_s_own_account(hand):
    cem = hand("cem")
    look(cem, "more")
    cem.press("Your account, your phones")
    expect(cem.page.get_by_role("heading", name="Where you are signed in")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_stumbles_over_a_screen(busy_hand, scheme):
    lea = busy_hand(color_scheme=scheme)
    for screen in (*SCREENS[1:], SCREENS[0]):
        look(lea, screen)
        axe(lea.page)
    lea.chip.click()
    expect(lea.sheet).to_be_visible()
    axe(lea.page)
    lea.sheet.get_by_role("button", name="Close").click()
    lea.press("You are at Dock 1")
    axe(lea.page)
    lea.sheet.get_by_role("button", name="Close").click()
    lea.scan("9T2FK7QX")
    lea.sees("unknown", "New code")
    axe(lea.page)


def test_it_turns_round_for_those_who_read_from_the_right(busy_hand):
    lea = busy_hand()
    lea.page.evaluate("() => localStorage.setItem('siteops.settings', JSON.stringify({ language: 'ar-XB' }))")
    lea.page.reload()
    expect(lea.page.locator("html")).to_have_attribute("dir", "rtl")
    for screen in (*SCREENS[:-1], "scan"):
        look(lea, screen)
        assert lea.page.evaluate(OVERFLOWING) == [], screen
        axe(lea.page)
    untold = lea.page.evaluate("""() => {
        const walk = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT)
        const found = []
        while (walk.nextNode()) if (/[a-z]{4}/.test(walk.currentNode.data)) found.push(walk.currentNode.data)
        return found.filter((text) => !text.includes("\\u202e")).map((text) => text.trim())
    }""")
    assert set(untold) <= {"Hafenhalle · Load-in", "Ayrton Khamsin-S 2-way 1/8"}, "past the catalogue"


@pytest.mark.parametrize("demo", [False, True])
def test_the_language_for_testing_is_offered_in_the_demo_alone(hand, app, demo):
    with app.app_context(), editing() as session:
        session.execute(update(Show).values(demo=demo))
    cem = hand("cem")
    look(cem, "settings")
    expect(cem.page.get_by_role("button", name="Deutsch")).to_be_visible()
    expect(cem.page.get_by_role("button", name="Right to left (test)")).to_have_count(int(demo))


@pytest.mark.parametrize("how", ["large text", "gloves", "small phone", "tablet"])
def test_nothing_falls_off_the_edge(busy_hand, how):
    width, height = {"small phone": (320, 568), "tablet": (820, 1180)}.get(how, (390, 844))
    lea = busy_hand(viewport={"width": width, "height": height})
    if how == "large text":
        lea.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    if how == "gloves":
        look(lea, "settings")
        lea.page.get_by_label("Gloves").check()
    for screen in (*SCREENS[1:], SCREENS[0]):
        look(lea, screen)
        assert lea.page.evaluate(OVERFLOWING) == [], screen
        if how != "large text":
            assert lea.page.evaluate(TOO_SMALL, 64 if how == "gloves" else 44) == [], screen
    lea.scan("9T2FK7QX")
    lea.sees("unknown", "New code")
    assert lea.page.evaluate(OVERFLOWING) == []


def test_the_phone_is_handed_on_and_each_speaks_under_their_own_name(hand, stage):
    cem = hand("cem")
    cem.at("dock1")
    cem.sign_in("lea")
    cem.press("Yes")
    cem.clear()
    cem.scan("LX-0108")
    cem.clear()
    look(cem, "settings")
    cem.page.get_by_role("button", name="Cem Arslan").click()
    look(cem, "scan")
    cem.scan("AU-1001")
    cem.clear()
    cem.all_sent()
    (first,), (second,) = stage.log(stage.ref("LX-0108")), stage.log(stage.ref("AU-1001"))
    assert (first["by"], second["by"]) == (stage.cast.people["lea"], stage.cast.people["cem"])
    assert not first["held"]
    assert not second["held"]


def test_signing_out_waits_for_the_queue_and_then_forgets_the_show(hand, stage):
    cem = hand("cem")
    cem.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    cem.at("dock1")
    look(cem, "settings")
    with cem.no_server():
        look(cem, "scan")
        cem.scan("LX-0108")
        cem.clear()
        look(cem, "settings")
        cem.page.get_by_role("button", name="Sign out").click()
        expect(cem.sheet).to_contain_text("1 entry of yours is still on this phone")
        cem.press("Stay")
    cem.all_sent()
    cem.page.get_by_role("button", name="Sign out").click()
    expect(cem.page.get_by_role("heading", name="Sign in once on this phone")).to_be_visible()
    assert len(stage.log(stage.ref("LX-0108"))) == 1
