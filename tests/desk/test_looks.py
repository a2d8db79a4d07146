"""The plan's pages in a browser: nothing to stumble over, in either theme, in either direction, on any width."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Page

from siteops.core.access.people import Call, Person
from siteops.core.db import editing
from siteops.core.facts.show import PHASES
from siteops.core.plan import Contact, Item, Phase, Show
from tests.desk.conftest import DESK
from tests.harness.cast import OTHER, SHOW
from tests.harness.desks import LOOKS, PHONE, judge, sign_in, wear
from tests.imports.conftest import DATA

pytestmark = pytest.mark.browser


@pytest.fixture(params=LOOKS)
def lead(request, phone, cast, live_server) -> Page:
    """Lea's browser in one of the looks, signed in."""
    page = phone(base_url=live_server.url, **LOOKS[request.param])
    return sign_in(wear(page, request.param, live_server.url), "lea")


def test_every_page_of_the_plan_is_for_everybody(lead, cast):
    case, zone = cast.cases["LX-0108"], cast.places["stage"]
    for path in ("", "/cases", "/cases?q=nothing", "/cases/new", f"/cases/{case}", "/places", f"/places/{zone}",
                 "/owners", "/slots", "/slots/new?day=2027-03-28", "/lists", "/lists/1", "/contacts", "/import",
                 "/export"):  # fmt: skip
        lead.goto(DESK + path)
        judge(lead)


def test_the_show_with_everything_planned_and_its_copy_are_for_everybody(app, lead, cast):
    with app.app_context(), editing() as session:
        session.get_one(Person, cast.people["lea"]).admin = True
        starts = datetime(2027, 3, 25, 5, tzinfo=UTC)
        for number, phase in enumerate(PHASES):
            session.add(Phase(SHOW, phase, starts + timedelta(days=number)))
        session.add(Phase(OTHER, "load-out", datetime(2027, 10, 31, 1, 30, tzinfo=UTC)))
        session.add(Contact(SHOW, "Ute Petersen", "Hafenhalle, duty manager at night", "+49 40 123", "u@hall.example"))
    for path in (DESK, f"/shows/{OTHER}", "/shows", "/shows/new", f"/shows/new?of={SHOW}"):
        lead.goto(path)
        judge(lead)


def test_calls_and_paper_are_for_everybody(app, lead, cast):
    cem = cast.people["cem"]
    with app.app_context(), editing() as session:
        starts = datetime(2027, 3, 27, 21, tzinfo=UTC)
        session.add(Call(SHOW, cem, date(2027, 3, 27), starts, starts + timedelta(hours=6), "Loader"))
        session.add(Item(cast.cases["LX-0108"], "B-1", "Omega clamp", 16))
        session.add(Contact(SHOW, "Ute Petersen", "Hafenhalle, duty manager at night", "+49 40 123", "u@hall.example"))
    for path in (f"/people/{cem}", f"/people/{cem}/calls", "/paper", "/paper/pull?contents=1", "/paper/calls",
                 "/paper/contacts"):  # fmt: skip
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
    lead.locator('a[href$="/preview"]').click()
    judge(lead)
    lead.locator("main form .btn--stop").click()
    lead.wait_for_url("**/batches/*")
    judge(lead)
    lead.goto(f"{DESK}/batches")
    judge(lead)


def test_rows_of_fields_can_be_typed_into_on_a_phone(app, cast, phone, live_server):
    page, cem = sign_in(phone(base_url=live_server.url, viewport=PHONE), "lea"), cast.people["cem"]
    for path in ("/contacts", f"/people/{cem}/calls", f"/cases/{cast.cases['LX-0108']}", "/lists/1"):
        page.goto(DESK + path)
        boxes = [one.bounding_box() for one in page.locator(".lines .input").all()]
        assert boxes
        assert [box for box in boxes if box and (box["width"] < 120 or box["x"] + box["width"] > 390)] == []
