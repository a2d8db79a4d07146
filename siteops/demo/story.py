"""What has happened in the demo so far, told by the phones that saw it.

Minutes count from now, so what is past is negative.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import msgspec

from siteops.core import clock
from siteops.core.facts.case import Damaged, Held, Moved, Released, Unpacked
from siteops.core.facts.incident import Noted, Reported, Resolved, Taken
from siteops.core.facts.person import CheckedIn, CheckedOut
from siteops.core.facts.show import PhaseBegan
from siteops.core.facts.step import Ticked, Unticked
from siteops.core.journal import chain
from siteops.core.journal.log import Draft, Sent
from siteops.demo.ground import DOCKS, Scene
from siteops.demo.scene import EXTRA

OFFLINE_S = 360
"""How late a phone without signal delivered what it had kept."""


class Said(NamedTuple):
    """One thing that somebody's phone recorded. `late`: seconds until it arrived; `flag`: true of its delivery."""

    minute: float
    who: str
    subject: str
    fact: object
    text: str = ""
    late: float = 1.5
    flag: str = ""


class Unloading(NamedTuple):
    """How a truck is emptied: the first case after `begun`, one each `pace` minutes, `cases` of them so far.

    `carried`: minutes from the dock to the zone. `waiting`: of so many cases in a row one still stands at the dock.
    """

    truck: int
    begun: float
    pace: float
    cases: int
    carried: float
    waiting: int
    phone: str


UNLOADINGS = (
    Unloading(1, -172, 1.15, 71, 7, 99, "Yusuf Demirel"),
    Unloading(2, -121, 1.6, 73, 9, 6, "Hannes Krüger"),
    Unloading(3, -35, 1.4, 24, 8, 5, "Yusuf Demirel"),
)
RUNNERS = {
    "Truss build": "Ilse Brandt", "Upstage": "Beth Ainsworth", "Dimmer city": "Sofia Marin",
    "Stage left": "Svenja Petersen", "Stage right": "Svenja Petersen", "Pit": "Rosa Delgado", "FOH": "Rosa Delgado",
}  # fmt: skip
"""Who scans in which zone; elsewhere it is Emeka."""
ASTRAY = {"LX-2203": "Dock A", "LX-2402": "Stage right"}
"""Cases that were last scanned where the plan does not want them."""
UNKNOWN = "7H3KQ2ZD"
"""A label that nobody has bound to a case yet."""


def told(scene: Scene) -> list[Draft]:
    """Everything as entries, in the order in which the server heard of it."""
    parts = (beginning, gates, gear, trouble, lists, incidents)
    said = sorted((one for part in parts for one in part(scene)), key=lambda one: one.minute)
    counters: Counter[str] = Counter()
    drafts = []
    for one in said:
        counters[one.who] += 1
        drafts.append(draft(scene, one, counters[one.who]))
    return sorted(drafts, key=lambda one: one.received)


def draft(scene: Scene, one: Said, n: int) -> Draft:
    """What was said, as the entry that a phone sent."""
    at, person = scene.at(one.minute), scene.people[one.who].id
    spelled = clock.spell(at)
    received = clock.spell(min(at + timedelta(seconds=one.late), scene.now))
    sent = Sent(
        chain.mint(), scene.devices[one.who], n, type(one.fact).__name__, one.subject, person, spelled,
        offset=0.2, body=msgspec.to_builtins(one.fact), private={"text": one.text} if one.text else None,
    )  # fmt: skip
    flags = [one.flag] if one.flag else []
    return Draft(sent, one.fact, spelled, received, person, scene.roles[one.who], flags)


def beginning(scene: Scene) -> Iterator[Said]:
    """The crew chief begins load-in."""
    yield Said(-182, "Tobias Achterberg", f"show:{scene.show}", PhaseBegan("load-in"))


def gates(scene: Scene) -> Iterator[Said]:
    """People come through the gate, one of them twice; one goes home and one to lunch."""
    gate, other = scene.places["Gate 1"].ref, scene.places["Gate 2"].ref
    for name, minute in scene.came.items():
        yield Said(minute, "Nadja Horn", subject(scene, name), CheckedIn(gate))
    yield Said(-150, "Joana Teixeira", subject(scene, "Piotr Maciejewski"), CheckedIn(other))
    yield Said(-21, "Nadja Horn", subject(scene, "Paulina Kern"), CheckedOut(gate))
    yield Said(-64, "Nadja Horn", subject(scene, "Lotte Vermeer"), CheckedOut(gate))
    yield Said(-41, "Nadja Horn", subject(scene, "Lotte Vermeer"), CheckedIn(gate))


def gear(scene: Scene) -> Iterator[Said]:
    """Cases come off the trucks and go to their zones."""
    for one in UNLOADINGS:
        truck, dock = scene.places[f"Truck {one.truck}"], scene.places[DOCKS[one.truck]]
        slot = next(slot.id for slot in scene.slots if slot.truck == truck.id and slot.direction == "in")
        aboard = [code for code, line in scene.lines.items() if line.truck == truck.id]
        for number, code in enumerate(aboard[::-1][: one.cases]):
            came = one.begun + number * one.pace + number * 7 % 5 * 0.1
            at = scene.places["Dock A"] if ASTRAY.get(code) == "Dock A" else dock
            yield Said(came, one.phone, case(scene, code), Moved(at.ref, slot=slot))
            yield from carried(scene, one, code, came, number)


def carried(scene: Scene, one: Unloading, code: str, came: float, number: int) -> Iterator[Said]:
    """One case goes on from the dock, if it has by now."""
    placed = came + one.carried + number * 5 % 13 * 0.4
    if number % one.waiting == one.waiting - 1 or placed > -1 or code in (*STAY, *TWICE):
        return
    planned = next(name for name, place in scene.places.items() if place.id == scene.lines[code].zone)
    who = RUNNERS.get(planned, "Emeka Nwosu")
    # Rosa's phone had no signal under the stage, and then none at all.
    if who == "Rosa Delgado" and placed > -16:
        return
    zone = scene.places[ASTRAY.get(code, planned)]
    yield Said(placed, who, case(scene, code), Moved(zone.ref), late=OFFLINE_S if who == "Rosa Delgado" else 1.5)


STAY = ("LX-2203", "VX-2203", "AU-2602")
"""Cases that stand where they were last seen: at the wrong dock, held, damaged."""
TWICE = ("LX-2106",)
"""A case that two phones saw at once."""


def trouble(scene: Scene) -> Iterator[Said]:
    """What a lead should look at."""
    places = scene.places
    yield Said(-47, "Hannes Krüger", case(scene, "AU-2602"), Damaged("Front rail bent, the door does not close"))
    yield Said(-12, "Hannes Krüger", case(scene, "VX-2203"), Held("Wet inside: no power before video has seen it"))
    yield Said(-6, "Emeka Nwosu", case(scene, "VX-2203"), Released(), flag="not_allowed")
    yield Said(-22.4, "Hannes Krüger", case(scene, "LX-2106"), Moved(places["Truck 2"].ref))
    yield Said(-21.5, "Ilse Brandt", case(scene, "LX-2106"), Moved(places["Truss build"].ref))
    yield Said(-55, "Hannes Krüger", case(scene, EXTRA[0]), Moved(places["Dock B"].ref))
    yield Said(-28, "Yusuf Demirel", f"code:{UNKNOWN}", Moved(places["Dock A"].ref))
    yield Said(-88, "Svenja Petersen", case(scene, "RG-23R1"), Unpacked(places["Stage left"].ref))


def lists(scene: Scene) -> Iterator[Said]:
    """Steps that are done; on one of them two phones disagree."""
    for key, minute in scene.done.items():
        step = f"step:{scene.steps[key].id}"
        yield Said(minute, "Sofia Marin" if key[0].startswith("Power") else "Cem Arslan", step, Ticked())
        if key[1].startswith("Cable ramps"):
            yield Said(minute + 0.6, "Joana Teixeira", step, Unticked())


def incidents(scene: Scene) -> Iterator[Said]:
    """Two are open, one of them serious; one is over."""
    barrier, late, finger = (f"incident:{uuid.uuid4()}" for _ in range(3))
    dock = scene.places["Dock B"].ref
    yield Said(-26, "Joana Teixeira", barrier, Reported("hazard", "serious", dock), HIT)
    yield Said(-23, "Yusuf Demirel", barrier, Taken())
    yield Said(-15, "Yusuf Demirel", barrier, Noted(), "Cones and tape are out, trucks keep to the left half.")
    yield Said(-9, "Beth Ainsworth", late, Reported("delay", "minor", scene.places["Video village"].ref), LATE)
    yield Said(-102, "Svenja Petersen", finger, Reported("injury", "serious", scene.places["Dock A"].ref), CUT)
    yield Said(-101, "Tobias Achterberg", finger, Taken())
    yield Said(-84, "Tobias Achterberg", finger, Noted(), "Cleaned and bandaged by the first aider. Back at work.")
    yield Said(-83, "Tobias Achterberg", finger, Resolved())


HIT = "A forklift clipped the bumper at the dock edge. One bolt is out and the plate is loose. Nobody was hurt."
LATE = "No rack of ours has come off Truck 3 yet. They were loaded behind the backline."
CUT = "Cut finger between ramp and trolley."


def case(scene: Scene, code: str) -> str:
    """A case as a subject."""
    return f"case:{scene.cases[code].id}"


def subject(scene: Scene, name: str) -> str:
    """A person as a subject."""
    return f"person:{scene.people[name].id}"
