"""A process that dies while it stores a file leaves nothing behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from siteops.core.batch import hidden
from siteops.core.batch.batches import Batch
from siteops.core.db import db
from siteops.imports.examine import examine
from siteops.imports.store import store
from tests.bench.gear_list import write
from tests.harness.cast import SHOW, make
from tests.harness.server import ROOT, LiveServer
from tests.imports.test_hidden import ROWS, cases_of, counts, origin, pulled

pytestmark = [pytest.mark.both, pytest.mark.server]
DIES = """
import os, signal, sys
from pathlib import Path
from siteops import create_app
from siteops.imports.examine import examine
from siteops.imports.store import Origin, store
show, path, when = sys.argv[1:]
def progress(done, of):
    if done >= float(when) * of:
        os.kill(os.getpid(), signal.SIGKILL)
with create_app().app_context():
    store(examine(show, Path(path)), Origin("list.csv", "0" * 64, 2), progress)
"""
"""A process that stores a list for a show, and dies once a part of its rows is written."""


@pytest.fixture
def path(tmp_path) -> Path:
    """A gear list that is written in a dozen portions."""
    made: Path = tmp_path / "list.csv"
    write(made, ROWS)
    return made


def dead(server: LiveServer, path: Path, when: float) -> None:
    """Let a process die that stores the list."""
    command = [sys.executable, "-c", DIES, SHOW, str(path), str(when)]
    done = subprocess.run(command, env=server.environment, cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("when", [0.1, 0.5, 0.95])
def test_a_process_that_dies_leaves_nothing_half_done(app, data, database, path, when):
    cast = make(app)
    server = LiveServer(data, database)
    with app.app_context():
        before, phone = counts(), pulled()
        dead(server, path, when)
        assert counts()["batch"] == before["batch"] + 1
        assert pulled()["tables"]["case"] == phone["tables"]["case"]
        server.start()
        assert counts() == before
        server.stop()
        assert pulled() == phone
        assert store(examine(SHOW, path), origin(cast)).new == ROWS - 1


def test_a_process_that_dies_among_changes_has_changed_nothing(app, data, database, path):
    cast = make(app)
    with app.app_context():
        store(examine(SHOW, path), origin(cast))
        before, phone = counts(), pulled()
        write(path, ROWS, heavier=5)
        dead(LiveServer(data, database), path, 0.5)
        assert (counts()["image"] > before["image"], pulled()) == (True, phone)
        assert store(examine(SHOW, path), origin(cast)).changed == 400
        assert counts() == before | {"batch": 2, "image": before["image"] + 400}


def test_a_process_that_dies_among_contents_leaves_none(app, data, database, path):
    cast = make(app)
    with app.app_context():
        store(examine(SHOW, cases_of(path)), origin(cast))
        before = counts()
        dead(LiveServer(data, database), path, 0.5)
        assert counts()["item"] > before["item"]
        assert hidden.clear_if_idle() == 1
        assert counts() == before


def test_the_next_import_takes_away_what_a_dead_one_left(app, data, database, path):
    cast = make(app)
    with app.app_context():
        dead(LiveServer(data, database), path, 0.5)
        assert store(examine(SHOW, path), origin(cast)).new == ROWS - 1
        made = counts()
        assert (made["batch"], made["case"], made["code"]) == (1, 404, 4 + 400 + 22 + 1)
        assert db.session.scalar(select(func.count()).where(Batch.unfinished)) == 0
