"""A label that nobody knows yet, before a phone's camera: linked on the spot, signal or none."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Code
from tests.harness.camera import film
from tests.harness.cast import SHOW
from tests.labels.paper import pages
from tests.scan.hand import READY_MS

pytestmark = pytest.mark.browser


def test_a_blank_label_from_the_printer_is_filmed_and_linked(hand, stage, app, tmp_path, phone_of):
    lea = phone_of("lea").client
    app.config["PUBLIC_URL"] = "https://siteops.example"
    answer = lea.post(f"/shows/{SHOW}/labels.pdf", data={"what": "blank", "count": "1", "paper": "62x100"})
    (label,) = pages(answer.data, 203)
    cem = hand("cem", film=film(tmp_path / "blank.mjpeg", [(None, 400), (label, 2000)], share=0.95))
    cem.at("dock1")
    way = cem.verdict.get_by_role("button", name="Link to a case")
    expect(way).to_be_visible(timeout=READY_MS)  # the film comes to the label when it likes
    cem.sees("unknown", "New code", "Saved. Which case is this?")
    with cem.no_server():
        cem.press("Link to a case")
        cem.page.get_by_label("Number or name").fill("LX-0108")
        cem.page.get_by_role("button", name="LX-0108", exact=False).first.click()
        expect(cem.page.locator(".says")).to_contain_text("LX-0108")
    cem.page.reload()
    cem.all_sent()
    assert "Moved" in [kind for kind, _ in stage.told(stage.ref("LX-0108"))]
    with app.app_context():
        assert db.session.scalars(select(Code.subject).where(Code.blank)).all() == [stage.ref("LX-0108")]


def test_a_case_on_no_list_is_named_and_a_linked_code_asks_before_it_is_another_s(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.type("9T2FK7QX")
    cem.press("Link to a case")
    cem.page.get_by_label("Number or name").fill("LX-0200")
    cem.press("New case: LX-0200")
    expect(cem.page.locator(".says")).to_contain_text("LX-0200")
    cem.all_sent()
    assert ("Named", {"number": "LX-0200"}) in stage.told("code:9T2FK7QX")
    cem.open(f"#link/{stage.codes['LX-0108']}")
    cem.page.get_by_label("Number or name").fill("AU-1001")
    cem.page.get_by_role("button", name="AU-1001").click()
    expect(cem.sheet).to_contain_text("This code is LX-0108 already")
    cem.sheet.get_by_role("button", name="Yes, it is AU-1001 now").click()
    cem.all_sent()
    assert stage.told(f"code:{stage.codes['LX-0108']}")[-1] == ("Bound", {"to": stage.ref("AU-1001"), "anew": True})
