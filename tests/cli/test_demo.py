"""The demo: a show in the middle of load-in that anybody can look at."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text, update

from siteops.core import clock
from siteops.core.config import driver
from siteops.core.plan import Show
from tests.harness.cast import SHOW, Phone, sign_in

ACCOUNTS = ("producer", "lead", "crew")


@pytest.fixture
def pulled(demo, client):
    """Everything that the demo's lead sees, by table: rows as dicts."""
    return everything(demo, client)


def everything(demo, client, who="lead"):
    signed_in = client.post("/login", data={"email": f"{who}@demo.example", "password": "glass-horizon"})
    assert signed_in.status_code == 303
    tables = Phone(client, 0).pull(show="demo")["tables"]
    return {
        name: [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for name, columns in tables.items()
    }


@pytest.mark.both
def test_the_demo_stands_in_the_middle_of_load_in(pulled):
    assert pulled["show_state"][0]["phase"] == "load-in"
    assert sum(one["kind"] == "truck" for one in pulled["place"]) == 3
    assert sum(one["listed"] for one in pulled["case"]) == 240
    states = pulled["case_state"]
    arrived, placed = (sum(one[name] is not None for one in states) for name in ("arrived", "placed"))
    assert 60 < placed < arrived < 200


@pytest.mark.both
def test_the_demo_has_something_of_everything(pulled):
    assert len(pulled["owner"]) == 2
    assert sum(one["inside"] is not None for one in pulled["case"]) >= 30
    states = pulled["case_state"]
    assert [one["damaged"] for one in states if one["damaged"]]
    assert [one["held"] for one in states if one["held"]]
    assert sum(one["since"] is not None for one in pulled["person_state"]) >= 30
    opened = [one for one in pulled["incident_state"] if one["resolved"] is None]
    assert sorted(one["severity"] for one in opened) == ["minor", "serious"]
    assert all(one["text"] for one in pulled["words"])
    assert len(pulled["held"]) == 1
    contents = pulled["content"]
    assert sum(bool(one["lines"]) for one in contents) >= 10
    assert any(one["things"] for one in contents)


def test_some_of_the_crew_have_not_come_after_their_call(pulled):
    now = clock.stamp()
    came = {one["key"] for one in pulled["person_state"] if one["first_in"]}
    missing = [one["name"] for one in pulled["person"] if one["call"] < now and str(one["id"]) not in came]
    assert 3 <= len(missing) <= 10


def test_leads_have_something_to_look_at(pulled):
    kinds = {
        found["kind"]
        for noun in ("case", "person", "step")
        for one in pulled[f"{noun}_state"]
        for found in one["findings"]
    }
    assert kinds == {"two_places", "already_in", "contested"}
    unknown = [one for one in pulled["code_state"] if one["to"] is None]
    assert len(unknown) == 1


def test_a_zone_is_late_and_a_case_came_to_the_wrong_dock(pulled):
    places = {f"{one['kind']}:{one['id']}": one for one in pulled["place"]}
    states = {one["key"]: one for one in pulled["case_state"]}
    now = clock.stamp()
    overdue = {ref for ref, one in places.items() if one["due"] and one["due"] < now}
    late = [
        one for one in pulled["case"] if f"zone:{one['zone']}" in overdue and not placed(states.get(str(one["id"])))
    ]
    assert late
    docks = {str(one["id"]): f"dock:{one['dock']}" for one in pulled["case"] if one["dock"]}
    wrong = [key for key, one in states.items() if (one["place"] or "").startswith("dock") and key in docks
             and one["place"] != docks[key]]  # fmt: skip
    assert len(wrong) == 1


def placed(state):
    return state and state["placed"]


def test_every_truck_has_a_list_that_is_half_done_and_ends_by_itself(pulled):
    trucks = {one["id"] for one in pulled["place"] if one["kind"] == "truck"}
    lists = {one["id"]: one for one in pulled["list"]}
    assert trucks <= {one["truck"] for one in lists.values()}
    done = {one["key"] for one in pulled["step_state"] if one["done"]}
    for key, one in lists.items():
        steps = [step for step in pulled["step"] if step["list"] == key]
        assert 0 < sum(str(step["id"]) in done for step in steps) < len(steps), one["name"]
        assert not one["truck"] or sum(step["auto"] == "all_on_board" for step in steps) == 1


def test_a_phone_fell_silent_with_entries_on_it(demo, client):
    everything(demo, client)
    phones = client.get("/api/shows/demo/phones").get_json()["phones"]
    silent = [one for one in phones if clock.read(one["seen"]) < clock.now() - timedelta(minutes=5)]
    assert [(one["who"], one["queued"]) for one in silent] == [("Rosa Delgado", 9)]


def test_docks_are_booked_around_now(pulled):
    now = clock.stamp()
    running = [one for one in pulled["slot"] if one["starts"] < now < one["ends"]]
    assert running
    assert {one["direction"] for one in pulled["slot"]} == {"in", "out"}


@pytest.mark.both
def test_its_history_is_a_log_like_any_other(demo):
    verified = demo("verify")
    assert (verified.exit_code, verified.stderr) == (0, "")
    assert "demo: 3" in verified.stdout
    replayed = demo("replay")
    assert (replayed.exit_code, replayed.stderr) == (0, "")


def test_nobodys_history_lies_in_the_future_or_before_the_day(demo, database):
    engine = create_engine(driver(database))
    with engine.connect() as connection:
        first, last = connection.execute(text("SELECT min(at), max(at) FROM log")).one()
    engine.dispose()
    assert clock.now() - timedelta(hours=5) < clock.read(first) < clock.read(last) <= clock.now()


@pytest.mark.parametrize("account", ACCOUNTS)
def test_everybody_gets_in_with_the_password_that_is_printed(demo, client, account):
    everything(demo, client, account)


def test_a_second_time_keeps_what_was_done(demo, client):
    before = everything(demo, client)
    again = demo("demo", "--only-make")
    assert "is there already" in again.stdout
    assert everything(demo, client) == before


def test_another_password_is_chosen_by_the_environment(demo, client):
    demo("demo", "--only-make", SITEOPS_DEMO_PASSWORD="other words")
    answers = [
        client.post("/login", data={"email": "lead@demo.example", "password": tried}).status_code
        for tried in ("glass-horizon", "other words")
    ]
    assert answers == [401, 303]


def test_an_old_demo_says_so_and_how_to_get_a_fresh_one(demo, database):
    change(database, update(Show).values(created=clock.now() - timedelta(hours=6)))
    said = demo("demo", "--only-make").stdout
    assert "6 hours old" in said
    assert "make demo-reset" in said


def test_a_real_show_of_that_name_is_left_alone(demo, database):
    change(database, update(Show).values(demo=False))
    refused = demo("demo", "--only-make", "--reset")
    assert refused.exit_code == 1
    assert "stays as it is" in refused.stderr


def change(database, statement):
    engine = create_engine(driver(database))
    with engine.begin() as connection:
        connection.execute(statement)
    engine.dispose()


@pytest.mark.server
@pytest.mark.both
def test_a_fresh_demo_makes_phones_forget_the_old_one(demo, client):
    everything(demo, client)
    before = Phone(client, 0).pull(show="demo")
    assert demo("demo", "--only-make", "--reset").exit_code == 0
    client.post("/login", data={"email": "lead@demo.example", "password": "glass-horizon"})
    after = Phone(client, 0).pull(after=before["head"], show="demo")
    assert after["reset"] is True
    assert int(after["head"].split(".")[0]) > int(before["head"].split(".")[0])
    assert demo("verify").exit_code == 0


@pytest.mark.server
@pytest.mark.both
def test_a_fresh_demo_leaves_other_shows_as_they_are(run, cast, database, client):
    """The cast's show has listed one of the demo's cases."""
    assert run("demo", "--only-make").exit_code == 0
    listed = text(
        'INSERT INTO line (show, "case", gone, rev) SELECT :show, id, :gone, 0 FROM "case" WHERE code = :code'
    )
    change(database, listed.bindparams(show=SHOW, gone=False, code="LX-2101"))
    sign_in(client, "lea")
    before = Phone(client, 0).pull()["tables"]
    assert run("demo", "--only-make", "--reset").exit_code == 0
    after = Phone(client, 0).pull()["tables"]
    assert {name: after[name] for name in ("case", "place", "code", "person")} == {
        name: before[name] for name in ("case", "place", "code", "person")
    }
    assert run("verify").exit_code == 0
