"""The labels page in a browser: nothing to stumble over, in either theme, in either direction, on any width."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.harness.cast import SHOW
from tests.harness.desks import LOOKS, judge, sign_in, wear

pytestmark = pytest.mark.browser
PAGE = f"/shows/{SHOW}/labels"


@pytest.fixture(params=LOOKS)
def lead(request, phone, app, cast, live_server) -> Page:
    """Lea's browser in one of the looks, signed in."""
    page = phone(base_url=live_server.url, **LOOKS[request.param])
    return sign_in(wear(page, request.param, live_server.url), "lea")


def test_every_kind_of_label_is_for_everybody(lead, cast):
    for asked in ("", "?what=places", "?what=slots", "?what=days", "?what=people", "?what=blank&count=30",
                  "?family=zpl", "?paper=5160&start=8", f"?case={cast.cases['LX-0108']}&changed=1"):  # fmt: skip
        lead.goto(PAGE + asked)
        judge(lead)
    lead.goto(f"/shows/{SHOW}/people/{cast.people['cem']}")
    judge(lead)


def test_the_first_free_label_is_touched(lead: Any, cast):
    lead.goto(f"{PAGE}?paper=L7163")
    lead.locator(".labelsheet label").nth(4).click()
    assert lead.locator(".labelsheet input:checked").input_value() == "5"
    lead.locator("form#order > button").click()
    expect(lead.locator(".labelsheet input:checked")).to_have_value("5")
