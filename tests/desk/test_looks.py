"""The plan's pages in a browser: nothing to stumble over, in either theme, in either direction, on any width."""

from typing import Any

import pytest
from playwright.sync_api import Page

from siteops.core.db import editing
from siteops.core.plan import Show
from tests.desk.conftest import DESK
from tests.harness.accessibility import axe
from tests.harness.cast import PASSWORD, SHOW
from tests.imports.conftest import DATA

pytestmark = pytest.mark.browser
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
LOOKS: dict[str, dict[str, Any]] = {
    "light-phone": {"color_scheme": "light", "viewport": PHONE},
    "dark-desk": {"color_scheme": "dark", "viewport": WIDE, "is_mobile": False, "has_touch": False},
    "rtl-phone": {"color_scheme": "dark", "viewport": PHONE},
    "rtl-desk": {"color_scheme": "light", "viewport": WIDE, "is_mobile": False, "has_touch": False},
}


@pytest.fixture(params=LOOKS)
def lead(request, phone, cast, live_server) -> Page:
    """Lea's browser in one of the looks, signed in."""
    page: Page = phone(base_url=live_server.url, **LOOKS[request.param])
    if request.param.startswith("rtl"):
        page.context.add_cookies([{"name": "lang", "value": "ar_XB", "url": live_server.url}])
    page.goto("/login")
    page.locator("#f-email").fill("lea@site.example")
    page.locator("#f-password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/shows")
    return page


BEYOND = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 90))"""


def judge(page: Page) -> None:
    """Nothing to stumble over, and nothing wider than the screen."""
    axe(page)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, f"{page.url} is wider than the screen: {page.evaluate(BEYOND)}"


def test_every_page_of_the_plan_is_for_everybody(lead, cast):
    case, zone = cast.cases["LX-0108"], cast.places["stage"]
    for path in ("", "/cases", "/cases?q=nothing", "/cases/new", f"/cases/{case}", "/places", f"/places/{zone}",
                 "/slots", "/slots/new?day=2027-03-28", "/lists", "/lists/1", "/import"):  # fmt: skip
        lead.goto(DESK + path)
        judge(lead)


def test_a_show_with_a_long_name_fits(app, lead, cast):
    with app.app_context(), editing() as session:
        session.get_one(Show, SHOW).name = "Glass Horizon: Aurelia Vance and the Hamburg Youth Orchestra"
    lead.goto(f"{DESK}/places")
    judge(lead)


def test_every_page_after_an_act_is_for_everybody(lead, cast):
    lead.goto(f"{DESK}/cases")
    lead.locator("tbody .check").first.check()
    assert lead.locator(".bulk").is_visible()
    judge(lead)
    lead.goto(f"{DESK}/cases/{cast.cases['LX-0108']}")
    lead.locator("#f-weight").fill("heavy")
    lead.locator("main form .btn--act").click()
    assert lead.locator("#f-weight").input_value() == "heavy"
    judge(lead)
    lead.goto(f"{DESK}/slots/new?day=2027-03-28")
    lead.locator("#f-dock").select_option(index=1)
    lead.locator("#f-starts").fill("01:15")
    lead.locator("#f-ends").fill("06:00")
    lead.locator("main form .btn--act").click()
    lead.wait_for_url("**/slots?day=*")
    judge(lead)
    lead.goto(DESK)
    lead.locator("summary.btn--act").click()
    judge(lead)
    lead.locator("details.act button").click()
    judge(lead)


def test_an_import_is_for_everybody(lead):
    lead.goto(f"{DESK}/import")
    lead.locator("#f-file").set_input_files(DATA / "truck-4.xls")
    lead.locator("main form .btn--act").click()
    lead.wait_for_url("**/import/*")
    judge(lead)
    lead.locator(".store .btn--act").click()
    lead.wait_for_url("**/batches/*")
    judge(lead)
