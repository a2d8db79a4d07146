"""The demo's plan: places, gear, people and lists, with every time counted from now."""

import csv
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from siteops.core import codes
from siteops.core.facts import Role
from siteops.core.people import DeviceKey, Grant, Person, Phone
from siteops.core.plan import Case, Code, Line, List, Owner, Place, Show, Slot, Step, folded

HERE = Path(__file__).parent
DOCKS = {1: "Dock A", 2: "Dock B", 3: "Dock A"}
"""At which dock each truck is unloaded."""
ZONES = {
    "Truss build": ("Dock A", -60), "Dimmer city": ("Dock A", -75), "Upstage": ("Dock B", 30),
    "Stage left": ("Dock A", 45), "Stage right": ("Dock B", 60), "Pit": ("Dock A", 15), "FOH": ("Dock A", 90),
    "Monitor world": ("Dock A", 100), "Video village": ("Dock A", -25), "Production office": ("Dock C", 20),
    "Dead cases": ("Dock C", None),
}  # fmt: skip
"""Zones, each with its usual dock and in how many minutes it should be full."""
OTHERS = (("gate", "Gate 1"), ("gate", "Gate 2"), ("muster", "Car park east"), ("yard", "Yard"))
SLOTS = (
    ("Dock A", 1, "in", -180, -90, "Nordvik Events"), ("Dock B", 2, "in", -130, -20, "Brightwater AV"),
    ("Dock C", None, "in", -165, -140, "Café Elbtor"), ("Dock A", 3, "in", -40, 50, "Nordvik Events"),
    ("Dock C", None, "in", 25, 55, "Brightwater AV"), ("Dock B", None, "out", 70, 100, "Żuraw Rigging"),
    ("Dock C", None, "in", 120, 150, "Vance Touring"), ("Dock A", 3, "out", 660, 735, "Nordvik Events"),
    ("Dock B", 2, "out", 690, 800, "Brightwater AV"), ("Dock A", 1, "out", 740, 830, "Nordvik Events"),
)  # fmt: skip
"""Bookings: dock, truck, direction, minutes from now, vendor."""
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


@dataclass
class Scene:
    """What the story speaks of, by name. `now`: the instant from which all minutes count."""

    show: str
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    came: dict[str, float] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    slots: list[Slot] = field(default_factory=list)
    cases: dict[str, Case] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    steps: dict[tuple[str, str], Step] = field(default_factory=dict)
    done: dict[tuple[str, str], float] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)

    def at(self, minute: float) -> datetime:
        """The instant so many minutes from now."""
        return self.now + timedelta(minutes=minute)


def build(session: Session, now: datetime, password: str) -> Scene:
    """Put the whole plan there. `password`: its hash, for the accounts."""
    scene = Scene("demo", now)
    session.add(
        Show(scene.show, "Glass Horizon: Aurelia Vance", venue="Hafenhalle Hamburg", timezone="Europe/Berlin",
             control_phone="+49 40 55501 00", medic_phone="+49 40 55501 12",
             contact="Show office, Hafenhalle Hamburg: +49 40 55501 00", demo=True, created=now)
    )  # fmt: skip
    for part in (add_places, add_slots, add_gear, partial(add_people, password=password), add_phones, add_lists):
        part(session, scene)
        session.flush()
    add_codes(session, scene)
    return scene


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our own files."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def add_places(session: Session, scene: Scene) -> None:
    """Docks first: zones name theirs."""
    trucks = [("truck", f"Truck {number}") for number in DOCKS]
    docks = [("dock", name) for name in ("Dock A", "Dock B", "Dock C")]
    for sort, (kind, name) in enumerate([*docks, *trucks, *OTHERS]):
        scene.places[name] = Place(scene.show, kind, name, sort=sort)
    session.add_all(scene.places.values())
    session.flush()
    for sort, (name, (dock, due)) in enumerate(ZONES.items()):
        full = None if due is None else scene.at(due)
        scene.places[name] = Place(scene.show, "zone", name, dock=scene.places[dock].id, due=full, sort=sort)
        session.add(scene.places[name])


def add_slots(session: Session, scene: Scene) -> None:
    """Who has which dock when."""
    for dock, truck, direction, starts, ends, vendor in SLOTS:
        key = scene.places[f"Truck {truck}"].id if truck else None
        scene.slots.append(
            Slot(scene.show, scene.places[dock].id, key, direction, scene.at(starts), scene.at(ends), vendor)
        )
    session.add_all(scene.slots)


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


def add_people(session: Session, scene: Scene, password: str) -> None:
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
