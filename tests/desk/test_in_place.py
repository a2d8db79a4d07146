"""The list of cases under somebody's hands: keys, cells that are edited where they stand, and two people at one row."""

import pytest
from playwright.sync_api import Page, expect

from tests.desk.conftest import told

pytestmark = pytest.mark.browser


def cell(page: Page, code: str, name: str):
    """A cell of a case's row."""
    return page.locator("tbody tr", has_text=code).first.locator(f"[data-name={name}]")


def test_a_row_is_gone_to_ticked_and_opened_by_keys(desk):
    page = desk()
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="AU-1001")).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.locator(".bulk")).to_contain_text("Chosen: 2")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("AU-1001")


def test_single_keys_can_be_turned_off(desk):
    page = desk()
    page.locator("[data-show-keys]").click()
    page.get_by_label("Single keys act anywhere on the page").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).not_to_be_focused()


def test_a_cell_is_edited_where_it_stands(desk):
    page = desk()
    cell(page, "LX-0108", "name").click()
    page.keyboard.type("MegaPointe, tested")
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("Kept.")
    expect(cell(page, "LX-0108", "name")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("a slip")
    page.keyboard.press("Escape")
    expect(cell(page, "LX-0108", "name")).to_have_text("MegaPointe, tested")
    page.reload()
    expect(cell(page, "LX-0108", "name")).to_have_text("MegaPointe, tested")


def test_tab_keeps_and_goes_on(desk):
    page = desk()
    cell(page, "LX-0108", "truck").click()
    page.locator("[data-editing] select").select_option(label="Truck 2")
    expect(cell(page, "LX-0108", "truck")).to_have_text("Truck 2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("17")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("92,75")
    page.keyboard.press("Tab")
    expect(cell(page, "LX-0108", "weight")).to_have_text("92.8")
    page.reload()
    found = [cell(page, "LX-0108", name).get_attribute("data-value") for name in ("sort", "weight")]
    assert found == ["17", "92.75"]
    expect(cell(page, "LX-0108", "truck")).to_have_text("Truck 2")


def test_what_cannot_be_kept_stays_typed_and_says_why(desk, live_server):
    page = desk()
    cell(page, "LX-0108", "weight").click()
    page.keyboard.type("heavy")
    page.keyboard.press("Enter")
    fault = page.get_by_role("alert")
    expect(fault).to_have_text("A number up to 40000, such as 92.5.")
    expect(page.locator("[data-editing] input")).to_have_value("heavy")
    page.keyboard.press("Escape")
    expect(cell(page, "LX-0108", "weight")).to_have_text("92.5")
    live_server.kill()
    cell(page, "LX-0108", "name").click()
    page.keyboard.type("written on a bad line")
    page.keyboard.press("Enter")
    expect(fault).to_contain_text("the server does not answer")
    live_server.restart()
    page.keyboard.press("Enter")
    expect(told(page)).to_have_text("Kept.")
    expect(cell(page, "LX-0108", "name")).to_have_text("written on a bad line")


def test_the_second_of_two_is_told_and_loses_nothing(desk):
    lea, pia = desk("lea"), desk("pia")
    cell(lea, "LX-0108", "name").click()
    lea.keyboard.type("by Lea")
    cell(pia, "LX-0108", "name").click()
    pia.keyboard.type("by Pia")
    pia.keyboard.press("Enter")
    expect(told(pia)).to_have_text("Kept.")
    cell(pia, "LX-0108", "sort").click()
    pia.keyboard.type("9")
    pia.keyboard.press("Enter")
    expect(cell(pia, "LX-0108", "sort")).to_have_text("9")
    lea.keyboard.press("Enter")
    expect(lea.get_by_role("alert")).to_contain_text("it says “by Pia” now")
    expect(lea.locator("[data-editing] input")).to_have_value("by Lea")
    expect(cell(lea, "LX-0108", "sort")).to_have_text("9")
    lea.keyboard.press("Escape")
    expect(cell(lea, "LX-0108", "name")).to_have_text("by Pia")
    lea.keyboard.press("Enter")
    lea.keyboard.type("by both")
    lea.keyboard.press("Enter")
    expect(cell(lea, "LX-0108", "name")).to_have_text("by both")


def test_two_who_edit_other_cells_of_one_row_do_not_notice(desk):
    lea, pia = desk("lea"), desk("pia")
    cell(lea, "LX-0108", "name").click()
    cell(pia, "LX-0108", "sort").click()
    pia.keyboard.type("9")
    pia.keyboard.press("Enter")
    expect(told(pia)).to_have_text("Kept.")
    lea.keyboard.type("by Lea")
    lea.keyboard.press("Enter")
    expect(told(lea)).to_have_text("Kept.")
    expect(cell(lea, "LX-0108", "sort")).to_have_text("9")


def test_a_form_of_two_people_keeps_both(desk, cast):
    path = f"/cases/{cast.cases['LX-0108']}"
    lea, pia = desk("lea", path), desk("pia", path)
    for page, note in ((pia, "Keep dry"), (lea, "Keep cool")):
        page.locator("#f-note").fill(note)
        page.get_by_role("button", name="Keep", exact=True).click()
    expect(lea.get_by_role("alert")).to_contain_text("Keep dry")
    assert lea.locator("#f-note").input_value() == "Keep cool"


def test_a_change_of_many_leaves_what_somebody_edits_meanwhile(desk):
    lea, pia = desk("lea"), desk("pia")
    lea.locator("thead .check").check()
    cell(pia, "LX-0108", "truck").click()
    pia.locator("[data-editing] select").select_option(label="Not planned")
    expect(told(pia)).to_have_text("Kept.")
    lea.locator("summary", has_text="Move the plan").click()
    lea.locator(".bulk select[name=truck]").select_option(label="Truck 2")
    lea.locator("button[value=move]").click()
    expect(lea.locator(".notice").nth(0)).to_contain_text("2 cases go to Truck 2.")
    expect(lea.locator(".notice").nth(1)).to_contain_text("stays as it is, for somebody changed it meanwhile: LX-0108.")
    lea.get_by_role("button", name="Undo").click()
    expect(lea.locator(".notice")).to_contain_text("2 rows are as they were.")
    expect(cell(lea, "AU-1001", "truck")).to_have_text("Truck 1")
    expect(cell(lea, "LX-0108", "truck")).to_have_text("–")


def test_what_one_has_just_edited_oneself_is_changed_with_the_rest(desk):
    page = desk()
    cell(page, "LX-0108", "truck").click()
    page.locator("[data-editing] select").select_option(label="Not planned")
    expect(told(page)).to_have_text("Kept.")
    page.locator("thead .check").check()
    page.locator("summary", has_text="Set").click()
    page.locator("#b-note").fill("Keep dry")
    page.keyboard.press("Enter")
    expect(page.locator(".notice")).to_contain_text("4 cases have another note.")


def test_many_are_changed_and_put_back_without_scripts(desk):
    page = desk(java_script_enabled=False)
    page.locator("tbody .check").first.check()
    page.locator("summary", has_text="Hold").click()
    page.locator("#b-reason").fill("wet")
    page.locator("button[value=hold]").click()
    expect(page.locator(".notice")).to_contain_text("1 case is held: wet.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".notice")).to_contain_text("1 case is not held any more.")
    page.locator("tbody .check").first.check()
    page.locator("[name=every]").check()
    page.locator("summary", has_text="More").click()
    page.locator("button[value=off]").click()
    expect(page.locator("main")).to_contain_text("No cases yet")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("tbody tr")).to_have_count(4)


def test_arrows_lead_where_they_point_from_right_to_left_too(desk):
    page = desk()
    page.context.add_cookies([{"name": "lang", "value": "ar_XB", "url": page.url}])
    page.reload()
    page.locator("tbody a").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("tbody tr").first.locator("[data-name=name]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("tbody a").first).to_be_focused()


def test_the_list_is_found_again_as_it_was_narrowed(desk):
    page = desk(path="/cases?department=lighting&sort=-name")
    page.get_by_role("link", name="LX-0108").click()
    page.get_by_role("link", name="All cases").click()
    page.wait_for_url("**/cases?department=lighting&sort=-name")
