"""One show with a small fixed cast, and phones that speak the wire format. Builders for the rest.

Glass Horizon at the Hafenhalle: two docks, two zones, two trucks (one Brightwater's), a gate; four cases, of
which one is Brightwater's and one lies inside another; one list with three steps. Pia produces, Lea leads,
Cem is crew, Ada administers the installation, Rob's part was revoked, Sam leads another show.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from siteops.core import clock, codes
from siteops.core.access.people import Grant, Person
from siteops.core.db import editing
from siteops.core.facts import Role
from siteops.core.journal.log import open_log
from siteops.core.plan import Case, Code, Line, List, Owner, Place, Show, Step, folded

SHOW, OTHER = "glass-horizon", "another"
PASSWORD = "correct horse"
DAWN = datetime(2026, 5, 1, 6, tzinfo=UTC)
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Made to be checked in no time: the cast signs in a thousand times. Those who sign up get a hash of ours."""
PEOPLE = {
    "pia": ("Pia Producer", Role.PRODUCER, SHOW),
    "lea": ("Lea Lead", Role.LEAD, SHOW),
    "cem": ("Cem Arslan", Role.CREW, SHOW),
    "rob": ("Rob Revoked", Role.LEAD, SHOW),
    "sam": ("Sam Stranger", Role.LEAD, OTHER),
    "ada": ("Ada Admin", None, None),
}
PLACES = {
    "dock1": ("dock", "Dock 1"), "dock2": ("dock", "Dock 2"), "stage": ("zone", "Stage left"), "foh": ("zone", "FOH"),
    "truck1": ("truck", "Truck 1"), "truck2": ("truck", "Truck 2"), "gate": ("gate", "Gate A"),
}  # fmt: skip
CASES = {
    "LX-0108": ("Robe MegaPointe 2-way 8/18", "lighting", 92.5),
    "AU-1001": ("DiGiCo Quantum 338", "audio", 206.0),
    "AU-10P5": ("Stage rack", "audio", 40.0),
    "BW-KH-01": ("Ayrton Khamsin-S 2-way 1/8", "lighting", 135.0),
}


@dataclass
class Cast:
    """Keys of everything in the show: people, places (also as refs), cases, codes, steps."""

    people: dict[str, int] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    cases: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    steps: list[int] = field(default_factory=list)


def make(app: Flask) -> Cast:
    """Put the cast on the stage of an empty installation."""
    cast = Cast()
    with app.app_context(), editing() as session:
        for show, name in ((SHOW, "Glass Horizon"), (OTHER, "Another Night")):
            session.add(Show(show, name, venue="Hafenhalle", timezone="Europe/Berlin", control_phone="+49 40 5550100"))
            open_log(session.connection(), show)
        people(session, cast)
        plan(session, cast)
    return cast


def people(session: Any, cast: Cast) -> None:
    """Everybody, with an account each."""
    for key, (name, role, show) in PEOPLE.items():
        person = Person(name, email=f"{key}@site.example", password=HASH, admin=key == "ada", phone="+49 40 5550199")
        session.add(person)
        session.flush()
        cast.people[key] = person.id
        if role and show:
            revoked = DAWN if key == "rob" else None
            session.add(Grant(show, person.id, int(role), function="Rigger", call=DAWN, revoked=revoked))


def plan(session: Any, cast: Cast) -> None:
    """Places, cases, codes, and a list."""
    owner = Owner("Brightwater AV Rental Ltd")
    session.add(owner)
    session.flush()
    for key, (kind, name) in PLACES.items():
        place = Place(SHOW, kind, name, owner=owner.id if key == "truck2" else None)
        session.add(place)
        session.flush()
        cast.places[key], cast.refs[key] = place.id, place.ref
    for number, (code, (name, department, weight)) in enumerate(CASES.items(), 1):
        case = Case(code, folded(code), name, department, weight, owner=owner.id if code.startswith("BW") else None)
        session.add(case)
        session.flush()
        cast.cases[code], cast.codes[code] = case.id, codes.mint()
        session.add(Code(cast.codes[code], f"case:{case.id}"))
        inside = cast.cases["AU-1001"] if code == "AU-10P5" else None
        truck = cast.places["truck2" if code.startswith("BW") else "truck1"]
        where: dict[str, Any] = {"truck": truck, "dock": cast.places["dock1"], "zone": cast.places["stage"]}
        session.add(Line(SHOW, case.id, **where, sort=number, inside=inside))
    steps = List(SHOW, "Truck 1: close the doors", truck=cast.places["truck1"])
    session.add(steps)
    session.flush()
    for sort, (text, auto) in enumerate((("Load bars every 3 m", None), ("All on board", "all_on_board"))):
        step = Step(SHOW, steps.id, text, sort, safety=sort == 0, auto=auto)
        session.add(step)
        session.flush()
        cast.steps.append(step.id)


def sign_in(client: FlaskClient, who: str) -> FlaskClient:
    """Sign somebody of the cast in."""
    answer = client.post("/login", data={"email": f"{who}@site.example", "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


@dataclass
class Phone:
    """A phone in somebody's hand: it numbers its entries and pushes them when told to."""

    client: FlaskClient
    by: int
    device: str = field(default_factory=lambda: str(uuid.uuid4()))
    n: int = 0

    def entry(self, kind: str, subject: str, minute: float = 0, /, **body: Any) -> dict[str, Any]:
        """An entry made `minute` minutes after dawn. `private=` and `by=` go beside the body."""
        self.n += 1
        more = {name: body.pop(name) for name in ("private", "by", "id", "device", "at", "offset") if name in body}
        at = clock.spell(DAWN + timedelta(minutes=minute))
        return {
            "id": str(uuid.uuid4()), "device": self.device, "n": self.n, "kind": kind, "v": 1, "subject": subject,
            "by": self.by, "at": at, "offset": 0.0, "body": body,
        } | more  # fmt: skip

    def push(self, *entries: dict[str, Any] | str, show: str = SHOW, **headers: str) -> list[dict[str, Any]]:
        """Send entries (a str goes as it is) and answer the results; the push must be taken."""
        answer = self.send(entries, show, **headers)
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.get_json()["results"]
        return results

    def send(self, entries: Sequence[dict[str, Any] | str], show: str = SHOW, **headers: str) -> TestResponse:
        """Send entries and answer whatever comes back."""
        header = {"protocol": 1, "device": self.device, "sent_at": clock.stamp(), "queued": len(entries)}
        lines = [json.dumps(header), *(one if isinstance(one, str) else json.dumps(one) for one in entries)]
        body = "\n".join(lines).encode("utf-8", "surrogatepass")
        return self.client.post(f"/api/shows/{show}/entries", data=body, headers={"X-SiteOps": "1", **headers})

    def pull(self, after: str = "", scope: str = "", show: str = SHOW) -> dict[str, Any]:
        """What changed since a cursor."""
        answer = self.client.get(f"/api/shows/{show}/changes", query_string={"after": after, "scope": scope})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.get_json()
        return found

    def rows(self, table: str, key: str = "key", show: str = SHOW) -> dict[Any, dict[str, Any]]:
        """A pulled table's rows by key."""
        columns = self.pull(show=show)["tables"].get(table, {})
        found = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
        return {one[key]: one for one in found}


def phone(app: Flask, cast: Cast, who: str) -> Phone:
    """A phone on which somebody of the cast is signed in."""
    return Phone(sign_in(app.test_client(), who), cast.people[who])
