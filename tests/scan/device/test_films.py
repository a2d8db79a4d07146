"""Films of a dock, shot with the app's own labels: what a camera must read there on a bad day."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from siteops.core import codes
from siteops.labels import qr
from tests.harness import camera, scenes
from tests.harness.phones import FAKE_CAMERA, Phones
from tests.scan.device.test_scanner import PATIENCE_MS

pytestmark = pytest.mark.browser

BAD_DAY = {"far": 3, "tilted": 2, "blurred": 1, "moving": 2, "dark": 1, "glare": 0, "damaged": 0}
"""The degree to which each scene is read for certain."""
SEEN, GAP = 12, 4


def printed(code: str) -> Image.Image:
    """A code exactly as the app prints it."""
    return Image.open(BytesIO(qr.png(codes.url("siteops.example", code))))


def test_labels_are_read_far_tilted_blurred_moving_dark_in_glare_and_damaged(
    scanner: Callable[..., Page], phones: Phones, reel: Path
):
    shown = {scene: f"0000000{number}" for number, scene in enumerate(scenes.SCENES, 1)}
    floor = camera.jpeg(camera.frame(None, tilt=0, share=1))
    with reel.open("wb") as film:
        for scene, code in shown.items():
            film.write(camera.jpeg(scenes.shot(scene, printed(code), BAD_DAY[scene], seed=1)) * SEEN + floor * GAP)
    page = scanner(browser=phones.launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={reel}"))
    for scene, code in shown.items():
        said = page.locator("#scans li", has_text=codes.url("siteops.example", code))
        expect(said.first, scene).to_be_visible(timeout=PATIENCE_MS)
