"""The sheet behind the chip: what endangers the queue is said, and a file takes it round a dead network."""

import re

import pytest
from playwright.sync_api import expect

from tests.harness.cast import SHOW

pytestmark = pytest.mark.browser

FULL_SOON = "() => { navigator.storage.estimate = async () => ({ quota: 60e6, usage: 41e6 }) }"
PRIVATE = "delete Navigator.prototype.serviceWorker"


def test_a_file_brings_home_what_a_phone_cannot_send_and_the_phone_adds_nothing_to_it(hand, stage, tmp_path):
    cem = hand()
    cem.at("dock1")
    cem.page.context.set_offline(True)
    cem.scan("LX-0108")
    cem.sees("ok", "In", "LX-0108")
    cem.clear()
    cem.chip.click()
    with cem.page.expect_download() as saved:
        cem.sheet.get_by_role("button", name="To a file").click()
    assert re.fullmatch(r"siteops-[\dTZ-]+\.ndjson", saved.value.suggested_filename)
    saved.value.save_as(tmp_path / saved.value.suggested_filename)
    with (tmp_path / saved.value.suggested_filename).open("rb") as file:
        page = stage.lea.client.post(f"/shows/{SHOW}/phone-file", data={"file": (file, "siteops.ndjson")})
    assert "1 new entry" in page.text
    assert "Cem Arslan" in page.text
    [told] = stage.log(stage.ref("LX-0108"))
    assert (told["by"], told["flags"], told["held"]) == (stage.cast.people["cem"], ["uploaded_by_other"], False)
    cem.page.context.set_offline(False)
    cem.sheet.get_by_role("button", name=re.compile("Try now|Refresh")).click()
    cem.sheet.get_by_role("button", name="Close").click()
    cem.all_sent()
    assert stage.log(stage.ref("LX-0108")) == [told]


def test_what_endangers_the_queue_is_said_before_it_hurts(hand):
    cem = hand()
    cem.page.add_init_script(PRIVATE)
    cem.page.reload()
    cem.page.evaluate(FULL_SOON)
    cem.chip.click()
    expect(cem.sheet).to_contain_text("This phone's storage is almost full.")
    expect(cem.sheet).to_contain_text("This looks like a private window.")
    expect(cem.sheet).to_contain_text("19 MB")
    expect(cem.chip).to_have_text("Storage almost full")


def test_one_entry_waits_as_one_and_is_listed_whole_in_german_too(hand):
    cem = hand()
    cem.page.route("**/entries", lambda route: route.abort())
    cem.at("stage")
    cem.scan("LX-0108")
    cem.clear()
    cem.open("#settings")
    cem.press("Deutsch")
    cem.open("#recent")
    said = cem.page.locator("main li b")
    expect(said).to_have_text("LX-0108 bei Stage left")
    assert said.evaluate("(one) => one.scrollWidth <= one.parentElement.clientWidth")
    cem.chip.click()
    expect(cem.sheet.get_by_role("heading")).to_have_text("1 wartet auf diesem Telefon")
