"""Gives owners, trucks, zones and docks one spelling each, and finds the near ones."""

from collections.abc import Iterable

from siteops.imports.gear.planned import NAMED, CaseRow, Stored
from siteops.imports.gear.words import TRUCK
from siteops.imports.kind import Near
from siteops.imports.names import Spelling, key, same_truck


def join_names(cases: Iterable[CaseRow], stored: Stored) -> list[Near]:
    """Write the joined spelling into the cases; returns names that may be one but are not joined."""
    cases = list(cases)
    near: list[Near] = []
    for kind in NAMED:
        known: tuple[str, ...] = getattr(stored, f"{kind}s")
        spelling = Spelling(known)
        used = [(case, name) for case in cases if (name := getattr(case, kind))]
        keys = [spelling.add(_truck(name, known) if kind == "truck" else name) for _, name in used]
        for (case, _), joined in zip(used, keys, strict=True):
            setattr(case, kind, spelling.name(joined))
        near += [Near(kind, name, other) for name, other in spelling.near()]
    return near


def _truck(name: str, known: Iterable[str]) -> str:
    """`TRUCK 2` is the stored `Truck 2 (HH-NV 1202)` if no other could be meant."""
    known = list(known)
    return name if key(name) in map(key, known) else same_truck([name], known, TRUCK) or name
