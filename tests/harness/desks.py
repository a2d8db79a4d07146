"""Somebody at a desk, or with a desk page on a phone: in either theme and direction, in German, with large text."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from tests.harness.accessibility import axe
from tests.harness.cast import PASSWORD

PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
MOUSE: dict[str, Any] = {"viewport": WIDE, "is_mobile": False, "has_touch": False}
LOOKS: dict[str, dict[str, Any]] = {
    "German-phone": {"color_scheme": "light", "viewport": PHONE},
    "dark-desk": {"color_scheme": "dark", **MOUSE},
    "rtl-phone": {"color_scheme": "dark", "viewport": PHONE},
    "rtl-desk": {"color_scheme": "light", **MOUSE},
    "large-phone": {"color_scheme": "light", "viewport": PHONE},
}
"""Options of a browser by name; what else a look takes is done by `wear`."""
LANGUAGES = {"rtl": "ar_XB", "German": "de"}
LARGE = "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%' })"


def wear(page: Page, look: str, url: str) -> Page:
    """The same browser in a look, chosen before its first page."""
    kind = look.partition("-")[0]
    if language := LANGUAGES.get(kind):
        page.context.add_cookies([{"name": "lang", "value": language, "url": url}])
    if kind == "large":
        page.add_init_script(LARGE)
    return page


def sign_in(page: Page, who: str) -> Page:
    """The same browser, with one of the cast signed in."""
    page.goto("/login")
    page.locator("#f-email").fill(f"{who}@site.example")
    page.locator("#f-password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/shows")
    return page


def judge(page: Page) -> None:
    """Nothing to stumble over, and nothing wider than the screen, once the page is there."""
    page.wait_for_load_state()
    axe(page)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, f"{page.url} is wider than the screen: {list(beyond(page))}"


def beyond(page: Page) -> Iterator[str]:
    """What reaches over the edge, five at most."""
    yield from page.evaluate("""() => [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5).map((one) => one.outerHTML.slice(0, 90))""")
