"""The pages of people in a browser: nothing to stumble over, in either theme, in either direction, on any width."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from siteops.core.access.people import Grant
from siteops.core.db import editing
from tests.harness.cast import SHOW
from tests.harness.desks import LOOKS, MOUSE, PHONE, judge, sign_in, wear
from tests.people.conftest import DESK

pytestmark = pytest.mark.browser


@pytest.fixture(params=LOOKS)
def somebody(request, phone, cast, live_server) -> Callable[[], Page]:
    """`somebody()`: a browser in one of the looks, nobody signed in."""

    def comes() -> Page:
        page = phone(base_url=live_server.url, **LOOKS[request.param])
        return wear(page, request.param, live_server.url)

    return comes


def look(page: Page, *paths: str) -> None:
    """Open pages, and judge each."""
    for path in paths:
        page.goto(path)
        judge(page)


def test_every_page_of_people_is_for_everybody(somebody, cast):
    page, guest, cem = somebody(), somebody(), cast.people["cem"]
    look(page, "/login", "/q/AB12CD34", "/join/no-such-token", "/move", "/password/no-such-token", "/privacy")
    sign_in(page, "lea")
    look(page, "/shows", "/me", f"{DESK}/people", f"{DESK}/people?q=nobody", f"{DESK}/people/new",
         f"{DESK}/people/{cem}", f"{DESK}/people/{cast.people['pia']}", f"{DESK}/sessions",
         f"{DESK}/invitations")  # fmt: skip
    page.locator("main form .btn--act").click()
    link = page.locator("#f-link").input_value()
    judge(page)
    look(page, link)
    look(guest, link)
    assert guest.locator("h1").inner_text() == "Glass Horizon"
    page.goto(f"{DESK}/people/{cem}")
    page.locator("form[action$='/password'] button").click()
    chosen = page.locator("#f-link").input_value()
    judge(page)
    look(guest, chosen)


def test_the_list_of_people_begins_on_the_first_screen_of_a_phone(cast, live_server, phone):
    page = sign_in(phone(base_url=live_server.url, viewport=PHONE), "lea")
    page.goto(f"{DESK}/people")
    expect(page.locator("tbody tr").first).to_be_in_viewport()


def test_what_is_done_to_people_is_for_everybody(somebody, cast):
    page = sign_in(somebody(), "lea")
    page.goto(f"{DESK}/people")
    page.locator("tbody .check").first.check()
    expect(page.locator(".bulk button[value=badges]")).to_be_visible()
    judge(page)
    page.locator("button[value=invite]").click()
    judge(page)
    look(page, "/me/erase")
    page.goto("/me")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true })")
    judge(page)
    page.locator("form[action$='/move'] button").click()
    expect(page.locator(".num--5")).to_have_text(re.compile(r"^\w{4} \w{4}$"))
    page.locator(".num--5").evaluate("(code) => { code.textContent = 'WMWM MWMW' }")  # the widest that there is
    judge(page)


def test_links_for_several_are_for_everybody(somebody):
    page = sign_in(somebody(), "lea")
    for pasted in ("12", "Maria Silva, maria@example.org\nsoren@example.org"):
        page.goto(f"{DESK}/invitations")
        page.locator("#f-pasted").fill(pasted)
        page.locator("button[formaction$='/each']").click()
        judge(page)


def test_the_page_of_erasing_somebody(somebody, cast):
    look(sign_in(somebody(), "ada"), f"{DESK}/people/{cast.people['cem']}/erase")


def test_what_the_second_of_two_people_at_one_person_reads(app, somebody, cast):
    page, cem = sign_in(somebody(), "lea"), cast.people["cem"]
    page.goto(f"{DESK}/people/{cem}")
    page.locator("#f-function").fill("Ground rigger")
    with app.app_context(), editing() as session:
        session.scalars(select(Grant).where(Grant.show == SHOW, Grant.person == cem)).one().function = "Up rigger"
    with page.expect_response(f"**{DESK}/people/{cem}") as answer:
        page.locator("main form .btn--act").click()
    assert answer.value.status == 409
    expect(page.locator("main [role=alert]")).to_contain_text("Up rigger")
    assert page.locator("#f-function").input_value() == "Ground rigger"
    judge(page)


def test_from_a_lead_s_code_over_what_a_phone_needs_to_the_scanner_in_three_taps(cast, live_server, phone):
    desk = sign_in(phone(base_url=live_server.url, **MOUSE), "lea")
    desk.goto(f"/shows/{SHOW}/invitations")
    desk.get_by_role("button", name="Make the QR code").click()
    link = desk.get_by_label("The link alone").input_value()
    mine = phone()
    mine.goto(link)
    mine.get_by_label("Your name, as on your badge").fill("Søren Aagaard")
    mine.get_by_role("button", name="Join", exact=True).click()
    mine.wait_for_url("**/field#ready")
    expect(mine.get_by_role("heading", name="Get this phone ready")).to_be_visible()
    mine.get_by_role("link", name="Start scanning").click()
    mine.wait_for_url("**/field#scan")
    desk.goto(f"{DESK}/people?q=soren")
    expect(desk.get_by_role("link", name="Søren Aagaard")).to_be_visible()
