"""The scanner in a real browser before a filmed label."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.harness import camera
from tests.harness.phones import FAKE_CAMERA, Phones
from tests.scan.device import labels
from tests.scan.device.conftest import CODE
from tests.scan.device.site import ScannerSite

pytestmark = pytest.mark.browser

SEEN = f"camera {labels.address(CODE)}"
PATIENCE_MS = 15_000

# The bench of the page: what the platform did, kept where a test can ask.
COUNT_ASKING = """
    window.asked = 0
    const ask = MediaDevices.prototype.getUserMedia
    MediaDevices.prototype.getUserMedia = function (wish) { window.asked += 1; return ask.call(this, wish) }
"""
KEEP_WORKERS = """
    window.workers = []
    window.Worker = class extends Worker { constructor(...given) { super(...given); window.workers.push(this) } }
"""
HIDE = """seen => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => seen })
    document.dispatchEvent(new Event("visibilitychange"))
}"""


def scans(page: Page) -> list[str]:
    return page.locator("#scans li").all_inner_texts()


def sees_the_label(page: Page, times: int = 1) -> None:
    expect(page.locator("#scans li")).to_have_text([SEEN] * times, timeout=PATIENCE_MS)


def states(page: Page, **expected: str) -> None:
    for part, state in expected.items():
        expect(page.locator(f"#{part}")).to_have_text(state, timeout=PATIENCE_MS)


def looks_on(page: Page, looks: int) -> None:
    """Wait until the decoder has looked at so many more pictures."""
    page.evaluate(
        """async more => {
            const until = scanner.decoder.looks + more
            while (scanner.decoder.looks < until) await new Promise(done => setTimeout(done, 20))
        }""",
        looks,
    )


def test_a_label_held_before_the_camera_is_one_scan(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    states(page, camera="live", decoder="ready", awake="held")
    looks_on(page, 20)
    assert scans(page) == [SEEN]


def test_labels_one_after_another_are_scanned_in_order(scanner: Callable[..., Page], phones: Phones, reel: Path):
    codes = ["7K3M9QXZ", "0123ABCD", "ZZZZ9999"]
    camera.film(reel, camera.loop([labels.label(code) for code in codes], seen=12, gap=6))
    filming = phones.launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={reel}")
    page = scanner(browser=filming)
    expect(page.locator("#scans li")).to_have_count(3, timeout=PATIENCE_MS)
    first = codes.index(scans(page)[0].removeprefix(f"camera {labels.ADDRESS}"))
    assert scans(page) == [f"camera {labels.address(code)}" for code in codes[first:] + codes[:first]]
    filming.close()


def test_of_many_labels_the_one_aimed_at_is_scanned(scanner: Callable[..., Page], phones: Phones, reel: Path):
    codes = [f"0000000{digit}" for digit in "123456789ABCDEF"]
    reel.write_bytes(camera.jpeg(labels.wall(codes, across=5)))
    filming = phones.launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={reel}")
    page = scanner(browser=filming)
    expect(page.locator("#scans li")).to_have_text([f"camera {labels.address(codes[7])}"], timeout=PATIENCE_MS)
    looks_on(page, 8)
    assert len(scans(page)) == 1
    filming.close()


def test_a_lens_that_gives_no_bitmaps_is_read_through_a_canvas(scanner: Callable[..., Page]):
    page = scanner("window.createImageBitmap = async () => { throw new DOMException('no', 'InvalidStateError') }")
    sees_the_label(page)


def test_a_worker_that_dies_is_replaced(scanner: Callable[..., Page]):
    page = scanner(KEEP_WORKERS)
    sees_the_label(page)
    page.evaluate("workers[0].terminate(); scanner.unmute()")
    sees_the_label(page, 2)
    assert page.evaluate("workers.length") == 2


def test_a_decoder_that_cannot_be_fetched_says_so_and_comes_back(
    scanner: Callable[..., Page], site: ScannerSite, phones: Phones
):
    site.missing.add("zxing_reader.wasm")
    page = scanner()
    states(page, camera="live", decoder="broken")
    site.missing.clear()
    sees_the_label(page)
    states(page, decoder="ready")
    # The engine itself complains of a file that is not there.
    phones.faults[:] = [fault for fault in phones.faults if "wasm" not in fault]


def test_without_webassembly_nobody_is_asked_for_the_camera_and_hands_still_work(scanner: Callable[..., Page]):
    page = scanner("delete window.WebAssembly;" + COUNT_ASKING)
    states(page, decoder="unable")
    assert page.evaluate("asked") == 0
    page.keyboard.type(labels.address(CODE))
    page.keyboard.press("Enter")
    expect(page.locator("#scans li")).to_have_text([f"wedge {labels.address(CODE)}"])


def test_a_photo_of_a_code_is_a_scan(scanner: Callable[..., Page], site: ScannerSite, tmp_path: Path):
    page = scanner(address=f"{site.url}#closed")
    labels.wall(["7K3M9QXZ"], size=(3000, 2000), across=1).save(tmp_path / "case.jpg")
    page.locator("#picture").set_input_files(tmp_path / "case.jpg")
    page.evaluate("scanner.photo(document.getElementById('picture').files[0])")
    assert scans(page) == [f"photo {labels.address(CODE)}"]
