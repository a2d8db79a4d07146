"""What the scanner does about labels that are hard to see, and says of a screen that may go dark."""

import pytest
from playwright.sync_api import expect

from tests.harness.camera import frame, jpeg

pytestmark = pytest.mark.browser


def test_a_far_label_takes_two_touches_of_the_zoom(hand, stage, tmp_path):
    reel = tmp_path / "far.mjpeg"
    reel.write_bytes(jpeg(frame(stage.label("LX-0108"), tilt=2, share=80 / 1440, size=(2560, 1440))))
    cem = hand("cem", film=reel)
    cem.wedge(stage.codes["dock1"])
    cem.sees("ok", "You are at", "Dock 1")
    # A battery saver keeps this phone from being kept awake.
    expect(cem.page.get_by_role("button", name="This screen may go dark")).to_be_visible()
    cem.press("Zoom 1×")
    cem.press("Zoom 2×")
    cem.sees("ok", "In", "LX-0108")
