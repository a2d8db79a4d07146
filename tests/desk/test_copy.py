"""Last year's show as the start of this year's: its plan comes along, nothing that happened does."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select, update

from siteops.core import clock
from siteops.core.access.people import Call, Grant, Invitation
from siteops.core.db import db, editing, writing
from siteops.core.plan import Case, Code, Contact, Line, List, Phase, Place, Show, Slot
from siteops.core.upgrade import setting
from siteops.desk.show import copying
from siteops.desk.show.copying import PORTION, Wish
from siteops.desk.show.shifting import Shift
from tests.desk.conftest import alert, form, opened, said
from tests.harness.cast import SHOW, sign_in
from tests.harness.databases import counting
from tests.harness.pages import audit

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
PAGE = f"/shows/new?of={SHOW}"
ENTRY = "glass-horizon-2"


@pytest.fixture
def ada(app, client, cast):
    """Ada, who administers the installation; the show plans times and contacts."""
    at = datetime(2027, 3, 27, 5, tzinfo=UTC)
    with app.app_context(), editing() as session:
        session.add(Phase(SHOW, "load-in", at))
        session.add(Slot(SHOW, cast.places["dock1"], cast.places["truck1"], "in", at, at + timedelta(hours=2)))
        session.add(Contact(SHOW, "Ute Petersen", "Venue", "110"))
        session.add(Call(SHOW, cast.people["cem"], at.date(), at, at + timedelta(hours=10)))
        session.add(Invitation("x" * 64, SHOW, 1, cast.people["lea"], at, at))
        session.add(Place(SHOW, "dock", "Removed", gone=True))
    return sign_in(client, "ada")


def copy(client, **changed):
    """Send the form of the copy with some fields changed; None: not sent."""
    page = opened(client, PAGE)
    ticked = {one["name"]: "1" for one in page.all("input") if one.get("type") == "checkbox" and "checked" in one}
    sent = form(page, "/shows") | ticked | changed
    return client.post("/shows", data={name: text for name, text in sent.items() if text is not None})


def rows(table, show=ENTRY):
    """The rows of a show, within an app context."""
    return db.session.scalars(select(table).where(table.show == show).order_by(table.id)).all()


@pytest.mark.both
def test_the_plan_comes_along_moved_to_its_new_days(app, ada, cast, phone_of):
    lea = phone_of("lea")
    lea.push(lea.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"]))
    assert said(copy(ada, first_day="2028-03-25")) == f"/shows/{ENTRY}"
    with app.app_context():
        names = {one.id: one.name for one in rows(Place)}
        assert sorted(names.values()) == ["Dock 1", "Dock 2", "FOH", "Gate A", "Stage left", "Truck 1", "Truck 2"]
        lines = {one.case: one for one in rows(Line)}
        assert set(lines) == set(cast.cases.values())
        assert names[lines[cast.cases["LX-0108"]].truck or 0] == "Truck 1"
        assert lines[cast.cases["AU-10P5"]].inside == cast.cases["AU-1001"]
        assert [one.starts for one in rows(Phase)] == [datetime(2028, 3, 25, 5, tzinfo=UTC)]
        (slot,), (call,) = rows(Slot), rows(Call)
        assert (names[slot.dock], names[slot.truck or 0], slot.starts.day) == ("Dock 1", "Truck 1", 25)
        assert (call.person, str(call.day)) == (cast.people["cem"], "2028-03-25")
        assert [one.name for one in rows(Contact)] == ["Ute Petersen"]
        assert [one.person for one in rows(Grant)] == [cast.people[who] for who in ("pia", "lea", "cem")]
        assert [one.name for one in rows(List)] == ["Truck 1: close the doors"]
        assert rows(Invitation) == []
        codes = [one.code for one in rows(Code)]
        assert len(set(codes)) == len(codes) == 7 + 1 + 3
        assert db.session.scalar(select(func.count()).where(setting.c.name.startswith("copy:"))) == 0
    page = opened(ada, f"/shows/{ENTRY}")
    assert "Plan changed: Places, Slots, Lists, Planned phases, Contacts, Calls, Cases, People" in page.text
    assert "4 of 4 cases are still expected" in page.text


def test_a_phone_of_the_new_show_gets_all_of_it(app, ada, cast, phone_of):
    said(copy(ada, first_day="2028-03-25"))
    tables = sign_in(app.test_client(), "cem").get(f"/api/shows/{ENTRY}/changes").get_json()["tables"]
    wanted = {"place": 7, "case": 4, "list": 1, "step": 2, "slot": 1, "phase": 1}
    assert {name: len(next(iter(tables[name].values()))) for name in wanted} == wanted
    assert set(cast.codes.values()) <= set(tables["code"]["code"])


def test_what_has_ended_brings_nothing_along(app, ada, cast):
    at = datetime(2027, 3, 28, 5, tzinfo=UTC)
    with app.app_context(), editing() as session:
        session.add(Call(SHOW, cast.people["rob"], at.date(), at))
        (gone,) = session.scalars(select(Place.id).where(Place.gone))
        session.add(Slot(SHOW, gone, None, "in", at, at + timedelta(hours=2)))
        session.execute(update(Grant).where(Grant.person == cast.people["cem"]).values(invitation=1))
    page = opened(ada, PAGE)
    counts = {one.all("input")[0]["name"]: one.all("b")[0].text for one in page.one("fieldset").all("li")}
    assert (counts["slots"], counts["calls"]) == ("1", "1")
    said(copy(ada, first_day="2028-03-25"))
    with app.app_context():
        assert [one.person for one in rows(Call)] == [cast.people["cem"]]
        assert len(rows(Slot)) == 1
        assert {one.invitation for one in rows(Grant)} == {None}


def test_only_what_was_chosen_comes_along(app, ada):
    chosen = {"places": None, "people": None, "calls": None, "contacts": None, "lists": None}
    said(copy(ada, first_day="2028-03-25", **chosen))
    with app.app_context():
        assert [rows(table) for table in (Place, Slot, List, Grant, Call, Contact)] == [[]] * 6
        assert [(one.truck, one.dock, one.zone) for one in rows(Line)] == [(None, None, None)] * 4
        assert len(rows(Phase)) == 1


def test_without_a_first_day_no_time_comes_along(app, ada):
    said(copy(ada))
    with app.app_context():
        assert [rows(table) for table in (Phase, Slot, Call)] == [[]] * 3
        assert {one.call for one in rows(Grant)} == {None}


def test_the_page_says_beforehand_how_much_it_is(ada):
    page = opened(ada, PAGE)
    counts = {one.all("input")[0]["name"]: one.all("b")[0].text for one in page.one("fieldset").all("li")}
    assert counts == {"places": "7", "cases": "4", "slots": "1", "lists": "1", "phases": "1", "contacts": "1",
                      "people": "3", "calls": "1"}  # fmt: skip
    assert "It was Saturday 27 March 2027." in page.text
    assert [one["href"] for one in opened(ada, f"/shows/{SHOW}").all("a") if "Copy" in one.text] == [PAGE]


def test_a_slip_keeps_what_was_chosen(app, ada):
    answer = copy(ada, first_day="2028-02-30", name="", contacts=None)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert "First day of the new show: A day, such as" in alert(page)
    ticked = {one["name"] for one in page.all("input") if one.get("type") == "checkbox" and "checked" in one}
    assert "contacts" not in ticked
    assert "places" in ticked
    with app.app_context():
        assert db.session.scalar(select(func.count(Show.id))) == 2


def test_a_show_that_is_not_there_cannot_be_copied(ada):
    assert ada.get("/shows/new?of=none").status_code == 404
    assert ada.post("/shows", data={"name": "X", "timezone": "UTC", "of": "none"}).status_code == 404


@pytest.mark.both
def test_a_copy_that_fails_leaves_nothing(app, ada, cast, monkeypatch):
    def fail(*_given):
        raise RuntimeError

    monkeypatch.setattr(copying, "finish", fail)
    with app.app_context():
        wish = Wish(SHOW, frozenset({"places", "cases"}), None, cast.people["ada"])
        with pytest.raises(RuntimeError):
            copying.copied({"name": "Glass Horizon", "timezone": "UTC"}, wish)
        assert [rows(table) for table in (Place, Line, Code)] == [[]] * 3
        assert db.session.scalar(select(func.count()).where(setting.c.name.startswith("copy:"))) == 0


def test_what_a_dead_copy_left_is_swept_by_the_next(app, ada, cast):
    with app.app_context(), writing() as connection:
        before = clock.spell(clock.now() - timedelta(hours=1))
        connection.execute(insert(setting).values(name="copy:gala", value=before))
        connection.execute(insert(Line), [{"show": "gala", "case": cast.cases["LX-0108"], "gone": False, "rev": 1}])
    said(copy(ada, name="Gala"))
    with app.app_context():
        assert [len(rows(Line, "gala")), db.session.scalar(select(Show.name).where(Show.id == "gala"))] == [4, "Gala"]


def test_many_lines_come_along_in_portions(app, ada):
    with app.app_context(), editing() as session:
        cases = [Case(f"X-{number}", f"x-{number}") for number in range(PORTION * 2)]
        session.add_all(cases)
        session.flush()
        session.add_all(Line(SHOW, one.id) for one in cases)
    with app.app_context(), counting() as asked:
        said(copy(ada))
    assert len([one for one in asked if one.startswith("INSERT INTO line")]) == 3
    with app.app_context():
        assert len(rows(Line)) == PORTION * 2 + 4


@pytest.mark.parametrize(
    ("was", "days", "zone", "becomes"),
    [
        ("2026-03-27T05:00Z", 365, BERLIN, "2027-03-27T05:00Z"),  # winter to winter: 06:00
        ("2026-03-30T04:00Z", -7, BERLIN, "2026-03-23T05:00Z"),  # 06:00 stays 06:00 across the change
        ("2026-03-28T01:30Z", 1, BERLIN, "2026-03-29T01:30Z"),  # 02:30 does not exist: 03:30
        ("2026-10-24T00:30Z", 1, BERLIN, "2026-10-25T00:30Z"),  # 02:30 comes twice: the first
        ("2026-03-27T05:00Z", 0, NEW_YORK, "2026-03-27T10:00Z"),  # 06:00 on the other site's clock
    ],
)
def test_times_keep_the_time_of_the_sites_clock(was, days, zone, becomes):
    shift = Shift(timedelta(days=days), BERLIN, zone)
    assert shift.at(clock.read(was)) == clock.read(becomes)


def test_what_has_an_end_never_ends_before_it_starts():
    shift = Shift(timedelta(days=1), BERLIN, BERLIN)
    starts, ends = shift.span(clock.read("2026-03-28T01:45Z"), clock.read("2026-03-28T02:15Z"))
    assert ends - starts == timedelta(minutes=30)
