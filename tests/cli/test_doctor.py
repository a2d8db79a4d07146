"""What is not in order is named, with what to do, and the exit code says whether it is a problem."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text

from siteops.core import clock
from siteops.core.config import driver
from tests.harness.cast import SHOW

HTTPS = {"PUBLIC_URL": "https://ops.example", "PROXY_HOPS": "1"}


@pytest.fixture(autouse=True)
def as_init_makes_it(data):
    data.chmod(0o700)


def change(database, *statements):
    engine = create_engine(driver(database))
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.both
def test_all_is_well(run, cast, tmp_path):
    assert run("backup", str(tmp_path)).exit_code == 0
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 0, found.output
    assert "look" not in found.stdout
    assert "No problem was found." in found.stdout


@pytest.mark.both
def test_missing_triggers_are_a_problem_that_init_mends(run, cast, database):
    table = "" if database.startswith("sqlite") else " ON log"
    change(database, f"DROP TRIGGER log_no_update{table}")
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 1
    assert "log_no_update" in found.stdout
    assert "1 problem was found." in found.stderr
    run("init")
    assert run("doctor", "--offline", **HTTPS).exit_code == 0


@pytest.mark.both
def test_a_database_without_its_tables_is_a_problem(run, database):
    change(database, "DROP TABLE case_state")
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 1
    assert "not up to date" in found.stdout
    assert "siteops init" in found.stdout


def test_a_database_that_is_none_is_a_problem_not_a_crash(run, data):
    (data / "siteops.db").write_bytes(b"this is no database, it is a note" * 200)
    found = run("doctor", "--offline")
    assert found.exit_code == 1
    assert "does not answer" in found.stdout


@pytest.mark.parametrize(
    ("environment", "code", "said"),
    [
        ({"PUBLIC_URL": ""}, 0, "PUBLIC_URL is not set"),
        ({"PUBLIC_URL": "http://10.0.0.5:8000"}, 0, "no https"),
        ({"PUBLIC_URL": "ops.example"}, 1, "no address"),
        ({"PUBLIC_URL": "https://ops.example/siteops"}, 1, "no address"),
        ({"PUBLIC_URL": "https://ops.example", "PROXY_HOPS": "0"}, 0, "PROXY_HOPS is 0"),
    ],
)
def test_addresses_that_phones_cannot_use_are_named(run, cast, environment, code, said):
    found = run("doctor", "--offline", **environment)
    assert found.exit_code == code
    assert said in found.stdout


def test_a_secret_that_others_can_read_is_a_problem(run, cast, data):
    (data / "secret").chmod(0o644)
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 1
    assert f"chmod 600 {data / 'secret'}" in found.stdout


def test_a_folder_that_others_can_read_is_worth_a_look(run, cast, data):
    (data / "secret").chmod(0o600)
    data.chmod(0o755)
    (data / "siteops.db").chmod(0o600)
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 0
    assert f"chmod 700 {data}" in found.stdout


@pytest.mark.both
def test_a_clock_that_went_back_is_a_problem(run, phone_of, database):
    lea = phone_of("lea")
    lea.push(lea.entry("Moved", "case:1", place="dock:1"))
    tomorrow = clock.spell(clock.now() + timedelta(days=1))
    table = "" if database.startswith("sqlite") else " ON log"
    change(database, f"DROP TRIGGER log_no_update{table}", f"UPDATE log SET at = '{tomorrow}'")
    run("init")
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 1
    assert "by NTP" in found.stdout


def test_what_waits_is_worth_a_look(run, cast, phone_of):
    cem = phone_of("cem")
    statuses = [one["status"] for one in cem.push("{not json", cem.entry("LegClosed", f"show:{SHOW}", leg="in"))]
    assert statuses == ["quarantined", "held"]
    found = run("doctor", "--offline", **HTTPS)
    assert found.exit_code == 0
    assert "Quarantined lines: 1" in found.stdout
    assert "wait for a lead: 1" in found.stdout


def test_an_installation_that_nobody_runs_is_worth_a_look(run):
    assert "Nobody is administrator" in run("doctor", "--offline", **HTTPS).stdout
