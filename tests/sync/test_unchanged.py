"""What a phone is told at the door is what the pull itself would tell it, and no longer than that is so."""

from collections.abc import Iterator

import pytest
from flask import request_started
from sqlalchemy import update

from siteops import create_app
from siteops.core.access.people import Grant
from siteops.core.db import editing
from siteops.core.facts import Role
from tests.harness.cast import DAWN, SHOW
from tests.harness.databases import let_go

pytestmark = pytest.mark.both
CHANGES = f"/api/shows/{SHOW}/changes"


@pytest.fixture
def elsewhere(app, database, data):
    """Another process on the same installation."""
    made = create_app(DATA=data, DATABASE_URL=database, TESTING=True)
    yield made.test_client()
    with made.app_context():
        let_go()


@pytest.fixture
def troubled(app) -> Iterator[list[str]]:
    """Requests that came as far as Flask."""
    found: list[str] = []

    def note(*_: object, **__: object) -> None:
        found.append("one")

    with request_started.connected_to(note, app):
        yield found


def tag_of(client) -> str:
    """The tag of all there is, held by a client."""
    return str(client.get(CHANGES).headers["ETag"])


def ask(client, tag: str, **headers: str):
    """Pull with a tag."""
    return client.get(CHANGES, headers={"If-None-Match": tag, **headers})


def lend(mine, other) -> None:
    """Let another browser have somebody's session."""
    [cookie] = [one for one in mine._cookies.values() if one.key == "siteops"]
    other.set_cookie("siteops", cookie.value)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("name", ["X-SiteOps", "X-Else"])
def test_at_the_door_the_answer_is_that_of_the_pull(phone_of, troubled, scheme, name):
    client = phone_of("cem").client
    tag = tag_of(client)
    troubled.clear()
    asked = [
        client.get(CHANGES, base_url=f"{scheme}://localhost", headers={"If-None-Match": tags, name: "1"})
        for tags in (tag, f'"other", {tag}')
    ]
    quick, slow = ((one.status, one.data, sorted(one.headers)) for one in asked)
    assert quick == slow
    assert quick[0] == "304 NOT MODIFIED"
    assert troubled == ["one"]


def test_a_phone_that_is_told_nothing_is_heard(phone_of, troubled):
    crew, lead = phone_of("cem").client, phone_of("lea").client
    tag = tag_of(crew)
    troubled.clear()
    assert ask(crew, tag, **{"X-Device": "d" * 70}).status_code == 304
    assert troubled == []
    told = lead.get(f"/api/shows/{SHOW}/phones").get_json()["phones"]
    assert [(one["device"], one["who"]) for one in told] == [("d" * 64, "Cem Arslan")]


def test_an_entry_that_another_process_takes_is_seen_at_once(phone_of, elsewhere, cast):
    reader, writer = phone_of("cem"), phone_of("lea")
    tag = tag_of(reader.client)
    assert ask(reader.client, tag).status_code == 304
    lend(writer.client, elsewhere)
    writer.client = elsewhere
    writer.push(writer.entry("Moved", f"case:{cast.cases['LX-0108']}", place=cast.refs["dock1"]))
    assert ask(reader.client, tag).status_code == 200


def test_a_session_that_another_process_ends_is_over_at_once(phone_of, elsewhere):
    client = phone_of("cem").client
    tag = tag_of(client)
    assert ask(client, tag).status_code == 304
    lend(client, elsewhere)
    assert elsewhere.post("/logout").status_code == 303
    assert ask(client, tag).status_code == 401


@pytest.mark.parametrize(("changed", "status"), [({"role": Role.LEAD}, 200), ({"revoked": DAWN}, 404)])
def test_another_role_or_none_is_seen_at_once(app, cast, phone_of, changed, status):
    client = phone_of("cem").client
    tag = tag_of(client)
    assert ask(client, tag).status_code == 304
    with app.app_context(), editing() as session:
        session.execute(update(Grant).where(Grant.show == SHOW, Grant.person == cast.people["cem"]).values(**changed))
    assert ask(client, tag).status_code == status


def test_an_administrator_is_told_too_but_of_no_show_that_is_not_there(phone_of, troubled):
    client = phone_of("ada").client
    tag = tag_of(client)
    troubled.clear()
    assert ask(client, tag).status_code == 304
    assert troubled == []
    for other in ("none", "%00", "%C3%A9"):
        asked = client.get(f"/api/shows/{other}/changes", headers={"If-None-Match": tag})
        assert asked.status_code == (400 if other == "%00" else 404)


def test_nobody_learns_from_a_tag_what_the_pull_does_not_tell(app, phone_of):
    tag = tag_of(phone_of("cem").client)
    nobody, forger = app.test_client(), app.test_client()
    forger.set_cookie("siteops", "e30.forged.x")
    told = [ask(client, tag).status_code for client in (nobody, forger, phone_of("sam").client, phone_of("lea").client)]
    assert told == [401, 401, 404, 200]
