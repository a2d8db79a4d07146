"""Incidents on a phone: reported in three taps, with or without a signal; dealt with by those who come."""

import re

import pytest
from playwright.sync_api import expect

from tests.harness.looks import LOOKS, audit, wear
from tests.scan.test_without_signal import KEPT

pytestmark = pytest.mark.browser


def report(hand, kind, *, words=""):
    """Report an incident; answers its subject."""
    hand.open("#report")
    hand.press(kind)
    if words:
        hand.press("Write")
        hand.page.get_by_label("What happened, in your words").fill(words)
    hand.page.get_by_role("button", name=re.compile("^Report")).click()
    expect(hand.page.get_by_role("heading", name=f"{kind} reported")).to_be_visible()
    return subject(hand)


def subject(hand):
    return f"incident:{hand.page.url.split('/')[-1]}"


def see(hand, incident):
    """Open an incident's page."""
    hand.open(f"#{incident.replace(':', '/')}")


def test_three_taps_without_signal_outlive_a_reload_and_arrive(hand, stage):
    cem = hand("cem")
    cem.page.evaluate(KEPT)
    cem.at("dock1")
    with cem.no_server():
        cem.press("Incident")
        cem.press("Hazard")
        cem.press("Report hazard")
        expect(cem.page.get_by_role("heading", name="Hazard reported")).to_be_visible()
        expect(cem.page.get_by_text("Serious · Dock 1")).to_be_visible()
        expect(cem.page.get_by_text("On this phone")).to_be_visible()
        cem.page.reload()
        expect(cem.page.get_by_role("heading", name="Hazard reported")).to_be_visible()
        incident = subject(cem)
        cem.open("#incidents")
        expect(cem.page.get_by_role("link", name="Hazard")).to_contain_text("Not sent yet")
        cem.open("#board")
        expect(cem.page.get_by_role("link", name="open incident")).to_contain_text("1 serious")
    cem.open("#incidents")
    expect(cem.page.get_by_text("Not sent yet")).not_to_be_attached(timeout=20_000)
    (told,) = stage.told(incident)
    assert told == (
        "Reported",
        {"kind": "hazard", "severity": "serious", "place": stage.cast.refs["dock1"]},
    )


def test_what_somebody_wrote_is_read_by_leads_and_its_author_alone(hand):
    cem, lea = hand("cem"), hand("lea")
    mine = report(cem, "Injury", words="Cut finger at the ramp")
    expect(cem.page.get_by_text("Sent")).to_be_visible()
    theirs = report(lea, "People", words="Two of ours quarrel")
    see(lea, mine)
    expect(lea.page.get_by_role("heading", level=1)).to_contain_text("Cut finger at the ramp")
    lea.press("Note")
    lea.page.get_by_label("What is there to know?").fill("The medic has him")
    lea.press("Save the note")
    expect(lea.page.locator("li.line").last).to_contain_text("The medic has him")
    see(cem, mine)
    expect(cem.page.get_by_role("heading", level=1)).to_contain_text("Cut finger at the ramp")
    cem.open("#incidents")
    expect(cem.page.get_by_role("link", name="People")).to_be_visible()
    see(cem, theirs)
    expect(cem.page.get_by_text("People reported")).to_be_visible()
    assert "quarrel" not in cem.page.content()
    see(cem, mine)
    expect(cem.page.locator("li.line").last).to_contain_text("Note")
    assert "The medic has him" not in cem.page.content()


def test_injury_fire_and_crowd_say_whom_to_call_before_anything_else(hand):
    cem = hand("cem")
    cem.open("#incident/new")
    expect(cem.page.get_by_role("link", name="Call control")).not_to_be_attached()
    for kind in ("Injury", "Fire", "Crowd"):
        cem.press(kind)
        expect(cem.page.get_by_role("link", name="Call control")).to_have_attribute("href", "tel:+49405550100")
        expect(cem.page.get_by_text("Medic: no number set")).to_be_visible()
    cem.press("Report crowd")
    expect(cem.page.get_by_role("link", name="Call control")).to_be_visible()


def test_a_guess_can_be_put_right_before_and_taken_back_after(hand, stage):
    cem = hand("cem")
    cem.at("dock1")
    cem.press("Incident")
    cem.press("Delay")
    expect(cem.page.get_by_role("button", name="Minor")).to_have_attribute("aria-pressed", "true")
    cem.press("Stop")
    expect(cem.page.get_by_text("your last scan")).to_be_visible()
    cem.press("Change")
    cem.sheet.get_by_role("button", name="Stage left").click()
    cem.press("Report delay")
    expect(cem.page.get_by_text("Stop · Stage left")).to_be_visible()
    incident = subject(cem)
    cem.press("Undo")
    expect(cem.page.get_by_role("heading", name="Taken back").first).to_be_visible()
    cem.open("#incidents")
    expect(cem.page.get_by_role("heading", name="No open incidents")).to_be_visible()
    cem.all_sent()
    assert [kind for kind, _ in stage.told(incident)] == ["Reported", "Undone"]


def test_a_lead_takes_it_grades_it_ends_it_and_opens_it_again(hand, stage):
    cem, lea = hand("cem"), hand("lea")
    incident = report(cem, "Hazard")
    expect(cem.page.get_by_text("Sent")).to_be_visible()
    lea.open("#incidents")
    expect(lea.page.get_by_role("link", name="Hazard")).to_contain_text("Nobody has it yet")
    lea.page.get_by_role("link", name="Hazard").click()
    lea.press("I take it")
    lea.page.get_by_role("button", name="Serious: change").click()
    lea.sheet.get_by_role("button", name="Stop").click()
    expect(lea.page.get_by_role("button", name="Stop: change")).to_be_visible()
    lea.press("Mark resolved")
    expect(lea.page.get_by_role("button", name="Mark resolved")).not_to_be_attached()
    see(cem, incident)
    expect(cem.page.get_by_text("Lea has it")).to_be_visible()
    expect(cem.page.get_by_role("button", name="Reopen")).not_to_be_attached()
    lea.press("Reopen")
    expect(lea.page.locator("li.line b")).to_have_text(
        ["Hazard reported, Serious", "Taken", "Graded: Stop", "Resolved", "Opened again"]
    )
    expect(cem.page.get_by_role("button", name="Mark resolved")).to_be_visible()
    lea.open("#incidents")
    lea.all_sent()
    assert [kind for kind, _ in stage.told(incident)] == ["Reported", "Taken", "Graded", "Resolved", "Reopened"]


def test_a_second_tap_on_taking_it_does_not_end_it(hand, stage):
    cem, lea = hand("cem"), hand("lea")
    incident = report(cem, "Hazard")
    lea.open("#incidents")
    lea.page.get_by_role("link", name="Hazard").click()
    taking = lea.page.get_by_role("button", name="I take it")
    spot = taking.bounding_box()
    lea.press_twice("I take it")
    expect(lea.page.get_by_role("button", name="Mark resolved")).to_be_visible()
    lea.page.mouse.click(spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2)
    expect(lea.page.get_by_role("button", name="Mark resolved")).to_be_enabled()
    lea.open("#incidents")
    lea.all_sent()
    assert [kind for kind, _ in stage.told(incident)] == ["Reported", "Taken"]


def test_an_open_page_tells_what_others_do_meanwhile_also_what_comes_late(hand, stage):
    cem, lea = hand("cem"), stage.lea
    lea.push(lea.entry("Reported", "incident:oil", 20, kind="hazard", severity="serious"))
    see(cem, "incident:oil")
    lines = cem.page.locator("li.line b")
    expect(lines).to_have_text(["Hazard reported, Serious"])
    lea.push(lea.entry("Taken", "incident:oil", 25))
    expect(lines).to_have_text(["Hazard reported, Serious", "Taken"])
    lea.push(lea.entry("Graded", "incident:oil", 22, severity="stop"))
    expect(lines).to_have_text(["Hazard reported, Serious", "Graded: Stop", "Taken"])


def attach(hand, photo):
    with hand.page.expect_file_chooser() as chooser:
        hand.press("Photo")
    chooser.value.set_files(files=[photo])
    expect(hand.page.get_by_role("button", name="Remove the photo")).to_be_visible()


def test_a_photo_goes_with_the_report_and_is_seen_by_others(hand, photo):
    cem, lea = hand("cem"), hand("lea")
    cem.open("#report")
    cem.press("Damage")
    attach(cem, photo)
    cem.press("Report damage")
    expect(cem.page.get_by_text("Sent")).to_be_visible()
    incident = subject(cem)
    see(cem, incident)
    expect(cem.page.get_by_role("button", name="Photo 1 of 1", exact=True)).to_be_visible()
    see(lea, incident)
    lea.page.get_by_role("button", name="Photo 1 of 1", exact=True).click()
    wide = lea.sheet.get_by_role("img").evaluate("async (image) => { await image.decode(); return image.naturalWidth }")
    assert wide == 320


def test_none_is_said_only_while_it_is_known(hand):
    cem = hand("cem")
    cem.page.evaluate(KEPT)
    cem.open("#incidents")
    expect(cem.page.get_by_role("heading", name="No open incidents")).to_be_visible()
    cem.page.clock.install()
    with cem.no_server():
        cem.page.clock.fast_forward("05:00")
        cem.open("#more")
        cem.open("#incidents")
        expect(cem.page.get_by_role("heading", name=re.compile("None known at"))).to_be_visible()
        expect(cem.page.get_by_text("There may be incidents that this phone hasn't heard of.")).to_be_visible()
        expect(cem.page.get_by_role("link", name="Call control")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_nobody_stumbles_over_an_incident(phone, stage, look):
    lea = stage.lea
    lea.push(
        lea.entry("Reported", "incident:oil", 20, kind="hazard", severity="serious", place=stage.cast.refs["dock1"],
                  private={"text": "Diesel on the ramp, a pool of a metre below the tail lift"}),
        lea.entry("Taken", "incident:oil", 21),
        lea.entry("Reported", "incident:late", 25, kind="delay", severity="minor"),
        lea.entry("Reported", "incident:cut", 5, kind="injury", severity="serious"),
        lea.entry("Resolved", "incident:cut", 9),
    )  # fmt: skip
    page = phone(**LOOKS[look])
    wear(page, look)
    page.context.request.post(
        f"{stage.server.url}/login", form={"email": "lea@site.example", "password": "correct horse"}
    )
    page.goto(f"{stage.server.url}/field#incidents")
    expect(page.locator("main .list a")).to_have_count(3)
    audit(page)
    page.goto(f"{stage.server.url}/field#incident/oil")
    expect(page.locator("li.line")).to_have_count(2)
    audit(page)
    page.locator(".foot .row button").first.click()
    expect(page.locator("dialog.sheet[open]")).to_be_visible()
    audit(page)
    page.goto(f"{stage.server.url}/field#report")
    page.locator(".tile").first.click()
    page.locator("[aria-expanded]").click()
    expect(page.locator(".calls")).to_be_visible()
    audit(page)
    page.locator(".btn--act").click()
    expect(page.locator(".empty h2")).to_be_visible()
    audit(page)
