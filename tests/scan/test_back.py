"""The way back: a screen's own and the browser's, one after the other, never lead out of the app."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def cem(hand):
    """Somebody who came to the form of an incident by a link from elsewhere, and then looked at something else."""
    cem = hand()
    cem.page.goto("about:blank")
    cem.page.goto(f"{cem.stage.server.url}/field#report")
    reads(cem, "What happened?")
    cem.open("#recent")
    reads(cem, "Recent scans")
    return cem


def reads(hand, title):
    expect(hand.page.locator("h1")).to_have_text(title)


def test_back_after_the_browsers_own_back_stays_in_the_app(cem):
    cem.page.go_back()
    reads(cem, "What happened?")
    cem.press("Close")
    reads(cem, "Incidents")


def test_back_after_a_reload_leads_where_one_came_from(cem):
    cem.open("#report")
    reads(cem, "What happened?")
    cem.page.reload()
    cem.press("Close")
    reads(cem, "Recent scans")
    cem.page.go_back()
    reads(cem, "What happened?")
    cem.page.go_forward()
    reads(cem, "Recent scans")
