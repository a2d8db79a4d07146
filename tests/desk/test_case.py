"""The page of one case: its plan kept, two people at it, what is in it and what happened to it."""

import pytest

from siteops.core.db import db, editing
from siteops.core.plan import Case, Code, Item, Line
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit

LIST = f"{DESK}/cases"


@pytest.fixture
def case(cast) -> str:
    """The page of LX-0108."""
    return f"{LIST}/{cast.cases['LX-0108']}"


def plan(client, path: str) -> dict[str, str]:
    """The form of a case as it is."""
    return form(opened(client, path), path)


def test_an_edit_is_kept_and_told_to_phones_by_name_never_by_value(lea, cast, case, phone_of):
    fields = plan(lea, case) | {"name": "Wash light", "weight": "1046,5", "zone": str(cast.places["foh"]), "sort": "7"}
    said(lea.post(case, data=fields))
    row = phone_of("lea").rows("case", "id")[cast.cases["LX-0108"]]
    assert (row["name"], row["weight"], row["zone"], row["sort"]) == ("Wash light", 1046.5, cast.places["foh"], 7)
    (edited,) = history(phone_of("lea"), f"case:{cast.cases['LX-0108']}")
    assert edited["kind"] == "Edited"
    assert edited["by"] == cast.people["lea"]
    assert sorted(edited["body"]["columns"]) == ["name", "sort", "weight", "zone"]
    assert "Plan changed: Name, Weight, Zone, Load order" in opened(lea, case).text


def test_a_form_sent_as_it_was_changes_nothing(lea, cast, case, phone_of):
    said(lea.post(case, data=plan(lea, case)))
    assert history(phone_of("lea"), f"case:{cast.cases['LX-0108']}") == []
    assert "Nothing was changed" in lea.get(case).text


def test_an_edit_reaches_every_show_that_has_the_case(app, lea, cast, case):
    with app.app_context(), editing() as session:
        session.add(Line(OTHER, cast.cases["LX-0108"], rev=0))
    said(lea.post(case, data=plan(lea, case) | {"name": "Wash", "sort": "9"}))
    with app.app_context():
        line = db.session.query(Line).filter_by(show=OTHER).one()
        assert (line.rev, line.sort) == (1, None)
        db.session.remove()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("weight", "heavy", "A number up to 40000"),
        ("weight", "-3", "A number up to 40000"),
        ("weight", "nan", "A number up to 40000"),
        ("weight", "1e999", "A number up to 40000"),
        ("sort", "²", "A whole number"),
        ("name", "x" * 201, "At most 200 characters"),
        ("inside", "NO-SUCH", "No case on this show's list has the code NO-SUCH"),
        ("inside", "lx-0108", "LX-0108 lies in this case itself"),
        ("truck", "99", "Choose one of the list"),
        ("department", "cooks", "Choose one of the list"),
    ],
)
def test_what_is_wrong_is_said_at_the_top_and_at_its_field(lea, case, field, value, words):
    sent = plan(lea, case) | {"note": "keep me", field: value}
    answer = lea.post(case, data=sent)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert words in alert(page)
    (marked,) = [one for one in page.walk() if one.get("aria-invalid") == "true"]
    assert marked["name"] == field
    assert any(words in one.text for one in page.all("p") if one.get("id") == f"f-{field}-error")
    kept = form(page, case)
    assert kept["note"] == "keep me"
    if field in ("weight", "sort", "name", "inside"):
        assert kept[field] == value


def test_a_case_cannot_lie_in_what_lies_in_it(lea, cast):
    outer = f"{LIST}/{cast.cases['AU-1001']}"
    answer = lea.post(outer, data=plan(lea, outer) | {"inside": "au-10p5"})
    assert answer.status_code == 400
    assert "AU-10P5 lies in this case itself" in alert(audit(answer.text))


def test_two_people_change_different_fields_and_both_stand(app, lea, case):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = plan(pia, case), plan(lea, case)
    said(pia.post(case, data=hers | {"note": "Ramp only"}))
    said(lea.post(case, data=mine | {"weight": "93"}))
    now = plan(lea, case)
    assert (now["note"], now["weight"]) == ("Ramp only", "93")


def test_two_people_change_the_same_field_and_both_values_are_shown(app, lea, cast, case):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = plan(pia, case), plan(lea, case)
    said(pia.post(case, data=hers | {"weight": "95", "note": "Ramp only", "zone": str(cast.places["foh"])}))
    answer = lea.post(case, data=mine | {"weight": "93", "name": "Wash", "zone": ""})
    assert answer.status_code == 409
    page = audit(answer.text)
    (told,) = [one for one in page.walk() if one.get("role") == "alert"]
    clashes = [[cell.text for cell in row.all("th", "td")] for row in told.one("tbody").all("tr")]
    assert clashes == [["Weight in kg", "95"], ["Zone", "FOH"]]
    kept = form(page, case)
    assert (kept["weight"], kept["name"], kept["zone"], kept["note"]) == ("93", "Wash", "", "Ramp only")
    assert plan(lea, case)["weight"] == "95"
    said(lea.post(case, data=kept))
    assert plan(lea, case)["weight"] == "93"


def test_a_fault_in_between_undoes_nobodys_edit(app, lea, case):
    pia = sign_in(app.test_client(), "pia")
    hers, mine = plan(pia, case), plan(lea, case)
    said(pia.post(case, data=hers | {"note": "Ramp only"}))
    answer = lea.post(case, data=mine | {"weight": "heavy"})
    assert answer.status_code == 400
    said(lea.post(case, data=form(audit(answer.text), case) | {"weight": "93"}))
    now = plan(lea, case)
    assert (now["note"], now["weight"]) == ("Ramp only", "93")


def test_an_owner_is_one_however_spelt_and_new_ones_are_made(app, lea, cast, case):
    said(lea.post(case, data=plan(lea, case) | {"owner": " brightwater  AV rental ltd"}))
    assert plan(lea, case)["owner"] == "Brightwater AV Rental Ltd"
    said(lea.post(case, data=plan(lea, case) | {"owner": "Żuraw Rigging"}))
    assert plan(lea, case)["owner"] == "Żuraw Rigging"
    said(lea.post(case, data=plan(lea, case) | {"owner": ""}))
    assert plan(lea, case)["owner"] == ""


def test_its_page_shows_place_contents_cases_inside_and_history(app, lea, cast, phone_of):
    console = cast.cases["AU-1001"]
    with app.app_context(), editing() as session:
        session.add(Item(console, "S1", "Quantum engine", serial="RM5512"))
    cem = phone_of("cem")
    undone = cem.entry("Held", f"case:{console}", 12, reason="wet")
    cem.push(
        cem.entry("Moved", f"case:{console}", 10, place=cast.refs["dock1"]),
        undone,
        cem.entry("Undone", f"case:{console}", 13, entry=undone["id"]),
        cem.entry("Damaged", f"case:{console}", 14, reason="wheel off"),
    )
    page = opened(lea, f"{LIST}/{console}")
    assert "Damaged" in page.one("main").all("div")[0].text
    assert "RM5512" in [one.get("value") for one in page.all("input")]
    for words in ("Dock 1", "AU-10P5", "Damaged: wheel off", "Undo: Held: wet", "undone", "Cem Arslan"):
        assert words in page.text
    assert cast.codes["AU-1001"][:4] in page.text
    inner = opened(lea, f"{LIST}/{cast.cases['AU-10P5']}")
    assert "Dock 1 in AU-1001" in inner.text


def test_a_new_case_gets_a_code_and_what_was_scanned_of_it_before(app, lea, cast, phone_of):
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", "code:FX-77", 5, place=cast.refs["dock1"]))
    fields = form(opened(lea, f"{LIST}/new"), "/cases") | {"code": "  fx-77 ", "name": "Haze", "department": "effects"}
    page = opened(lea, said(lea.post(LIST, data=fields)))
    assert page.one("h1").text == "fx-77"
    assert "Dock 1" in page.text
    with app.app_context():
        case = db.session.query(Case).filter_by(folded="fx-77").one()
        assert db.session.query(Code).filter_by(subject=f"case:{case.id}").count() == 1
        db.session.remove()
    assert phone_of("lea").rows("case", "id")[case.id]["name"] == "Haze"


def test_a_code_on_the_list_is_refused_and_leads_to_its_case(lea, cast):
    answer = lea.post(LIST, data={"code": "lx-0108", "name": "Another"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "LX-0108 is on the list already" in alert(page)
    assert [one for one in page.all("a") if one["href"] == f"{LIST}/{cast.cases['LX-0108']}"]
    assert form(page, "/cases")["name"] == "Another"


def test_a_case_of_the_installation_is_shown_before_it_joins_the_show(app, cast, phone_of):
    sam = sign_in(app.test_client(), "sam")
    there = f"/shows/{OTHER}/cases"
    answer = sam.post(there, data={"code": "lx-0108", "name": "Typed", "sort": "4", "note": "Mine"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "LX-0108 is known here already" in alert(page)
    fields = form(page, "/cases")
    assert (fields["name"], fields["sort"], fields["note"]) == ("Robe MegaPointe 2-way 8/18", "4", "Mine")
    where = said(sam.post(there, data=fields))
    assert opened(sam, where).one("h1").text == "LX-0108"
    with app.app_context():
        assert db.session.query(Code).filter_by(subject=f"case:{cast.cases['LX-0108']}").count() == 1
        assert db.session.query(Case).filter_by(folded="lx-0108").count() == 1
        db.session.remove()


def test_off_the_list_and_back(lea, cast, case, phone_of):
    before = phone_of("cem").pull()
    said(lea.post(f"{case}/off"))
    assert "Not on this show's list" in opened(lea, case).text
    assert phone_of("cem").pull(before["head"], before["scope"])["tables"]["case"]["gone"] == [True]
    assert cast.cases["LX-0108"] not in phone_of("cem").rows("case", "id")
    assert "zone" not in plan(lea, case)
    said(lea.post(case, data=plan(lea, case) | {"name": "Still ours"}))
    said(lea.post(f"{case}/on"))
    assert phone_of("cem").rows("case", "id")[cast.cases["LX-0108"]]["name"] == "Still ours"
    said(lea.post(f"{case}/on"))
    assert len(history(phone_of("lea"), f"case:{cast.cases['LX-0108']}")) == 3


def test_a_case_that_was_only_scanned_here_can_be_put_on_the_list(app, lea, cast, phone_of):
    with app.app_context(), editing() as session:
        session.add(Case("XX-1", "xx-1", "From elsewhere"))
        session.flush()
    cem = phone_of("cem")
    (found,) = [one for one in range(1, 9) if one not in cast.cases.values()][:1]
    assert lea.get(f"{LIST}/{found}").status_code == 404
    cem.push(cem.entry("Moved", f"case:{found}", 5, place=cast.refs["dock1"]))
    assert "Not on this show's list" in opened(lea, f"{LIST}/{found}").text
    said(lea.post(f"{LIST}/{found}/on"))
    assert phone_of("cem").rows("case", "id")[found]["listed"] == 1


def test_a_case_of_another_show_is_not_there(app, cast):
    sam = sign_in(app.test_client(), "sam")
    there = f"/shows/{OTHER}/cases/{cast.cases['LX-0108']}"
    assert [sam.get(there).status_code, sam.post(there).status_code, sam.post(f"{there}/off").status_code] == [404] * 3
    assert sam.get(f"/shows/{OTHER}/cases/99999999999").status_code == 404
    assert sam.get(f"/shows/{SHOW}/cases/{cast.cases['LX-0108']}").status_code == 404
