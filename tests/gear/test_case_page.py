"""A case's page on the phone: who said what of it, on which phone, and what they wrote and showed."""

import re

import pytest
from playwright.sync_api import expect

from siteops.core.db import editing
from siteops.core.plan import Item
from tests.harness.accessibility import axe
from tests.harness.looks import audit

pytestmark = pytest.mark.browser


def test_a_note_with_a_picture_is_told_with_its_author_and_phone(hand, stage, photo):
    cem, lea = hand("cem"), hand("lea")
    cem.see_case("LX-0108")
    cem.press("Note")
    cem.page.get_by_label("What should the next one know?").fill("Dented at the lid")
    with cem.page.expect_file_chooser() as chooser:
        cem.press("Photo")
    chooser.value.set_files(files=[photo])
    cem.press("Save the note")
    said = cem.page.locator("li.line").first
    expect(said).to_contain_text("Dented at the lid")
    cem.all_sent()
    lea.see_case("LX-0108")
    said = lea.page.locator("li.line").first
    expect(said).to_contain_text("Photo added")
    expect(said).to_contain_text("Dented at the lid")
    expect(said).to_contain_text(re.compile(r"Cem Arslan · \S"))
    said.get_by_role("button", name="Photo added", exact=True).click()
    wide = lea.sheet.get_by_role("img").evaluate("async (image) => { await image.decode(); return image.naturalWidth }")
    assert wide == 320
    axe(lea.page)


def test_every_case_tells_what_it_holds_and_where_each_is_also_without_signal(hand, stage, app):
    rack = stage.cast.cases["AU-10P5"]
    with app.app_context(), editing() as session:
        session.add_all([Item(rack, "RIO", "Rio 3224", serial="Y4411"), Item(rack, "XLR5", "XLR 5 m", 24)])
    stage.lea.push(
        stage.lea.entry("Packed", stage.ref("LX-0108"), 5, into=rack),
        stage.lea.entry("Moved", stage.ref("AU-1001"), 6, place=stage.cast.refs["dock1"]),
    )
    cem = hand("cem")
    section = cem.page.locator("section", has=cem.page.get_by_role("heading", name="Contents"))
    lines = section.locator(".list > *")
    cem.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    with cem.no_server():
        cem.see_case("AU-1001")
        expect(lines).to_have_count(2)
        expect(lines.filter(has_text="LX-0108")).to_contain_text(re.compile("in AU-10P5 · Dock 1 · .*Lea"))
        lines.filter(has_text="AU-10P5 Stage rack").click()
        held = [re.compile(one) for one in ("LX-0108", "Rio 3224Y4411", "XLR 5 m24", "Count")]
        expect(lines).to_have_text(held)
        audit(cem.page)
        cem.see_case("BW-KH-01")
        expect(section).to_contain_text("The list names nothing in it.")
        cem.open("#scan")
        cem.at("stage")
        cem.scan("AU-10P5")
        cem.sees("ok", "Placed")
        cem.clear()
        cem.see_case("AU-1001")
        expect(lines).to_have_count(1)
        expect(lines).to_contain_text("Not in it")
        expect(lines).to_contain_text(re.compile("Stage rackStage left · .*Cem"))


def test_the_page_tells_who_brought_an_entry_who_accepted_it_and_of_which_day(hand, stage, phone_of):
    case = stage.ref("LX-0108")
    carrier, lead = phone_of("cem"), phone_of("pia")
    entry = phone_of("lea").entry("Held", case, 5, reason="Wet inside")
    [result] = carrier.push(entry)
    assert result["status"] == "held"
    lead.push(lead.entry("Accepted", case, 6, entry=entry["id"]))
    lea = hand("lea")
    lea.see_case("LX-0108")
    said = lea.page.locator("li.line").filter(has_text="Wet inside").first
    expect(said).to_contain_text("brought by Cem Arslan")
    expect(said).to_contain_text("accepted by Pia")
    expect(lea.page.locator("li.muted").first).to_have_text(re.compile("1 May"))
    assert lea.stage.log(case)[0]["brought_by"] == stage.cast.people["cem"]


def test_an_open_page_tells_what_others_do_meanwhile(hand, stage):
    cem = hand("cem")
    with cem.page.expect_response(lambda answer: "/entries?" in answer.url):
        cem.see_case("LX-0108")
    lines, quiet = cem.page.locator("li.line"), cem.page.get_by_text("Nothing recorded of it alone.")
    expect(quiet).to_be_visible()
    stage.lea.push(stage.lea.entry("Held", stage.ref("LX-0108"), 5, reason="Wet inside"))
    expect(lines).to_contain_text("Wet inside")
    expect(quiet).to_have_count(0)


def test_a_case_is_taken_out_from_the_contents_of_its_box_and_put_back(hand, stage):
    stage.lea.push(
        stage.lea.entry("Moved", stage.ref("AU-1001"), 5, place=stage.cast.refs["dock1"]),
        stage.lea.entry("Packed", stage.ref("LX-0108"), 6, into=stage.cast.cases["AU-1001"]),
    )
    cem = hand("cem")
    cem.see_case("AU-1001")
    section = cem.page.locator("section", has=cem.page.get_by_role("heading", name="Contents"))
    lines = section.locator(".list > *")
    expect(lines).to_have_count(2)
    cem.press("Take LX-0108 out")
    expect(lines).to_have_count(1)
    cem.page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(lines).to_have_count(2)
    axe(cem.page)
    cem.all_sent()
    told = [kind for kind, _ in stage.told(stage.ref("LX-0108"))]
    assert told == ["Packed", "Unpacked", "Undone"]


def test_a_case_that_lies_in_another_as_planned_can_be_taken_out_too(hand, stage):
    stage.lea.push(stage.lea.entry("Moved", stage.ref("AU-1001"), 5, place=stage.cast.refs["dock1"]))
    cem = hand("cem")
    cem.see_case("AU-10P5")
    cem.press("Take out")
    expect(cem.page.locator("dl.facts")).to_contain_text("Dock 1")
    expect(cem.page.get_by_role("link", name="Pack", exact=True)).to_be_visible()
    cem.all_sent()
    assert stage.told(stage.ref("AU-10P5")) == [("Unpacked", {"place": stage.cast.refs["dock1"]})]
