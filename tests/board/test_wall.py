"""The board on the wall: fits its screen, stays lit, and says loudly when what it shows is old."""

import pytest
from playwright.sync_api import expect

from tests.board.test_phone import lose_signal
from tests.harness.accessibility import axe

pytestmark = pytest.mark.browser

TV = {"viewport": {"width": 1920, "height": 1080}, "is_mobile": False, "has_touch": False, "device_scale_factor": 1}
LEAST_PX = 26
"""On 1080 lines of a screen of 55 inches, capitals of 12 mm: read from six metres."""
SMALLEST = """() => {
  const said = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()
  const shown = [...document.querySelectorAll(".app > :not(.tabs) *")]
    .filter((one) => [...one.childNodes].some(said) && one.checkVisibility())
  const across = (svg) => svg.clientWidth / svg.viewBox.baseVal.width
  const down = (svg) => svg.clientHeight / svg.viewBox.baseVal.height
  const scale = (svg) => (svg ? Math.min(across(svg), down(svg)) : 1)
  return Math.min(...shown.map((one) => parseFloat(getComputedStyle(one).fontSize) * scale(one.ownerSVGElement)))
}"""


@pytest.mark.usefixtures("night")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_wall_is_read_from_afar_and_nothing_lies_outside(open_board, scheme):
    page = open_board("lea", "#wall", color_scheme=scheme, **TV)
    cases = page.get_by_label("Cases", exact=True)
    expect(cases).to_contain_text("3 / 4")
    expect(cases).to_contain_text("Stage left3/41 late")
    expect(page.get_by_label("People and incidents")).to_contain_text("1/3crew on site")
    assert page.evaluate(SMALLEST) >= LEAST_PX
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        1920,
        1080,
    ]
    axe(page)


@pytest.mark.usefixtures("rush")
def test_the_wall_shows_the_truck_at_the_dock_and_the_day(open_board):
    page = open_board("lea", "#wall", **TV)
    trucks = page.get_by_label("Trucks")
    expect(trucks).to_contain_text("Truck 1")
    expect(trucks).to_contain_text("Dock 1")
    expect(trucks.locator(".burn text")).to_have_count(3)
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("Done about")
    assert page.evaluate(SMALLEST) >= LEAST_PX


@pytest.mark.usefixtures("night")
def test_the_wall_says_loudly_that_it_is_old_and_keeps_its_figures(open_board, live_server):
    page = open_board("lea", "#wall", **TV)
    page.clock.install()
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("3 / 4")
    expect(page.get_by_role("alert")).to_have_count(0)
    lose_signal(page, live_server)
    page.clock.fast_forward("14:00")
    expect(page.get_by_role("alert")).to_contain_text("14 min ago")
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("3 / 4")


@pytest.mark.usefixtures("night")
def test_a_wall_that_is_first_opened_without_signal_has_its_looks(open_board, live_server):
    page = open_board("lea", **TV)
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("3 of 4 in")
    lose_signal(page, live_server)
    page.evaluate("location.hash = '#wall'")
    expect(page.get_by_label("Cases", exact=True)).to_contain_text("3 / 4")
    assert page.evaluate(SMALLEST) >= LEAST_PX


@pytest.mark.usefixtures("night")
def test_the_wall_stays_lit_while_it_is_looked_at_and_not_after(open_board):
    asked = """navigator.wakeLock.request = (kind) => {
      window.lit = kind
      const lock = { release: async () => { window.lit = "released" } }
      return Promise.resolve(lock)
    }"""
    page = open_board("lea", "#more", **TV)
    page.evaluate(f"() => {{ {asked} }}")
    page.evaluate("location.hash = '#wall'")
    expect(page.get_by_label("Cases", exact=True)).to_be_visible()
    assert page.evaluate("window.lit") == "screen"
    page.evaluate("location.hash = '#board'")
    expect(page.get_by_role("heading", name="Live board")).to_be_visible()
    assert page.evaluate("window.lit") == "released"
