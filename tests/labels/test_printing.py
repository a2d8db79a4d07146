"""Printing through the desk: what is chosen comes out of the printer, with codes that the phones know."""

from typing import Any

import pytest
from sqlalchemy import select

from siteops.core import codes
from siteops.core.db import editing
from siteops.core.plan import Case, Line, Slot, folded
from siteops.labels import printing
from siteops.labels.choice import Choice
from siteops.labels.orders import PAPERS, Order
from tests.desk.conftest import chosen
from tests.harness.cast import DAWN, SHOW
from tests.harness.pages import audit
from tests.labels.desk import PAGE, printed, stored
from tests.labels.paper import pages, seen, words


def link(code: str) -> str:
    return codes.url("siteops.example", code)


def test_a_lead_prints_the_codes_of_all_cases(lead, cast):
    answer = lead.post(f"{PAGE}.pdf", data={"what": "cases", "paper": "L7160"})
    assert sorted(printed(answer)) == sorted(link(code) for code in cast.codes.values())
    assert answer.headers["Content-Disposition"] == f"attachment; filename=labels-{SHOW}-cases.pdf"
    assert answer.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        ({"truck": "truck2"}, ["BW-KH-01"]),
        ({"truck": "truck1"}, ["AU-1001", "AU-10P5", "LX-0108"]),
        ({"department": "audio"}, ["AU-1001", "AU-10P5"]),
        ({"owner": "0"}, ["AU-1001", "AU-10P5", "LX-0108"]),
        ({"owner": "1"}, ["BW-KH-01"]),
        ({"owner": "1", "department": "audio"}, []),
    ],
)
def test_cases_are_chosen_by_truck_department_and_owner(lead, cast, choice, numbers):
    if "truck" in choice:
        choice = {"truck": cast.places[choice["truck"]]}
    answer = lead.post(f"{PAGE}.pdf", data={"paper": "5160", **choice})
    if numbers:
        assert sorted(printed(answer)) == sorted(link(cast.codes[number]) for number in numbers)
    else:
        assert answer.status_code == 409
        assert "nothing to print" in audit(answer.text).text


def test_from_its_page_a_case_alone_is_printed(lead, cast):
    case = audit(lead.get(f"/shows/{SHOW}/cases/{cast.cases['AU-1001']}").text)
    (way,) = [one["href"] for one in case.all("a") if one.text == "Print its label"]
    page = audit(lead.get(way).text)
    assert "1 page Labels1" in page.one("aside").text
    assert [one.text for one in page.all("text") if one.text == "AU-1001"]
    sent = {one["name"]: chosen(one) for one in page.all("select")}
    assert sent["case"] == str(cast.cases["AU-1001"])
    answer = lead.post(f"{PAGE}.pdf", data={"what": "cases"} | sent)
    assert printed(answer) == [link(cast.codes["AU-1001"])]
    assert len(printed(lead.post(f"{PAGE}.pdf", data={"what": "cases"} | sent | {"case": ""}))) == len(cast.codes)


def test_a_case_that_is_not_on_the_list_has_no_label_here(lead, cast):
    elsewhere = {"case": "999999"}
    assert "nothing to print" in audit(lead.get(PAGE, query_string=elsewhere).text).text
    assert lead.post(f"{PAGE}.pdf", data=elsewhere).status_code == 409


def test_a_case_inside_another_is_printed_with_its_truck(lead, cast, app):
    with app.app_context(), editing() as session:
        line = session.scalars(select(Line).where(Line.case == cast.cases["AU-10P5"])).one()
        line.truck = None
    answer = lead.post(f"{PAGE}.pdf", data={"truck": cast.places["truck1"]})
    assert link(cast.codes["AU-10P5"]) in printed(answer)


def test_a_label_says_where_its_case_belongs(lead, cast):
    (text,) = words(lead.post(f"{PAGE}.pdf", data={"truck": cast.places["truck2"]}).data)
    said = " ".join(text.split())
    for part in ("BW-KH-01", "1/8", "135 kg", "STAGE LEFT", "Dock 1 · Truck 2", "Brightwater AV"):
        assert part in said


def test_what_has_no_code_gets_one_that_every_phone_learns(lead, cast, app, phone_of):
    with app.app_context(), editing() as session:
        case = Case("LX-0109", folded("LX-0109"), "Robe MegaPointe 9/18", "lighting")
        session.add(case)
        session.flush()
        session.add(Line(SHOW, case.id))
        key = case.id
    phone = phone_of("cem")
    before = phone.pull()
    answer = lead.post(f"{PAGE}.pdf", data={"fresh": "1"})
    fresh = stored(app)[f"case:{key}"]
    assert link(fresh.code) in printed(answer)
    assert fresh.show is None
    changes = phone.pull(before["head"], before["scope"])["tables"]["code"]
    assert dict(zip(changes["code"], changes["subject"], strict=True))[fresh.code] == f"case:{key}"
    (edit,) = [one for one in entries(phone) if one["kind"] == "Edited"]
    assert edit["body"] == {"columns": ["code"]}
    assert edit["by"] == cast.people["lea"]


def entries(phone) -> list[Any]:
    answer = phone.client.get(f"/api/shows/{SHOW}/entries", query_string={"subject": f"show:{SHOW}"})
    found: list[Any] = answer.get_json()["entries"]
    return found


def test_printing_twice_mints_nothing_new(lead, cast, app):
    first = printed(lead.post(f"{PAGE}.pdf", data={"what": "places", "paper": "A4"}), 72)
    second = printed(lead.post(f"{PAGE}.pdf", data={"what": "places", "paper": "letter"}), 72)
    assert first == second
    assert len(first) == len(cast.places)


def test_only_what_was_never_printed_is_printed_once(lead, cast):
    assert len(printed(lead.post(f"{PAGE}.pdf", data={"fresh": "1"}))) == 4
    assert lead.post(f"{PAGE}.pdf", data={"fresh": "1"}).status_code == 409
    assert len(printed(lead.post(f"{PAGE}.pdf", data={}))) == 4


def test_a_badge_is_printed_whole_and_phones_hold_its_hash(lead, cast, app, phone_of):
    answer = lead.post(f"{PAGE}.pdf", data={"what": "people", "paper": "badge-A4"})
    mine = stored(app, show=SHOW)[f"person:{cast.people['cem']}"]
    assert len(mine.code) == 16
    assert link(mine.code) in printed(answer)
    assert "Rob" not in " ".join(words(answer.data))
    held = phone_of("cem").rows("code", "subject")[f"person:{cast.people['cem']}"]
    assert held["code"] == codes.hashed(mine.code)


def test_a_slot_has_a_poster_in_the_time_of_the_show(lead, cast, app):
    with app.app_context(), editing() as session:
        ends = DAWN.replace(hour=7, minute=30)
        session.add(Slot(SHOW, cast.places["dock2"], cast.places["truck1"], "in", DAWN, ends, vendor="Brightwater"))
    answer = lead.post(f"{PAGE}.pdf", data={"what": "slots", "paper": "A4"})
    (text,) = words(answer.data)
    assert "08:00–09:30" in text
    assert "DOCK 2" in text
    assert len(printed(answer, 72)) == 1


def test_a_poster_points_the_way(lead, cast):
    plain, arrow = (lead.post(f"{PAGE}.pdf", data={"what": "places", "arrow": arrow}).data for arrow in ("", "left"))
    dark = [next(pages(pdf, 50)).histogram()[0] for pdf in (plain, arrow)]
    assert next(pages(arrow, 50)).tobytes() != next(pages(plain, 50)).tobytes()
    assert dark[1] >= dark[0]


def test_a_used_sheet_is_begun_where_it_is_free(lead, cast):
    answer = lead.post(f"{PAGE}.pdf", data={"paper": "L7160", "start": "20"})
    first, second = pages(answer.data, 150)
    assert (len(seen(first)), len(seen(second))) == (2, 2)


@pytest.mark.both
def test_both_databases_choose_and_mint_alike(app, cast):
    for what, count in (("cases", 4), ("places", 7), ("people", 3)):
        order = Order(Choice(what, truck=None, department="", owner=None), next(iter(PAPERS[what])))
        with app.app_context():
            made = printing.printed(SHOW, order, by=cast.people["lea"], public_url="https://siteops.example").file
        assert len([code for page in pages(made, 150) for code in seen(page)]) == count
    narrow = Order(Choice(truck=cast.places["truck1"], owner=0, department="audio"), "L7160")
    with app.app_context():
        made = printing.printed(SHOW, narrow, by=cast.people["lea"], public_url="https://siteops.example").file
    assert len([code for page in pages(made, 150) for code in seen(page)]) == 2
