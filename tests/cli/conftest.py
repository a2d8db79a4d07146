"""An installation and its command line, with and without the demo show."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.harness.commands import Run, runner
from tests.harness.databases import SQLite
from tests.harness.served import Served


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


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """`served("serve", …)`: started, answering; ended with the test."""
    made: list[Served] = []

    def start(*words: str, **environment: str) -> Served:
        one = Served(tmp_path, *words, **environment)
        made.append(one)
        one.wait()
        return one

    yield start
    for one in made:
        if one.process.poll() is None:
            one.end(signal.SIGKILL)
