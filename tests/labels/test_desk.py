"""The labels page: what it shows, what it refuses, and whom."""

import pytest
from sqlalchemy import update

from siteops.core import codes
from siteops.core.db import editing
from siteops.core.plan import Case, Code, Line, Place, Show
from siteops.labels.choice import WHAT
from tests.harness.cast import DAWN, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit
from tests.labels.desk import PAGE, printed, stored
from tests.labels.paper import words


@pytest.mark.parametrize("what", WHAT)
def test_the_page_shows_the_first_sheet_and_stands_the_audit(lead, cast, what):
    page = audit(lead.get(PAGE, query_string={"what": what}).text)
    assert page.one("h1").text == "Labels"
    assert page.all("svg")
    if what == "cases":
        assert "LX-0108" in page.text
        assert "Brightwater AV Rental Ltd" in page.text
        assert "Both will work" not in page.text


def test_a_label_printed_before_is_said_to_be_one(lead, cast):
    lead.post(f"{PAGE}.pdf", data={"truck": cast.places["truck2"]})
    assert "BW-KH-01 has a label from" in audit(lead.get(PAGE).text).text
    lead.post(f"{PAGE}.pdf")
    assert "4 of these have a label already. Both will work." in audit(lead.get(PAGE).text).text


@pytest.mark.parametrize("weight", ["heavy", "9" * 5000, "-"])
def test_words_of_a_label_that_came_with_an_archive_may_be_any(app, lead, cast, weight):
    with app.app_context(), editing() as session:
        words = f"wdo\x1fLX-0108\x1fRobe\x1flighting\x1f{weight}\x1f\x1f\x1f\x1f"
        session.execute(update(Code).values(said=words, printed=DAWN))
    assert weight in audit(lead.get(PAGE).text).text


@pytest.mark.parametrize("form", [{"start": "22"}, {"start": "99999"}])
def test_a_start_that_the_sheet_does_not_have_is_explained(lead, cast, form):
    answer = lead.post(f"{PAGE}.pdf", data={"paper": "L7160", **form})
    assert answer.status_code == 409
    assert "labels 1 to 21" in audit(answer.text).text


@pytest.mark.parametrize(
    "form", [{"start": "x"}, {"start": "-1"}, {"start": "٣"}, {"truck": "1e9"}, {"truck": "9" * 40}, {"paper": "\x07"},
             {"department": "'; --"}, {"owner": "\ud7ff"}, {"case": "9" * 9}, {"case": "-1"}, {"case": "1-999999999"},
             {"zone": "x"}, {"q": "%_\\' \x07"}, {"q": "y" * 5000}, {"format": "exe"}, {"family": "zpl"}, {"dpi": "1"},
             {"what": "blank", "count": "-1"}, {"what": "blank", "count": "999999"}, {"what": "blank", "batch": "now"},
             {"what": "slots", "day": "2027-02-31"}, {"what": "days", "dock": "x"}, {"what": "places", "kind": "money"},
             {"case": "1,,2,a-b,3-1"}],
)  # fmt: skip
def test_a_strange_form_is_no_error(lead, cast, form):
    assert lead.get(PAGE, query_string=form).status_code == 200
    assert lead.post(f"{PAGE}.pdf", data=form).status_code in (200, 409)


def test_an_unknown_kind_is_not_there(lead, cast):
    assert lead.get(PAGE, query_string={"what": "money"}).status_code == 404
    assert lead.post(f"{PAGE}.pdf", data={"what": "money"}).status_code == 404


def test_without_its_address_a_show_prints_nothing_but_a_demo_prints_demo(lead, cast, app):
    app.config["PUBLIC_URL"] = ""
    answer = lead.post(f"{PAGE}.pdf")
    assert answer.status_code == 409
    assert "set PUBLIC_URL" in audit(answer.text).text
    assert "Download" not in audit(lead.get(PAGE).text).text
    with app.app_context(), editing() as session:
        session.get_one(Show, SHOW).demo = True
    answer = lead.post(f"{PAGE}.pdf")
    assert all(text.startswith("HTTPS://LOCALHOST/Q/") for text in printed(answer))
    assert "DEMO" in words(answer.data)[0]


@pytest.mark.parametrize(("who", "status"), [("cem", 403), ("rob", 404), ("sam", 404), ("pia", 200), ("ada", 200)])
def test_only_leads_of_this_show_print(app, cast, who, status):
    client = sign_in(app.test_client(), who)
    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}/test.pdf").status_code == status
    assert client.post(f"{PAGE}.pdf").status_code == status
    assert app.test_client().post(f"{PAGE}.pdf").status_code == 401


def test_looking_mints_nothing(lead, cast, app):
    before = stored(app).keys()
    lead.get(PAGE, query_string={"what": "people"})
    lead.get(PAGE, query_string={"what": "places"})
    assert stored(app).keys() == before


def test_the_test_page_has_the_outlines_of_the_sheet(lead, cast):
    answer = lead.get(f"{PAGE}/test.pdf", query_string={"paper": "5163"})
    assert "50 mm: print at 100 %" in words(answer.data)[0]


def test_the_page_asks_the_database_a_fixed_number_of_times(lead, cast, app):
    lead.post(f"{PAGE}.pdf")
    rename(app, cast)
    with app.app_context(), counting() as few:
        lead.get(PAGE)
    with app.app_context(), editing() as session:
        for i in range(300):
            case = Case(f"X-{i}", f"x-{i}")
            session.add(case)
            session.flush()
            session.add(Line(SHOW, case.id))
            session.add(Code(codes.mint(), f"case:{case.id}", said=f"wdo\x1fX-{i}"))
    with app.app_context(), counting() as many:
        assert "304 labels say what is not true" in lead.get(PAGE).text
    assert len(many) == len(few)
    assert len(few) <= 11


def rename(app, cast) -> None:
    """The zone of every case gets another name."""
    with app.app_context(), editing() as session:
        session.get_one(Place, cast.places["stage"]).name = "Upstage"
