"""The pages of people in a browser: nothing to stumble over, in either theme, in either direction, on any width."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.harness.accessibility import axe
from tests.harness.cast import PASSWORD, SHOW
from tests.people.conftest import DESK

pytestmark = pytest.mark.browser
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@dataclass
class Visit:
    """Somebody's browser on the site."""

    page: Page
    url: str
    name: str = ""

    def sign_in(self, who: str) -> None:
        self.page.goto(f"{self.url}/login")
        self.page.get_by_label("E-mail").fill(f"{who}@site.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def look(self, path: str) -> None:
        self.page.goto(f"{self.url}{path}")
        self.judge(path)

    def judge(self, path: str) -> None:
        """Nothing to stumble over, and nothing wider than the screen."""
        axe(self.page)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert self.page.evaluate(wide) <= 0, f"{path} is wider than the screen"


LOOKS: dict[str, dict[str, Any]] = {
    "light-phone": {"color_scheme": "light", "viewport": PHONE},
    "dark-desk": {"color_scheme": "dark", "viewport": WIDE, "is_mobile": False, "has_touch": False},
    "rtl-phone": {"color_scheme": "light", "viewport": PHONE},
}


@pytest.fixture(params=LOOKS)
def visit(request, phone, cast, live_server) -> Visit:
    """A browser in one of the looks."""
    page = phone(**LOOKS[request.param])
    if request.param.startswith("rtl"):
        page.context.add_cookies([{"name": "lang", "value": "ar_XB", "url": live_server.url}])
    return Visit(page, live_server.url, name=request.param)


def test_every_page_of_people_is_for_everybody(visit, cast, phone):
    for path in ("/login", "/q/AB12CD34", "/join/no-such-token"):
        visit.look(path)
    visit.page.goto(f"{visit.url}/login")
    visit.page.locator("#f-email").fill("lea@site.example")
    visit.page.locator("#f-password").fill(PASSWORD)
    visit.page.locator("main button").click()
    visit.page.wait_for_url("**/shows")
    cem = cast.people["cem"]
    for path in (
        "/shows", "/me", f"{DESK}/people", f"{DESK}/people?q=nobody", f"{DESK}/people/new", f"{DESK}/people/{cem}",
        f"{DESK}/people/{cast.people['pia']}", f"{DESK}/sessions", f"{DESK}/invitations",
    ):  # fmt: skip
        visit.look(path)
    visit.page.locator("main form .btn--act").click()
    visit.judge(f"{DESK}/invitation")
    path = visit.page.locator("#f-link").input_value().replace(visit.url, "")
    visit.look(path)
    guest = Visit(phone(**LOOKS[visit.name]), visit.url)
    guest.look(path)
    assert guest.page.locator("h1").inner_text() == "Glass Horizon"


def test_from_a_lead_s_code_to_the_scanner_in_two_taps(cast, live_server, phone):
    desk = Visit(phone(viewport=WIDE), live_server.url)
    desk.sign_in("lea")
    desk.page.goto(f"{live_server.url}/shows/{SHOW}/invitations")
    desk.page.get_by_role("button", name="Make the QR code").click()
    link = desk.page.get_by_label("The link alone").input_value()
    mine = phone()
    mine.goto(link)
    mine.get_by_label("Your name, as on your badge").fill("Søren Aagaard")
    mine.get_by_role("button", name="Join", exact=True).click()
    mine.wait_for_url("**/field#scan")
    desk.page.goto(f"{live_server.url}{DESK}/people?q=soren")
    expect(desk.page.get_by_role("link", name="Søren Aagaard")).to_be_visible()


def test_the_first_page_of_an_empty_installation(live_server, phone):
    page = phone(viewport=PHONE)
    page.goto(live_server.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Begin")
    axe(page)
    page.get_by_label("Your name").fill("Kim First")
    page.get_by_label("E-mail").fill("kim@site.example")
    page.get_by_label("Password").fill("three words nobody connects")
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/shows")
    axe(page)
    page.get_by_role("link", name="Make a show").click()
    axe(page)
    page.get_by_label("Name", exact=True).fill("Glass Horizon")
    page.get_by_role("button", name="Make the show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    axe(page)
