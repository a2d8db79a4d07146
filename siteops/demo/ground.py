"""The demo's site and its hours: places, bookings of docks, phases, whom to call. Every time is counted from now."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from siteops.core.access.people import Person
from siteops.core.facts import Role
from siteops.core.plan import Case, Contact, Line, Phase, Place, Slot, Step

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
PHASES = {"prep": -1620, "load-in": -180, "show": 480, "load-out": 660, "wrapped": 900}
"""When each phase is planned to begin, in minutes from now."""
CONTACTS = (
    ("Wiebke Harms", "Hafenhalle, duty manager", "+49 40 55501 40", "duty@hafenhalle.example"),
    ("Altona hospital", "Emergency, 9 minutes by car", "+49 40 55502 00", ""),
    ("Police station 21", "Traffic at the dock road", "+49 40 55503 10", ""),
    ("Vance Touring", "Client, Marla Vance", "+44 20 5550 0177", "marla@vance.example"),
)
"""Whom to call: name, function, phone, e-mail."""


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


def add_phases(session: Session, scene: Scene) -> None:
    """When the show goes on, planned at full quarters of an hour."""
    for name, minutes in PHASES.items():
        at = scene.at(minutes)
        session.add(Phase(scene.show, name, at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)))


def add_contacts(session: Session, scene: Scene) -> None:
    """Whom to call."""
    session.add_all(Contact(scene.show, *one, sort=sort) for sort, one in enumerate(CONTACTS, 1))


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
