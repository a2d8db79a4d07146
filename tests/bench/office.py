"""A show as a production office has it in the middle of load-in: cases with contents, states, codes; people, bookings.

Nothing in it is left to chance, so that two runs measure the same.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert
from sqlalchemy.orm import Session

from siteops import create_app
from siteops.core import clock, codes
from siteops.core.access.people import DeviceKey, Grant, Person, SignIn
from siteops.core.batch.batches import Batch
from siteops.core.db import editing
from siteops.core.plan import DEPARTMENTS, Case, Code, Item, Line, List, Owner, Place, Slot, Step
from siteops.core.upgrade import upgrade
from tests.harness.cast import DAWN, SHOW, Cast, make, phone

MODELS = ("Robe MegaPointe 2-way", "L-Acoustics K2 4-on-dolly", "GLP JDC1 4-way", "Guitar boat 6-way", "Feeder drum")
PLACES = {"dock": 24, "zone": 120, "truck": 140, "gate": 6, "yard": 10}
PEOPLE, SLOTS, LISTS, STEPS, BATCHES, OWNERS = 600, 400, 80, 10, 100, 12
PUSH = 100
Rows = list[dict[str, Any]]


def furnish(data: Path, cases: int) -> tuple[Flask, Cast]:
    """An installation with the cast, so many cases more, and all that stands around them."""
    app = create_app(DATA=data, DATABASE_URL=f"sqlite:///{data}/siteops.db", TESTING=True)
    with app.app_context():
        upgrade()
    cast = make(app)
    with app.app_context(), editing() as session:
        owners = keys(session, Owner, [{"name": f"Rental house {n}"} for n in range(OWNERS)])
        places = {kind: rooms(session, kind, number) for kind, number in PLACES.items()}
        first = gear(session, cases, owners, places)
        bookings(session, places)
        crew(session, cast.people["lea"])
    scans(app, cast, range(first, first + cases), places)
    return app, cast


def keys(session: Session, table: Any, rows: Rows) -> list[int]:
    """Insert rows, a portion at a time; their keys, in order."""
    asked = insert(table).returning(table.id, sort_by_parameter_order=True)
    return [key for at in range(0, len(rows), 1000) for key in session.scalars(asked, rows[at : at + 1000])]


def rooms(session: Session, kind: str, number: int) -> list[int]:
    """So many places of a kind."""
    made = [{"show": SHOW, "kind": kind, "name": f"{kind.title()} {n + 10}", "sort": n, "note": "", "gone": False,
             "rev": 0} for n in range(number)]  # fmt: skip
    return keys(session, Place, made)


def gear(session: Session, cases: int, owners: list[int], places: dict[str, list[int]]) -> int:
    """Cases with lines, contents and codes; every tenth travels in the one before it. The first one's key."""
    made = []
    for n in range(cases):
        code, name = f"{DEPARTMENTS[n % 11][:2]}-{n:05}".upper(), f"{MODELS[n % 5]} case {n}"
        made.append({"code": code, "folded": code.casefold(), "name": name, "department": DEPARTMENTS[n % 11],
                     "weight": n % 400 + 0.5, "owner": owners[n % 12] if n % 5 == 0 else None, "note": ""})  # fmt: skip
    ids = keys(session, Case, made)
    lines = [{"show": SHOW, "case": id, "truck": pick(places["truck"], n), "dock": pick(places["dock"], n),
              "zone": pick(places["zone"], n), "sort": n % 150, "inside": ids[n - 1] if n % 10 == 9 else None,
              "gone": False, "rev": 0} for n, id in enumerate(ids)]  # fmt: skip
    session.execute(insert(Line), lines)
    session.execute(insert(Item), [
        {"case": id, "code": f"I-{id}-{turn}", "name": f"Content {turn}", "quantity": 1 + turn * 3,
         "serial": f"SN{id:06}{turn}" if turn else None} for id in ids for turn in range(3)
    ])  # fmt: skip
    session.execute(insert(Code), [coded(f"case:{id}", None) for id in ids])
    return ids[0]


def pick(options: list[int], number: int) -> int:
    """One of some, in turn."""
    return options[number % len(options)]


def coded(subject: str, show: str | None) -> dict[str, Any]:
    """A code's row."""
    return {"code": codes.mint(), "subject": subject, "show": show, "gone": False, "rev": 0}


def bookings(session: Session, places: dict[str, list[int]]) -> None:
    """Slots of four days, lists with steps, batches; a code for each place and slot."""
    slots = [{"show": SHOW, "dock": pick(places["dock"], n), "truck": pick(places["truck"], n), "direction": "in",
              "starts": DAWN + timedelta(hours=n // 24), "ends": DAWN + timedelta(hours=n // 24, minutes=50),
              "vendor": "", "gone": False, "rev": 0} for n in range(SLOTS)]  # fmt: skip
    subjects = [f"slot:{id}" for id in keys(session, Slot, slots)]
    subjects += [f"{kind}:{id}" for kind, ids in places.items() for id in ids]
    session.execute(insert(Code), [coded(subject, SHOW) for subject in subjects])
    lists = [{"show": SHOW, "name": f"Truck {n}: close the doors", "truck": places["truck"][n], "leg": "out", "sort": n,
              "gone": False, "rev": 0} for n in range(LISTS)]  # fmt: skip
    session.execute(insert(Step), [
        {"show": SHOW, "list": id, "text": f"Step {turn}", "sort": turn, "safety": False, "photo": False, "gone": False,
         "rev": 0} for id in keys(session, List, lists) for turn in range(STEPS)
    ])  # fmt: skip
    session.execute(insert(Batch), [
        {"show": SHOW, "name": f"gear-{n}.xlsx", "sha256": "", "by": 1, "at": DAWN, "new": n, "changed": n,
         "unchanged": 0, "problems": 0, "kind": "gear"} for n in range(BATCHES)
    ])  # fmt: skip


def crew(session: Session, by: int) -> None:
    """People with a part and a phone each."""
    now = clock.now()
    ids = keys(session, Person, [{"name": f"Crew Member {n}", "phone": f"+49 40 {n:06}", "admin": False}
                                 for n in range(PEOPLE)])  # fmt: skip
    session.execute(insert(Grant), [
        {"show": SHOW, "person": id, "role": 1, "function": "Rigger", "department": "rigging",
         "company": f"Company {id % 20}", "call": DAWN, "rev": 0} for id in ids
    ])  # fmt: skip
    session.execute(insert(SignIn), [
        {"id": f"{id:064}", "person": id, "created": now, "seen": now, "expires": now + timedelta(days=9),
         "device": f"d-{id}", "agent": "Android Chrome"} for id in ids
    ])  # fmt: skip
    session.execute(insert(DeviceKey), [
        {"key": f"{id:064}", "device": f"d-{id}", "person": id, "sign_in": f"{id:064}", "name": f"Phone {id}",
         "created": now, "switched_off": False} for id in ids
    ])  # fmt: skip


def scans(app: Flask, cast: Cast, cases: range, places: dict[str, list[int]]) -> None:
    """Two of three cases have arrived; most of those are placed, some are held, damaged or at a wrong dock."""
    said = seen(cases, places)
    lea, cem = phone(app, cast, "lea"), phone(app, cast, "cem")
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", phase="load-in"))
    while few := list(islice(said, PUSH)):
        cem.push(*(cem.entry(kind, f"case:{case}", cem.n / 1000, **body) for kind, case, body in few))


def seen(cases: range, places: dict[str, list[int]]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """What was scanned: kind, case, body."""
    for n, case in enumerate(cases):
        if n % 3 and n % 10 != 9:
            dock = pick(places["dock"], n + (n % 97 == 0))
            yield "Moved", case, {"place": f"dock:{dock}", "leg": "in"}
            if n % 3 == 1:
                yield "Moved", case, {"place": f"zone:{pick(places['zone'], n)}", "leg": "in"}
        if n % 101 == 0:
            yield "Held", case, {"reason": "wet"}
        if n % 307 == 0:
            yield "Damaged", case, {"reason": "castor off"}
