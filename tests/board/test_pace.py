"""The board against the plan, on a phone: how far ahead or behind, when all will be in, and what does not move."""

import re

import pytest
from playwright.sync_api import expect

from tests.board.test_phone import lose_signal
from tests.harness.accessibility import axe
from tests.harness.cast import SHOW

pytestmark = pytest.mark.browser


@pytest.mark.usefixtures("rush")
def test_the_board_says_how_far_behind_we_are_and_when_all_is_in_also_without_signal(open_board, live_server):
    page = open_board("cem")
    whole = page.get_by_label("Cases", exact=True)
    for _ in range(2):
        expect(whole).to_contain_text("23 of 61 in")
        expect(whole).to_contain_text("min behind")
        expect(whole).to_contain_text(re.compile(r"a minute over 4\d min"))
        expect(whole).to_contain_text("Done about")
        expect(whole.get_by_role("img").first).to_have_attribute(
            "aria-label", re.compile("23 of 61 in, 2 placed; the plan says 3")
        )
        expect(whole.locator(".burn")).to_have_attribute(
            "aria-label", re.compile("23 of 61 at .*; the plan says 3. by now and all by")
        )
        expect(whole.locator(".burn path")).to_have_count(5)
        lose_signal(page, live_server)
        page.reload()


@pytest.mark.usefixtures("late_rush")
def test_what_comes_after_midnight_is_told_by_the_time_alone(open_board):
    chart = open_board("cem").get_by_label("Cases", exact=True).locator(".burn")
    expect(chart).to_have_attribute("aria-label", re.compile(r"all by 0\d:\d\d; .* between \d\d:\d\d and \d\d:\d\d$"))


@pytest.mark.usefixtures("rush")
def test_every_truck_and_department_stands_against_the_plan(open_board):
    page = open_board("cem")
    page.get_by_role("button", name="Trucks").click()
    expect(page.get_by_role("link", name="Truck 1")).to_contain_text("min behind")
    expect(page.get_by_role("link", name="Truck 1")).to_contain_text("Full about")
    page.get_by_role("button", name="Departments").click()
    page.get_by_role("link", name="Power").click()
    expect(page.get_by_role("heading", name="Power")).to_be_visible()
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("20 of 57 in")
    expect(page.get_by_role("heading", name="37 cases to come")).to_be_visible()
    axe(page)


@pytest.mark.usefixtures("rush")
def test_what_stands_at_the_dock_too_long_is_two_taps_away_with_who_saw_it(open_board):
    page = open_board("cem")
    page.get_by_role("link", name="1 thing is stuck").click()
    stuck = page.get_by_role("link", name="LX-0108")
    expect(stuck).to_contain_text("Dock 1")
    expect(stuck).to_contain_text("Lea")
    expect(stuck).to_contain_text("45 min")
    axe(page)
    stuck.click()
    expect(page.get_by_role("heading", name="LX-0108")).to_be_visible()


@pytest.mark.usefixtures("rush")
def test_what_did_not_come_in_a_leg_that_is_closed_is_not_late_for_ever(open_board, phone_of):
    lea = phone_of("lea")
    lea.push(lea.entry("LegClosed", f"show:{SHOW}", leg="in"))
    page = open_board("cem")
    page.get_by_role("button", name="Trucks").click()
    expect(page.get_by_role("link", name="Truck 1")).to_contain_text("37 to come")
    expect(page.get_by_text("behind")).to_have_count(0)


@pytest.mark.usefixtures("rush")
def test_the_board_opens_without_signal_in_whatever_language_the_browser_asks(open_board, live_server):
    page = open_board("cem", locale="de-DE")
    expect(page.get_by_label("Cases", exact=True)).to_be_visible()
    lose_signal(page, live_server)
    page.reload()
    expect(page.get_by_label("Cases", exact=True)).to_be_visible()
