"""Places, slots and lists under somebody's hands: cells that are edited where they stand, and two people at one row."""

from datetime import timedelta

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from siteops.core.db import editing
from siteops.core.plan import Slot
from tests.desk.conftest import told
from tests.harness.cast import DAWN, SHOW
from tests.harness.desks import judge

pytestmark = pytest.mark.browser


def row(page: Page, words: str) -> Locator:
    """The row of the list that says something."""
    return page.locator("[data-list] tbody tr", has_text=words).first


def test_a_place_is_renamed_moved_and_timed_where_it_stands(desk):
    page = desk(path="/places")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="Dock 1", exact=True)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type("Dock 1 (north)")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("Kept.")
    expect(page.get_by_role("link", name="Dock 1 (north)", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Dock 2", exact=True)).to_be_focused()
    truck = row(page, "Truck 1")
    truck.locator("[data-name=due]").click()
    page.locator("[data-editing] input").fill("2026-05-01T12:30")
    page.keyboard.press("Enter")
    expect(truck.locator("[data-name=due]")).to_contain_text("12:30")
    truck.locator("th").click(position={"x": 4, "y": 4})
    page.locator("[data-editing] input").fill("Truck 2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is one called Truck 2 already")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Truck 1", exact=True).press("Enter")
    expect(page.locator("h1")).to_have_text("Truck 1")


def test_the_second_of_two_at_a_place_is_told_and_loses_nothing(desk):
    lea, pia = desk("lea", "/places"), desk("pia", "/places")
    for page, words in ((lea, "leveller"), (pia, "no leveller")):
        row(page, "Dock 1").locator("[data-name=note]").click()
        page.keyboard.type(words)
    pia.keyboard.press("Enter")
    expect(told(pia)).to_have_text("Kept.")
    lea.keyboard.press("Enter")
    expect(lea.get_by_role("alert")).to_contain_text("it says “no leveller” now")
    expect(lea.locator("[data-editing] input")).to_have_value("leveller")
    lea.keyboard.press("Enter")
    expect(row(lea, "Dock 1").locator("[data-name=note]")).to_have_text("leveller")


def test_places_are_found_again_as_they_were_narrowed(desk):
    page = desk(path="/places?kind=zone&sort=-name")
    page.get_by_role("link", name="FOH", exact=True).click()
    page.get_by_role("link", name="All places", exact=True).click()
    page.wait_for_url("**/places?kind=zone&sort=-name")


@pytest.fixture
def slot(app, cast):
    """A slot of Truck 1 at dock 1, at eight on the show's clock."""
    with app.app_context(), editing() as session:
        ends = DAWN + timedelta(hours=1)
        session.add(Slot(SHOW, cast.places["dock1"], cast.places["truck1"], "in", DAWN, ends))


def test_a_slot_is_moved_where_it_stands_and_the_picture_follows(desk, slot):
    page = desk(path="/slots?day=2026-05-01")
    picture = page.locator("a.slot")
    expect(picture).to_contain_text("08:00–09:00")
    row(page, "Truck 1").locator("[data-name=starts]").click()
    page.locator("[data-editing] input").fill("10:30")
    page.keyboard.press("Tab")
    page.locator("[data-editing] input").fill("12:00")
    page.keyboard.press("Enter")
    expect(picture).to_contain_text("10:30–12:00")
    row(page, "Truck 1").locator("[data-name=dock]").click()
    page.locator("[data-editing] select").select_option(label="Dock 2")
    expect(page.locator("tbody", has=picture)).to_contain_text("Dock 2")
    row(page, "Truck 1").locator("[data-name=ends]").click()
    page.locator("[data-editing] input").fill("10:30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("It ends when it starts.")
    page.keyboard.press("Escape")
    expect(row(page, "Truck 1").locator("[data-name=ends]")).to_have_text("12:00")


def test_a_checklist_is_tied_to_another_truck_where_it_stands(desk):
    page = desk(path="/lists")
    row(page, "close the doors").locator("[data-name=truck]").click()
    page.locator("[data-editing] select").select_option(label="Truck 2")
    expect(told(page)).to_have_text("Kept.")
    page.reload()
    expect(row(page, "close the doors").locator("[data-name=truck]")).to_have_text("Truck 2")


def test_a_step_is_kept_as_it_is_left_and_the_second_of_two_is_told(desk, cast):
    lea, pia = desk("lea", "/lists/1"), desk("pia", "/lists/1")
    text, photo = f"[name=text-{cast.steps[0]}]", f"[name=photo-{cast.steps[0]}]"
    pia.locator(text).fill("Load bars every 2 m")
    pia.locator(photo).check()
    expect(told(pia)).to_have_text("Kept.")
    lea.locator(text).fill("Load bars every 4 m")
    lea.keyboard.press("Enter")
    expect(lea.get_by_role("alert")).to_contain_text("it says “Load bars every 2 m” now")
    expect(lea.locator(text)).to_have_value("Load bars every 4 m")
    expect(lea.locator(photo)).to_be_checked()
    lea.keyboard.press("Escape")
    expect(lea.locator(text)).to_have_value("Load bars every 2 m")
    lea.locator(text).fill("Load bars every 3 m, strapped")
    lea.keyboard.press("Enter")
    expect(told(lea)).to_have_text("Kept.")
    lea.get_by_role("button", name="Keep all").click()
    expect(lea.locator(text)).to_have_value("Load bars every 3 m, strapped")
    expect(lea.get_by_role("alert")).to_have_count(0)


def test_whoever_leaves_before_the_last_step_is_kept_is_asked(desk, cast):
    """Two fields of one row are kept one after the other: on a slow line the second has not even been asked for."""
    page = desk(path="/lists/1")
    text, photo = f"[name=text-{cast.steps[0]}]", f"[name=photo-{cast.steps[0]}]"
    held: list[Route] = []
    page.route("**/steps/**", lambda route: held.append(route) if route.request.method == "POST" else route.fallback())
    page.locator(text).fill("Load bars every 3 m")
    page.locator(photo).check()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="All lists", exact=True).click()
    assert asked == ["beforeunload"]
    assert len(held) == 1
    page.unroute("**/steps/**")  # lets go what it holds
    expect(told(page)).to_have_text("Kept.")
    expect(page.locator(f"[name=was-photo-{cast.steps[0]}]")).to_have_value("1")
    page.reload()
    expect(page.locator(text)).to_have_value("Load bars every 3 m")
    expect(page.locator(photo)).to_be_checked()


@pytest.fixture
def slots(app, cast):
    """Three slots at dock 1, from eight on the show's clock, an hour each."""
    with app.app_context(), editing() as session:
        for hours in range(3):
            starts = DAWN + timedelta(hours=hours)
            session.add(Slot(SHOW, cast.places["dock1"], None, "in", starts, starts + timedelta(hours=1)))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_slots_slip_at_once_and_are_put_back(desk, slots, scripts):
    page = desk(path="/slots?day=2026-05-01", java_script_enabled=scripts)
    begin = page.locator("[data-list] tbody [data-name=starts]")
    for box in page.locator("[data-list] tbody .check").all()[1:]:
        box.check()
    page.locator("summary", has_text="Earlier or later").click()
    page.get_by_label("By so many minutes").fill("45")
    page.get_by_role("button", name="Later").click()
    expect(page.locator(".notice")).to_contain_text("2 slots are 45 min later.")
    expect(begin).to_have_text(["08:00", "09:45", "10:45"])
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_contain_text("2 rows are as they were.")
    expect(begin).to_have_text(["08:00", "09:00", "10:00"])


def test_places_and_checklists_are_chosen_by_keys_and_changed_with_enter(desk):
    page = desk(path="/places")
    for key in ("j", "x", "ArrowDown", "x"):
        page.keyboard.press(key)
    expect(page.locator(".bulk")).to_contain_text("Chosen: 2")
    page.locator("summary", has_text="Set").press("Enter")
    page.locator(".bulk").get_by_label("Note", exact=True).fill("wet floor")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("2 places have another note.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".notice")).to_contain_text("2 rows are as they were.")
    page.goto(page.url.partition("/places")[0] + "/lists")
    page.locator("[data-page]").check()
    page.locator("summary", has_text="Set").click()
    page.keyboard.press("Escape")
    expect(page.locator(".act[open]")).to_have_count(0)
    page.locator("summary", has_text="More").click()
    page.get_by_role("button", name="Take off the plan").click()
    expect(page.locator("main")).to_contain_text("No lists yet")
    page.get_by_role("button", name="Undo").click()
    expect(row(page, "close the doors")).to_be_visible()


def test_what_one_has_just_edited_oneself_slips_with_the_rest(desk, slots):
    page = desk(path="/slots?day=2026-05-01")
    page.locator("[data-list] tbody [data-name=vendor]").first.click()
    page.keyboard.type("Nordvik")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("Kept.")
    page.locator("[data-page]").check()
    page.locator("summary", has_text="Earlier or later").click()
    page.get_by_label("By so many minutes").fill("15")
    page.get_by_role("button", name="Earlier").click()
    expect(page.locator(".notice")).to_contain_text("3 slots are 15 min earlier.")


def test_what_folds_out_of_the_bar_lies_on_a_phones_screen(desk, slots):
    page = desk(path="/slots?day=2026-05-01")
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("[data-list] tbody .check").first.check()
    for summary in page.locator(".bulk summary").all():
        summary.click()
        box = page.locator(".act[open] > .card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("width", [1440, 390])
def test_the_days_of_a_long_show_run_sideways_from_the_one_that_is_shown(desk, app, cast, width):
    with app.app_context(), editing() as session:
        for day in range(40):
            starts = DAWN + timedelta(days=day)
            session.add(Slot(SHOW, cast.places["dock1"], None, "in", starts, starts + timedelta(hours=1)))
    page = desk(path="/slots")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{page.url}?day=2026-05-30")
    days = page.get_by_role("navigation", name="Day", exact=True)
    assert days.bounding_box()["height"] < 70
    assert days.evaluate("(one) => one.scrollWidth > one.clientWidth")
    expect(days.locator("[aria-current]")).to_be_in_viewport()
    judge(page)
