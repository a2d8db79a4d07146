"""Photos that people took: of a code, and for a report."""

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.scan.device.labels import address, label
from tests.scan.device.site import STATIC, ScannerSite

pytestmark = pytest.mark.browser

LOCKED = "**/decode-worker.js"
READ = """async () => {
    try { await scanner.photo(document.getElementById("picture").files[0]) } catch (error) { return error.problem }
}"""
PREPARE = """async () => {
    const { preparePhoto } = await import("/static/scan/device/photo.js")
    try {
        const { blob, ...rest } = await preparePhoto(document.getElementById("picture").files[0])
        return { ...rest, type: blob.type, bytes: [...new Uint8Array(await blob.arrayBuffer())] }
    } catch (error) { return { problem: error.problem } }
}"""
LANDSCAPE, ORIENTATION, TURNED, PLACE = (3000, 2000), 0x0112, 6, 0x8825


@pytest.fixture
def page(scanner: Callable[..., Page], site: ScannerSite) -> Page:
    """The page with its camera shut."""
    return scanner(address=f"{site.url}#closed")


def pick(page: Page, content: bytes, name: str = "photo.jpg") -> None:
    page.locator("#picture").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})


def jpeg(picture: Image.Image, **options: Any) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=90, **options)
    return written.getvalue()


def floor_with(code: str, side: int, at: tuple[int, int], size: tuple[int, int] = (4000, 3000)) -> bytes:
    """A photo of a floor with one label on it."""
    floor = Image.new("RGB", size, (96, 104, 110))
    floor.paste(label(code).resize((side, side)), at)
    return jpeg(floor)


def test_a_code_is_read_out_of_a_photo(page: Page):
    pick(page, floor_with("7K3M9QXZ", 1200, (1400, 900)))
    assert page.evaluate(READ) is None
    expect(page.locator("#scans li")).to_have_text([f"photo {address('7K3M9QXZ')}"])


def test_a_small_code_in_a_corner_of_a_large_photo_is_read(page: Page):
    pick(page, floor_with("7K3M9QXZ", 110, (3700, 2700)))
    assert page.evaluate(READ) is None


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (jpeg(Image.new("RGB", (800, 600), "white")), "no-code"),
        (HEIC, "heic"),
        (b"not a picture", "not-a-picture"),
        (b"", "not-a-picture"),
    ],
    ids=["no-code", "heic", "not-a-picture", "empty"],
)
def test_a_photo_of_no_use_says_why(page: Page, content: bytes, problem: str):
    pick(page, content)
    assert page.evaluate(READ) == problem
    if problem != "no-code":
        assert page.evaluate(PREPARE) == {"problem": problem}


def test_without_workers_a_photo_says_so(scanner: Callable[..., Page], site: ScannerSite):
    page = scanner("delete window.Worker", address=f"{site.url}#closed")
    pick(page, floor_with("7K3M9QXZ", 1200, (1400, 900)))
    assert page.evaluate(READ) == "unable"
    assert page.evaluate(PREPARE)["width"] == 2048


def test_a_photo_for_a_report_is_small_upright_and_says_nothing_of_who_or_where(page: Page):
    picture = Image.new("RGB", LANDSCAPE, "navy")
    picture.paste("red", (0, 0, 3000, 200))
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED
    exif[0x0110] = "Somebody's phone"
    exif.get_ifd(PLACE)[2] = (53.0, 32.0, 41.0)
    pick(page, jpeg(picture, exif=exif))
    made = page.evaluate(PREPARE)
    content = bytes(made["bytes"])
    assert (made["width"], made["height"], made["type"]) == (1365, 2048, "image/jpeg")
    assert made["sha256"] == hashlib.sha256(content).hexdigest()
    seen = Image.open(BytesIO(content))
    assert seen.size == (1365, 2048)
    assert not seen.getexif()
    # Turned by a quarter, the top of the landscape is the right of the portrait.
    right, left = (seen.getpixel((x, 1000)) for x in (1350, 15))
    assert isinstance(right, tuple)
    assert isinstance(left, tuple)
    assert right[0] > 200 > 60 > left[0]


def test_a_small_photo_is_not_blown_up_and_what_was_clear_is_white(page: Page, tmp_path: Path):
    written = BytesIO()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).save(written, "PNG")
    pick(page, written.getvalue(), "drawing.png")
    made = page.evaluate(PREPARE)
    assert (made["width"], made["height"]) == (300, 200)
    assert Image.open(BytesIO(bytes(made["bytes"]))).getpixel((10, 10)) == (255, 255, 255)


def test_a_code_is_read_out_of_a_photo_in_lockdown_mode(scanner: Callable[..., Page], site: ScannerSite):
    page = scanner("delete window.WebAssembly", address=f"{site.url}#closed")
    worker = (STATIC / "scan/device/decode-worker.js").read_text()
    script = f"delete self.WebAssembly\n{worker}"
    page.route(LOCKED, lambda route: route.fulfill(body=script, content_type="text/javascript"))
    pick(page, floor_with("7K3M9QXZ", 1200, (1400, 900)))
    assert page.evaluate(READ) is None
    expect(page.locator("#scans li")).to_have_text([f"photo {address('7K3M9QXZ')}"])
    fetched = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in fetched if name.endswith(".wasm")]
    pick(page, floor_with("7K3M9QXZ", 60, (0, 0)))
    assert page.evaluate(READ) == "no-code"
