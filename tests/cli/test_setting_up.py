"""From nothing to a database, and what is said where that cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from siteops.core.config import driver
from tests.harness.commands import runner

ROOT = Path(__file__).parent.parent.parent
NEEDS_A_DATABASE = (
    ["user", "list"], ["verify"], ["replay"], ["backup", "/dev/null/x"], ["invite", "--show", "demo"],
    ["show", "list"], ["export", "demo"], ["labels", "--show", "demo"], ["import", __file__, "--show", "demo"],
)  # fmt: skip


@pytest.fixture
def nothing(tmp_path):
    """A command line where nothing was set up yet, and its folder."""
    data = tmp_path / "new"
    return runner(f"sqlite:///{data}/siteops.db", data), data


def test_init_makes_everything_and_says_where(nothing):
    run, data = nothing
    made = run("init")
    assert made.exit_code == 0, made.output
    assert str(data / "siteops.db") in made.stdout
    assert data.stat().st_mode & 0o777 == 0o700
    assert run("verify").exit_code == 0


@pytest.mark.both
def test_init_a_second_time_changes_nothing(run, cast, phone_of):
    before = phone_of("lea").pull()["tables"]
    assert run("init").exit_code == 0
    assert phone_of("lea").pull()["tables"] == before


@pytest.mark.parametrize("words", NEEDS_A_DATABASE, ids=lambda words: words[0])
def test_before_that_every_command_says_what_to_do(nothing, words):
    run, _ = nothing
    refused = run(*words)
    assert refused.exit_code == 1
    assert "Run: siteops init" in refused.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nonsense", "DATABASE_URL is no address"),
        ("oracle://nobody@127.0.0.1/x", "DATABASE_URL is no address"),
        ("postgresql://nobody@127.0.0.1:1/x", "connection failed"),
        ("sqlite:////nowhere/at/all.db", "unable to open"),
    ],
)
def test_a_database_that_is_not_there_is_said_plainly(tmp_path, address, said):
    for words in (["init"], ["verify"]):
        refused = runner(address, tmp_path)(*words)
        assert refused.exit_code == 1
        assert said in refused.stderr


def test_a_file_that_is_no_database_is_said_plainly(nothing):
    run, data = nothing
    data.mkdir()
    (data / "siteops.db").write_text("a note about a database " * 500)
    refused = run("init")
    assert refused.exit_code == 1
    assert "not a database" in refused.stderr


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path):
    (tmp_path / "file").touch()
    refused = runner(f"sqlite:///{tmp_path}/x.db", tmp_path / "file" / "data")("init")
    assert refused.exit_code == 1
    assert str(tmp_path / "file") in refused.stderr


def test_a_setting_that_cannot_be_is_said_plainly(run):
    refused = run("verify", PROXY_HOPS="many")
    assert refused.exit_code == 1
    assert "PROXY_HOPS is a number" in refused.stderr


@pytest.mark.both
def test_a_database_of_a_newer_version_is_left_alone(run, database):
    engine = create_engine(driver(database))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    refused = run("init")
    assert refused.exit_code == 1
    assert "newer SiteOps" in refused.stderr


def test_an_unknown_command_is_wrong_usage(run):
    refused = run("fly")
    assert refused.exit_code == 2
    assert "No such command" in refused.stderr


@pytest.mark.server
def test_flask_run_finds_a_database_too(tmp_path):
    """`flask --app app …` on a fresh clone: the database is there before the first request."""
    asked = "import app; print(app.app.test_client().get('/healthz').status_code)"
    environment = {**os.environ, "SITEOPS_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("200", 0), done.stderr
    assert (tmp_path / "data" / "siteops.db").exists()
