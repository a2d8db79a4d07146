"""A show with something in every table, and its exports as a desk gets them."""

import csv
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import text

from siteops import create_app
from siteops.core.access.people import Person
from siteops.core.db import editing, writing
from siteops.core.plan import Case, Slot
from tests.harness.cast import DAWN, SHOW, Cast, make, sign_in
from tests.harness.commands import runner
from tests.harness.databases import let_go

EXPORT = f"/shows/{SHOW}/export"
INCIDENT = "incident:1b4e28ba-2fa1-41d2-883f-0016d3cca427"


@pytest.fixture
def lea(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Lea at her desk."""
    return sign_in(client, "lea")


@pytest.fixture
def pia(app, cast: Cast) -> FlaskClient:
    """Pia at hers."""
    return sign_in(app.test_client(), "pia")


@pytest.fixture
def taken(lea: FlaskClient) -> Callable[..., str]:
    """`taken("cases", state="held")`: a table's text as Lea's browser gets it, without its mark."""

    def take(name: str, **asked: str) -> str:
        with lea.get(f"{EXPORT}/{name}.csv", query_string=asked) as answer:
            assert answer.status_code == 200, answer.data
            text: str = answer.data.decode("utf-8")
        assert text.startswith("\ufeff")
        return text[1:]

    return take


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    """A table's rows by column."""
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=delimiter))


@pytest.fixture
def day(app, cast, phone_of):
    """A day on site: scans of which one is taken back, a badge at a gate, an incident, a step ticked."""
    cem, lea = phone_of("cem"), phone_of("lea")
    case = f"case:{cast.cases['LX-0108']}"
    slip = cem.entry("Moved", case, 4, place=cast.refs["dock2"])
    me = f"person:{cem.by}"
    cem.push(
        cem.entry("CheckedIn", me, -30, gate=cast.refs["gate"]),
        cem.entry("Moved", case, 1, place=cast.refs["stage"]),
        slip,
        cem.entry("Undone", case, 5, entry=slip["id"]),
        cem.entry("Held", f"case:{cast.cases['BW-KH-01']}", 6, reason="=wet"),
        cem.entry("Packed", f"case:{cast.cases['AU-10P5']}", 7, into=cast.cases["AU-1001"]),
        cem.entry("Reported", INCIDENT, 8, kind="damage", severity="serious", place=cast.refs["dock1"],
                  private={"text": "Forklift hit\nthe door"}),
        cem.entry("Released", f"case:{cast.cases['BW-KH-01']}", 9),
        cem.entry("Ticked", f"step:{cast.steps[0]}", 10),
        cem.entry("CheckedOut", me, 60, gate=cast.refs["gate"]),
        cem.entry("CheckedIn", me, 90, gate=cast.refs["gate"]),
    )  # fmt: skip
    lea.push(lea.entry("Taken", INCIDENT, 12))


@pytest.fixture
def run(database, data, cast):
    """A command on the installation that the show comes from."""
    return runner(database, data)


@pytest.fixture
def full(app, cast, day, phone_of):
    """The show with everything that an archive carries."""
    picture = BytesIO()
    Image.new("RGB", (40, 30), "orange").save(picture, "JPEG")
    content = picture.getvalue()
    name, length = sha256(content).hexdigest(), str(len(content))
    lea = phone_of("lea")
    headers = {"X-SiteOps": "1", "Upload-Offset": "0", "Upload-Length": length}
    assert lea.client.put(f"/api/shows/{SHOW}/photos/{name}", data=content, headers=headers).status_code == 200
    lea.push(
        lea.entry("Noted", INCIDENT, 13, photo=name, private={"text": "See the picture"}),
        lea.entry("Moved", "code:LX-0108", 14, place=cast.refs["dock1"]),
        lea.entry("Bound", "code:AB12CD34", 15, to=f"case:{cast.cases['AU-1001']}"),
        lea.entry("Decided", f"case:{cast.cases['BW-KH-01']}", 16, finding=f"held:case:{cast.cases['BW-KH-01']}",
                  choice="release"),
    )  # fmt: skip
    with app.app_context(), editing() as session:
        session.add(Slot(SHOW, cast.places["dock1"], cast.places["truck1"], "in", DAWN, DAWN, vendor="Nordvik"))
    return name


@pytest.fixture
def elsewhere(request, tmp_path):
    """`elsewhere("postgresql", busy=True)`: another installation; its app, command line, folder and database.

    Busy: it has shows.
    """
    made: list[Flask] = []

    def begin(engine, *, busy):
        data = tmp_path / f"there-{len(made)}"
        data.mkdir()
        database = request.getfixturevalue(engine).fresh(data)
        app = create_app(DATA=data, DATABASE_URL=database, TESTING=True)
        made.append(app)
        if busy:
            stranger(app)
        return app, runner(database, data), data, database

    yield begin
    for app in made:
        with app.app_context():
            let_go()


def stranger(app):
    """An installation where the keys of the show are in use, one of its people and one of its cases are known."""
    make(app)
    with app.app_context(), editing() as session:
        session.add(Case("LX-9999", "lx-9999", "Ours"))
        session.get_one(Case, 1).name = "MegaPointe, repainted"
        session.get_one(Person, 5).email = "elsewhere@site.example"
    with app.app_context(), writing() as connection:
        connection.execute(text("UPDATE person SET email = 'x' || email WHERE id > 1 AND id < 5"))
