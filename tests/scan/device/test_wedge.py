"""A scanner that types, on a page where people type too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.scan.device.labels import address
from tests.scan.device.site import ScannerSite

pytestmark = pytest.mark.browser

LABEL = address("7K3M9QXZ")
A_HAND_MS = 90


@pytest.fixture
def page(scanner: Callable[..., Page], site: ScannerSite) -> Page:
    """The page with its camera shut."""
    opened = scanner(address=f"{site.url}#closed")
    opened.evaluate("scanner.listen()")
    return opened


def scanned(page: Page, *texts: str) -> None:
    expect(page.locator("#scans li")).to_have_text([f"wedge {text}" for text in texts])


@pytest.mark.parametrize("end", ["Enter", "Tab", ""])
def test_a_scan_anywhere_on_the_page(page: Page, end: str):
    page.keyboard.type(LABEL)
    if end:
        page.keyboard.press(end)
    scanned(page, LABEL)


def test_the_number_of_another_firm_needs_no_enter(page: Page):
    page.keyboard.type("LX-0108")
    scanned(page, "LX-0108")


def test_two_scans_are_two(page: Page):
    for text in (LABEL, "LX-0108"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    scanned(page, LABEL, "LX-0108")


def test_a_trigger_pulled_twice_is_one_scan(page: Page):
    for _ in range(2):
        page.keyboard.type(LABEL)
        page.keyboard.press("Enter")
    page.keyboard.type("LX-0108\n")
    scanned(page, LABEL, "LX-0108")


def test_the_enter_of_a_scan_presses_no_button(page: Page):
    page.locator("button").focus()
    page.keyboard.type("CASE 12 34")
    page.keyboard.press("Enter")
    scanned(page, "CASE 12 34")
    expect(page.locator("#pressed")).to_have_text("0")
    page.keyboard.press("Enter")
    expect(page.locator("#pressed")).to_have_text("0")


def test_a_hand_presses_the_button_as_ever(page: Page):
    page.locator("button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("#pressed")).to_have_text("2")


def test_a_scan_that_runs_into_a_field_is_taken_out_again(page: Page):
    note = page.locator("#note")
    note.fill("wet ")
    note.focus()
    page.keyboard.type(LABEL)
    page.keyboard.press("Enter")
    scanned(page, LABEL)
    expect(note).to_have_value("wet ")


def test_what_a_hand_types_into_a_field_stays_there(page: Page):
    page.locator("#note").focus()
    page.keyboard.type("dropped at dock", delay=A_HAND_MS)
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_have_value("dropped at dock")
    scanned(page)


def test_shortcuts_are_nobodys_scan(page: Page):
    page.keyboard.down("Control")
    page.keyboard.type("jjjjjj")
    page.keyboard.up("Control")
    page.keyboard.press("Enter")
    scanned(page)
