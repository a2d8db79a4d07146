"""How long somebody with a case on the other arm waits. Bounds are wide, for machines that do other things too.

Measured on 2 cores with eight processes waiting for them, Chromium 156: first scan 0.9 to 2.5 s after the page is asked
for, 0.2 s after the picture comes; camera back 80 to 90 ms after the page is seen; a picture 21 to 79 ms on a processor
slowed to a quarter (10.6 ms of processor time unslowed).
"""

from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.scan.device.test_scanner import HIDE, sees_the_label, states

pytestmark = pytest.mark.browser

# The decoder on the page's own thread, which is the one that Chromium can slow down.
DECODE = """async ({ label, times }) => {
    const { loadReader } = await import("/static/scan/device/reader.js")
    const read = await loadReader()
    const pixels = await labelOn(label)
    const took_ms = []
    for (let at = 0; at < times; at++) {
        const began_ms = performance.now()
        const found = await read(pixels, { denoise: at % 4 === 3 })
        took_ms.push(performance.now() - began_ms)
        if (found.length !== (label ? 1 : 0)) throw new Error(`found ${found.length}`)
    }
    return took_ms
}"""
LABEL_ON = """
    window.labelOn = async wanted => {
        const easel = Object.assign(document.createElement("canvas"), { width: 1280, height: 720 }).getContext("2d")
        while (wanted && !video.videoWidth) await new Promise(done => setTimeout(done, 20))
        easel.fillStyle = "#60686e"
        easel.fillRect(0, 0, 1280, 720)
        if (wanted) easel.drawImage(video, 0, 0)
        return easel.getImageData(0, 0, 1280, 720)
    }
"""


def marked(page: Page, name: str) -> float:
    """When the page said so for the last time, in ms since it was asked for."""
    at: float = page.evaluate("name => performance.getEntriesByName(name).at(-1).startTime", name)
    return at


def test_a_label_is_read_within_a_second_of_the_first_picture(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    first_ms, live_ms = marked(page, "scan:1"), marked(page, "camera:live")
    print(f"first scan {first_ms:.0f} ms, camera {live_ms:.0f} ms after the page was asked for")
    assert first_ms - live_ms < 1000


def test_the_camera_is_back_half_a_second_after_the_page_is_seen(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    page.evaluate(HIDE, "hidden")
    states(page, camera="resting")
    page.evaluate(f"performance.mark('seen'); ({HIDE})('visible')")
    states(page, camera="live")
    back_ms = marked(page, "camera:live") - marked(page, "seen")
    print(f"camera back {back_ms:.0f} ms after the page was seen")
    assert back_ms < 500


@pytest.mark.parametrize("label", [True, False], ids=["label", "empty"])
def test_a_slow_phone_looks_fifteen_times_a_second(scanner: Callable[..., Page], label: bool):
    page = scanner(LABEL_ON)
    states(page, camera="live")
    page.evaluate("scanner.decoder.close()")
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    took_ms = page.evaluate(DECODE, {"label": label, "times": 24})
    print(f"{median(took_ms):.1f} ms a picture, least {min(took_ms):.1f}, most {max(took_ms):.1f}")
    # The best of them, for on a busy machine the others tell of the machine.
    assert min(took_ms) < 66


def test_the_decoder_never_runs_on_the_pages_own_thread(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    fetched = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert [name for name in fetched if "decode-worker" in name]
    assert not [name for name in fetched if "zxing" in name]
