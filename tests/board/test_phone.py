"""The board on a phone: how the show stands, what is late, and who is here."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from siteops.core import clock
from siteops.core.access.people import Grant
from siteops.core.db import editing
from tests.harness.accessibility import axe
from tests.scan.test_screens import OVERFLOWING

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("night")]


def lose_signal(page, live_server):
    """The server is gone; the app is on the phone by then."""
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    live_server.kill()


def test_the_board_counts_what_the_log_says(open_board):
    page = open_board("cem")
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("3 of 4 in")
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("2 placed · 1 to come")
    expect(page.get_by_role("link", name="open incident")).to_contain_text("1 serious")
    expect(page.locator(".card", has_text="crew on site")).to_contain_text("1")
    page.get_by_role("button", name="Trucks").click()
    expect(page.get_by_role("link", name="Truck 2")).to_contain_text("0/1")


def test_from_a_late_zone_to_its_missing_cases_is_one_tap_also_without_signal(open_board, live_server):
    page = open_board("cem")
    zone = page.get_by_role("link", name="Stage left")
    expect(zone).to_contain_text("1 late")
    lose_signal(page, live_server)
    zone.click()
    expect(page.get_by_role("heading", name="Stage left")).to_be_visible()
    missing = page.get_by_role("link", name="BW-KH-01")
    expect(missing).to_contain_text("not scanned")
    expect(missing).to_have_attribute("href", "#case/4")
    elsewhere = page.get_by_role("link", name="LX-0108")
    expect(page.get_by_role("heading", name="1 arrived, not placed yet")).to_be_visible()
    expect(elsewhere).to_contain_text(re.compile(r"Dock 2 · \d\d:\d\d, Cem"))
    elsewhere.click()
    expect(page.get_by_role("heading", name="LX-0108")).to_be_visible()


def test_a_lead_sees_which_phones_are_silent_and_what_they_held(open_board, live_server):
    page = open_board("lea")
    silent = page.get_by_text("Rob Revoked")
    expect(silent).to_be_visible()
    expect(page.get_by_text("held 12 entries")).to_be_visible()
    lose_signal(page, live_server)
    page.reload()
    expect(silent).to_be_visible()


@pytest.mark.usefixtures("put_away")
def test_a_silent_phone_that_held_something_comes_before_those_put_away(open_board):
    phones = open_board("lea").locator(".card", has_text="Silent phones").locator(".list > *")
    expect(phones.first).to_contain_text("held 12 entries")
    expect(phones.nth(8)).to_have_text("and 2 more")


def test_the_crew_tile_leads_to_who_is_here_and_where_they_were_last_seen_also_without_signal(open_board, live_server):
    page = open_board("cem")
    tile = page.get_by_role("link", name="of 3 crew on site")
    expect(tile).to_be_visible()
    lose_signal(page, live_server)
    tile.click()
    here = page.locator("section", has=page.get_by_role("heading", name="1 on site"))
    told = re.compile(r"Cem Arslan[\s\S]*Gate A, since .*Last scan .*, Stage left")
    expect(here.get_by_role("listitem")).to_contain_text(told)
    awaited = page.locator("section", has=page.get_by_role("heading", name="2 not here yet"))
    expect(awaited.get_by_role("listitem").first).to_contain_text("Lea")
    expect(page.get_by_text("As of")).to_be_visible()


def test_a_lead_sees_whose_call_has_passed_and_telephones_them(open_board, app, cast):
    with app.app_context(), editing() as session:
        called = {cast.people["pia"]: -45, cast.people["lea"]: 30}
        for person, minutes in called.items():
            call = clock.now() + timedelta(minutes=minutes)
            session.execute(update(Grant).where(Grant.person == person).values(call=call))
    page = open_board("lea", "#crew")
    awaited = page.locator("section", has=page.get_by_role("heading", name="2 not here yet")).get_by_role("listitem")
    expect(awaited.first).to_contain_text("Pia Producer")
    expect(awaited.first).to_contain_text("late by 45 min")
    expect(awaited.last).to_contain_text("Lea Lead")
    expect(awaited.last).not_to_contain_text("late")
    expect(page.get_by_role("link", name="Call Lea Lead")).to_have_count(0)
    call = page.get_by_role("link", name="Call Pia Producer")
    expect(call).to_have_attribute("href", "tel:+49405550199")


def test_nothing_is_none_once_the_data_is_old(open_board, live_server, cast, phone_of):
    lea = phone_of("lea")
    lea.push(lea.entry("Resolved", "incident:oil", 50))
    page = open_board("cem")
    page.clock.install()
    expect(page.get_by_role("link", name="open incidents")).to_contain_text("0")
    lose_signal(page, live_server)
    page.clock.fast_forward("05:00")
    expect(page.get_by_role("link", name="open incidents, known at")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "en"), ("dark", "en"), ("dark", "ar-XB")], ids=["sun", "dark", "right-to-left"]
)
def test_nobody_stumbles_over_the_board(open_board, scheme, language):
    page = open_board("lea", language=language, color_scheme=scheme)
    expect(page.get_by_text("Rob Revoked")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Stage left").click()
    expect(page.get_by_role("link", name="BW-KH-01")).to_be_visible()
    axe(page)
    page.goto(f"{page.url.split('#')[0]}#crew")
    expect(page.get_by_text("Cem Arslan")).to_be_visible()
    axe(page)
    page.goto(f"{page.url.split('#')[0]}#findings")
    page.get_by_role("article", name="LX-0108").get_by_role("button").last.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("language", ["en", "de", "ar-XB"])
def test_nothing_falls_off_the_edge_in_large_text(open_board, cast, language):
    page = open_board("lea", language=language, viewport={"width": 390, "height": 844})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    for screen in ("board", "findings", "stuck", "crew", f"place/{cast.refs['stage']}", "wall"):
        page.evaluate("(screen) => { location.hash = screen }", screen)
        expect(page.locator("#app:not([aria-busy]) main > *").first).to_be_visible()
        assert page.evaluate(OVERFLOWING) == [], screen
