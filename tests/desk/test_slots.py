"""Slots: booked on the show's clock, seen a day at a time, also in the night when clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from siteops.desk.site.day import Booked, jumps, laid_out, overlaps
from tests.desk.conftest import DESK, alert, form, history, opened, said
from tests.harness.cast import OTHER, sign_in
from tests.harness.pages import audit

SLOTS = f"{DESK}/slots"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def book(lea, cast):
    """`book("06:00", "08:00", dock="dock1")`: a slot on 26 March 2027."""

    def made(starts: str, ends: str, day: str = "2027-03-26", dock: str = "dock1", **more: str) -> str:
        fields = form(opened(lea, f"{SLOTS}/new?day={day}"), "/slots")
        assert fields["day"] == day
        fields |= {"dock": str(cast.places[dock]), "truck": str(cast.places["truck1"])} | more
        return said(lea.post(SLOTS, data=fields | {"starts": starts, "ends": ends}))

    return made


def test_a_slot_is_booked_on_the_shows_clock_and_has_a_code(lea, cast, book, phone_of):
    where = book("06:00", "08:15", vendor="Nordvik", direction="out")
    assert where == f"{SLOTS}?day=2027-03-26"
    (slot,) = phone_of("cem").rows("slot", "id").values()
    assert (slot["starts"], slot["ends"]) == ("2027-03-26T05:00:00.000Z", "2027-03-26T07:15:00.000Z")
    assert (slot["dock"], slot["truck"], slot["direction"]) == (cast.places["dock1"], cast.places["truck1"], "out")
    codes = phone_of("cem").rows("code", "code").values()
    assert [len(one["code"]) for one in codes if one["subject"] == f"slot:{slot['id']}"] == [8]
    assert [one["kind"] for one in history(phone_of("lea"), f"slot:{slot['id']}")] == ["Edited"]
    page = opened(lea, where)
    assert "06:00–08:15" in page.text
    assert "0/3" in page.text


def test_an_end_before_the_start_is_on_the_next_day(book, phone_of):
    book("23:15", "00:45")
    (slot,) = phone_of("cem").rows("slot", "id").values()
    assert (slot["starts"], slot["ends"]) == ("2027-03-26T22:15:00.000Z", "2027-03-26T23:45:00.000Z")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"day": "2027-03-28", "starts": "02:15", "ends": "03:30"},
         "On Sunday 28 March clocks go forward from 02:00 to 03:00: there is no 02:15."),
        ({"day": "2027-03-28", "starts": "01:00", "ends": "02:59"}, "there is no 02:59"),
        ({"day": "soon"}, "A day, such as"),
        ({"day": "0001-01-01"}, "A day, such as"),
        ({"day": "9999-12-31"}, "A day, such as"),
        ({"starts": "six"}, "A time, such as"),
        ({"ends": "25:00"}, "A time, such as"),
        ({"dock": ""}, "Choose a dock"),
        ({"dock": "4"}, "Choose one of the list"),
        ({"direction": "up"}, "Choose one of the list"),
        ({"starts": "08:00", "ends": "08:00"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(lea, cast, sent, words):
    fields = {
        "dock": str(cast.places["dock1"]),
        "direction": "in",
        "day": "2027-03-26",
        "starts": "06:00",
        "ends": "08:00",
    }
    answer = lea.post(SLOTS, data=fields | sent)
    assert answer.status_code == 400
    page = audit(answer.text)
    assert words in alert(page)
    assert form(page, "/slots")["starts"] == sent.get("starts", "06:00")


def test_the_night_in_which_clocks_go_forward_has_an_hour_less(lea, book, phone_of):
    where = book("01:30", "03:30", day="2027-03-28")
    (slot,) = phone_of("cem").rows("slot", "id").values()
    assert (slot["starts"], slot["ends"]) == ("2027-03-28T00:30:00.000Z", "2027-03-28T01:30:00.000Z")
    page = opened(lea, where)
    assert "02:00 becomes 03:00" in page.text
    hours = [one.text for one in page.all("thead")[0].all("th")]
    assert hours[:3] == ["01:00", "03:00", "04:00"]


def test_an_hour_that_comes_twice_keeps_its_instant_when_nothing_is_changed(app, lea, cast, book, phone_of):
    from siteops.core.db import editing
    from siteops.core.plan import Slot

    book("02:30", "05:00", day="2026-10-25")
    with app.app_context(), editing() as session:
        slot = session.query(Slot).one()
        assert slot.starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
        slot.starts += timedelta(hours=1)  # the second 02:30
        key = slot.id
    path = f"{SLOTS}/{key}"
    said(lea.post(path, data=form(opened(lea, path), path) | {"vendor": "Nordvik"}))
    (slot,) = phone_of("cem").rows("slot", "id").values()
    assert (slot["starts"], slot["vendor"]) == ("2026-10-25T01:30:00.000Z", "Nordvik")


def test_a_slot_is_changed_and_cancelled(app, lea, cast, book, phone_of):
    book("06:00", "08:00")
    (key,) = phone_of("cem").rows("slot", "id")
    path = f"{SLOTS}/{key}"
    pia = sign_in(app.test_client(), "pia")
    hers, mine = form(opened(pia, path), path), form(opened(lea, path), path)
    said(pia.post(path, data=hers | {"ends": "09:00", "truck": ""}))
    answer = lea.post(path, data=mine | {"ends": "08:30", "vendor": "Nordvik"})
    assert answer.status_code == 409
    page = audit(answer.text)
    assert "2027-03-26 09:00" in alert(page)
    said(lea.post(path, data=form(page, path) | {"truck": ""}))
    (slot,) = phone_of("cem").rows("slot", "id").values()
    assert (slot["ends"], slot["truck"], slot["vendor"]) == ("2027-03-26T07:30:00.000Z", None, "Nordvik")
    said(lea.post(f"{path}/remove"))
    assert phone_of("cem").rows("slot", "id") == {}
    assert lea.get(path).status_code == 404


def test_a_dock_that_is_booked_twice_is_said_so(lea, book):
    book("08:30", "10:00")
    where = book("09:15", "10:30", vendor="Nordlicht SFX", truck="")
    page = opened(lea, where)
    assert "Dock 1 is booked twice. Truck 1 and Nordlicht SFX, from 09:15 to 10:00" in alert(page)
    docks = [(one.text, one["rowspan"]) for one in page.all("th") if one.get("scope") == "rowgroup"]
    assert docks == [("Dock 1", "2"), ("Dock 2", "1")]


def test_days_without_slots_say_so(lea, cast):
    assert "No slots on this day" in opened(lea, SLOTS).text
    for day in ("2027-03-26", "0001-01-01", "9999-12-31", "x"):
        opened(lea, f"{SLOTS}?day={day}")
        opened(lea, f"{SLOTS}/new?day={day}")


def test_slots_of_another_show_are_not_there(app, cast, book, phone_of):
    book("06:00", "08:00")
    (key,) = phone_of("cem").rows("slot", "id")
    sam, cem = sign_in(app.test_client(), "sam"), sign_in(app.test_client(), "cem")
    there = f"/shows/{OTHER}/slots/{key}"
    assert [sam.get(there).status_code, sam.post(there).status_code, sam.post(f"{there}/remove").status_code] == [
        404
    ] * 3
    assert [cem.get(SLOTS).status_code, cem.post(SLOTS).status_code, cem.get(f"{SLOTS}/{key}").status_code] == [403] * 3


def at(hour: int, minute: int = 0, day: int = 26) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=BERLIN)


def test_slots_that_touch_do_not_overlap():
    touching = [Booked(1, 1, at(6), at(8)), Booked(2, 1, at(8), at(10)), Booked(3, 2, at(7), at(9))]
    assert overlaps(touching) == []
    assert [(one.first, one.second, one.ends) for one in overlaps([*touching, Booked(4, 1, at(9), at(9, 30))])] == [
        (2, 4, at(9, 30))
    ]


def test_every_row_of_a_day_is_as_wide_as_the_day():
    slots = [Booked(n, n % 2, at(6, 10 * n), at(9, 7 * n)) for n in range(5)] + [Booked(9, 1, at(23), at(2, day=27))]
    table = laid_out(date(2027, 3, 26), BERLIN, slots)
    assert table is not None
    width = sum(span for _, span in table.hours)
    assert {sum(cell.span for cell in row) for rows in table.lanes.values() for row in rows} == {width}
    shown = [cell.key for rows in table.lanes.values() for row in rows for cell in row if cell.key is not None]
    assert sorted(shown) == [0, 1, 2, 3, 4, 9]
    assert laid_out(date(2027, 3, 25), BERLIN, slots) is None


def test_days_begin_at_the_shows_own_hours():
    kolkata = ZoneInfo("Asia/Kolkata")
    slot = Booked(1, 1, datetime(2027, 3, 26, 6, tzinfo=kolkata), datetime(2027, 3, 26, 7, tzinfo=kolkata))
    table = laid_out(date(2027, 3, 26), kolkata, [slot])
    assert table is not None
    assert [hour.minute for hour, _ in table.hours] == [0] * 8


def test_clock_changes_are_known_beforehand():
    days = (date(2027, 3, 1), date(2027, 3, 31))
    assert jumps(*days, BERLIN) == [(datetime(2027, 3, 28, 2), datetime(2027, 3, 28, 3))]  # noqa: DTZ001
    assert jumps(*days, ZoneInfo("Asia/Kolkata")) == []
