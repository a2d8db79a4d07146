"""Ears, fingertips and a screen that stays lit."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.scan.device.site import ScannerSite
from tests.scan.device.test_scanner import HIDE, states

pytestmark = pytest.mark.browser

TONES = ("ok", "attention", "stop", "unknown")
# Renders a tone and listens to it: how many notes, the middle pitch of each, and how long it all took.
LISTEN = """async tone => {
    const { schedule } = await import("/static/scan/device/tones.js")
    const context = new OfflineAudioContext(1, 44100, 44100)
    const ends = schedule(context, tone)
    const heard = (await context.startRendering()).getChannelData(0)
    const notes = []
    let quiet = Infinity
    heard.forEach((level, at) => {
        if (Math.abs(level) < 0.02) return void (quiet += 1)
        if (quiet > 44.1 * 10) notes.push([])
        notes.at(-1).push(at)
        quiet = 0
    })
    const crossings = ([first, ...rest]) => {
        let count = 0
        for (let at = first + 1; at <= rest.at(-1); at++) count += heard[at - 1] < 0 && heard[at] >= 0
        return Math.round(count / ((rest.at(-1) - first) / 44100))
    }
    return { pitches: notes.map(crossings), ends, loudest: Math.max(...heard) }
}"""
VIBRATES = """
    window.shaken = []
    Navigator.prototype.vibrate = function (pattern) { window.shaken.push(pattern); return true }
"""
MAKE = """async settings => {
    const { Tones } = await import("/static/scan/device/tones.js")
    window.tones = new Tones(settings)
}"""


@pytest.fixture
def page(scanner: Callable[..., Page], site: ScannerSite) -> Page:
    """The page with its camera shut, on a phone that can be shaken."""
    return scanner(VIBRATES, address=f"{site.url}#closed")


def test_the_four_tones_differ_in_notes_and_melody_and_are_over_in_a_second(page: Page):
    heard = {tone: page.evaluate(LISTEN, tone) for tone in TONES}
    assert [len(heard[tone]["pitches"]) for tone in TONES] == [1, 2, 3, 4]
    assert all(each["ends"] < 1 and 0.4 < each["loudest"] <= 1 for each in heard.values())
    level, falling, rising = (heard[tone]["pitches"] for tone in ("attention", "stop", "unknown"))
    assert abs(level[0] - level[1]) < 20
    assert falling == sorted(falling, reverse=True)
    assert rising == sorted(rising)
    assert min(min(each["pitches"]) for each in heard.values()) > 500


def test_the_first_touch_lets_the_page_be_heard(page: Page):
    page.evaluate(MAKE, {})
    assert page.evaluate("tones.audible") is False
    page.locator("button").tap()
    assert page.evaluate("new Promise(done => setInterval(() => tones.audible && done(true), 20))")
    page.evaluate("tones.play('stop')")
    assert [len(pattern) for pattern in page.evaluate("shaken")] == [5]


def test_whoever_wants_silence_has_it(page: Page):
    page.evaluate(MAKE, {"sound": False, "vibration": False})
    page.locator("button").tap()
    page.evaluate("tones.play('stop')")
    assert page.evaluate("[tones.audible, shaken.length]") == [False, 0]


def test_the_screen_stays_lit_and_says_so_when_the_phone_thinks_otherwise(scanner: Callable[..., Page]):
    page = scanner("""
        const request = WakeLock.prototype.request
        WakeLock.prototype.request = async function (kind) { return (window.lock = await request.call(this, kind)) }
    """)
    states(page, awake="held")
    page.evaluate("lock.release()")
    states(page, awake="lost")
    page.evaluate(HIDE, "visible")
    states(page, awake="held")


def test_a_battery_saver_that_refuses_is_named(scanner: Callable[..., Page]):
    states(scanner(permissions=["camera"]), awake="lost")


def test_a_browser_without_a_wake_lock_is_named(scanner: Callable[..., Page]):
    states(scanner("delete Navigator.prototype.wakeLock"), awake="unsupported")
