"""The list of slots: narrowed, searched, sorted, of a day or of all, and its cells kept one by one."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from siteops.core.db import editing
from siteops.core.plan import Slot
from siteops.desk.site.slot_list import SORTS
from tests.desk.conftest import DESK, opened, questions, said
from tests.harness.cast import DAWN, OTHER, SHOW, sign_in

SLOTS = f"{DESK}/slots"
DAY = "day=2026-05-01"


def rows(client: FlaskClient, asked: str = "") -> list[list[str]]:
    """What the list says, row by row, without its codes."""
    page = opened(client, f"{SLOTS}?{asked}")
    table = [one for one in page.all("table") if "data-list" in one]
    return [[cell.text for cell in row.all("td")[1:]] for row in table[0].all("tbody")[0].all("tr")] if table else []


def booking(cast, hours: float, dock: str, truck: str = "", **more) -> Slot:
    """A slot of an hour, so long after dawn."""
    starts = DAWN + timedelta(hours=hours)
    fields = {"truck": cast.places.get(truck), "direction": "in"} | more
    return Slot(SHOW, cast.places[dock], starts=starts, ends=starts + timedelta(hours=1), **fields)


@pytest.fixture
def booked(app, cast):
    """Three slots on a day, and one on the next; the show's clock is two hours ahead of dawn's. Their keys."""
    with app.app_context(), editing() as session:
        made = [booking(cast, 0, "dock1", "truck1"), booking(cast, 2, "dock2", "truck2", direction="out"),
                booking(cast, 1, "dock1", vendor="Bühnenbau Süd"), booking(cast, 24, "dock2", "truck1")]  # fmt: skip
        session.add_all(made)
        session.flush()
        return [one.id for one in made]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (DAY, ["08:00", "09:00", "10:00"]),
        (f"{DAY}&direction=out", ["10:00"]),
        (f"{DAY}&q=buhnenbau", ["09:00"]),
        (f"{DAY}&q=truck+2", ["10:00"]),
        (f"{DAY}&q=DOCK+1&sort=-when", ["09:00", "08:00"]),
        (f"{DAY}&q=zzzz", []),
        (f"{DAY}&sort=truck", ["08:00", "10:00", "09:00"]),
        (f"{DAY}&sort=-vendor", ["09:00", "08:00", "10:00"]),
        (f"{DAY}&sort=-dock", ["10:00", "08:00", "09:00"]),
        ("day=all", ["08:00", "09:00", "10:00", "08:00"]),
        ("day=all&q=truck+1", ["08:00", "08:00"]),
        ("day=all&direction=sideways&size=7&sort=up", ["08:00", "09:00", "10:00", "08:00"]),
    ],
)
def test_slots_are_searched_narrowed_and_sorted(lea, booked, asked, found):
    assert [one[1] for one in rows(lea, asked)] == found


def test_a_dock_is_narrowed_to_and_the_picture_with_it(lea, cast, booked):
    page = opened(lea, f"{SLOTS}?{DAY}&dock={cast.places['dock1']}")
    docks = [one.text for one in page.all("th") if one.get("scope") == "rowgroup"]
    assert docks == ["Dock 1"]
    assert "Clear the filters" in page.text
    whole = opened(lea, f"{SLOTS}?{DAY}")
    assert [one.text for one in whole.all("th") if one.get("scope") == "rowgroup"] == ["Dock 1", "Dock 2"]


def test_what_was_asked_holds_while_one_searches_and_goes_from_day_to_day(lea, cast, booked):
    page = opened(lea, f"{SLOTS}?{DAY}&direction=in&sort=-when")
    (search,) = [one for one in page.all("form") if one.get("role") == "search"]
    assert {one["name"]: one.get("value", "") for one in search.all("input")} == {
        "q": "", "day": "2026-05-01", "sort": "-when"
    }  # fmt: skip
    days = [one["href"] for one in page.all("a") if "day=2026-05-02" in one["href"] or "day=all" in one["href"]]
    assert len(days) == 2
    assert all("direction=in" in one and "sort=-when" in one for one in days)


def test_every_day_comes_a_page_at_a_time(app, lea, cast):
    with app.app_context(), editing() as session:
        session.add_all([booking(cast, n, "dock1") for n in range(60)])
    assert "1–50 of 60" in opened(lea, f"{SLOTS}?day=all").text
    assert len(rows(lea, "day=all&page=99")) == 10
    assert "No slot like that" in opened(lea, f"{SLOTS}?day=all&q=zzzz").text


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_asks_as_few_questions_for_many_as_for_few(app, lea, cast, booked, sort):
    path = f"{SLOTS}?day=all&q=dock&sort={sort}"
    few = questions(app, lea, path)
    with app.app_context(), editing() as session:
        session.add_all([booking(cast, n, "dock1", "truck1") for n in range(60)])
    more = questions(app, lea, path)
    assert len(more) == len(few) <= 14, "\n".join(more)


@pytest.fixture
def cell(lea, booked):
    """`cell("ends", "09:30", "09:00")`: a cell of the first slot as typed, and as it stood; what is answered."""

    def sent(name: str, typed: str, was: str) -> tuple[int, str]:
        answer = lea.post(f"{SLOTS}/{booked[0]}", data={"cell": name, name: typed, f"was-{name}": was})
        return answer.status_code, answer.text

    return sent


def times(phone, key: int) -> tuple[str, str]:
    """From when to when phones have a slot."""
    slot = phone.rows("slot", "id")[key]
    return slot["starts"][5:16], slot["ends"][5:16]


def test_another_start_or_day_moves_a_slot_and_another_end_makes_it_longer(cell, booked, phone_of):
    cem = phone_of("cem")
    assert cell("starts", "10:15", "08:00")[0] == 200
    assert times(cem, booked[0]) == ("05-01T08:15", "05-01T09:15")
    assert cell("ends", "00:30", "11:15")[0] == 200
    assert times(cem, booked[0]) == ("05-01T08:15", "05-01T22:30")
    status, row = cell("day", "2026-05-03", "2026-05-01")
    assert (status, "Sun 3 May" in row, "Mon" in row) == (200, True, True)
    assert times(cem, booked[0]) == ("05-03T08:15", "05-03T22:30")


def test_dock_truck_vendor_and_direction_are_kept_from_a_cell(cell, cast, booked, phone_of):
    assert cell("dock", str(cast.places["dock2"]), str(cast.places["dock1"]))[0] == 200
    assert cell("truck", "", str(cast.places["truck1"]))[0] == 200
    assert cell("vendor", "  Nordlicht   SFX ", "")[0] == 200
    assert cell("direction", "out", "in")[0] == 200
    slot = phone_of("cem").rows("slot", "id")[booked[0]]
    assert (slot["dock"], slot["truck"], slot["vendor"], slot["direction"]) == (
        cast.places["dock2"], None, "Nordlicht SFX", "out"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "typed", "status", "words"),
    [
        ("starts", "late", 400, "A time, such as"),
        ("ends", "08:00", 400, "It ends when it starts"),
        ("day", "2026-13-01", 400, "A day, such as"),
        ("dock", "", 400, "Choose a dock"),
        ("truck", "99999", 400, "Choose one of the list"),
        ("direction", "up", 400, "Choose one of the list"),
        ("vendor", "x" * 121, 400, "At most 120"),
        ("starts", "08:00", 200, "Nothing was changed"),
        ("gone", "1", 400, "cannot be changed here"),
    ],
)
def test_what_a_cell_cannot_be_is_said(cell, booked, phone_of, name, typed, status, words):
    answered, text = cell(name, typed, "08:00")
    assert (answered, words in text) == (status, True)
    assert times(phone_of("cem"), booked[0]) == ("05-01T06:00", "05-01T07:00")


def test_a_start_in_the_hour_that_clocks_leave_out_is_said_so(app, lea, cast, booked, cell):
    assert cell("day", "2027-03-28", "2026-05-01")[0] == 200
    status, text = cell("starts", "02:30", "08:00")
    assert (status, "clocks go forward" in text) == (400, True)


def test_the_second_of_two_at_a_slot_is_told_what_is_stored_now(cell, cast, booked, phone_of):
    assert cell("starts", "09:00", "08:00")[0] == 200
    status, text = cell("starts", "07:00", "08:00")
    assert (status, "it says “09:00” now" in text) == (409, True)
    assert cell("dock", str(cast.places["dock2"]), str(cast.places["dock1"]))[0] == 200
    status, text = cell("dock", str(cast.places["dock1"]), "99")
    assert (status, "it says “Dock 2” now" in text) == (409, True)
    assert cell("starts", "07:00", "09:00")[0] == 200
    assert times(phone_of("cem"), booked[0]) == ("05-01T05:00", "05-01T06:00")


def test_a_cancelled_slot_stays_cancelled(lea, cell, booked, phone_of):
    said(lea.post(f"{SLOTS}/{booked[0]}/remove"))
    status, text = cell("vendor", "Nordlicht", "")
    assert (status, "This is not on the list any more" in text) == (409, True)
    assert booked[0] not in phone_of("cem").rows("slot", "id")


def test_a_cell_of_another_show_is_not_there(app, booked):
    sam, cem = sign_in(app.test_client(), "sam"), sign_in(app.test_client(), "cem")
    data = {"cell": "vendor", "vendor": "x", "was-vendor": ""}
    assert sam.post(f"/shows/{OTHER}/slots/{booked[0]}", data=data).status_code == 404
    assert cem.post(f"{SLOTS}/{booked[0]}", data=data).status_code == 403
