"""Many places, slots or checklists at once: one batch, one entry, phones learn, others lose nothing; and back again."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from siteops.core.batch.batches import Batch
from siteops.core.db import db, editing
from siteops.core.plan import List, Place, Slot
from tests.desk.conftest import DESK, change_many, history, notices, opened, said, undo
from tests.harness.cast import DAWN, OTHER, SHOW, sign_in
from tests.harness.pages import audit

HOUR = timedelta(hours=1)
NOON = datetime(2026, 5, 1, 10, tzinfo=UTC)


@pytest.fixture
def slots(app, cast):
    """The keys of three slots of a day, the second without a truck, and of one on the next."""
    with app.app_context(), editing() as session:
        made = [
            Slot(SHOW, cast.places["dock1"], truck, "in", DAWN + after, DAWN + after + HOUR)
            for truck, after in ((cast.places["truck1"], 0 * HOUR), (None, HOUR), (cast.places["truck2"], 2 * HOUR),
                                 (None, 24 * HOUR))
        ]  # fmt: skip
        session.add_all(made)
        session.flush()
        return [one.id for one in made]


@pytest.fixture
def lists(app, cast):
    """The keys of the cast's checklist and of another one."""
    with app.app_context(), editing() as session:
        made = List(SHOW, "Truck 2: doors", truck=cast.places["truck2"], sort=1)
        session.add(made)
        session.flush()
        return [1, made.id]


def held(app, table, *columns):
    """What the rows of a table on the show hold in some columns, by key; a column alone without a tuple."""
    with app.app_context(), db.engine.connect() as connection:
        query = select(table.id, *(getattr(table, one) for one in columns)).where(table.show == SHOW, ~table.gone)
        return {key: found[0] if len(found) == 1 else tuple(found) for key, *found in connection.execute(query)}


@pytest.mark.both
def test_slots_are_half_an_hour_later_and_back(app, lea, slots, phone_of):
    phone, before = phone_of("cem"), held(app, Slot, "starts", "ends")
    head = phone.pull()
    page = change_many(lea, "slots", slots[:2], asked="day=2026-05-01", act="later", minutes="30")
    assert "2 slots are 30 min later." in notices(page)
    by = timedelta(minutes=30)
    later = {key: (starts + by, ends + by) for key, (starts, ends) in before.items() if key in slots[:2]}
    assert held(app, Slot, "starts", "ends") == before | later
    news = phone.pull(head["head"], head["scope"])["tables"]["slot"]
    assert (sorted(news["id"]), sorted(news["starts"])) == (
        slots[:2], ["2026-05-01T06:30:00.000Z", "2026-05-01T07:30:00.000Z"]
    )  # fmt: skip
    (edited,) = history(phone_of("lea"), f"show:{SHOW}")
    assert (edited["kind"], edited["body"]["columns"], edited["body"]["changed"]) == (
        "EditedAtOnce", ["ends", "starts"], 2
    )  # fmt: skip
    assert "2 rows are as they were." in notices(undo(lea, page))
    assert held(app, Slot, "starts", "ends") == before
    assert "1 slot is 1440 min earlier." in notices(
        change_many(lea, "slots", slots[3:], asked="day=all", act="earlier", minutes="1440")
    )
    assert held(app, Slot, "starts")[slots[3]] == DAWN


@pytest.mark.both
def test_every_slot_of_the_day_that_matches_and_no_other(app, cast, lea, slots):
    page = change_many(lea, "slots", [], asked="day=2026-05-01&q=dock+1&size=50", every="1", act="cancel")
    assert "3 slots are cancelled." in notices(page)
    assert list(held(app, Slot, "dock")) == slots[3:]
    undo(lea, page)
    assert sorted(held(app, Slot, "dock")) == slots
    assert "4 slots have Dock 2 now." in notices(
        change_many(lea, "slots", [], asked="day=all", every="1", act="move", dock=str(cast.places["dock2"]))
    )
    lea.post(f"{DESK}/slots/many", data={"every": "1", "act": "cancel", "seq": "999", "asked": "day=soon"})
    assert sorted(held(app, Slot, "dock")) == slots


def test_slots_go_to_another_dock_and_truck_and_know_their_vendor(app, cast, lea, slots):
    dock, act = cast.places["dock2"], partial(change_many, lea, "slots", slots[:2], asked="day=2026-05-01")
    assert "2 slots have Dock 2, no truck now." in notices(act(act="move", dock=str(dock), truck="none"))
    assert "2 slots have another vendor." in notices(act(act="vendor", vendor=" Nordvik  Stage "))
    page = act(act="direction", direction="out")
    assert "2 slots are to load." in notices(page)
    found = held(app, Slot, "dock", "truck", "vendor", "direction")
    assert [found[key] for key in slots[:2]] == [(dock, None, "Nordvik Stage", "out")] * 2
    undo(lea, page)
    assert [held(app, Slot, "direction")[key] for key in slots[:2]] == ["in", "in"]
    with app.app_context():
        assert list(db.session.scalars(select(Batch.name).order_by(Batch.id))) == [
            "2 slots have Dock 2, no truck now", "2 slots have another vendor", "2 slots are to load"
        ]  # fmt: skip


@pytest.mark.both
def test_of_all_places_zones_get_a_dock_and_trucks_an_owner(app, cast, lea, phone_of):
    every, act = list(cast.places.values()), partial(change_many, lea, "places")
    before, phone = held(app, Place, "dock", "owner"), phone_of("cem")
    zones, trucks = ([cast.places[key] for key in keys] for keys in (("stage", "foh"), ("truck1", "truck2")))
    page = act(every, act="dock", dock=str(cast.places["dock2"]))
    assert "2 zones get their cases by way of Dock 2." in notices(page)
    assert {key for key, dock in held(app, Place, "dock").items() if dock == cast.places["dock2"]} == {*zones}
    assert [phone.rows("place", "id")[key]["dock"] for key in zones] == [cast.places["dock2"]] * 2
    undo(lea, page)
    page = act(every, act="owner", owner="brightwater av rental LTD")
    assert "1 truck belongs to brightwater av rental LTD." in notices(page)
    assert [held(app, Place, "owner")[key] for key in trucks] == [1, 1]
    undo(lea, page)
    assert held(app, Place, "dock", "owner") == before
    assert "1 truck is our own." in notices(act([], asked="kind=truck", every="1", act="owner", owner=""))


@pytest.mark.both
def test_what_fills_up_is_full_by_another_time_and_then_later(app, cast, lea):
    due, act = partial(held, app, Place, "due"), partial(change_many, lea, "places")
    page = act(list(cast.places.values()), act="due", due="2026-05-01T12:00")
    assert "6 places have another time to be full by." in notices(page)
    assert {key for key, at in due().items() if at == NOON} == {*cast.places.values()} - {cast.places["gate"]}
    act([cast.places["truck2"]], act="due", due="")
    page = act([cast.places["truck1"], cast.places["truck2"]], act="earlier", minutes="45")
    assert "1 place is to be full 45 min earlier." in notices(page)
    assert due()[cast.places["truck1"]] == NOON - timedelta(minutes=45)
    undo(lea, page)
    assert (due()[cast.places["truck1"]], due()[cast.places["truck2"]]) == (NOON, None)
    page = act([cast.places["dock1"], cast.places["gate"]], note="wet floor")
    assert "2 places have another note." in notices(page)
    undo(lea, page)
    assert set(held(app, Place, "note").values()) == {""}


@pytest.mark.both
def test_checklists_go_to_another_truck_zone_and_leg_and_off_the_plan(app, cast, lea, lists, phone_of):
    before, act, phone = held(app, List, "truck", "zone", "leg"), partial(change_many, lea, "lists"), phone_of("cem")
    page = act(lists, act="move", truck="none", zone=str(cast.places["foh"]))
    assert "2 lists are for no truck, FOH." in notices(page)
    assert [phone.rows("list", "id")[key]["zone"] for key in lists] == [cast.places["foh"]] * 2
    undo(lea, page)
    page = act([], asked="leg=out&q=doors", every="1", act="leg", leg="in")
    assert "2 lists are for load-in." in notices(page)
    assert set(held(app, List, "leg").values()) == {"in"}
    undo(lea, page)
    page = act(lists, act="off")
    assert ("2 lists are off the plan." in notices(page), "No lists yet" in page.text) == (True, True)
    assert phone.rows("list", "id") == {}
    undo(lea, page)
    assert held(app, List, "truck", "zone", "leg") == before


@pytest.mark.both
@pytest.mark.parametrize(
    ("word", "cell", "fields", "told"),
    [
        ("places", ("note", "ramp", ""), {"note": "wet floor"}, "1 place stays as it is, for somebody changed it"),
        ("slots", ("vendor", "Nordvik", ""), {"act": "later", "minutes": "5"}, "1 slot stays as it is, for somebody"),
        ("lists", ("sort", "7", "0"), {"act": "off"}, "1 list stays as it is, for somebody changed it"),
    ],
)
def test_what_somebody_changes_meanwhile_stays(app, cast, lea, slots, lists, word, cell, fields, told):
    keys = {"places": [cast.places["dock1"], cast.places["gate"]], "slots": slots[:2], "lists": lists}[word]
    name, typed, was = cell
    pia = sign_in(app.test_client(), "pia")
    page = opened(lea, f"{DESK}/{word}?day=2026-05-01")
    edit = {"cell": name, name: typed, f"was-{name}": was}
    assert pia.post(f"{DESK}/{word}/{keys[0]}", data=edit).status_code == 200
    after = change_many(lea, word, keys, page=page, **fields)
    assert told in notices(after)
    assert "1 " in notices(after).split(told)[0]
    edit = {"cell": name, name: "12", f"was-{name}": "wet floor" if name == "note" else was}
    assert pia.post(f"{DESK}/{word}/{keys[1]}", data=edit).status_code == (409 if word == "lists" else 200)
    taken_back = notices(undo(lea, after))
    assert ("1 row stays: somebody changed it since." in taken_back) == (word == "places")
    assert ("1 row is as it was." in taken_back) == (word != "places")


def test_a_dock_that_all_have_gone_back_to_is_not_taken_back_twice(app, cast, lea, slots):
    page = change_many(lea, "slots", slots, asked="day=all", act="move", dock=str(cast.places["dock2"]))
    undo(lea, page)
    assert "This was taken back before." in notices(undo(lea, page))


@pytest.mark.parametrize(
    ("word", "fields", "words"),
    [
        ("places", {}, "Choose rows first"),
        ("places", {"act": "off"}, "Choose rows first"),
        ("places", {"act": "dock"}, "Say what they get"),
        ("places", {"act": "dock", "dock": "1000"}, "Choose one of the list."),
        ("places", {"act": "due", "due": "noon"}, "A day and a time"),
        ("places", {"act": "later"}, "Say by how many minutes."),
        ("places", {"note": "x" * 201}, "At most 200 characters."),
        ("places", {"act": "note"}, "Nothing was changed"),
        ("slots", {"minutes": "5"}, "Choose rows first"),
        ("slots", {"act": "later", "minutes": "0"}, "Say by how many minutes."),
        ("slots", {"act": "later", "minutes": "-5"}, "A whole number up to 10080."),
        ("slots", {"act": "move", "dock": "none"}, "Choose one of the list."),
        ("slots", {"act": "direction", "direction": "up"}, "Choose one of the list."),
        ("lists", {"act": "leg"}, "Choose one of the list."),
        ("lists", {"act": "move"}, "Say what they get"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_says_so(app, lea, cast, slots, word, fields, words):
    before = [held(app, table, "rev") for table in (Place, Slot, List)]
    chosen = {word.removesuffix("s"): ["1", "9999999", "é"]}
    data = chosen | {"rev": "x.y", "asked": "q=1&sort=name", "seq": "999"} | fields
    where = said(lea.post(f"{DESK}/{word}/many", data=data))
    assert where == f"{DESK}/{word}?q=1&sort=name"
    assert words in notices(audit(lea.get(where).text))
    assert [held(app, table, "rev") for table in (Place, Slot, List)] == before


@pytest.mark.parametrize("word", ["places", "slots", "lists"])
def test_only_leads_of_the_show_change_many(app, cast, lea, slots, word):
    data = {word.removesuffix("s"): ["1"], "act": "later", "minutes": "5", "seq": "999"}
    cem, sam = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "sam")
    before = [held(app, table, "rev") for table in (Place, Slot, List)]
    assert cem.post(f"{DESK}/{word}/many", data=data).status_code == 403
    assert cem.post(f"{DESK}/{word}/undo/1").status_code == 403
    assert sam.post(f"{DESK}/{word}/many", data=data).status_code == 404
    assert said(sam.post(f"/shows/{OTHER}/{word}/many", data=data)) == f"/shows/{OTHER}/{word}"
    assert lea.post(f"{DESK}/{word}/many", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert lea.post(f"{DESK}/{word}/undo/77").status_code == 404
    assert [held(app, table, "rev") for table in (Place, Slot, List)] == before
