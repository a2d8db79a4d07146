"""Somebody's calls and papers, changed in place by leads: days of the site's calendar, and two who edit at once."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from siteops.core.access.people import Call, Certificate, Grant
from siteops.core.db import db, editing
from tests.desk.conftest import alert, form, history, opened, said
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit
from tests.people.conftest import DESK

FRIDAY = {"day-cnew1": "2027-03-26", "starts-cnew1": "07:00", "ends-cnew1": "02:00", "function-cnew1": "Loader"}
SATURDAY = {"day-cnew2": "2027-03-27", "starts-cnew2": "22:00", "ends-cnew2": "03:30"}
FORKLIFT = {"kind-pnew1": "forklift", "until-pnew1": "2027-11-30"}
FIRST_AID = {"kind-pnew2": "first_aid", "written-pnew2": "yes"}


@pytest.fixture
def page(cast) -> str:
    """The address of Cem's calls."""
    return f"{DESK}/people/{cast.people['cem']}/calls"


def send(client, page, **fields):
    """Send the form with some fields changed."""
    return client.post(page, data=form(opened(client, page), "/calls") | fields)


@pytest.fixture
def keys(lead, page) -> list[str]:
    """The keys of two calls and two papers."""
    said(send(lead, page, **FRIDAY, **SATURDAY, **FORKLIFT, **FIRST_AID))
    given = form(opened(lead, page), "/calls")
    return [name.removeprefix(start) for start in ("was-day-", "was-kind-") for name in given if name.startswith(start)]


def fields(client, page, *names: str) -> list[str]:
    given = form(opened(client, page), "/calls")
    return [given.get(name, "") for name in names]


@pytest.mark.both
def test_calls_and_papers_are_added_on_the_sites_calendar(app, cast, lead, page, keys):
    with app.app_context():
        calls = list(db.session.scalars(select(Call).order_by(Call.day)))
        assert [(one.day, one.starts, one.ends, one.function) for one in calls] == [
            (date(2027, 3, 26), datetime(2027, 3, 26, 6, tzinfo=UTC), datetime(2027, 3, 27, 1, tzinfo=UTC), "Loader"),
            # In this night clocks go forward.
            (date(2027, 3, 27), datetime(2027, 3, 27, 21, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC), ""),
        ]  # fmt: skip
        papers = db.session.scalars(select(Certificate).order_by(Certificate.id))
        assert [(one.kind, one.until, one.written, one.doubtful) for one in papers] == [
            ("forklift", date(2027, 11, 30), "", False), ("first_aid", None, "yes", True),
        ]  # fmt: skip
        grant = db.session.scalar(select(Grant).where(Grant.person == cast.people["cem"]))
        assert grant
        assert grant.call == calls[0].starts


def test_phones_learn_the_first_call_and_the_log_no_value(cast, lead, page, phone_of, keys):
    cem = phone_of("cem")
    assert cem.rows("person", "id")[cast.people["cem"]]["call"] == "2027-03-26T06:00:00.000Z"
    said(send(lead, page, **{f"starts-{keys[0]}": "06:30"}))
    assert cem.rows("person", "id")[cast.people["cem"]]["call"] == "2027-03-26T05:30:00.000Z"
    bodies = [one["body"] for one in history(phone_of("lea"), f"person:{cast.people['cem']}")]
    assert bodies == [{"columns": ["calls", "papers"]}, {"columns": ["calls"]}]


@pytest.mark.both
def test_they_are_changed_and_taken_off(app, lead, page, keys):
    friday, saturday, forklift, first_aid = keys
    changed = {f"ends-{saturday}": "", f"until-{first_aid}": "2028-06-30", f"remove-{friday}": "1",
               f"remove-{forklift}": "1"}  # fmt: skip
    said(send(lead, page, **changed))
    assert fields(lead, page, f"day-{saturday}", f"ends-{saturday}", f"until-{first_aid}") == [
        "2027-03-27", "", "2028-06-30",
    ]  # fmt: skip
    assert friday not in opened(lead, page).text
    with app.app_context():
        assert [one.doubtful for one in db.session.scalars(select(Certificate))] == [False]


def test_another_function_leaves_the_hour_that_comes_twice_as_it_is(app, cast, lead, page):
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    with app.app_context(), editing() as session:
        session.add(Call(SHOW, cast.people["cem"], date(2027, 10, 31), second, None, "Loader"))
        session.flush()
    said(send(lead, page, **{"function-c1": "Driver"}))
    with app.app_context():
        assert db.session.execute(select(Call.starts, Call.function)).one() == (second, "Driver")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"starts-cnew1": "08:00"}, "A day, such as 2027-03-26."),
        ({"day-cnew1": "2027-03-26", "starts-cnew1": "soon"}, "A time, such as 06:30."),
        ({"day-cnew1": "2027-03-28", "starts-cnew1": "02:15"}, "there is no 02:15"),
        ({"day-cnew1": "2027-03-27", "starts-cnew1": "22:00", "ends-cnew1": "02:30"}, "there is no 02:30"),
        ({"until-pnew1": "2027-03-28"}, "Say which paper it is."),
        ({"kind-pnew1": "forklift", "until-pnew1": "2027-03-28", "endless-pnew1": "1"}, "or it has no end"),
        ({"kind-pnew1": "sorcery"}, "Choose one of the list."),
        ({"kind-pnew1": "x" * 500, "was-kind-pnew1": "x" * 500}, "Choose one of the list."),
    ],
)  # fmt: skip
def test_a_slip_is_said_and_nothing_typed_is_lost(lead, page, keys, sent, words):
    answer = send(lead, page, **{f"function-{keys[0]}": "Driver"} | sent)
    assert answer.status_code == 400
    found = audit(answer.text)
    assert words in alert(found)
    typed = form(found, "/calls")
    assert typed[f"function-{keys[0]}"] == "Driver"
    shown = [name for name in sent if not name.startswith(("endless", "kind", "was-"))]
    assert {name: typed.get(name) for name in shown}.items() <= sent.items()
    assert fields(lead, page, f"function-{keys[0]}") == ["Loader"]


def test_two_people_change_one_call_and_the_second_is_told(app, lead, page, keys):
    pia = sign_in(app.test_client(), "pia")
    friday, saturday, forklift, _ = keys
    hers, mine = (form(opened(one, page), "/calls") for one in (pia, lead))
    said(pia.post(page, data=hers | {f"starts-{friday}": "06:00", f"until-{forklift}": "2029-01-31"}))
    answer = lead.post(page, data=mine | {f"starts-{friday}": "08:00", f"function-{saturday}": "Driver"} | FIRST_AID)
    assert answer.status_code == 409
    found = audit(answer.text)
    assert "06:00" in alert(found)
    kept = form(found, "/calls")
    assert (kept[f"starts-{friday}"], kept[f"function-{saturday}"], kept["written-pnew2"]) == ("08:00", "Driver", "yes")
    said(lead.post(page, data=kept))
    assert fields(lead, page, f"starts-{friday}", f"function-{saturday}", f"until-{forklift}") == [
        "08:00", "Driver", "2029-01-31",
    ]  # fmt: skip


def test_what_one_takes_off_while_another_changes_it_is_not_lost_unseen(app, lead, page, keys):
    pia = sign_in(app.test_client(), "pia")
    friday, saturday, forklift, _ = keys
    hers, mine = (form(opened(one, page), "/calls") for one in (pia, lead))
    gone = {f"remove-{friday}": "1", f"remove-{forklift}": "1", f"starts-{saturday}": "21:00"}
    said(pia.post(page, data=hers | gone))
    answer = lead.post(page, data=mine | {f"starts-{friday}": "05:00", f"until-{forklift}": "2030-01-01"})
    assert answer.status_code == 409
    told = alert(audit(answer.text))
    assert "Calltaken off; you wrote “2027-03-26 05:00 02:00 Loader”" in told
    assert "Papertaken off" in told
    assert lead.post(page, data=mine | {f"remove-{saturday}": "1"}).status_code == 409
    assert fields(lead, page, f"starts-{saturday}") == ["21:00"]


def test_who_may_not_change_somebody_may_not_change_their_calls(app, cast, lead, page):
    assert sign_in(app.test_client(), "cem").get(page).status_code == 403
    assert sign_in(app.test_client(), "sam").post(page).status_code == 404
    above = f"{DESK}/people/{cast.people['pia']}/calls"
    assert (lead.get(above).status_code, lead.post(above, data=FRIDAY).status_code) == (403, 403)


def test_calls_of_another_show_and_of_others_are_not_reached_through_this_form(app, cast, lead, page):
    with app.app_context(), editing() as session:
        session.add_all([
            Call(OTHER, cast.people["cem"], date(2027, 3, 26), None, None, "Hand"),
            Certificate(cast.people["lea"], "rigging", None, "IRATA"),
        ])  # fmt: skip
    sent = {"day-c1": "2027-03-27", "was-day-c1": "2027-03-26", "kind-p1": "forklift", "was-kind-p1": "rigging"}
    assert send(lead, page, **sent).status_code == 409
    with app.app_context():
        assert db.session.scalar(select(Call.day)) == date(2027, 3, 26)
        assert db.session.scalar(select(Certificate.kind)) == "rigging"


def test_the_page_asks_the_same_of_any_number(app, lead, page, keys):
    with app.app_context(), counting() as few:
        opened(lead, page)
    said(send(lead, page, **FRIDAY, **SATURDAY, **FORKLIFT))
    with app.app_context(), counting() as many:
        opened(lead, page)
    assert len(few) == len(many)
