"""A report half written on a phone: it waits for its author, and for nobody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.incidents.test_phone import attach, subject

pytestmark = pytest.mark.browser


def half_written(hand):
    return hand.page.get_by_text("You left this half written")


def handed_to(hand, name):
    """Somebody else signs in on the phone, and it knows."""
    hand.sign_in(name.lower()).open("#more")
    expect(hand.page.locator("a.card b")).to_have_text(re.compile(name))


def test_a_half_written_report_outlives_a_reload_and_goes_with_sending(hand, stage, photo):
    cem = hand("cem")
    cem.open("#report")
    cem.press("Hazard")
    cem.press("Stop")
    cem.press("Write")
    cem.page.get_by_label("What happened, in your words").fill("Oil on the ramp")
    attach(cem, photo)
    expect(half_written(cem)).not_to_be_attached()
    cem.page.reload()
    expect(half_written(cem)).to_be_visible()
    for chosen in ("Hazard", "Stop"):
        expect(cem.page.get_by_role("button", name=chosen, exact=True)).to_have_attribute("aria-pressed", "true")
    expect(cem.page.get_by_label("What happened, in your words")).to_have_value("Oil on the ramp")
    expect(cem.page.get_by_role("button", name="Remove the photo")).to_be_visible()
    cem.press("Report hazard")
    expect(cem.page.get_by_text("Sent")).to_be_visible()
    ((_, told),) = stage.told(subject(cem))
    assert (told["severity"], len(told["photo"])) == ("stop", 64)
    cem.open("#report")
    expect(cem.page.get_by_role("button", name="Choose what happened")).to_be_visible()
    expect(half_written(cem)).not_to_be_attached()


def test_a_half_written_report_is_its_author_s_and_can_be_begun_anew(hand, photo):
    cem = hand("cem")
    cem.open("#report")
    cem.press("People")
    attach(cem, photo)
    handed_to(cem, "Lea")
    cem.open("#report")
    expect(cem.page.get_by_role("button", name="Choose what happened")).to_be_visible()
    expect(half_written(cem)).not_to_be_attached()
    handed_to(cem, "Cem")
    cem.open("#report")
    expect(half_written(cem)).to_be_visible()
    cem.press("Start over")
    expect(cem.page.get_by_role("button", name="Choose what happened")).to_be_visible()
    cem.page.reload()
    expect(cem.page.get_by_role("button", name="Choose what happened")).to_be_visible()
    expect(half_written(cem)).not_to_be_attached()
