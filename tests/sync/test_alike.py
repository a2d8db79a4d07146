"""What is found once for all phones of a role is what each would have been told by itself."""

from typing import Any

import pytest
from sqlalchemy import update

from siteops.core.access.people import Grant, Person
from siteops.core.db import editing
from siteops.core.facts import Role
from siteops.core.plan import Place
from siteops.desk.plan_rows import Author, change
from tests.harness.cast import SHOW, Cast, Phone, phone, sign_in
from tests.harness.databases import counting

pytestmark = pytest.mark.both
PHONES = ("cem", "rob", "lea", "pia")


@pytest.fixture
def four(app, cast: Cast) -> dict[str, Phone]:
    """Two of the crew and two of those who lead."""
    with app.app_context(), editing() as session:
        mine = update(Grant).where(Grant.show == SHOW, Grant.person == cast.people["rob"])
        session.execute(mine.values(role=int(Role.CREW), revoked=None))
    return {who: phone(app, cast, who) for who in PHONES}


def told(answer: dict[str, Any]) -> dict[str, Any]:
    """What a pull says, whenever it was; rows in any order."""
    tables = {
        name: sorted(zip(*(map(str, values) for values in table.values()), strict=True))
        for name, table in answer["tables"].items()
    }
    return {**answer, "tables": tables, "server_time": None}


def test_each_is_told_what_is_theirs(app, elsewhere, cast: Cast, four):
    cem, lea = four["cem"], four["lea"]
    alone = {who: Phone(sign_in(elsewhere.test_client(), who), cast.people[who]) for who in PHONES}
    before = {who: one.pull() for who, one in four.items()}
    case, author = f"case:{cast.cases['LX-0108']}", Author(SHOW, cast.people["lea"])

    def rename() -> None:
        with app.app_context(), editing() as session:
            person = session.get_one(Person, cast.people["rob"])
            person.name = "Robert Revoked"
            grant = session.query(Grant).filter_by(show=SHOW, person=person.id).one()
            change(session, grant, f"person:{person.id}", author, {"function": "Carpenter"})

    def move() -> None:
        with app.app_context(), editing() as session:
            change(session, session.get_one(Place, cast.places["foh"]), cast.refs["foh"], author, {"name": "Tower"})

    hazard = {"kind": "hazard", "severity": "serious", "private": {"text": "Oil on the ramp"}}
    seen: set[str] = set()
    for happens in (
        lambda: cem.push(cem.entry("Moved", case, 1, place=cast.refs["dock1"])),
        lambda: cem.push(cem.entry("Reported", "incident:oil", 2, **hazard)),
        rename,
        lambda: cem.push(cem.entry("Released", case, 3)),
        move,
        lambda: lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", 4, phase="load-in")),
    ):
        happens()
        for who, one in four.items():
            asked = before[who]["head"], before[who]["scope"]
            found = one.pull(*asked)
            with elsewhere.app_context():
                elsewhere.extensions.pop("spans", None)
            assert told(found) == told(alone[who].pull(*asked)), who
            seen |= found["tables"].keys()
    assert seen >= {"case_state", "incident_state", "words", "person", "held", "place", "show_state", "me"}


def test_the_next_phone_of_a_role_asks_little(app, cast: Cast, four):
    cem = four["cem"]
    crew = {who: four[who] for who in ("cem", "rob")}
    start = {who: one.pull() for who, one in crew.items()}
    cem.push(cem.entry("Moved", f"case:{cast.cases['LX-0108']}", 1, place=cast.refs["dock1"]))
    asked = {}
    for who, one in crew.items():
        with app.app_context(), counting() as queries:
            assert "case_state" in one.pull(start[who]["head"], start[who]["scope"])["tables"]
        asked[who] = len(queries)
    assert asked["rob"] < asked["cem"] / 3
