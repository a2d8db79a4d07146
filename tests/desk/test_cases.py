"""The list of cases: what a lead finds in it, and what it costs."""

import pytest
from sqlalchemy import insert

from siteops.core.db import editing, writing
from siteops.core.facts.plan import Imported
from siteops.core.journal.record import tell
from siteops.core.plan import Case, Item, Line, folded
from tests.desk.conftest import DESK, opened
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit

LIST = f"{DESK}/cases"
FOUND = {
    "q=lx-01": ["LX-0108"],
    "q=megapointe": ["LX-0108"],
    "q=RM55": ["AU-1001"],
    "q=100%25": [],
    "department=audio": ["AU-1001", "AU-10P5"],
    "owner=0": ["AU-1001", "AU-10P5", "LX-0108"],
    "owner=1": ["BW-KH-01"],
    "state=placed": ["LX-0108"],
    "view=here": ["LX-0108"],
    "view=waiting": ["AU-1001", "AU-10P5", "BW-KH-01"],
    "view=hired": ["BW-KH-01"],
    "view=held": [],
    "sort=-kg": ["AU-1001", "BW-KH-01", "LX-0108", "AU-10P5"],
    "sort=where": ["LX-0108", "AU-1001", "AU-10P5", "BW-KH-01"],
    "sort=state": ["AU-1001", "AU-10P5", "BW-KH-01", "LX-0108"],
    "sort=-state": ["LX-0108", "AU-1001", "AU-10P5", "BW-KH-01"],
    "at=3": ["LX-0108"],
    "dock=1": ["AU-1001", "AU-10P5", "BW-KH-01", "LX-0108"],
    "size=100&sort=-code": ["LX-0108", "BW-KH-01", "AU-10P5", "AU-1001"],
    "sort=-zone&q=lx": ["LX-0108"],
    "case=1-2": ["AU-1001", "LX-0108"],
    "sort=seen": ["LX-0108", "AU-1001", "AU-10P5", "BW-KH-01"],
    "sort=truck": ["LX-0108", "AU-1001", "AU-10P5", "BW-KH-01"],
    "sort=owner&department=lighting": ["BW-KH-01", "LX-0108"],
    "truck=x&zone=999999999999&sort=drop&page=-1&state=lost": ["AU-1001", "AU-10P5", "BW-KH-01", "LX-0108"],
    "page=77": ["AU-1001", "AU-10P5", "BW-KH-01", "LX-0108"],
}


def codes(page) -> list[str]:
    """The codes on a page, in order."""
    return [row.all("th")[0].text for body in page.all("tbody") for row in body.all("tr")]


def row(page, code: str) -> list[str]:
    """One case's cells."""
    (found,) = [one for body in page.all("tbody") for one in body.all("tr") if one.all("th")[0].text == code]
    return [cell.text for cell in found.all("th", "td")]


def test_every_case_stands_there_with_what_is_known_of_it(lea, cast, phone_of):
    cem = phone_of("cem")
    cem.push(
        cem.entry("Moved", f"case:{cast.cases['LX-0108']}", 100, place=cast.refs["stage"]),
        cem.entry("Moved", f"case:{cast.cases['AU-1001']}", 110, place=cast.refs["dock1"]),
        cem.entry("Held", f"case:{cast.cases['BW-KH-01']}", 120, reason="wet"),
    )
    page = opened(lea, LIST)
    assert codes(page) == ["AU-1001", "AU-10P5", "BW-KH-01", "LX-0108"]
    name, department, where, state, owner, truck, step, zone, kg = row(page, "LX-0108")[2:11]
    assert (name, department, where, state) == ("Robe MegaPointe 2-way 8/18", "Lighting", "Stage left", "Placed")
    assert (owner, truck, step, zone, kg) == ("Own", "Truck 1", "1", "Stage left", "92.5")
    assert row(page, "AU-1001")[4:6] == ["Dock 1", "Arrived"]
    assert row(page, "AU-10P5")[4:6] == ["in AU-1001", "Arrived"]
    assert row(page, "BW-KH-01")[5:7] == ["Held", "Brightwater AV Rental Ltd"]


@pytest.mark.both
def test_it_can_be_searched_narrowed_and_sorted(app, lea, cast, phone_of):
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", f"case:{cast.cases['LX-0108']}", 1, place=cast.refs["stage"]))
    with app.app_context(), editing() as session:
        session.add(Item(cast.cases["AU-1001"], "S1", "Console", serial="RM5512"))
    assert {asked: codes(opened(lea, f"{LIST}?{asked}")) for asked in FOUND} == FOUND


@pytest.mark.both
def test_every_edit_of_the_plan_is_seen_in_every_order_at_once(app, lea, cast):
    """Edits in place: of cases, here and from another show; of a truck; of an owner; and one taken off the list."""
    case = {code: f"{LIST}/{key}" for code, key in cast.cases.items()}
    with app.app_context(), editing() as session:
        session.add(Line(OTHER, cast.cases["BW-KH-01"], rev=0))
    sam = sign_in(app.test_client(), "sam")

    def order(sort: str) -> list[str]:
        return codes(opened(lea, f"{LIST}?sort={sort}"))

    def edited(client, path: str, **sent: str) -> None:
        assert client.post(path, data=sent).status_code == 200, path

    assert {sort: order(sort)[0] for sort in ("name", "kg", "truck", "-owner")} == {
        "name": "BW-KH-01", "kg": "AU-10P5", "truck": "LX-0108", "-owner": "BW-KH-01",
    }  # fmt: skip
    edited(lea, case["AU-1001"], cell="name", name="A console")
    assert order("name")[0] == "AU-1001"
    edited(sam, f"/shows/{OTHER}/cases/{cast.cases['BW-KH-01']}", cell="weight", weight="1")
    assert order("kg")[0] == "BW-KH-01"
    edited(lea, f"{DESK}/places/{cast.places['truck1']}", cell="sort", sort="5")
    assert order("truck")[0] == "BW-KH-01"
    edited(lea, case["LX-0108"], cell="owner", owner="Zoom Hire")
    assert order("-owner")[0] == "LX-0108"
    lea.post(f"{DESK}/owners/1", data={"name": "Zz Rental"})
    assert order("-owner")[0] == "BW-KH-01"
    lea.post(f"{case['BW-KH-01']}/off")
    assert order("-owner") == ["LX-0108", "AU-1001", "AU-10P5"]


def test_the_number_of_queries_does_not_grow(app, lea, cast, more):
    def asked(path: str = LIST) -> int:
        with app.app_context(), counting() as said:
            audit(lea.get(path).text)
        return len(said)

    first, few = asked(), asked()
    more(70)
    after, many = asked(), asked()
    assert len(codes(opened(lea, LIST))) == 50
    assert max(first, after) <= 21
    assert many == few <= 13
    assert asked(f"{LIST}?view=here&state=placed&sort=-where") <= few + 3


@pytest.mark.both
def test_however_deep_cases_lie_as_many_queries_are_asked(app, lea, more, phone_of):
    def asked() -> int:
        with app.app_context(), counting() as said:
            opened(lea, LIST)
        return len(said)

    more(10)
    cem = phone_of("cem")
    opened(lea, LIST)
    cem.push(cem.entry("Packed", "case:1009", 1, into=1008))
    shallow = asked()
    cem.push(*(cem.entry("Packed", f"case:{one}", 2, into=one - 1) for one in range(1002, 1009)))
    cem.push(cem.entry("Moved", "case:1001", 3, place="dock:1"))
    assert asked() == shallow
    assert row(opened(lea, LIST), "M-9")[4:6] == ["in M-8", "Arrived"]


@pytest.mark.both
def test_cases_that_nobody_knows_may_lie_in_each_other(lea, phone_of):
    opened(lea, LIST)
    cem = phone_of("cem")
    cem.push(cem.entry("Packed", "case:990", 1, into=990), cem.entry("Packed", "case:991", 1, into=992))
    cem.push(cem.entry("Packed", "case:992", 2, into=991))
    assert len(codes(opened(lea, LIST))) == 4


def test_fifty_a_page_and_the_way_on(lea, more):
    more(70)
    first = opened(lea, f"{LIST}?sort=-code")
    (later,) = [one["href"] for one in first.all("a") if one.get("rel") == "next"]
    second = opened(lea, later)
    assert len(codes(first)) == 50
    assert len(codes(second)) == 24
    assert sorted(codes(first) + codes(second), reverse=True) == codes(first) + codes(second)
    assert "51–74 of 74" in second.text


def test_what_is_off_the_list_or_on_another_show_is_not_shown(app, lea, cast):
    with app.app_context(), editing() as session:
        case = Case("ZZ-1", "zz-1")
        session.add(case)
        session.flush()
        session.add(Line(OTHER, case.id))
    assert "ZZ-1" not in codes(opened(lea, LIST))


def test_a_show_without_cases_says_how_to_begin(app, cast):
    sam = sign_in(app.test_client(), "sam")
    assert "No cases yet" in opened(sam, f"/shows/{OTHER}/cases").text


@pytest.mark.parametrize("path", ["", "/new", "/1"])
def test_only_leads_of_the_show_see_cases(app, cast, path):
    assert sign_in(app.test_client(), "cem").get(LIST + path).status_code == 403
    assert sign_in(app.test_client(), "sam").get(LIST + path).status_code == 404
    assert app.test_client().get(LIST + path).status_code == 303
    assert sign_in(app.test_client(), "cem").post(f"{LIST}/many").status_code == 403


@pytest.fixture
def more(app, cast):
    """`more(70)`: so many cases more."""

    def add(count: int) -> None:
        with app.app_context(), writing() as connection:
            seq = tell(connection, SHOW, cast.people["lea"], f"show:{SHOW}", Imported(1, "gear.csv", count, 0))
            rows = [{"id": 1000 + n, "code": f"M-{n}", "folded": folded(f"M-{n}"), "name": "", "department": "other",
                     "note": ""} for n in range(count)]  # fmt: skip
            connection.execute(insert(Case), rows)
            lines = [{"show": SHOW, "case": 1000 + n, "gone": False, "rev": seq} for n in range(count)]
            connection.execute(insert(Line), lines)

    return add
