"""Codes printed before anybody knew for what: a stock of them, each linked on its first scan, for every show."""

import pytest
from sqlalchemy import select

from siteops.core.db import db, editing
from siteops.core.plan import Code, Line
from tests.harness.cast import OTHER, SHOW
from tests.harness.pages import audit
from tests.labels.desk import PAGE, printed


def printed_blank(lead, count=1) -> list[str]:
    """So many blank labels fresh from the printer: their codes."""
    answer = lead.post(f"{PAGE}.pdf", data={"what": "blank", "count": count, "paper": "L7160"})
    return [text.rpartition("/")[2] for text in printed(answer)]


def stands_for(app, code: str) -> str | None:
    with app.app_context():
        return db.session.scalars(select(Code.subject).where(Code.code == code)).one()


def test_a_stock_of_blank_codes_is_kept_and_what_is_left_of_it_can_be_printed_again(lead, cast, phone_of):
    first = printed_blank(lead, 5)
    page = audit(lead.get(PAGE, query_string={"what": "blank"}).text)
    assert "5 still blankof 5" in page.text
    cem = phone_of("cem")
    cem.push(cem.entry("Bound", f"code:{first[0]}", to=f"case:{cast.cases['LX-0108']}"))
    page = audit(lead.get(PAGE, query_string={"what": "blank"}).text)
    assert "4 still blankof 5" in page.text
    (again,) = [one for one in page.all("button") if one.text == "Print again"]
    answer = lead.post(f"{PAGE}.pdf", data={"what": "blank", "batch": again["value"], "paper": "L7160"})
    assert sorted(text.rpartition("/")[2] for text in printed(answer)) == sorted(first[1:])


@pytest.mark.both
def test_a_blank_code_is_a_case_s_on_every_show_once_it_is_linked(lead, cast, app, phone_of):
    (code,) = printed_blank(lead)
    with app.app_context(), editing() as session:
        session.add(Line(OTHER, cast.cases["LX-0108"]))
    cem = phone_of("cem")
    scan = cem.entry("Moved", f"code:{code}", 1, place=cast.refs["dock1"])
    link = cem.entry("Bound", f"code:{code}", 2, to=f"case:{cast.cases['LX-0108']}")
    cem.push(scan, link)
    assert stands_for(app, code) == f"case:{cast.cases['LX-0108']}"
    assert cem.rows("case_state")[str(cast.cases["LX-0108"])]["place"] == cast.refs["dock1"]
    assert phone_of("sam").pull(show=OTHER)["tables"]["code"]["code"].count(code) == 1
    cem.push(cem.entry("Undone", f"code:{code}", 3, entry=link["id"]))
    assert stands_for(app, code) is None


@pytest.mark.both
@pytest.mark.parametrize("late", [False, True])
def test_of_two_phones_that_link_one_code_the_earlier_is_right_and_a_lead_is_told(lead, cast, app, phone_of, late):
    (code,) = printed_blank(lead)
    cem, pia = phone_of("cem"), phone_of("pia")
    first = cem.entry("Bound", f"code:{code}", 1, to=f"case:{cast.cases['LX-0108']}")
    second = pia.entry("Bound", f"code:{code}", 5, to=f"case:{cast.cases['AU-1001']}")
    for phone, entry in ((pia, second), (cem, first)) if late else ((cem, first), (pia, second)):
        phone.push(entry)
    assert stands_for(app, code) == f"case:{cast.cases['LX-0108']}"
    look = audit(lead.get(f"/shows/{SHOW}/look").text)
    assert "One code, two cases" in look.text
    assert "Linked to LX-0108, then by Pia Producer to AU-1001. LX-0108 counts." in look.text
    choice = {"subject": f"code:{code}", "finding": f"linked_twice:{second['id']}", "choice": "later"}
    assert lead.post(f"/shows/{SHOW}/look", data=choice).status_code == 303
    assert stands_for(app, code) == f"case:{cast.cases['AU-1001']}"
    assert "One code, two cases" not in lead.get(f"/shows/{SHOW}/look").text


def test_a_code_printed_for_a_case_never_forgets_it(lead, cast, app, phone_of):
    cem, code = phone_of("cem"), cast.codes["LX-0108"]
    link = cem.entry("Bound", f"code:{code}", 1, to=f"case:{cast.cases['LX-0108']}")
    cem.push(link, cem.entry("Undone", f"code:{code}", 2, entry=link["id"]))
    assert stands_for(app, code) == f"case:{cast.cases['LX-0108']}"


def test_a_case_that_is_on_no_list_is_named_on_the_dock_and_made_at_the_desk(lead, cast, app, phone_of):
    (code,) = printed_blank(lead)
    cem = phone_of("cem")
    cem.push(
        cem.entry("Moved", f"code:{code}", 1, place=cast.refs["dock1"]),
        cem.entry("Named", f"code:{code}", 2, number="LX-0200"),
    )
    look = audit(lead.get(f"/shows/{SHOW}/look").text)
    assert "On a case that is on no list: LX-0200" in look.text
    (way,) = [one["href"] for one in look.all("a") if one.text == "Make a case of it"]
    form = audit(lead.get(way).text)
    sent = {one["name"]: one.get("value") for one in form.one("main").all("input") if one.get("type") != "checkbox"}
    assert (sent["code"], sent["link"]) == ("LX-0200", code)
    made = lead.post(f"/shows/{SHOW}/cases", data=sent)
    key = made.headers["Location"].rpartition("/")[2]
    assert stands_for(app, code) == f"case:{key}"
    assert cem.rows("case_state")[key]["place"] == cast.refs["dock1"]
    assert "Nothing needs a look" in lead.get(f"/shows/{SHOW}/look").text
