"""The import as the office does it, in a real browser: with scripts and without, in every theme and direction."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.harness.accessibility import axe
from tests.harness.cast import OTHER, PASSWORD, Cast
from tests.harness.server import LiveServer
from tests.imports.conftest import DATA, large

pytestmark = pytest.mark.browser
DESK = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
Office = Callable[..., Page]


@pytest.fixture
def office(phone: Callable[..., Page], live_server: LiveServer, cast: Cast) -> Office:
    """`office(**options)`: a browser of Sam's, where a file is chosen."""

    def opened(language: str = "en", **options: Any) -> Page:
        page = phone(**{**DESK, **options})
        page.context.add_cookies([{"name": "lang", "value": language, "url": live_server.url}])
        sign_in = {"email": "sam@site.example", "password": PASSWORD}
        assert page.context.request.post(f"{live_server.url}/login", form={**sign_in}).ok
        page.goto(f"{live_server.url}/shows/{OTHER}/import")
        return page

    return opened


def send(page: Page, file: Path) -> None:
    """Choose a file and send it."""
    page.set_input_files("input[type=file]", file)
    press(page, "form[enctype] button")


def press(page: Page, what: str) -> None:
    """Press a button of a form, and wait for what it leads to."""
    with page.expect_navigation():
        page.locator(what).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_mapping_is_changed_stored_and_remembered(office, tmp_path, scripts):
    page = office(java_script_enabled=scripts)
    file = tmp_path / "lista.csv"
    file.write_text("Koodi;Nimi;Paino\nA-1;Teline;80\nA-2;Arkku;60\n")
    send(page, file)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was stored")
    page.get_by_label("Header in line").fill("1")
    page.get_by_role("button", name="Look at it again").click()
    for title, field in (("Koodi", "Code"), ("Nimi", "Name"), ("Paino", "Weight")):
        page.get_by_label(f"Becomes, for {title}").select_option(field)
    page.get_by_role("button", name="Look at it again").click()
    expect(page.get_by_label("What will happen").first).to_contain_text("2 new cases")
    page.get_by_role("button", name="Store 2 cases").click()
    expect(page.get_by_text("Batch 1,")).to_be_visible()

    page.get_by_role("link", name="Other file").click()
    file.write_text("Koodi;Nimi;Paino\nA-1;Teline;85\nA-3;Kaapeli;20\n")
    send(page, file)
    expect(page.get_by_text("As you chose on")).to_be_visible()
    expect(page.get_by_role("button", name="Store 1 new, 1 changed")).to_be_visible()
    page.get_by_role("button", name="Guess instead").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was stored")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_an_import_is_taken_back_but_for_what_was_edited_since(office, tmp_path, scripts):
    page = office(java_script_enabled=scripts)
    file = tmp_path / "list.csv"
    file.write_text("Code;Name;Weight\nA-1;Rack;80\nA-2;Trunk;60\n")
    send(page, file)
    page.get_by_role("button", name="Store 2 cases").click()
    expect(page.get_by_text("Batch 1,")).to_be_visible()
    batch = page.url
    page.goto(f"{page.url.partition('/batches')[0]}/cases")
    page.get_by_role("link", name="A-1", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Rack of the choir")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    page.goto(batch)
    page.get_by_role("link", name="Take it back …").click()
    expect(page.locator("main")).to_contain_text("Edited since")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("somebody has built on it since. The rest went back.")).to_be_visible()
    expect(page.get_by_role("row", name="A-1")).to_contain_text("Edited since")
    page.goto(f"{batch.partition('/batches')[0]}/cases")
    expect(page.locator("main")).to_contain_text("No cases yet")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_large_list_shows_its_progress_and_comes_to_its_end_by_itself(office, tmp_path, scripts):
    page = office(java_script_enabled=scripts)
    file = tmp_path / "large.csv"
    file.write_bytes(large())
    send(page, file)
    expect(page.get_by_role("progressbar").first).to_be_visible()
    store = page.get_by_role("button", name="Store 3000 cases")
    expect(store).to_be_visible(timeout=60_000)
    store.click()
    expect(page.get_by_text("Batch 1,")).to_be_visible(timeout=60_000)


@pytest.mark.parametrize(
    ("language", "look"),
    [
        ("en", {"color_scheme": "light"}),
        ("en", {"color_scheme": "dark"}),
        ("ar_XB", {"color_scheme": "light"}),
        ("de", {"viewport": {"width": 1024, "height": 768}}),
        ("en", {"viewport": {"width": 390, "height": 844}}),
    ],
    ids=["sun", "dark", "right to left", "German at 1024", "a phone's width"],
)
def test_nobody_stumbles_over_the_import(office, tmp_path, language, look):
    page = office(language, **look)
    choose = page.url
    judge(page)
    send(page, DATA / "rentman-equipment.csv")
    judge(page)
    press(page, "form.store button")
    judge(page)
    page.goto(choose)
    send(page, DATA / "truck-pack.xlsx")
    judge(page)
    broken = tmp_path / "broken.csv"
    broken.write_text("A-1;Rack;12\n")
    page.goto(choose)
    send(page, broken)
    judge(page)


BEYOND = """() => {
    const main = document.querySelector("main")
    const edge = main.getBoundingClientRect()
    const out = (box) => box.width && (box.right > edge.right + 1 || box.left < edge.left - 1)
    return main.scrollWidth <= main.clientWidth ? [] : [...main.querySelectorAll("*")]
        .filter((one) => out(one.getBoundingClientRect()) && !one.closest(".scroll *"))
        .map((one) => one.outerHTML.slice(0, 120)).slice(0, 5)
}"""


def judge(page: Page) -> None:
    """Nothing for axe to find, and nothing to be pushed sideways."""
    axe(page)
    assert page.evaluate(BEYOND) == [], f"{page.url} is wider than it should be"
