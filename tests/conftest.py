"""The fixtures every room's tests may ask for.

`database`: address of a fresh, migrated database: SQLite; marked `both`: SQLite, then PostgreSQL.
`app`, `client`: SiteOps on it, in this process. The app is that of every test; all it knows is new.
`elsewhere`: another app on the same installation, as a second process is.
`cast`, `phone_of("cem")`: a show with its people on that, and phones that speak the wire format.
`live_server`: SiteOps by gunicorn, killable.
`phone()`: a page on a phone of its own, with a filmed camera if given a film. `page`: one phone.
Nothing is started before a test asks for it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, sync_playwright

from siteops import create_app
from tests.harness import databases
from tests.harness.apps import Apps
from tests.harness.cast import Cast, Phone, make
from tests.harness.cast import phone as wire_phone
from tests.harness.phones import Phones
from tests.harness.server import LiveServer

ENGINES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test marked `both` runs once on each engine, whichever way it comes to its database."""
    if "database" in metafunc.fixturenames and metafunc.definition.get_closest_marker("both"):
        metafunc.parametrize("database", ENGINES, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: a quick test that fails is seen first."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    for item in items:
        asked = getattr(item, "fixturenames", ())
        if "phones" in asked and item.get_closest_marker("browser") is None:
            raise pytest.UsageError(f"{item.nodeid} drives a browser: mark it with pytest.mark.browser")


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> databases.SQLite:
    """Fresh SQLite files."""
    return databases.SQLite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[databases.PostgreSQL]:
    """Fresh databases of one PostgreSQL server, started by the first test that asks."""
    with databases.postgresql_server() as address:
        yield databases.PostgreSQL(address, tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(scope="session")
def apps() -> Apps:
    """The apps of the session."""
    return Apps()


@pytest.fixture(scope="session")
def ground() -> Iterator[Path]:
    """Where each test in its turn has its installation."""
    with databases.quick_folder("siteops") as folder:
        yield folder


@pytest.fixture
def database(request: pytest.FixtureRequest, data: Path) -> str:
    """Address of a fresh, migrated database."""
    made: databases.SQLite | databases.PostgreSQL = request.getfixturevalue(getattr(request, "param", "sqlite"))
    return made.fresh(data)


@pytest.fixture
def data(ground: Path) -> Path:
    """The data folder of this test's installation: empty, at the same place for all."""
    return databases.emptied(ground / "data")


@pytest.fixture
def app(apps: Apps, database: str, data: Path) -> Iterator[Flask]:
    """SiteOps in this process.

    No context is pushed: one around two requests would let the first one's person in twice.
    """
    made = apps.at(database, data)
    yield made
    with made.app_context():
        databases.let_go()


@pytest.fixture
def elsewhere(app: Flask, database: str, data: Path) -> Iterator[Flask]:
    """Another process on the same installation: it has kept nothing of what `app` keeps."""
    made = create_app(DATA=data, DATABASE_URL=database, TESTING=True)
    yield made
    with made.app_context():
        databases.let_go()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """One show with its people, places and cases. See `tests/harness/cast.py`."""
    return make(app)


@pytest.fixture
def phone_of(app: Flask, cast: Cast) -> Callable[[str], Phone]:
    """`phone_of("cem")`: a phone that speaks the wire format, with Cem signed in."""
    return lambda who: wire_phone(app, cast, who)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor nobody knows yet."""
    return app.test_client()


@pytest.fixture
def live_server(database: str, data: Path) -> Iterator[LiveServer]:
    """SiteOps as it is really served: `.url`, `.kill()`, `.restart()`."""
    server = LiveServer(data, database)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def every_phone() -> Iterator[Phones]:
    """The browsers of the test session."""
    with sync_playwright() as playwright:
        phones = Phones(playwright)
        yield phones
        phones.close()


@pytest.fixture
def phones(every_phone: Phones) -> Iterator[Phones]:
    """Where this test's phones come from. The test fails if a page of theirs complained."""
    every_phone.faults.clear()
    yield every_phone
    every_phone.judge()


@pytest.fixture
def phone(phones: Phones) -> Iterator[Callable[..., Page]]:
    """`phone(film=None, **options)`: a blank page on a new phone. Options are those of Playwright's new_context."""
    with ExitStack() as pockets:

        def pick_up(film: Path | None = None, **options: Any) -> Page:
            return pockets.enter_context(phones.context(film, **options)).new_page()

        yield pick_up


@pytest.fixture
def page(phone: Callable[..., Page]) -> Page:
    """A blank page on a phone."""
    return phone()
