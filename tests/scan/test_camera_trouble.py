"""Without a camera or a decoder the phone says what to do, and everything else goes on."""

from io import BytesIO

import pytest
from playwright.sync_api import expect

from tests.harness.camera import film, frame, jpeg

pytestmark = pytest.mark.browser

REFUSED = """() => Object.defineProperty(navigator.mediaDevices, "getUserMedia", {
    value: () => Promise.reject(new DOMException("no", "%s"))
})"""


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        ("NotAllowedError", "The camera is off"),
        ("NotReadableError", "The camera is busy"),
        ("NotFoundError", "No camera found"),
    ],
)
def test_what_is_wrong_is_said_and_typing_goes_on(hand, error, heading):
    cem = hand()
    cem.page.add_init_script(f"({REFUSED % error})()")
    cem.page.reload()
    expect(cem.page.get_by_role("heading", name=heading)).to_be_visible()
    expect(cem.page.get_by_role("button", name="Try the camera again")).to_be_visible()
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.sees("ok", "In", "LX-0108")


def test_a_camera_that_is_pulled_out_is_said_and_comes_back_by_itself(hand, tmp_path):
    cem = hand(film=film(tmp_path / "floor.mjpeg", [(None, 30)]))
    cem.at("dock1")
    expect(cem.page.locator("video")).to_be_visible()
    cem.page.evaluate("document.querySelector('video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))")
    expect(cem.page.get_by_role("heading", name="The camera has gone")).to_be_visible()
    cem.scan("LX-0108")
    cem.sees("ok", "In", "LX-0108")
    cem.page.evaluate("navigator.mediaDevices.dispatchEvent(new Event('devicechange'))")
    expect(cem.page.locator("video")).to_be_visible()


def test_without_webassembly_codes_are_typed(hand):
    cem = hand()
    cem.page.add_init_script("delete globalThis.WebAssembly")
    cem.page.reload()
    expect(cem.page.get_by_role("heading", name="No live picture here")).to_be_visible()
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.sees("ok", "In", "LX-0108")


def test_the_code_in_a_photo_counts_like_any_other(hand, stage):
    cem = hand()
    cem.at("dock1")
    picture = jpeg(frame(stage.label("LX-0108"), tilt=4, share=0.5))
    files = cem.page.locator("input[type=file]").first
    files.set_input_files({"name": "label.jpg", "mimeType": "image/jpeg", "buffer": picture})
    cem.sees("ok", "In", "LX-0108")
    cem.clear()
    bare = BytesIO(jpeg(frame(None, tilt=0, share=0.5)))
    files.set_input_files({"name": "floor.jpg", "mimeType": "image/jpeg", "buffer": bare.getvalue()})
    expect(cem.page.locator(".says")).to_contain_text("No code was found")
