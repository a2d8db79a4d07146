"""The people of a show at a lead's desk: who they are, when they are due, what they may do."""

from datetime import UTC, datetime

from sqlalchemy import select, update

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Grant, Person
from siteops.core.codes import hashed
from siteops.core.db import db, writing
from siteops.core.plan import Code
from tests.desk.conftest import alert, form, opened, said
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit
from tests.people.conftest import DESK

PEOPLE = f"{DESK}/people"
NEW = {
    "name": "Małgorzata Pietrzak", "phone": "+48 22 555 01 00", "function": "Up rigger", "company": "Żuraw Rigging",
    "department": "rigging", "call": "2026-05-01T06:30", "role": "1",
}  # fmt: skip


def names(answer):
    return [one.text for one in audit(answer.text).one("main").all("bdi")]


def test_the_list_says_who_is_on_the_show_and_where_they_stand(cast, lead, phone_of):
    cem = phone_of("cem")
    cem.push(cem.entry("CheckedIn", f"person:{cast.people['cem']}", gate=cast.refs["gate"]))
    page = audit(lead.get(PEOPLE).text)
    rows = {row.one("bdi").text: row.text for row in page.all("tr") if row.all("bdi")}
    assert sorted(rows) == ["Cem Arslan", "Lea Lead", "Pia Producer"]
    assert "On site" in rows["Cem Arslan"]
    assert "Late" in rows["Lea Lead"]
    assert "+49 40 5550199" in rows["Lea Lead"]


def test_a_new_person_is_on_every_phone_with_part_call_and_badge(app, cast, lead, phone_of):
    crew = phone_of("cem")
    before = crew.pull()
    answer = lead.post(PEOPLE, data=NEW)
    assert answer.status_code == 303
    person = int(answer.headers["Location"].rsplit("/", 1)[1])
    mine = phone_of("lea").rows("person", "id")[person]
    assert (mine["name"], mine["call"]) == ("Małgorzata Pietrzak", "2026-05-01T04:30:00.000Z")  # Berlin in summer
    news = crew.pull(before["head"], before["scope"])["tables"]
    assert news["person"]["name"] == ["Małgorzata"]
    with app.app_context():
        badge = db.session.scalars(select(Code).where(Code.subject == f"person:{person}")).one()
    assert len(badge.code) == 16
    assert news["code"]["code"] == [hashed(badge.code)]
    page = audit(lead.get(answer.headers["Location"]).text)
    assert {one["name"]: one.get("value") for one in page.all("input") if one.get("name") in NEW} == {
        key: value for key, value in NEW.items() if key not in ("department", "role")
    }


def test_a_badge_that_was_lost_opens_nothing_any_more(cast, lead, phone_of):
    crew, cem = phone_of("cem"), cast.people["cem"]
    assert lead.post(f"{PEOPLE}/{cem}/badge").status_code == 303
    (first,) = [one for one in crew.rows("code", "code").values() if one["subject"] == f"person:{cem}"]
    before = crew.pull()
    lead.post(f"{PEOPLE}/{cem}/badge")
    news = crew.pull(before["head"], before["scope"])["tables"]["code"]
    assert dict(zip(news["code"], news["gone"], strict=True)) == {
        first["code"]: True, next(one for one in news["code"] if one != first["code"]): False,
    }  # fmt: skip


def test_a_call_that_clocks_skip_is_said_and_one_that_comes_twice_stays_as_it_is(app, cast, lead):
    cem, second = cast.people["cem"], datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    answer = lead.post(PEOPLE, data={**NEW, "call": "2027-03-28T02:30"})
    assert answer.status_code == 400
    assert "there is no 02:30" in audit(answer.text).text
    with app.app_context(), writing() as connection:
        connection.execute(update(Grant).where(Grant.person == cem).values(call=second))
    opened = {**NEW, "call": "2027-10-31T02:30", "was-call": clock.spell(second)}
    assert lead.post(f"{PEOPLE}/{cem}", data=opened).status_code == 303
    with app.app_context():
        assert db.session.scalar(select(Grant.call).where(Grant.person == cem)) == second


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(cast, lead):
    wrong = {
        **NEW,
        "name": "",
        "call": "tomorrow",
        "email": "x",
        "role": "3",
        "department": "magic",
        "function": "f" * 200,
    }
    answer = lead.post(PEOPLE, data=wrong)
    page = audit(answer.text)
    assert answer.status_code == 400
    said = {one["name"] for one in page.all("input") if "aria-invalid" in one}
    assert said == {"name", "call", "email", "function"}
    assert next(one for one in page.all("input") if one.get("name") == "company")["value"] == NEW["company"]


def test_a_change_reaches_phones_and_names_its_columns_only(cast, lead, phone_of):
    cem = cast.people["cem"]
    phone = phone_of("cem")
    before = phone.pull()
    page = audit(lead.get(f"{PEOPLE}/{cem}").text)
    assert "has an account of their own" in page.text
    change = {
        "function": "Forklift operator",
        "company": "Hafencrew",
        "department": "",
        "call": "",
        "role": "1",
        "name": "X",
    }
    assert lead.post(f"{PEOPLE}/{cem}", data=change).status_code == 303
    row = phone.pull(before["head"], before["scope"])["tables"]["person"]
    assert (row["name"], row["function"], row["call"]) == (["Cem Arslan"], ["Forklift operator"], [None])
    entry = phone.client.get(f"/api/shows/{SHOW}/entries?subject=person:{cem}").get_json()["entries"][-1]
    assert entry["kind"] == "Edited"
    assert set(entry["body"]["columns"]) >= {"function", "company", "call"}
    assert "Forklift" not in str(entry)


def test_a_remark_is_shown_and_changed_and_stays_off_phones(app, cast, lead, phone_of):
    path = f"{PEOPLE}/{cast.people['cem']}"
    assert said(lead.post(path, data=form(opened(lead, path), path) | {"remark": "Escort needed backstage"})) == path
    assert form(opened(lead, path), path)["remark"] == "Escort needed backstage"
    assert "Escort" not in phone_of("lea").client.get(f"/api/shows/{SHOW}/changes").text
    wrong = form(opened(lead, path), path) | {"remark": "x" * 501}
    answer = lead.post(path, data=wrong)
    assert (answer.status_code, form(audit(answer.text), path)["remark"]) == (400, "x" * 501)


def test_two_who_change_one_person_lose_nothing(cast, lead):
    path = f"{PEOPLE}/{cast.people['cem']}"
    early = form(opened(lead, path), path)
    lead.post(path, data=early | {"remark": "Leaves at ten", "company": "Hafencrew"})
    answer = lead.post(path, data=early | {"remark": "Escort needed backstage", "function": "Loader", "role": "2"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "Leaves at ten" in alert(page)
    late = form(page, path)
    assert [late[name] for name in ("remark", "function", "company", "role")] == [
        "Escort needed backstage", "Loader", "Hafencrew", "2",
    ]  # fmt: skip
    assert form(opened(lead, path), path)["function"] == early["function"]
    said(lead.post(path, data=late))
    said(lead.post(path, data=early | {"call": "2026-05-01T09:00"}))
    stored = form(opened(lead, path), path)
    assert [stored[name] for name in ("remark", "company", "call")] == [
        "Escort needed backstage", "Hafencrew", "2026-05-01T09:00",
    ]  # fmt: skip


def test_crew_have_no_such_page_and_no_contacts(app, cast):
    cem = sign_in(app.test_client(), "cem")
    for path in (PEOPLE, f"{PEOPLE}/new", f"{PEOPLE}/{cast.people['lea']}", f"{DESK}/sessions", f"{DESK}/invitations"):
        answer = cem.get(path)
        assert answer.status_code == 403
        assert "5550199" not in audit(answer.text).text


def test_a_lead_changes_nobody_above_them(app, cast, lead):
    pia = cast.people["pia"]
    page = audit(lead.get(f"{PEOPLE}/{pia}").text)
    assert "stands above you" in page.text
    assert [form["action"] for form in page.one("main").all("form")] == [f"{PEOPLE}/{pia}"]
    assert "disabled" in page.one("main").one("fieldset")
    for act in ("", "/end", "/badge", "/sessions/end"):
        assert lead.post(f"{PEOPLE}/{pia}{act}", data={"role": "1"}).status_code == 403
    raised = lead.post(f"{PEOPLE}/{cast.people['cem']}", data={"role": "3", "department": ""})
    assert raised.status_code == 400


def test_nobody_changes_their_own_role_or_ends_their_own_part(cast, lead, phone_of):
    lea = cast.people["lea"]
    assert lead.post(f"{PEOPLE}/{lea}", data={"role": "1", "department": ""}).status_code == 303
    assert lead.get("/api/me").get_json()["shows"] == {SHOW: "lead"}
    assert lead.post(f"{PEOPLE}/{lea}/end").status_code == 400
    assert lead.get(PEOPLE).status_code == 200


def test_another_show_s_people_are_not_there(app, cast, lead):
    sam = cast.people["sam"]
    for act in ("", "/end", "/again", "/badge", "/sessions/end", "/invitation"):
        assert lead.post(f"{PEOPLE}/{sam}{act}").status_code == 404
    assert lead.get(f"{PEOPLE}/{sam}").status_code == 404
    assert lead.get(f"/shows/{OTHER}/people").status_code == 404
    assert lead.get(f"{PEOPLE}/{2**63}").status_code == 404


def test_whose_part_ends_is_out_at_once_and_what_still_comes_is_held(app, cast, lead, phone_of):
    cem, phone, other = cast.people["cem"], phone_of("cem"), phone_of("lea")
    key = phone.client.post("/api/devices", json={"device": phone.device}).get_json()["key"]
    before = other.pull()
    assert lead.post(f"{PEOPLE}/{cem}/end").status_code == 303
    assert phone.client.get(f"/api/shows/{SHOW}/changes").status_code == 404
    entry = phone.entry("Moved", f"case:{cast.cases['LX-0108']}", 10**7, place=cast.refs["dock1"])
    assert phone.push(entry, Authorization=f"Device {key}")[0]["status"] == "held"
    news = other.pull(before["head"], before["scope"])["tables"]
    assert (news["person"]["id"], news["person"]["gone"]) == ([cem], [True])
    assert news["held"]["entry"] == [entry["id"]]
    assert "Cem Arslan" not in names(lead.get(PEOPLE))
    assert "Cem Arslan" in names(lead.get(f"{PEOPLE}?view=ended"))
    with app.app_context():
        assert db.session.scalar(select(DeviceKey.revoked)) is None  # the record of who was signed in stays
    lead.post(f"{PEOPLE}/{cem}/again")
    assert phone.client.get(f"/api/shows/{SHOW}/changes").status_code == 200


def test_names_of_any_script_come_back_as_they_were(app, cast, lead):
    for name in ("يوسف المنصوري", "田中 美咲", "O'Brien; DROP TABLE person", "<b>Bold</b>", "=1+1", "🎪 Circus"):
        where = lead.post(PEOPLE, data={**NEW, "name": name}).headers["Location"]
        page = audit(lead.get(where).text)
        assert page.one("h1").text == name
    with app.app_context():
        assert "<b>Bold</b>" in db.session.scalars(select(Person.name)).all()


def test_the_last_producer_does_not_go_unnoticed(app, cast, lead):
    ada, pia = sign_in(app.test_client(), "ada"), cast.people["pia"]
    ada.post(f"{PEOPLE}/{pia}", data={"role": "2", "department": ""})
    assert "The show has no producer any more" in ada.get(f"{PEOPLE}/{pia}").text
    ada.post(f"{PEOPLE}/{pia}", data={"role": "3", "department": ""})
    assert "no producer any more" not in ada.get(f"{PEOPLE}/{pia}").text
    ada.post(f"{PEOPLE}/{pia}/end")
    assert "The show has no producer any more" in ada.get(f"{PEOPLE}/{pia}").text
    ada.post(f"{PEOPLE}/{pia}/again")
    ada.post(f"{PEOPLE}/bulk", data={"person": [pia], "role": "crew", "seq": str(2**40)})
    assert "The show has no producer any more" in ada.get(PEOPLE).text
