"""What the camera says of itself when it cannot, may not or need not see."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.harness import camera
from tests.harness.phones import FAKE_CAMERA, Phones
from tests.scan.device import labels
from tests.scan.device.conftest import CODE
from tests.scan.device.site import ScannerSite
from tests.scan.device.test_scanner import COUNT_ASKING, HIDE, SEEN, looks_on, scans, sees_the_label, states

pytestmark = pytest.mark.browser

TAKEN = """
    const ask = MediaDevices.prototype.getUserMedia
    MediaDevices.prototype.getUserMedia = async function (wish) {
        if (!window.free) throw new DOMException("Could not start video source", "NotReadableError")
        return ask.call(this, wish)
    }
"""
WITH_A_LIGHT = """
    const known = MediaStreamTrack.prototype.getCapabilities
    MediaStreamTrack.prototype.getCapabilities = function () {
        return { ...known.call(this), torch: true, zoom: { min: 1, max: 8, step: 0.1 } }
    }
    window.applied = []
    MediaStreamTrack.prototype.applyConstraints = async function (wish) { window.applied.push(wish.advanced[0]) }
"""
TRACK = "video.srcObject.getTracks()[0]"


def refuses(page: Page, state: str, reason: str = "") -> None:
    states(page, camera=state)
    assert page.evaluate("scanner.camera.reason").startswith(reason)


def test_an_owner_who_refuses(scanner: Callable[..., Page], phones: Phones):
    browser = phones.launch("--use-fake-device-for-media-stream")
    page = scanner(browser=browser, permissions=[])
    refuses(page, "refused", "NotAllowedError")
    page.context.grant_permissions(["camera"])
    states(page, camera="live")
    browser.close()


def test_a_phone_without_a_camera(scanner: Callable[..., Page], phones: Phones):
    browser = phones.launch("--use-fake-device-for-media-stream=device-count=0", "--use-fake-ui-for-media-stream")
    refuses(scanner(browser=browser), "missing", "NotFoundError")
    browser.close()


def test_a_camera_that_another_app_has_is_tried_again_when_the_page_is_seen(scanner: Callable[..., Page]):
    page = scanner(TAKEN)
    refuses(page, "in-use", "NotReadableError")
    page.evaluate("window.free = true")
    page.evaluate(HIDE, "visible")
    sees_the_label(page)


def test_a_page_by_plain_http(scanner: Callable[..., Page], phones: Phones, site: ScannerSite):
    browser = phones.launch(*FAKE_CAMERA, "--host-resolver-rules=MAP siteops.example 127.0.0.1")
    address = site.url.replace("127.0.0.1", "siteops.example")
    refuses(scanner(browser=browser, address=address, permissions=[]), "insecure")
    browser.close()


def test_a_browser_that_gives_pages_no_camera(scanner: Callable[..., Page]):
    refuses(scanner("delete MediaDevices.prototype.getUserMedia"), "unsupported")


def test_a_camera_that_is_pulled_out_and_put_back(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    page.evaluate(f"{TRACK}.dispatchEvent(new Event('ended'))")
    states(page, camera="unplugged")
    page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    states(page, camera="live")


def test_a_call_takes_the_picture_away_and_gives_it_back(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    for muted, state in ((True, "in-use"), (False, "live")):
        page.evaluate(
            f"""muted => {{
                const track = {TRACK}
                Object.defineProperty(track, "muted", {{ configurable: true, get: () => muted }})
                track.dispatchEvent(new Event(muted ? "mute" : "unmute"))
            }}""",
            muted,
        )
        states(page, camera=state)


def test_out_of_sight_the_camera_is_let_go_and_back_at_once_when_seen(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    page.evaluate(f"window.track = {TRACK}")
    page.evaluate(HIDE, "hidden")
    states(page, camera="resting")
    assert page.evaluate("track.readyState") == "ended"
    page.evaluate(HIDE, "visible")
    states(page, camera="live")


def test_a_look_at_another_screen_asks_for_no_second_stream(scanner: Callable[..., Page]):
    page = scanner(COUNT_ASKING)
    sees_the_label(page)
    page.evaluate("scanner.rest()")
    states(page, camera="resting", awake="off")
    page.evaluate("scanner.unmute(); scanner.open(video)")
    sees_the_label(page, 2)
    assert page.evaluate("asked") == 1


def test_a_closed_scanner_leaves_nothing_open(scanner: Callable[..., Page]):
    page = scanner()
    sees_the_label(page)
    page.evaluate(f"window.track = {TRACK}; scanner.close()")
    states(page, camera="closed", decoder="asleep", awake="off")
    assert page.evaluate("track.readyState") == "ended"
    page.evaluate(HIDE, "visible")
    page.keyboard.type("LX-0108\n")
    expect(page.locator("#scans li")).to_have_text([SEEN])
    assert page.evaluate("scanner.camera.state") == "closed"


def test_closing_while_the_owner_is_asked_lets_the_camera_go(scanner: Callable[..., Page]):
    page = scanner("""
        const ask = MediaDevices.prototype.getUserMedia
        MediaDevices.prototype.getUserMedia = async function (wish) {
            await new Promise(allow => { window.allow = allow })
            return (window.stream = await ask.call(this, wish))
        }
    """)
    states(page, camera="opening")
    page.evaluate("scanner.close(); allow()")
    assert page.evaluate("new Promise(done => setInterval(() => window.stream && done(stream.active), 20))") is False
    states(page, camera="closed")


def lenses(page: Page) -> list[dict[str, str]]:
    """The lenses, once the camera has looked around."""
    found: list[dict[str, str]] = page.evaluate(
        "new Promise(done => setInterval(() => scanner.camera.lens && done(scanner.camera.lenses), 20))"
    )
    return found


def test_the_lens_chosen_is_the_lens_of_the_next_visit(scanner: Callable[..., Page], phones: Phones):
    device, ask = FAKE_CAMERA
    browser = phones.launch(f"{device}=device-count=2", ask)
    page = scanner(browser=browser)
    other = next(lens for lens in lenses(page) if lens["id"] != page.evaluate("scanner.camera.lens.id"))
    page.evaluate("lens => scanner.camera.choose(lens)", other)
    assert page.evaluate("scanner.camera.lens") == other
    page.reload()
    assert other in lenses(page)
    assert page.evaluate("scanner.camera.lens") == other
    browser.close()


@pytest.mark.parametrize("kept", ['{"id":"gone","label":"gone"}', "not json", '"text"', "{}"])
def test_a_lens_that_is_gone_is_replaced_by_one_at_the_back(scanner: Callable[..., Page], kept: str):
    page = scanner(f"localStorage.setItem('siteops.lens', {kept!r})")
    states(page, camera="live")


def test_the_light_is_offered_only_where_there_is_one(scanner: Callable[..., Page]):
    page = scanner()
    states(page, camera="live")
    assert page.evaluate("[scanner.camera.hasTorch, scanner.camera.torch]") == [False, False]
    page.evaluate("scanner.camera.setTorch(true)")
    assert page.evaluate("scanner.camera.torch") is False


def test_light_and_zoom(scanner: Callable[..., Page]):
    page = scanner(WITH_A_LIGHT)
    states(page, camera="live")
    page.evaluate("(async () => { await scanner.camera.setTorch(true); await scanner.camera.magnify(2) })()")
    known = page.evaluate("(({ hasTorch, torch, factor, crop }) => [hasTorch, torch, factor, crop])(scanner.camera)")
    assert known == [True, True, 2, 1]
    assert page.evaluate("applied.at(-1)") == {"torch": True, "zoom": 2}
    page.evaluate(HIDE, "hidden")
    assert page.evaluate("scanner.camera.torch") is False


def test_a_label_too_far_for_the_whole_picture_is_read_in_the_middle_of_a_finer_one(
    scanner: Callable[..., Page], phones: Phones, reel: Path
):
    far = camera.frame(labels.label(CODE), tilt=2, share=80 / 1440, size=(2560, 1440))
    reel.write_bytes(camera.jpeg(far))
    browser = phones.launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={reel}")
    page = scanner(browser=browser)
    states(page, camera="live", decoder="ready")
    looks_on(page, 8)
    assert scans(page) == []
    page.evaluate("scanner.camera.magnify(4)")
    sees_the_label(page)
    browser.close()
