"""Lists on a phone: a tap is a tick, with or without a signal; a photo proves; the cases tick by themselves."""

import pytest
from playwright.sync_api import expect

from siteops.core.db import editing
from siteops.core.plan import List
from tests.harness.cast import SHOW
from tests.harness.looks import LOOKS, audit, wear
from tests.scan.test_without_signal import KEPT

pytestmark = pytest.mark.browser


def step(hand, text):
    return hand.page.get_by_role("checkbox", name=text)


def is_done(row):
    expect(row).to_have_attribute("aria-checked", "true")


def is_open(row):
    expect(row).to_have_attribute("aria-checked", "false")


def log(stage, number):
    return [kind for kind, _ in stage.told(f"step:{stage.cast.steps[number]}")]


def test_a_tick_without_signal_outlives_a_reload_and_arrives(hand, stage, doors):
    cem, lea = hand("cem"), hand("lea")
    cem.page.evaluate(KEPT)
    with cem.no_server():
        cem.open("#lists")
        cem.page.get_by_role("link", name="Truck 1: close the doors").click()
        expect(cem.page.get_by_label("Progress")).to_contain_text("0 of 3 done")
        step(cem, "Load bars").click()
        is_done(step(cem, "Load bars"))
        cem.page.reload()
        is_done(step(cem, "Load bars"))
        expect(cem.page.get_by_label("Progress")).to_contain_text("1 of 3 done")
    cem.all_sent()
    assert log(stage, 0) == ["Ticked"]
    lea.open(doors)
    is_done(step(lea, "Load bars"))
    expect(step(lea, "Load bars")).to_contain_text("Cem")


def test_the_lists_of_the_leg_that_is_on_come_first(hand, stage, app):
    with app.app_context(), editing() as session:
        session.add(List(SHOW, "Power on", leg="in"))
    cem = hand("cem")
    cem.open("#lists")
    legs = cem.page.locator("h2.eyebrow")
    expect(legs).to_have_text(["Load-in", "Load-out"])
    stage.begin("load-out")
    expect(legs).to_have_text(["Load-out", "Load-in"])


def test_a_tick_is_taken_back_by_a_tap_or_by_undo(hand, stage, doors):
    cem = hand("cem")
    cem.open(doors)
    step(cem, "Load bars").click()
    is_done(step(cem, "Load bars"))
    cem.page.get_by_role("button", name="Undo last: Load bars every 3 m").click()
    is_open(step(cem, "Load bars"))
    expect(cem.page.get_by_role("button", name="Undo last")).not_to_be_attached()
    step(cem, "Load bars").click()
    is_done(step(cem, "Load bars"))
    step(cem, "Load bars").click()
    is_open(step(cem, "Load bars"))
    cem.all_sent()
    assert log(stage, 0) == ["Ticked", "Undone", "Ticked", "Unticked"]


def test_a_photo_step_is_ticked_by_its_photo(hand, stage, doors, photo):
    cem, lea = hand("cem"), hand("lea")
    cem.open(doors)
    row = step(cem, "Doors photographed")
    with cem.page.expect_file_chooser() as chooser:
        row.click()
    assert chooser.value.element.get_attribute("capture") == "environment"
    is_open(row)
    chooser.value.set_files(files=[photo])
    is_done(row)
    expect(cem.page.get_by_role("button", name="Photo: Doors photographed", exact=True)).to_be_visible()
    cem.all_sent()
    ((kind, body),) = stage.told(f"step:{stage.cast.steps[2]}")
    assert (kind, len(body["photo"])) == ("Ticked", 64)
    lea.open(doors)
    lea.page.get_by_role("button", name="Photo: Doors photographed", exact=True).click()
    wide = lea.sheet.get_by_role("img").evaluate("async (image) => { await image.decode(); return image.naturalWidth }")
    assert wide == 320


def test_all_on_board_ticks_itself_and_leads_to_what_is_missing(hand, stage, doors):
    cem, lea = hand("cem"), stage.lea
    truck = stage.cast.refs["truck1"]
    cem.open(doors)
    waiting = cem.page.get_by_role("link", name="All on board")
    expect(waiting).to_contain_text("0 of 3 on board")
    waiting.click()
    expect(cem.page.get_by_role("heading", name="3 not on board")).to_be_visible()
    expect(cem.page.get_by_role("link", name="AU-10P5")).to_contain_text("in AU-1001")
    lea.push(lea.entry("Moved", stage.ref("LX-0108"), 60, place=truck, leg="out"))
    expect(cem.page.get_by_role("heading", name="2 not on board")).to_be_visible()
    lea.push(lea.entry("Moved", stage.ref("AU-1001"), 61, place=truck, leg="out"))
    expect(cem.page.get_by_role("heading", name="All on board")).to_be_visible()
    cem.page.get_by_role("link", name="Back").click()
    is_done(step(cem, "All on board"))
    expect(step(cem, "All on board")).to_contain_text("3 of 3 on board")
    expect(step(cem, "All on board")).to_be_disabled()


def test_a_safety_step_that_two_phones_disagree_on_is_not_done_until_somebody_looks_again(hand, stage, doors, phone_of):
    cem, bars = phone_of("cem"), f"step:{stage.cast.steps[0]}"
    stage.lea.push(stage.lea.entry("Unticked", bars, 30))
    cem.push(cem.entry("Ticked", bars, 30.5))
    own = hand("cem")
    own.open(doors)
    row = step(own, "Load bars")
    is_open(row)
    expect(row).to_contain_text("Contested: look again")
    expect(own.page.get_by_text("1 step is contested: it counts as not done.")).to_be_visible()
    row.click()
    is_done(row)
    own.open("#lists")
    expect(own.page.get_by_role("link", name="Truck 1")).to_contain_text("1/3")
    expect(own.page.get_by_text("contested")).not_to_be_attached()


@pytest.mark.parametrize("look", LOOKS)
def test_nobody_stumbles_over_a_list(phone, stage, doors, look):
    lea, bars = stage.lea, f"step:{stage.cast.steps[0]}"
    lea.push(lea.entry("Ticked", bars, 30))
    page = phone(**LOOKS[look])
    wear(page, look)
    page.context.request.post(
        f"{stage.server.url}/login", form={"email": "cem@site.example", "password": "correct horse"}
    )
    page.goto(f"{stage.server.url}/field#lists")
    expect(page.locator("main .list a")).to_have_count(1)
    audit(page)
    page.goto(f"{stage.server.url}/field{doors}")
    page.locator(".tickrow").first.click()
    expect(page.locator(".tickrow[aria-checked=false]")).to_have_count(2)
    audit(page)
    page.locator("a.tickrow").click()
    expect(page.locator("main .list a")).to_have_count(3)
    audit(page)
