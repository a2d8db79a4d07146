"""The demo's plan: gear, people and lists on the ground of `ground`, with every time counted from now."""

import csv
import re
import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core import codes
from siteops.core.access.people import DeviceKey, Grant, Person, Phone
from siteops.core.facts import Role
from siteops.core.plan import Case, Code, Item, Line, List, Owner, Show, Step, folded
from siteops.demo import SHOW
from siteops.demo.ground import DOCKS, Scene, add_contacts, add_phases, add_places, add_slots

HERE = Path(__file__).parent
PHONES = {
    "Yusuf Demirel": "Yusuf at Dock A", "Hannes Krüger": "Hannes at Dock B", "Nadja Horn": "Gate 1",
    "Ilse Brandt": "Ilse's phone", "Svenja Petersen": "Svenja's phone", "Emeka Nwosu": "Emeka's phone",
    "Rosa Delgado": "Rosa's phone", "Sofia Marin": "Sofia's phone", "Beth Ainsworth": "Beth's phone",
    "Tobias Achterberg": "Tobias's phone", "Joana Teixeira": "Joana's phone", "Cem Arslan": "Cem's phone",
}  # fmt: skip
"""Who carries a phone, and what it is called."""
SILENT = ("Rosa Delgado", -14, 9)
"""Whose phone has not been heard for so many minutes, and how many entries it then still held."""
EXTRA = ("NV-0093", "Unmarked trunk from the last show", "lighting", 77.0)
"""A case of ours that is not on this show's list and came along all the same."""


def build(session: Session, now: datetime, password: str | None) -> Scene:
    """Put the whole plan there. `password`: its hash, for the accounts; None: they have none."""
    scene = Scene(SHOW, now)
    session.add(
        Show(scene.show, "Glass Horizon: Aurelia Vance", venue="Hafenhalle Hamburg", client="Vance Touring",
             timezone="Europe/Berlin", control_phone="+49 40 55501 00", medic_phone="+49 40 55501 12",
             contact="Show office, Hafenhalle Hamburg: +49 40 55501 00", demo=True, created=now)
    )  # fmt: skip
    everybody = partial(add_people, password=password)
    for part in (add_phases, add_contacts, add_places, add_slots, add_gear, everybody, add_phones, add_lists):
        part(session, scene)
        session.flush()
    add_codes(session, scene)
    return scene


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our own files."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def add_gear(session: Session, scene: Scene) -> None:
    """Cases and their lines; the file's order is the load order, so the last row comes off first."""
    rows = [(one, row) for row in table("gear") for one in alike(row)]
    owners = {name: owner_named(session, name) for _, row in rows if (name := row["owner"])}
    session.flush()
    for (code, name), row in rows:
        owner = owners[row["owner"]].id if row["owner"] else None
        scene.cases[code] = Case(code, folded(code), name, row["department"], float(row["kg"]), owner=owner)
    code, name, department, weight = EXTRA
    scene.cases[code] = Case(code, folded(code), name, department, weight)
    take_known(session, scene)
    session.add_all(scene.cases.values())
    session.flush()
    for sort, ((code, _), row) in enumerate(rows, 1):
        scene.lines[code] = line(scene, code, row, sort)
    session.add_all(scene.lines.values())
    add_contents(session, scene)


def add_contents(session: Session, scene: Scene) -> None:
    """What lies in some of our cases: single things by their serial numbers, the rest in quantities."""
    keys = {code: case.id for code, case in scene.cases.items()}
    full = set(session.scalars(select(Item.case).where(Item.case.in_(keys.values()))))
    for row in table("contents"):
        case = keys[row["case"]]
        if case not in full:  # another show knows it, and what lies in it
            session.add(Item(case, row["code"], row["name"], int(row["quantity"]), row["serial"] or None))


def take_known(session: Session, scene: Scene) -> None:
    """Take cases that another show has too as they are."""
    wanted = {case.folded: code for code, case in scene.cases.items()}
    for known in session.scalars(select(Case).where(Case.folded.in_(wanted))):
        scene.cases[wanted[known.folded]] = known


def line(scene: Scene, code: str, row: dict[str, str], sort: int) -> Line:
    """A case on the show's list; one inside another travels with that."""
    made = Line(scene.show, scene.cases[code].id, zone=scene.places[row["zone"]].id, sort=sort)
    if row["truck"]:
        made.truck = scene.places[f"Truck {row['truck']}"].id
        made.dock = scene.places[DOCKS[int(row["truck"])]].id
    else:
        made.inside = scene.cases[row["inside"]].id
    return made


def alike(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The cases of one row, by code and name: LX-2101 is `1/18`, LX-2102 `2/18`."""
    count = int(row["count"])
    if count == 1:
        yield row["code"], row["name"]
        return
    stem, digits = re.fullmatch(r"(.*?)(\d*)", row["code"]).groups()  # type: ignore[union-attr]
    for number in range(count):
        tail = f"{int(digits) + number:0{len(digits)}}" if digits else str(number + 1)
        yield stem + tail, f"{row['name']} {number + 1}/{count}"


def owner_named(session: Session, name: str) -> Owner:
    """The vendor of that name, made if nobody knows it."""
    found = session.scalar(select(Owner).where(Owner.name == name))
    if found is None:
        found = Owner(name)
        session.add(found)
        session.flush()
    return found


def add_people(session: Session, scene: Scene, password: str | None) -> None:
    """The crew with their calls; the first three have accounts."""
    rows = list(table("crew"))
    for row in rows:
        email = f"{row['account']}@demo.example" if row["account"] else None
        scene.people[row["name"]] = Person(
            row["name"], email, password=password if email else None, created=scene.now
        )
    session.add_all(scene.people.values())
    session.flush()
    for number, row in enumerate(rows):
        person, role = scene.people[row["name"]], Role[row["role"].upper()]
        person.phone = f"+49 40 5550{200 + number}"
        scene.roles[row["name"]] = role
        if row["came"]:
            scene.came[row["name"]] = float(row["came"])
        part = (row["function"], row["department"], row["company"])
        session.add(Grant(scene.show, person.id, int(role), *part, call=scene.at(float(row["call"]))))


def add_phones(session: Session, scene: Scene) -> None:
    """Devices with the keys they joined by (which open nothing), and the one that fell silent."""
    for owner, name in PHONES.items():
        device = scene.devices[owner] = str(uuid.uuid4())
        session.add(
            DeviceKey(uuid.uuid4().hex * 2, device, scene.people[owner].id, "demo", name, scene.at(-250))
        )
    owner, heard, queued = SILENT
    device, person = scene.devices[owner], scene.people[owner].id
    session.add(Phone(scene.show, device, person, scene.at(heard), queued, PHONES[owner]))


def add_lists(session: Session, scene: Scene) -> None:
    """Load-out lists of the trucks, and one of a zone."""
    lists: dict[str, List] = {}
    for sort, row in enumerate(table("steps")):
        if row["list"] not in lists:
            lists[row["list"]] = made = List(scene.show, row["list"], sort=len(lists))
            made.truck = scene.places[f"Truck {row['truck']}"].id if row["truck"] else None
            made.zone = scene.places[row["zone"]].id if row["zone"] else None
            made.leg = "out" if row["truck"] else "in"
            session.add(made)
            session.flush()
        key = (row["list"], row["text"])
        safety, photo = bool(row["safety"]), bool(row["photo"])
        step = Step(scene.show, lists[row["list"]].id, row["text"], sort, safety, photo, row["auto"] or None)
        scene.steps[key] = step
        if row["done"]:
            scene.done[key] = float(row["done"])
    session.add_all(scene.steps.values())


def add_codes(session: Session, scene: Scene) -> None:
    """A code for everything that can be scanned."""
    labelled = set(session.scalars(select(Code.subject).where(Code.subject.startswith("case:"))))
    cases = (f"case:{case.id}" for case in scene.cases.values())
    session.add_all(Code(codes.mint(), case) for case in cases if case not in labelled)
    session.add_all(Code(codes.mint(), place.ref, show=scene.show) for place in scene.places.values())
    session.add_all(Code(codes.mint(), f"slot:{slot.id}", show=scene.show) for slot in scene.slots)
    for person in scene.people.values():
        badge = codes.mint_badge()
        session.add(Code(badge, f"person:{person.id}", show=scene.show, hashed=codes.hashed(badge)))
