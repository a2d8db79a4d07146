"""Whoever stands on the crew list comes in as themselves, also by the code that hangs at the gate for everybody."""

import pytest
from sqlalchemy import func, select

from siteops.core.access.joining import put_part
from siteops.core.access.people import Person
from siteops.core.db import db
from siteops.core.facts import Role
from siteops.core.journal.record import planning
from tests.harness.cast import SHOW


@pytest.fixture
def awaited(app, cast):
    """Maria Silva stands on the crew list as a rigger; nobody has seen her yet."""
    with app.app_context(), planning() as session:
        return plan_person(session, Role.CREW, "Maria Silva", function="rigger")


def plan_person(session, role, name, **part):
    made = Person(name, f"{name.split()[1]}@site.example".lower(), "+49 170 5550123")
    session.add(made)
    session.flush()
    put_part(session, SHOW, made.id, 2, {"role": int(role), **part})
    return made.id


def people(app):
    """How many people the installation knows."""
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Person))


@pytest.mark.both
@pytest.mark.parametrize("more", [{}, {"email": "Silva@site.example"}, {"phone": "0170 5550123"}])
def test_who_stands_on_the_list_comes_in_as_themselves(app, awaited, invite, phone_of, more):
    before = people(app)
    phone = app.test_client()
    phone.post(invite(function="stagehand", company="Nordvik"), data={"name": "maria  silva", **more})
    assert phone.get("/api/me").get_json()["id"] == awaited
    mine = phone_of("lea").rows("person", "id")[awaited]
    assert (mine["name"], mine["function"], mine["company"], mine["phone"]) == (
        "Maria Silva", "rigger", "Nordvik", "+49 170 5550123",
    )  # fmt: skip
    assert people(app) == before


@pytest.mark.parametrize("other", [{"email": "maria@site.example"}, {"phone": "+49 170 5550124"}])
def test_somebody_else_of_the_same_name_is_not_who_stands_on_the_list(app, awaited, invite, other):
    phone = app.test_client()
    phone.post(invite(), data={"name": "Maria Silva", **other})
    assert phone.get("/api/me").get_json()["id"] != awaited


def come(app, path, name):
    """Somebody joins by a name alone; their number."""
    phone = app.test_client()
    phone.post(path, data={"name": name})
    return phone.get("/api/me").get_json()["id"]


def test_nobody_comes_in_as_somebody_who_has_been_in_or_may_do_more(app, cast, awaited, invite):
    path = invite(uses=3)
    assert come(app, path, "Maria Silva") == awaited
    assert come(app, path, "Maria Silva") != awaited
    with app.app_context(), planning() as session:
        lead = plan_person(session, Role.LEAD, "Maria Souza")
    assert come(app, path, "Maria Souza") != lead
