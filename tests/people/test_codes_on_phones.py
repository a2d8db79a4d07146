"""A label read with the phone's own camera leads into the app, to the thing's page, and records nothing."""

import pytest
from playwright.sync_api import expect

from tests.harness.cast import PASSWORD, SHOW

pytestmark = pytest.mark.browser
FIRST_VISIT_MS = 15_000


def test_a_label_leads_to_its_case_and_records_nothing(cast, live_server, phone, phone_of):
    page, wire = phone(), phone_of("cem")
    before = wire.pull()["head"]
    page.goto(f"{live_server.url}/login")
    page.get_by_label("E-mail").fill("cem@site.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/field")
    page.goto(f"{live_server.url}/Q/{cast.codes['LX-0108']}")
    expect(page.locator("h1")).to_have_text("LX-0108", timeout=FIRST_VISIT_MS)
    assert page.url.endswith(f"/field#case/{cast.cases['LX-0108']}")
    page.goto(f"{live_server.url}/q/9T2FK7QX")
    expect(page.get_by_text("Nobody knows this code yet")).to_be_visible()
    assert wire.pull()["head"] == before
    assert wire.client.get(f"/api/shows/{SHOW}/entries?subject=code:9T2FK7QX").get_json()["entries"] == []
