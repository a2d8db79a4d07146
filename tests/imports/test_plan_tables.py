"""What venues and offices send of the plan; and lists that are not read say what they are."""

import pytest
from sqlalchemy import func, select

from siteops.core.db import db
from siteops.core.plan import List, Place, Slot, Step
from tests.harness.cast import OTHER
from tests.harness.pages import audit
from tests.imports.test_pages import checked, facts, sam, sent, stored

__all__ = ["sam"]


@pytest.mark.both
def test_a_venues_dock_schedule_comes_in_and_its_doubts_are_said(app, sam):
    where, page = checked(sam, "dock-schedule.csv")
    assert "The same dock is booked in line 5 at that time." in page.text
    assert "Start “28.03.2027 02:15”: clocks go forward over this time." in page.text
    assert "End “13:30” is before it begins." in page.text
    assert "Direction “ab” is taken for the likely one." in page.text
    stored(sam, where, "dock-schedule.csv")
    with app.app_context():
        slots = db.session.scalars(select(Slot).where(Slot.show == OTHER)).all()
        assert len(slots) == 26
        assert db.session.scalar(select(func.count()).where(Place.show == OTHER, Place.kind == "dock")) == 3
        night = next(one for one in slots if one.vendor.startswith("Brightwater") and one.direction == "out")
        assert (night.ends - night.starts).total_seconds() == 90 * 60
        short = next(one for one in slots if f"{one.starts:%d %H:%M}" == "28 00:30")
        assert (short.ends - short.starts).total_seconds() == 60 * 60


@pytest.mark.both
def test_checklists_come_in_and_a_second_time_change_nothing(app, sam):
    where, page = checked(sam, "checklist-loadout.csv")
    assert facts(page)["Left out"] == "0"
    stored(sam, where, "checklist-loadout.csv")
    with app.app_context():
        count = select(func.count())
        assert db.session.scalar(count.select_from(List).where(List.show == OTHER)) == 4
        flags = (Step.safety, Step.photo)
        assert [db.session.scalar(count.select_from(Step).where(Step.show == OTHER, one)) for one in flags] == [16, 12]
    assert "All of this is stored already." in checked(sam, "checklist-loadout.csv")[1].text


STRANGE = [
    ("cue,title,time start,time end,duration\n1,Doors,19:00,19:30,30\n", "This is a run of show."),
    ("Ref,Activity,Likelihood (1-5),Severity (1-5),Risk rating\nR1,Docks,3,5,15\n", "This is a risk register."),
    ("Vendor,Trade,Contact,Phone,COI expiry\nNordvik,Light,Jo,110,2027-12-31\n", "This is a list of vendors."),
]


@pytest.mark.parametrize(("text", "said"), STRANGE)
def test_a_list_that_is_not_read_says_what_it_is(sam, text, said):
    where, answer = sent(sam, text.encode(), "list.csv")
    assert said in audit(answer.text).text
    where = where.partition("?")[0]
    assert sam.post(f"{where}/store", data={"name": "list.csv"}).status_code == 409


def test_a_list_of_vendors_can_be_read_as_contacts(sam):
    where, _answer = sent(sam, STRANGE[2][0].encode(), "list.csv")
    page = audit(sam.post(where.partition("?")[0], data={"name": "list.csv", "kind": "contacts"}).text)
    assert "Store 1 new row" in page.text


@pytest.mark.parametrize("header", ["Name,Day,From,Until,Function", "Name,Function,Phone,E-mail"])
def test_what_a_plain_crew_list_says_is_still_read_as_one(sam, header):
    _where, answer = sent(sam, f"{header}\nJo Hand,,,,\n".encode(), "crew.csv")
    assert "Call sheet or crew list" in audit(answer.text).text
