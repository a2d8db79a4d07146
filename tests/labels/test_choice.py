"""Which things are printed: by filters that combine, by what was chosen in a list, by what has changed since."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from siteops.core import codes
from siteops.core.access.erasing import erase
from siteops.core.db import editing
from siteops.core.plan import Case, Code, Line, Owner, Place, Slot, folded
from siteops.labels import choice
from tests.harness.cast import DAWN, SHOW
from tests.harness.pages import audit
from tests.labels.desk import PAGE, printed, stored
from tests.labels.paper import pages, seen, words


def numbers(lead, cast, form) -> list[str]:
    """The numbers of the cases that a form prints."""
    answer = lead.post(f"{PAGE}.pdf", data={"paper": "5160", **form})
    if answer.status_code == 409:
        assert "nothing to print" in answer.text
        return []
    by_code = {codes.url("siteops.example", code): number for number, code in cast.codes.items()}
    return sorted(by_code[text] for text in printed(answer))


@pytest.mark.both
def test_filters_narrow_together(lead, cast, app):
    with app.app_context(), editing() as session:
        session.scalars(select(Line).where(Line.case == cast.cases["LX-0108"])).one().zone = cast.places["foh"]
    both = ["AU-1001", "AU-10P5"]
    assert numbers(lead, cast, {"zone": cast.places["foh"]}) == ["LX-0108"]
    assert numbers(lead, cast, {"zone": cast.places["stage"], "owner": "0"}) == both
    assert numbers(lead, cast, {"zone": cast.places["stage"], "owner": "0", "q": "rack"}) == ["AU-10P5"]
    assert numbers(lead, cast, {"zone": cast.places["foh"], "q": "rack"}) == []
    assert numbers(lead, cast, {"q": "lx-01"}) == ["LX-0108"]
    assert numbers(lead, cast, {"q": "100%"}) == []


def test_those_chosen_in_the_list_come_by_address_or_by_form(lead, cast):
    wanted = [cast.cases[number] for number in ("AU-1001", "BW-KH-01")]
    assert numbers(lead, cast, {"case": wanted}) == ["AU-1001", "BW-KH-01"]
    assert numbers(lead, cast, {"case": wanted, "owner": "0"}) == ["AU-1001"]
    for page in (lead.get(PAGE, query_string={"case": wanted}), lead.post(PAGE, data={"case": wanted})):
        found = audit(page.text)
        assert "Chosen in the list: 2" in found.text
        (kept,) = [one for one in found.all("select") if one["name"] == "case"]
        spelled = kept.all("option")[0]["value"]
        assert numbers(lead, cast, {"case": spelled}) == ["AU-1001", "BW-KH-01"]


def test_more_chosen_cases_than_an_address_holds_travel_in_a_form(lead, cast):
    many = [str(one) for one in range(1, 4000, 2)]
    page = audit(lead.post(PAGE, data={"case": many}).text)
    (form,) = [one for one in page.all("form") if one.get("id") == "order"]
    assert form["method"] == "post"
    assert "Chosen in the list: 2000" in page.text


@pytest.mark.parametrize(
    ("said", "meant"),
    [([], None), ([""], None), (["5"], (5,)), (["3", "1", "3"], (1, 3)), (["1-4,9"], (1, 2, 3, 4, 9)), (["x"], ()),
     (["4-2"], ()), (["7-9", "8-10"], (7, 8, 9, 10)), (["99999999999"], ())],
)  # fmt: skip
def test_keys_are_read_as_single_ones_and_as_runs(said, meant):
    assert choice.keys(said) == meant
    if meant:
        assert choice.keys([choice.spelled(meant)]) == meant


def test_nobody_can_ask_for_a_million_keys():
    assert len(choice.keys(["1-999999999", "2000000000-2147483647"]) or ()) <= 2 * choice.MOST_KEYS + 2


@pytest.mark.both
def test_a_label_that_the_plan_no_longer_agrees_with_is_found_and_what_has_changed_is_said(lead, cast, app):
    assert numbers(lead, cast, {"changed": "1"}) == []
    numbers(lead, cast, {})
    assert "not true any more" not in lead.get(PAGE).text
    with app.app_context(), editing() as session:
        line = session.scalars(select(Line).where(Line.case == cast.cases["LX-0108"])).one()
        line.zone, line.dock = cast.places["foh"], cast.places["dock2"]
        case = session.get_one(Case, cast.cases["AU-1001"])
        case.weight, case.owner = None, session.scalars(select(Owner.id)).one()
    page = audit(lead.get(PAGE).text)
    assert "2 labels say what is not true any more." in page.text
    assert "LX-0108 zone was Stage left, is FOH; dock was Dock 1, is Dock 2" in page.text
    assert "AU-1001 weight was 206 kg, is –; owner was –, is Brightwater AV Rental Ltd" in page.text
    assert numbers(lead, cast, {"changed": "1"}) == ["AU-1001", "LX-0108"]
    assert numbers(lead, cast, {"changed": "1"}) == []
    assert "not true any more" not in lead.get(PAGE).text


@pytest.mark.both
def test_what_a_label_was_not_to_show_cannot_become_untrue_on_it(lead, cast, app):
    numbers(lead, cast, {"ticks": "1", "say-owner": "1"})  # neither where it goes nor how heavy it is
    with app.app_context(), editing() as session:
        session.get_one(Place, cast.places["stage"]).name = "Upstage"
        session.get_one(Case, cast.cases["LX-0108"]).weight = 12
        session.get_one(Case, cast.cases["AU-1001"]).name = "DiGiCo SD7"
    assert numbers(lead, cast, {"changed": "1"}) == ["AU-1001"]


@pytest.mark.both
@pytest.mark.parametrize("weight", [None, 0.0, 0.0004, 92.0005, 1e-9, 123456.7891, 1e300, -1e300, 5e8])
def test_a_weight_is_kept_alike_on_paper_and_in_the_database(lead, cast, app, weight):
    with app.app_context(), editing() as session:
        session.get_one(Case, cast.cases["LX-0108"]).weight = weight
    numbers(lead, cast, {})
    assert numbers(lead, cast, {"changed": "1"}) == []


def test_a_case_with_two_codes_has_one_label_and_is_not_changed_for_ever(lead, cast, app):
    with app.app_context(), editing() as session:
        session.add(Code("22222222", f"case:{cast.cases['LX-0108']}", said="wdo\x1fLX-0108", printed=DAWN))
    assert numbers(lead, cast, {"changed": "1"}) == ["LX-0108"]
    assert numbers(lead, cast, {"changed": "1"}) == []
    assert numbers(lead, cast, {}) == sorted(cast.codes)


def test_posters_badges_and_bookings_are_found_when_they_have_changed(lead, cast, app):
    for what in ("places", "people"):
        lead.post(f"{PAGE}.pdf", data={"what": what})
        assert "not true any more" not in lead.get(PAGE, query_string={"what": what}).text
    with app.app_context(), editing() as session:
        session.get_one(Place, cast.places["dock1"]).name = "Dock 7"
    page = audit(lead.get(PAGE, query_string={"what": "places"}).text)
    assert "name was Dock 1, is Dock 7" in page.text
    (text,) = words(lead.post(f"{PAGE}.pdf", data={"what": "places", "changed": "1"}).data)
    assert "7" in text


def test_nothing_personal_is_kept_with_a_badge(lead, cast, app):
    lead.post(f"{PAGE}.pdf", data={"what": "people"})
    said = [row.said for row in stored(app).values() if row.hashed]
    assert said
    assert all("Arslan" not in (one or "") for one in said)


def test_whoever_is_erased_leaves_no_words_of_a_badge(lead, cast, app):
    lead.post(f"{PAGE}.pdf", data={"what": "people"})
    with app.app_context():
        erase(cast.people["cem"], cast.people["pia"])
    assert stored(app)[f"person:{cast.people['cem']}"].said is None


def test_posters_are_chosen_by_kind_and_one_by_one(lead, cast):
    def titles(**form: object) -> list[str]:
        answer = lead.post(f"{PAGE}.pdf", data={"what": "places", **form})
        return [text.split()[0] for text in words(answer.data)]

    assert len(titles(kind="truck")) == 2
    assert len(titles()) == len(cast.places)
    assert len(titles(place=cast.places["gate"])) == 1


def test_a_docks_day_hangs_beside_its_door_with_a_code_for_each_booking(lead, cast, app):
    with app.app_context(), editing() as session:
        for i in range(10):
            at, way = DAWN + timedelta(hours=i), "in" if i % 2 else "out"
            until = at + timedelta(minutes=45)
            session.add(Slot(SHOW, cast.places["dock1"], cast.places["truck1"], way, at, until, vendor="Żuraw"))
        later = DAWN + timedelta(days=1)
        session.add(Slot(SHOW, cast.places["dock2"], None, "in", later, later + timedelta(hours=1)))
    answer = lead.post(f"{PAGE}.pdf", data={"what": "days"})
    sheets = list(pages(answer.data, 110))
    assert [len(seen(sheet)) for sheet in sheets] == [8, 2, 1]
    assert set(printed(answer, 110)) == {
        codes.url("siteops.example", row.code) for name, row in stored(app).items() if str(name).startswith("slot:")
    }
    first, second, third = words(answer.data)
    assert {"DOCK", "1", "08:00–08:45", "OUT", "IN"} <= set(first.split())
    assert "16:00–16:45" in second
    assert "DOCK 2" in third
    assert "SAT 2 MAY" in third
    one = lead.post(f"{PAGE}.pdf", data={"what": "days", "day": "2026-05-02"})
    assert len(words(one.data)) == 1
    assert len(words(lead.post(f"{PAGE}.pdf", data={"what": "days", "dock": cast.places["dock1"]}).data)) == 2
    assert len(printed(lead.post(f"{PAGE}.pdf", data={"what": "slots", "day": "2026-05-02"}), 72)) == 1


def test_what_each_label_shows_is_ticked(lead, cast):
    shown = words(lead.post(f"{PAGE}.pdf", data={"case": cast.cases["BW-KH-01"]}).data)[0]
    bare = words(lead.post(f"{PAGE}.pdf", data={"case": cast.cases["BW-KH-01"], "ticks": "1"}).data)[0]
    for part in ("135 kg", "STAGE LEFT", "Truck 2", "Brightwater"):
        assert part in shown
        assert part not in bare
    assert "BW-KH-01" in bare


def test_a_case_says_how_many_lift_it_up_to_four(app):
    from siteops.labels.wording import lifting

    assert [lifting(kg) for kg in (None, 0, 25, 25.1, 50, 75.5, 100, 100.5, 1e12)] == [0, 0, 0, 2, 2, 4, 4, 5, 5]


def test_a_case_whose_number_is_changed_is_found(lead, cast, app):
    numbers(lead, cast, {})
    with app.app_context(), editing() as session:
        case = session.get_one(Case, cast.cases["LX-0108"])
        case.code, case.folded = "LX-0999", folded("LX-0999")
    assert "LX-0999 number was LX-0108, is LX-0999" in audit(lead.get(PAGE).text).text
