"""Two phones and no server: what waits on one goes to the other by codes on the screen, and arrives once."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.camera import film
from tests.harness.cast import SHOW
from tests.harness.looks import audit
from tests.scan.hand import EMPTY, READY_MS

pytestmark = pytest.mark.browser

KEPT = "async () => { await navigator.serviceWorker.ready; await caches.match('/field') }"
SHOWN = "(canvas) => [canvas.dataset.frame, canvas.toDataURL()]"
PHOTOLESS = EMPTY.replace("outbox", "photos")
"""Waits until no photo is left to be sent."""
CASES = ("LX-0108", "AU-1001", "BW-KH-01")


def screens_of(page: Page) -> list[Image.Image]:
    """What another phone's camera sees of this one's: every code that it shows, once."""
    seen: dict[str, Image.Image] = {}
    count = len(CASES)
    while len(seen) < count:
        frame, picture = page.locator("canvas.code-on-screen").evaluate(SHOWN)
        count = int(frame.partition("/")[2])
        code = Image.open(BytesIO(b64decode(picture.partition(",")[2])))
        seen[frame] = code.resize((code.width * 8, code.height * 8), Image.Resampling.NEAREST)
    return list(seen.values())


def test_a_photo_stays_on_its_phone_which_says_so_and_sends_it_once(hand, stage, tmp_path, photo):
    reel = film(tmp_path / "camera.mjpeg", [(None, 30)])
    cem, lea = hand("cem"), hand("lea", reel)
    for one in (cem, lea):
        one.page.evaluate(KEPT)
    case = stage.ref("LX-0108")
    with cem.no_server():
        cem.see_case("LX-0108")
        cem.press("Note")
        cem.page.get_by_label("What should the next one know?").fill("Dented at the lid")
        with cem.page.expect_file_chooser() as chooser:
            cem.press("Photo")
        chooser.value.set_files(files=[photo])
        cem.press("Save the note")
        expect(cem.chip).to_have_text("1 waiting")
        cem.chip.click()
        cem.sheet.get_by_role("link", name="By QR").click()
        expect(cem.page.get_by_text("1 photo stays on this phone until it has signal.")).to_be_visible()
        audit(cem.page)
        film(reel, [(screen, 10) for screen in screens_of(cem.page)], share=0.9)
        lea.page.reload()
        expect(lea.sheet).to_contain_text("1 entry taken over", timeout=READY_MS)
        expect(lea.sheet).to_contain_text("1 photo stays on the other phone")
        cem.page.context.set_offline(True)
    expect(lea.chip).to_have_text("Sent", timeout=READY_MS)
    [told] = stage.log(case)
    picture = f"/api/shows/{SHOW}/photos/{told['body']['photo']}"
    assert stage.lea.client.get(picture).status_code == 404
    uploads = []
    cem.page.on("request", lambda one: uploads.append(one.url) if one.method == "PUT" else None)
    cem.page.context.set_offline(False)
    cem.press("Done")
    cem.all_sent()
    cem.page.evaluate(PHOTOLESS)
    assert stage.lea.client.get(picture).status_code == 200
    assert len(uploads) == 1
    assert len(stage.log(case)) == 1


def test_what_waits_here_goes_out_from_another_phone(hand, stage, tmp_path):
    reel = film(tmp_path / "camera.mjpeg", [(None, 30)])
    cem, lea = hand("cem"), hand("lea", reel)
    lea.page.evaluate(KEPT)
    cem.at("dock1")
    with cem.no_server():
        for name in CASES:
            cem.scan(name)
            cem.sees("ok", "In", name)
            cem.clear()
        cem.chip.click()
        cem.sheet.get_by_role("link", name="By QR").click()
        expect(cem.page.get_by_role("heading", name="3 entries of Cem Arslan")).to_be_visible()
        film(reel, [(screen, 10) for screen in screens_of(cem.page)], share=0.9)
        lea.page.reload()
        expect(lea.sheet).to_contain_text("3 entries taken over", timeout=READY_MS)
        expect(lea.sheet).to_contain_text("3 on cases")
        cem.page.context.set_offline(True)
        lea.page.reload()
        expect(lea.chip).to_have_text("3 waiting")
    expect(lea.chip).to_have_text("Sent", timeout=READY_MS)
    for name in CASES:
        [told] = stage.log(stage.ref(name))
        assert (told["by"], told["flags"]) == (stage.cast.people["cem"], ["uploaded_by_other"])
    cem.page.context.set_offline(False)
    cem.press("Done")
    cem.all_sent()
    assert [len(stage.log(stage.ref(name))) for name in CASES] == [1, 1, 1]
