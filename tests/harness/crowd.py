"""Sixty cases in and out of each other, and ninety minutes in which anything happens to them, each time the same."""

import random
from collections.abc import Iterator
from typing import Any

from flask import Flask

from siteops.core.db import editing
from siteops.core.plan import Case, Line
from tests.harness.cast import SHOW, Cast, Phone


def crowd(app: Flask, cast: Cast) -> list[int]:
    """Sixty cases more, by key; most are on the list, some in others."""
    dice = random.Random(11)
    with app.app_context(), editing() as session:
        made = [Case(f"R-{one}", f"r-{one}") for one in range(60)]
        session.add_all(made)
        session.flush()
        ids = [one.id for one in made]
        for place, one in enumerate(ids[:55]):
            inside = dice.choice([None, None, *ids[:place]])
            truck, zone = (dice.choice([None, *(cast.places[name] for name in names)])
                           for names in (("truck1", "truck2"), ("stage", "foh")))  # fmt: skip
            session.add(Line(SHOW, one, truck=truck, zone=zone, inside=inside, gone=dice.random() < 0.1))
    return ids


def happenings(phone: Phone, cast: Cast, ids: list[int]) -> Iterator[Any]:
    """Push what happens, ten minutes at a time; the answers."""
    dice = random.Random(12)
    places = [ref for name, ref in cast.refs.items() if name != "gate"]
    for ten in range(9):
        yield phone.push(*(event(phone, dice, ids, places, ten * 10 + minute) for minute in range(10)))
    yield phone.push(phone.entry("Packed", "case:made-up", 95, into=ids[0]))


def event(phone: Phone, dice: random.Random, ids: list[int], places: list[str], minute: int) -> dict[str, Any]:
    """Something that happens to a case."""
    case = dice.randrange(1, 60)
    if dice.random() < 0.3:
        return phone.entry("Packed", f"case:{ids[case]}", minute, into=dice.choice(ids))
    if dice.random() < 0.1:
        return phone.entry("Held", f"case:{ids[case]}", minute, reason="wet")
    leg = "out" if minute > 60 else "in"
    return phone.entry("Moved", f"case:{ids[case]}", minute, place=dice.choice(places), leg=leg)


def second_thoughts(phone: Phone, cast: Cast, ids: list[int]) -> Iterator[Any]:
    """A day on which much is taken back, mended or told late, a few entries at a time; the answers."""
    dice = random.Random(13)
    places = [ref for name, ref in cast.refs.items() if name != "gate"]
    said: list[dict[str, Any]] = []
    for _ in range(9):
        some = [thought(phone, dice, ids, places) for _ in range(8)]
        undone = dice.sample(said, min(2, len(said)))
        some += [phone.entry("Undone", one["subject"], dice.randrange(90), entry=one["id"]) for one in undone]
        said += some
        yield phone.push(*some)


def thought(phone: Phone, dice: random.Random, ids: list[int], places: list[str]) -> dict[str, Any]:
    """Something that is said of a case, of any minute of the day."""
    minute, subject = dice.randrange(90), f"case:{dice.choice(ids[:12])}"
    match dice.randrange(6):
        case 0:
            return phone.entry("Unpacked", subject, minute, place=dice.choice(places))
        case 1:
            return phone.entry("Released", subject, minute)
        case 2:
            return phone.entry("Damaged", subject, minute, reason="castor off")
        case 3:
            return phone.entry("LeftHere", subject, minute, place=dice.choice(places), reason="no room")
        case _:
            return event(phone, dice, ids, places, minute)
