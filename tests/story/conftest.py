"""An installation as its administrator leaves it: a show, a producer, a server that knows its address."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.harness.cast import PASSWORD
from tests.harness.commands import Run, runner
from tests.harness.server import LiveServer
from tests.story.desk import COMPUTER, Desk
from tests.story.paper import Reel

SHOW, PIA = "aurora", "pia@site.example"


@pytest.fixture
def run(database: str, data: Path) -> Run:
    """The command `siteops` on this installation."""
    return runner(database, data)


@pytest.fixture
def server(run: Run, database: str, data: Path) -> Iterator[LiveServer]:
    """The server of a show that has nothing but a name and a producer."""
    where = ("--venue", "Hafenhalle", "--timezone", "Europe/Berlin", "--control", "+49 40 5550100")
    made = run("show", "add", SHOW, "Aurora", *where)
    assert made.exit_code == 0, made.output
    made = run("user", "add", PIA, "--name", "Pia Producer", "--show", SHOW, "--role", "producer", typed=PASSWORD)
    assert made.exit_code == 0, made.output
    served = LiveServer(data, database)
    served.environment["PUBLIC_URL"] = served.url
    served.start()
    yield served
    served.stop()


@pytest.fixture
def pia(server: LiveServer, phone: Callable[..., Page]) -> Desk:
    """Pia, signed in at her desk."""
    return Desk(phone(**COMPUTER), server.url, SHOW).sign_in(PIA)


@pytest.fixture
def reel(tmp_path: Path) -> Reel:
    """What a phone's camera sees: the floor."""
    return Reel(tmp_path / "camera.mjpeg")
