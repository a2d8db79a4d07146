"""The whole first visit in a browser, from an empty installation to labels on paper: with and without scripts."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.harness.desks import LARGE, PHONE, WIDE, judge
from tests.imports.conftest import DATA

pytestmark = pytest.mark.browser
LOOKS: dict[str, dict[str, Any]] = {
    "phone": {"color_scheme": "light", "viewport": PHONE, "timezone_id": "Europe/Berlin"},
    "no scripts": {"color_scheme": "dark", "viewport": PHONE, "java_script_enabled": False},
    "desk": {"color_scheme": "dark", "viewport": WIDE, "is_mobile": False, "has_touch": False,
             "timezone_id": "America/New_York"},
    "right to left": {"color_scheme": "light", "viewport": WIDE, "is_mobile": False, "has_touch": False,
                      "timezone_id": "Europe/Berlin"},
    "large text": {"color_scheme": "light", "viewport": {"width": 360, "height": 740}, "timezone_id": "Europe/Berlin"},
}  # fmt: skip


KIM = {"name": "Kim First", "email": "kim@site.example", "password": "three words nobody knows"}


@dataclass
class Visitor:
    """Whoever comes first, in one of the looks."""

    page: Page
    look: dict[str, Any]

    def arrive(self, address: str) -> None:
        """Wait for a page, and judge it. Where scripts are off axe would never end: it is judged with them on."""
        self.page.wait_for_url(address)
        if self.look.get("java_script_enabled", True):
            judge(self.page)

    def fill(self, **fields: str) -> None:
        """Fill fields of the page."""
        for name, text in fields.items():
            self.page.locator(f"#f-{name}").fill(text)

    def press(self, button: str = "main .btn--act") -> None:
        """The lime button, of which every screen has one; or another."""
        self.page.locator(button).click()


@pytest.fixture(params=LOOKS)
def visitor(request, phone, app, live_server) -> Visitor:
    """Comes to an installation where nobody has been."""
    page: Page = phone(base_url=live_server.url, **LOOKS[request.param])
    if request.param == "right to left":
        page.context.add_cookies([{"name": "lang", "value": "ar_XB", "url": live_server.url}])
    if request.param == "large text":
        page.add_init_script(LARGE)
    return Visitor(page, LOOKS[request.param])


def test_from_an_empty_installation_to_labels(visitor):
    page = visitor.page
    page.goto("/")
    visitor.arrive("**/setup")
    visitor.fill(**KIM)
    visitor.press()
    visitor.arrive("**/first/show")
    assert page.locator("#f-timezone").input_value() == visitor.look.get("timezone_id", "UTC")
    visitor.fill(name="Winter Gala")
    page.locator("#f-file").set_input_files(DATA / "truck-4.xls")
    visitor.press()
    visitor.arrive("**/import/*")
    visitor.press(".store .btn--act")
    visitor.arrive("**/batches/*")
    visitor.press(".visiting a.btn")
    visitor.arrive("**/first/crew")
    visitor.press()
    expect(page.locator("svg.qr")).to_be_visible()
    assert "/join/" in page.locator("textarea").input_value()
    visitor.arrive("**/first/crew")
    visitor.press()
    visitor.arrive("**/first/labels")
    expect(page.locator(".notice")).to_contain_text("PUBLIC_URL")
    visitor.press()
    visitor.arrive("**/shows/winter-gala")
    expect(page.locator(".visiting")).to_have_count(0)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def newcomer(request, phone, app, live_server) -> Visitor:
    """Has made the first account, with scripts or without, and stands at the choice of a show."""
    look = {"viewport": PHONE, "java_script_enabled": request.param}
    made = Visitor(phone(base_url=live_server.url, **look), look)
    made.page.goto("/")
    made.fill(**KIM)
    made.press()
    made.arrive("**/first/show")
    return made


def test_the_demo_is_loaded_and_its_labels_are_printed(newcomer):
    newcomer.press("form[action='/first/demo'] button")
    newcomer.arrive("**/first/crew")
    newcomer.page.goto("/first/labels")
    newcomer.arrive("**/first/labels")
    with newcomer.page.expect_download() as paper:
        newcomer.press("form:has([value='places']) button")
    assert paper.value.suggested_filename == "labels-demo-places.pdf"
    newcomer.page.reload()
    expect(newcomer.page.locator("main")).to_contain_text("are printed")


def test_a_show_is_begun_empty_and_its_crew_comes_in(newcomer, phone, live_server):
    page = newcomer.page
    newcomer.fill(name="Winter Gala")
    newcomer.press()
    newcomer.arrive("**/first/crew")
    newcomer.press()
    link = page.locator("textarea").input_value().split()[-1]
    crew = phone(base_url=live_server.url, **newcomer.look)
    crew.goto(link)
    crew.locator("#f-name").fill("Søren Aagaard")
    crew.locator("main .btn--act").click()
    crew.wait_for_url("**/field*")
    page.goto("/shows/winter-gala/people")
    expect(page.get_by_role("link", name="Søren Aagaard")).to_be_visible()
    page.locator(".visiting .btn").first.click()
    newcomer.arrive("**/first/labels")
    expect(page.locator(".notice")).to_contain_text("does not know its own address yet")
    newcomer.press()
    newcomer.arrive("**/shows/winter-gala")
    expect(page.locator(".visiting")).to_have_count(0)
