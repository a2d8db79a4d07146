"""Count mode: what lies in a case in quantities is counted, and another number than planned is looked at."""

import pytest
from playwright.sync_api import expect

from siteops.core.db import editing
from siteops.core.plan import Item
from tests.harness.accessibility import axe

pytestmark = pytest.mark.browser


@pytest.fixture
def codes(app, cast, codes):
    with app.app_context(), editing() as session:
        session.add(Item(cast.cases["LX-0108"], "XLR5", "XLR 5 m", 24))
        session.add(Item(cast.cases["LX-0108"], "MP1", "MegaPointe", 1, serial="RM5512"))
    return codes


def test_a_case_is_scanned_in_count_mode_counted_and_a_lead_sees_what_is_missing(hand, stage):
    cem = hand("cem")
    cem.at("dock1")
    cem.press("Count")
    expect(cem.page.locator("main")).to_contain_text("Scan a case, then say how much is in it")
    cem.scan("LX-0108")
    cem.sees("ok", "In")
    amount = cem.page.get_by_label("XLR 5 m")
    expect(amount).to_have_value("24")
    cem.clear()
    axe(cem.page)
    cem.press_twice("One less")
    cem.press_twice("Save the count")
    expect(cem.page.locator(".says")).to_contain_text("2 are missing. Kept for the lead.")
    cem.see_case("LX-0108")
    expect(cem.page.get_by_role("heading", name="Contents")).to_be_visible()
    expect(cem.page.locator("main")).to_contain_text("22 of 24")
    cem.all_sent()
    assert stage.told(stage.ref("LX-0108"))[1:] == [("Counted", {"name": "XLR 5 m", "count": 22, "planned": 24})]
    lea = hand("lea")
    lea.open("#findings")
    expect(lea.page.locator("main")).to_contain_text("Another number than planned")
    expect(lea.page.locator("main")).to_contain_text("XLR 5 m: 22 of 24")
