"""Many cases at once: one batch, one entry, phones learn, others lose nothing, and it can be taken back."""

from functools import partial

import pytest
from sqlalchemy import select

from siteops.core.batch.batches import Batch
from siteops.core.db import db
from siteops.core.plan import Case, Line
from tests.desk.conftest import DESK, change_many, form, history, notices, opened, said, undo
from tests.harness.cast import SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit

LIST = f"{DESK}/cases"


@pytest.fixture
def act(lea):
    """`act(["LX…"], act="move", truck=…)`: Lea's form of the list with cases ticked; the page after it."""
    return partial(change_many, lea, "cases")


def lines(app):
    """Every line of the show by case: truck, dock, zone, gone."""
    with app.app_context(), db.engine.connect() as connection:
        query = select(Line.case, Line.truck, Line.dock, Line.zone, Line.gone).where(Line.show == SHOW)
        return {case: tuple(plan) for case, *plan in connection.execute(query)}


@pytest.mark.both
def test_several_go_to_another_truck_and_back(app, cast, lea, act, phone_of):
    keys = [cast.cases["LX-0108"], cast.cases["AU-1001"]]
    before, phone = lines(app), phone_of("lea")
    seq = int(phone.pull()["head"].split(".")[1])
    page = act(keys, asked="sort=name", act="move", truck=str(cast.places["truck2"]), zone="none")
    assert "2 cases go to Truck 2, no zone." in notices(page)
    assert lines(app) == before | dict.fromkeys(keys, (cast.places["truck2"], cast.places["dock1"], None, False))
    assert [phone.rows("case", "id")[key]["truck"] for key in keys] == [cast.places["truck2"]] * 2
    assert int(phone.pull()["head"].split(".")[1]) == seq + 1
    (edited,) = [one for one in history(phone, f"show:{SHOW}") if one["kind"] == "EditedAtOnce"]
    assert (edited["body"]["columns"], edited["body"]["changed"]) == (["truck", "zone"], 2)
    page = undo(lea, page)
    assert "2 rows are as they were." in notices(page)
    assert lines(app) == before
    assert phone.rows("case", "id")[keys[0]]["truck"] == cast.places["truck1"]


def test_all_that_match_on_every_page(app, cast, act, lea):
    page = act([], asked="department=audio", every="1", act="off")
    assert "2 cases are off the list." in notices(page)
    assert [code for code, key in cast.cases.items() if lines(app)[key][3]] == ["AU-1001", "AU-10P5"]
    undo(lea, page)
    assert not any(plan[3] for plan in lines(app).values())


@pytest.mark.both
def test_owner_department_and_note_of_many(app, cast, lea, act, phone_of):
    keys = [cast.cases["LX-0108"], cast.cases["AU-1001"]]
    phone = phone_of("cem")
    page = act(keys, act="owner", owner="brightwater av rental LTD")
    assert "2 cases belong to brightwater av rental LTD." in notices(page)
    assert [phone.rows("case", "id")[key]["owner"] for key in keys] == [1, 1]
    act(keys, act="department", department="rigging")
    undone = act(keys, act="note", note="Keep dry")
    with app.app_context():
        found = [db.session.get_one(Case, key) for key in keys]
        assert [(one.department, one.note, one.owner) for one in found] == [("rigging", "Keep dry", 1)] * 2
    undo(lea, undone)
    with app.app_context():
        assert [db.session.get_one(Case, key).note for key in keys] == ["", ""]
        names = list(db.session.scalars(select(Batch.name).order_by(Batch.id)))
    assert names[1:] == ["2 cases have another department", "2 cases have another note"]
    act(keys, act="owner", owner="")
    assert [phone.rows("case", "id")[key]["owner"] for key in keys] == [None, None]


def test_what_somebody_changed_meanwhile_stays_and_is_told(app, cast, lea, act):
    page = opened(lea, LIST)
    keys = [cast.cases["LX-0108"], cast.cases["AU-1001"]]
    pia = sign_in(app.test_client(), "pia")
    fields = form(opened(pia, f"{LIST}/{keys[0]}"), f"/cases/{keys[0]}") | {"truck": ""}
    said(pia.post(f"{LIST}/{keys[0]}", data=fields))
    told = act(keys, page=page, act="move", truck=str(cast.places["truck2"]))
    assert "1 case goes to Truck 2." in notices(told)
    assert "1 case stays as it is, for somebody changed it meanwhile: LX-0108." in notices(told)
    assert (lines(app)[keys[0]][0], lines(app)[keys[1]][0]) == (None, cast.places["truck2"])
    again = act(keys, act="move", truck=str(cast.places["truck2"]))
    assert "1 case goes to Truck 2." in notices(again)
    assert lines(app)[keys[0]][0] == cast.places["truck2"]


def test_undo_leaves_what_was_changed_since(app, cast, lea, act):
    keys = [cast.cases["LX-0108"], cast.cases["AU-1001"]]
    page = act(keys, act="move", truck=str(cast.places["truck2"]))
    fields = form(opened(lea, f"{LIST}/{keys[0]}"), f"/cases/{keys[0]}") | {"truck": ""}
    said(lea.post(f"{LIST}/{keys[0]}", data=fields))
    page = undo(lea, page)
    assert "1 row is as it was." in notices(page)
    assert "1 row stays" in notices(page)
    assert (lines(app)[keys[0]][0], lines(app)[keys[1]][0]) == (None, cast.places["truck1"])


@pytest.mark.both
def test_many_are_held_and_let_go(cast, lea, act, phone_of):
    cem, lx, au = phone_of("cem"), cast.cases["LX-0108"], cast.cases["AU-1001"]
    cem.push(cem.entry("Held", f"case:{au}", 1, reason="smells"))
    page = act([lx, au], act="hold", reason="wet")
    assert "1 case is held: wet." in notices(page)
    states = cem.rows("case_state")
    assert (states[str(lx)]["held"], states[str(au)]["held"]) == ("wet", "smells")
    assert "1 case is not held any more." in notices(undo(lea, page))
    states = cem.rows("case_state")
    assert (states[str(lx)]["held"], states[str(au)]["held"]) == (None, "smells")
    assert "0 cases are not held" in notices(undo(lea, page))


def test_chosen_ones_are_printed_and_exported(cast, lea):
    data = {"case": [cast.cases["LX-0108"], cast.cases["AU-1001"], "x"], "asked": ""}
    assert said(lea.post(f"{LIST}/many", data=data | {"act": "labels"})) == f"{DESK}/labels?what=cases&case=1-2"
    where = said(lea.post(f"{LIST}/many", data=data | {"act": "export"}))
    with lea.get(where) as file:
        assert [line.split(",")[1] for line in file.text.splitlines()[1:]] == ["AU-1001", "LX-0108"]
    data = {"every": "1", "asked": "owner=1&state=expected", "act": "export"}
    assert said(lea.post(f"{LIST}/many", data=data)) == f"{DESK}/export/cases.csv?owner=1&state=expected"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose cases first"),
        ({"act": "move"}, "Say what they get"),
        ({"act": "move", "truck": "99"}, "Choose one of the list."),
        ({"act": "move", "truck": "1"}, "Choose one of the list."),
        ({"act": "department", "department": "magic"}, "Choose one of the list."),
        ({"act": "hold"}, "Say why they are held"),
        ({"act": "note", "note": "x" * 501}, "At most 500 characters."),
        ({"reason": "wet"}, "1 case is held: wet."),
        ({"act": "owner", "owner": ""}, "Nothing was changed"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_so(cast, lea, fields, words):
    data = {"case": cast.cases["LX-0108"], "asked": "q=lx", "seq": "9" * 15} | fields
    where = said(lea.post(f"{LIST}/many", data=data))
    assert where == f"{LIST}?q=lx"
    assert words in notices(audit(lea.get(where).text))


def test_a_form_that_was_made_up_is_no_error(cast, lea):
    data = {"case": ["9999999", "-1", "é"], "rev": ["1", "x.y", "1.1.1"], "seq": "٣", "asked": "page=x&q=%00"}
    assert lea.post(f"{LIST}/many", data=data | {"act": "off"}).status_code == 303
    assert lea.post(f"{LIST}/undo/77").status_code == 404
    assert lea.post(f"{LIST}/let-go/2f1c0a3e-1111-4222-8333-444455556666").status_code == 303


def test_many_cost_no_more_questions_than_few(app, cast, lea):
    def asked(keys, truck) -> int:
        data = {"case": keys, "act": "move", "truck": cast.places[truck], "seq": 10**9}
        with app.app_context(), counting() as found:
            said(lea.post(f"{LIST}/many", data=data))
        return len(found)

    assert asked([1], "truck2") == asked([1, 2, 3], "truck1")
