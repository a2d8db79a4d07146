"""Pages for print, as a lead opens them: what stands on them, who may not see them, and how much they ask."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from siteops.core.access.people import Call, Grant
from siteops.core.db import editing
from siteops.core.plan import Case, Code, Contact, Item, Line
from tests.desk.conftest import DESK, opened
from tests.harness.cast import SHOW, sign_in
from tests.harness.databases import counting

PAPER = f"{DESK}/paper"


@pytest.fixture
def lea(client, cast):
    return sign_in(client, "lea")


def rows(page) -> list[list[str]]:
    """The bodies of all tables, as texts."""
    return [[cell.text for cell in row.all("th", "td")] for body in page.all("tbody") for row in body.all("tr")]


def test_a_pull_sheet_has_its_trucks_cases_in_load_order_with_what_lies_in_them(lea, cast):
    page = opened(lea, f"{PAPER}/pull?truck={cast.places['truck1']}")
    codes = [row[3].split()[0] for row in rows(page)[:-1]]
    assert codes[0].startswith("LX-0108")
    assert [row[1] for row in rows(page)[:-1]] == ["1", "2", "3"]
    assert "in AU-1001" in page.text
    assert rows(page)[-1][0] == "Total: 2 cases and 1 inside others, 298.5 kg"
    assert len([one for one in page.all("svg") if one.get("class") == "papercode"]) == 3
    assert len([one for one in page.all("span") if one.get("class") == "tickbox"]) == 3
    assert "BW-KH-01" not in page.text
    assert "BW-KH-01" in opened(lea, f"{PAPER}/pull").text


def test_contents_and_doubts_stand_on_it_if_asked_for(app, lea, cast):
    with app.app_context(), editing() as session:
        session.add(Item(cast.cases["LX-0108"], "B-1", "Omega clamp", 16))
        session.execute(update(Code).where(Code.subject == f"case:{cast.cases['LX-0108']}").values(gone=True))
    plain = opened(lea, f"{PAPER}/pull?truck={cast.places['truck1']}")
    assert "Omega clamp" not in plain.text
    assert "1 case has no code yet." in plain.text
    assert "16 × Omega clamp" in opened(lea, f"{PAPER}/pull?truck={cast.places['truck1']}&contents=1").text


def test_a_thousand_cases_each_in_the_one_before_are_a_sheet_too(app, lea, cast):
    with app.app_context(), editing() as session:
        cases = [Case(f"N-{number}", f"n-{number}") for number in range(1100)]
        session.add_all(cases)
        session.flush()
        around = [None, *(one.id for one in cases)]
        session.add_all(Line(SHOW, one.id, cast.places["truck2"], inside=above)
                        for one, above in zip(cases, around, strict=False))  # fmt: skip
    page = opened(lea, f"{PAPER}/pull?truck={cast.places['truck2']}")
    assert rows(page)[-1][0].startswith("Total: 2 cases and 1099 inside others")


def test_the_call_list_goes_by_day_and_company_with_room_to_sign(app, lea, cast):
    with app.app_context(), editing() as session:
        starts, ends = datetime(2027, 3, 27, 21, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
        session.add(Call(SHOW, cast.people["cem"], date(2027, 3, 27), starts, ends, "Loader"))
        session.execute(update(Grant).where(Grant.person == cast.people["cem"]).values(company="Hafencrew"))
    page = opened(lea, f"{PAPER}/calls?day=2027-03-27")
    assert rows(page) == [
        ["Hafencrew · 1 person"], ["Cem Arslan", "Loader", "22:00", "03:30 +1", "+49 40 5550199", ""],
    ]  # fmt: skip
    assert "Saturday 27 March 2027" in page.text
    everybody = opened(lea, f"{PAPER}/calls")
    assert "Friday 1 May 2026" in everybody.text
    assert "Rob Revoked" not in everybody.text


def test_contacts_are_control_medic_venue_leads_and_drivers(app, lea, cast):
    with app.app_context(), editing() as session:
        session.add(Contact(SHOW, "Ute Petersen", "Venue", "+49 40 123"))
        session.execute(update(Grant).where(Grant.person == cast.people["cem"]).values(function="LKW-Fahrer"))
    page = opened(lea, f"{PAPER}/contacts")
    said = [row[0] for row in rows(page)]
    assert said == [
        "On this show", "Control", "Medic", "Ute Petersen", "Leads and producers", "Pia Producer", "Lea Lead",
        "Drivers", "Cem Arslan",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["", "/pull", "/calls", "/contacts"])
def test_paper_is_for_leads(app, cast, path):
    assert sign_in(app.test_client(), "cem").get(PAPER + path).status_code == 403
    assert sign_in(app.test_client(), "sam").get(PAPER + path).status_code == 404


@pytest.mark.parametrize("truck", ["0", "x", "999999", "-1"])
def test_a_truck_that_is_not_there_is_not_there(lea, truck):
    assert lea.get(f"{PAPER}/pull?truck={truck}").status_code == 404


def test_pages_ask_the_same_of_any_number(app, lea, cast):
    asked = []
    for path in ("/pull", "/calls", "/contacts"):
        with app.app_context(), counting() as few:
            opened(lea, PAPER + path)
        asked.append(len(few))
    with app.app_context(), editing() as session:
        session.add_all(Call(SHOW, cast.people["cem"], date(2027, 3, day), None, None) for day in range(1, 20))
        for number in range(20):
            session.add(case := Case(f"N-{number}", f"n-{number}"))
            session.flush()
            session.add(Line(SHOW, case.id, truck=cast.places["truck1"]))
    for path, before in zip(("/pull", "/calls", "/contacts"), asked, strict=True):
        with app.app_context(), counting() as many:
            opened(lea, PAPER + path)
        assert len(many) == before, path


def test_the_desk_leads_to_paper(lea):
    page = opened(lea, PAPER)
    links = {one["href"] for one in page.all("a") if "href" in one}
    assert {f"{PAPER}/pull", f"{PAPER}/calls", f"{PAPER}/contacts"} <= links
