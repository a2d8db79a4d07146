"""A report half written on a phone: it waits for its author, and for nobody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.incidents.test_phone import attach, see, subject

pytestmark = pytest.mark.browser

SLOW_PICTURE = """(nth) => {
    const quick = Blob.prototype.arrayBuffer
    Blob.prototype.arrayBuffer = async function () {
        if (--nth === 0) await new Promise((resolve) => { window.read = resolve })
        return quick.call(this)
    }
}"""
"""The `nth` time that a picture's bytes are asked for, they are not there before `read()`."""


def half_written(hand):
    return hand.page.get_by_text("You left this half written")


def begin(hand):
    """Somebody writes, is called away, and comes back."""
    hand.open("#report")
    hand.press("Hazard")
    hand.press("Write")
    hand.page.get_by_label("What happened, in your words").fill("Oil on the ramp")
    hand.open("#more")
    expect(hand.page.locator("a.card b")).to_be_visible()
    hand.open("#report")
    expect(half_written(hand)).to_be_visible()


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


def test_nothing_is_given_up_on_screen_before_it_is_on_the_disk(hand):
    cem = hand("cem")
    begin(cem)
    with cem.busy_disk():
        cem.press("Start over")
        expect(half_written(cem)).to_be_visible()
    expect(half_written(cem)).not_to_be_attached()
    expect(cem.page.get_by_role("button", name="Choose what happened")).to_be_visible()


def test_a_thumb_quicker_than_the_disk_takes_nothing_of_what_was_left(hand):
    cem = hand("cem")
    begin(cem)
    cem.open("#scan")
    expect(cem.page.get_by_role("button", name="Type")).to_be_visible()
    with cem.busy_disk():
        cem.open("#report")
        cem.press("Crowd")
    for _ in range(2):
        expect(half_written(cem)).to_be_visible()
        expect(cem.page.get_by_role("button", name="Crowd", exact=True)).to_have_attribute("aria-pressed", "true")
        expect(cem.page.get_by_label("What happened, in your words")).to_have_value("Oil on the ramp")
        cem.page.reload()


@pytest.mark.parametrize("nth", [1, 2], ids=["while it is made small", "while it is put on the disk"])
def test_a_report_overtakes_its_picture_and_loses_it_neither_to_the_log_nor_to_the_next_one(hand, photo, nth):
    cem = hand("cem")
    cem.page.evaluate(SLOW_PICTURE, nth)
    cem.open("#report")
    cem.press("Hazard")
    with cem.page.expect_file_chooser() as chooser:
        cem.press("Photo")
    chooser.value.set_files(files=[photo])
    cem.page.wait_for_function("() => window.read")
    cem.press("Report hazard")
    expect(cem.page.get_by_role("heading", name="Hazard reported")).to_be_visible()
    incident = subject(cem)
    cem.page.evaluate("() => window.read()")
    cem.open("#report")
    expect(cem.page.get_by_role("button", name="Choose what happened")).to_be_visible()
    expect(half_written(cem)).not_to_be_attached()
    see(cem, incident)
    expect(cem.page.get_by_role("button", name="Photo 1 of 1", exact=True)).to_be_visible()


def test_two_quick_taps_report_it_once(hand):
    cem = hand("cem")
    cem.open("#report")
    cem.press("Hazard")
    cem.press_twice("Report hazard")
    expect(cem.page.get_by_role("heading", name="Hazard reported")).to_be_visible()
    cem.open("#incidents")
    expect(cem.page.get_by_role("link", name="Hazard")).to_have_count(1)
