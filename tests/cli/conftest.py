"""The command line, as somebody at a terminal uses it: words in, words and an exit code out."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from siteops.cli import siteops
from tests.harness.databases import SQLite

Run = Callable[..., Result]


def runner(database: str, data: Path) -> Run:
    """Runs commands on one installation."""

    def run(*words: str, typed: str = "", **environment: str) -> Result:
        here = {"SITEOPS_DATA": str(data), "DATABASE_URL": database, "PUBLIC_URL": "", "PORT": "8000", **environment}
        return CliRunner().invoke(siteops, list(words), input=typed, env=here, catch_exceptions=False)

    return run


@pytest.fixture
def run(database: str, data: Path) -> Run:
    """`run("user", "list", typed="…", PUBLIC_URL="…")`: a command on this test's installation."""
    return runner(database, data)


@pytest.fixture(scope="session")
def made(sqlite: SQLite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the demo show in it, made once a session."""
    data = tmp_path_factory.mktemp("demo")
    done = runner(sqlite.fresh(data), data)("demo", "--only-make")
    assert done.exit_code == 0, done.output
    return data / "siteops.db"


@pytest.fixture
def demo(run: Run, database: str, data: Path, made: Path) -> Run:
    """`run` where the demo show is: a copy on SQLite, made on PostgreSQL."""
    if database.startswith("sqlite"):
        shutil.copyfile(made, data / "siteops.db")
    else:
        done = run("demo", "--only-make")
        assert done.exit_code == 0, done.output
    return run
