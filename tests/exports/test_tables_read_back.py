"""Every table says whether it reads back: those that do come back as they went, and a copy changes what was edited."""

import csv
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, select

from siteops.core.access.people import Call, Certificate
from siteops.core.db import db, editing
from siteops.core.journal.log import log
from siteops.core.plan import Contact, List, Phase, Place, Slot, Step
from siteops.core.words import LANGUAGES, PSEUDO
from siteops.exports.catalogue import TABLES, told
from tests.exports.conftest import rows
from tests.exports.test_round_trip import as_excel_saves, bring
from tests.harness.cast import DAWN, SHOW, Cast
from tests.harness.pages import audit

Rows = list[dict[str, str]]


class Copy(NamedTuple):
    """An edited copy of a table. `edit`: writes into its rows, so that `changed` of them say something else and `new`
    are new; `counts`: what tells that an undo has put everything back."""

    edit: Callable[[Rows], None]
    new: int
    changed: int


def places(found: Rows) -> None:
    """Another note, another dock that nobody knew yet, and a new truck."""
    by_name = {row["Name"]: row for row in found}
    by_name["FOH"]["Note"] = "Behind the mixer; mind the step"
    by_name["Stage left"]["Usual dock"] = "Dock 3"
    found.append(dict.fromkeys(found[0], "") | {"Kind": "Truck", "Name": "Truck 3", "Owner": "Northlight",
                                                "Full by": "2026-05-02 23:30"})  # fmt: skip


def slots(found: Rows) -> None:
    """One is an hour longer; another one, of a dock that nobody knew yet, overnight."""
    found[0]["Until"] = "2026-05-01T10:00:00+02:00"
    found.append(dict.fromkeys(found[0], "") | {"Dock": "Dock 9", "From": "01.05.2026 23:15", "Until": "00:45",
                                                "Direction": "out", "Vendor": "Northlight"})  # fmt: skip


def lists(found: Rows) -> None:
    """A step is critical now; there is one more of it, and another list."""
    found[1]["Safety critical"] = "x"
    mine = {name: found[0][name] for name in ("List", "Leg", "Truck", "Zone")}
    found.append(dict.fromkeys(found[0], "") | mine | {"Step": "Seal the doors"})
    found.append(dict.fromkeys(found[0], "") | {"List": "Close dock 1", "Step": "=Gate down", "Photo required": "ja"})


def phases(found: Rows) -> None:
    """The show begins later, and load-out is planned, too."""
    found[-1]["From"] = "2026-05-02T20:45:00+02:00"
    found.append({"Phase": "load-out", "From": "2.5.2026 23:30"})


def contacts(found: Rows) -> None:
    """Another number, and somebody else."""
    found[0]["Phone"] = "112"
    found.append(dict.fromkeys(found[0], "") | {"Contact": "Night porter", "Phone": "'+49 40 5550177"})


def calls(found: Rows) -> None:
    """Cem begins later and ends the next day; he has another call."""
    found[0] |= {"Call from": "16:00", "Call until": "01:00"}
    found.append(found[0] | {"Day": "2.5.2026", "Call from": "0900", "Call until": "", "Function": "Loader"})


def papers(found: Rows) -> None:
    """One holds longer; another one."""
    found[0]["Valid until"] = "31.12.2026"
    found.append(found[0] | {"Paper": "First aid", "Valid until": "2027-01-31", "As written": "", "Doubtful": ""})


COPIES = {
    "places": Copy(places, new=1, changed=2), "slots": Copy(slots, new=1, changed=1),
    "lists": Copy(lists, new=3, changed=1), "phases": Copy(phases, new=1, changed=1),
    "contacts": Copy(contacts, new=1, changed=1), "calls": Copy(calls, new=1, changed=1),
    "papers": Copy(papers, new=1, changed=1),
}  # fmt: skip
GEAR_AND_PEOPLE = {"cases", "contents", "people"}
"""These have their own lists: see test_round_trip, test_people_round_trip."""


@pytest.fixture
def desk(app, lea, day, cast):
    """Lea at her desk; the plan has something of everything, and much of it is hard to write down."""
    with app.app_context(), editing() as session:
        stage = session.get_one(Place, cast.places["stage"])
        stage.dock, stage.note = cast.places["dock1"], "=1+1; „links“\nzweite Zeile"
        truck = session.get_one(Place, cast.places["truck1"])
        truck.due, truck.name = DAWN.replace(microsecond=7), "0012"
        session.add(Place(SHOW, "gate", "MAR-01"))
        rest(session, cast)
    return lea


def rest(session: Any, cast: Cast) -> None:
    """Bookings that touch and overlap, phases, contacts, calls, papers in doubt, two lists of one name."""
    dock, truck, cem, hour = cast.places["dock1"], cast.places["truck1"], cast.people["cem"], timedelta(hours=1)
    twice = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    session.add_all([
        Slot(SHOW, dock, truck, "in", DAWN, DAWN + hour, vendor="@home"),
        Slot(SHOW, dock, None, "out", DAWN, DAWN + 2 * hour, vendor="Nordvik"),
        Slot(SHOW, dock, None, "in", twice, twice + hour, vendor="Nordvik"),
        Phase(SHOW, "load-in", DAWN), Phase(SHOW, "show", DAWN + 10 * hour), Phase(SHOW, "prep", DAWN, gone=True),
        Contact(SHOW, "Harbour police", "Gate 7", "110"), Contact(SHOW, "Harbour police", "Quay", "+49 40 5550110"),
        Call(SHOW, cem, DAWN.date(), DAWN, DAWN + 10 * hour, "Rigger"), Call(SHOW, cem, twice.date(), None, None),
        Call(SHOW, cem, DAWN.date(), DAWN + 14 * hour, None, "Rigger"),
        Certificate(cem, "forklift", DAWN.date(), "1.5.26"), Certificate(cem, "rigging", None, "soon", doubtful=True),
        Certificate(cem, "forklift", None, "for life"),
    ])  # fmt: skip
    doors = List(SHOW, "Truck 1: close the doors", truck=cast.places["truck2"], leg="in", sort=5)
    session.add(doors)
    session.flush()
    session.add_all(Step(SHOW, doors.id, text, 3, photo=True) for text in ("Load bars every 3 m", "Doors shut"))


def written(found: Rows) -> bytes:
    """A table again, as an office writes it."""
    text = StringIO(newline="")
    out = csv.DictWriter(text, found[0])
    out.writeheader()
    out.writerows(found)
    return text.getvalue().encode("utf-8-sig")


def test_every_table_says_whether_it_reads_back():
    assert {one.name for tables in told().values() for one in tables} == TABLES.keys()
    assert read_back() == GEAR_AND_PEOPLE | COPIES.keys()


def read_back() -> set[str]:
    """Tables that the page says are read back."""
    return {one.name for tables in told().values() for one in tables if one.read_back}


@pytest.mark.both
@pytest.mark.parametrize("separator", ["comma", "semicolon"])
@pytest.mark.parametrize("name", COPIES)
def test_a_table_that_was_exported_changes_nothing(desk, taken, name, separator):
    text = taken(name, separator=separator)
    for saved in (text, as_excel_saves(text, separator)):
        brought = bring(desk, saved.encode("utf-8-sig"), "list.csv")
        assert (brought["Kind"], brought["New"], brought["Changed"]) == (name, "0", "0")
        assert int(brought["Unchanged"]) >= len(rows(text, "," if separator == "comma" else ";")) > 0


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
@pytest.mark.parametrize("name", COPIES)
def test_every_language_reads_back(desk, taken, name, language):
    desk.set_cookie("lang", language)
    text = taken(name)
    brought = list(bring(desk, text.encode("utf-8-sig"), "list.csv").values())
    assert (brought[3], brought[5:7]) == (name, ["0", "0"]), text.partition("\r\n")[0]


@pytest.mark.both
@pytest.mark.parametrize("name", COPIES)
def test_an_edited_copy_changes_what_was_edited_and_undo_takes_it_back(app, desk, taken, name):
    copy, before = COPIES[name], taken(name)
    found = rows(before)
    copy.edit(found)
    brought = bring(desk, written(found), "list.csv")
    assert (int(brought["New"]), int(brought["Changed"])) == (copy.new, copy.changed)
    after = taken(name)
    assert len(rows(after)) >= len(found)
    again = bring(desk, written(found), "list.csv")
    assert (again["New"], again["Changed"]) == ("0", "0")
    number = brought["Number"]
    page = audit(desk.get(f"/shows/{SHOW}/batches/{number}").text)
    assert all(each.text for each in page.all("h2", "th"))
    assert desk.post(f"/shows/{SHOW}/batches/{number}/undo").status_code == 303
    assert taken(name) == before
    with app.app_context():
        told_of = select(func.count()).where(log.c.show == SHOW, log.c.kind == "Imported")
        assert db.session.scalar(told_of) == 2


@pytest.mark.both
def test_of_an_import_that_was_worked_on_only_the_rest_goes_back(desk, taken, cast, app):
    found = rows(taken("places"))
    places(found)
    brought = bring(desk, written(found), "list.csv")
    with app.app_context(), editing() as session:
        session.get_one(Place, cast.places["foh"]).note = "Somebody else's word"
        new = session.scalars(select(Place).where(Place.name == "Truck 3")).one()
        new.note = "arrived early"
    page = desk.get(f"/shows/{SHOW}/batches/{brought['Number']}/undo/preview").text
    assert "Edited since" in page
    desk.post(f"/shows/{SHOW}/batches/{brought['Number']}/undo")
    left = {row["Name"]: row for row in rows(taken("places"))}
    assert (left["FOH"]["Note"], left["Truck 3"]["Note"]) == ("Somebody else's word", "arrived early")
    assert left["Stage left"]["Usual dock"] == "Dock 1"


PROBLEMS = [
    ("Kind,Name,Usual dock\nMoon,Base,\nDock,,Dock 1\nZone,Wing,\nZONE,Wing,\nzone,WING,Dock 1\n", [
        "Kind “Moon” is none of those that there are.", "“Name” is empty.", "Says the same as line 4.",
        "Line 4 says something else of the same; that one stands.",
    ]),
    ("Kind,Name,Full by,Note\nTruck,Truck 1,2026-03-29 02:30,a\nTruck,Truck 2,soon,\nTruck,truck 1,,b\n", [
        "“2026-03-29 02:30”: clocks go forward over this time.", "Full by “soon” cannot be read.",
        "Line 2 says something else of the same; that one stands.",
    ]),
]  # fmt: skip


MORE_PROBLEMS = [
    (("Dock,From,Until,Direction,Truck\nDock 1,2026-05-01 08:00,10:00,in,\nDock 1,2026-05-01 09:30,11:00,ab,\n"
     "Dock 2,2026-05-01 12:00,11:00,in,\nDock 2,2026-03-29 02:15,04:00,in,\nDock 2,2026-05-02 22:00,00:30,up,\n"), [
        "The same dock is booked in line 2 at that time.", "Direction “ab” is taken for the likely one.",
        "Until “11:00” is before it begins.", "From “2026-03-29 02:15”: clocks go forward over this time.",
        "Direction “up” is none of those that there are.",
    ]),
    ("Name,Call from,Call until,Day\nNobody Known,08:00,10:00,2026-05-01\nCem Arslan,8 in the morning,,2026-05-01\n",
     ["Nobody on this show is called “Nobody Known”.", "Call from “8 in the morning” cannot be read."]),
    ("Phase,From\nshow,2026-05-01 20:00\nload-in,2026-05-02 08:00\n", ["Show cannot begin before Load-in does."]),
    ("Paper,Name,Valid until\nPilot,Cem Arslan,2026-05-01\nForklift,Cem Arslan,31.09.2027\n",
     ["Paper “Pilot” is none of those that there are.", "Valid until “31.09.2027” cannot be read."]),
    ("List,Step,Safety critical\nA,Doors,maybe\nA,,yes\n", ["Safety critical “maybe” cannot be read.",
                                                          "“Step” is empty."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [*PROBLEMS, *MORE_PROBLEMS])
def test_what_cannot_come_in_is_said_with_its_line(lea, text, said):
    kept = lea.post(f"/shows/{SHOW}/import", data={"file": (BytesIO(text.encode()), "list.csv")})
    page = lea.get(kept.location).text
    for words in said:
        assert words in page
