"""Where an entry names things by their key, and the same entry with other keys. Pure.

Keys are rows of one installation's tables. Where a log moves to another one, all that names a key is spelled anew, and
nothing else: that is how the two can be held against each other.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

REF, FINDING = "reference", "finding"
KEYS: Mapping[tuple[str, str], str] = {
    ("Moved", "place"): REF, ("Moved", "slot"): "slot", ("Packed", "into"): "case", ("Unpacked", "place"): REF,
    ("LeftHere", "place"): REF, ("Bound", "to"): REF, ("CheckedIn", "gate"): REF, ("CheckedOut", "gate"): REF,
    ("Reported", "place"): REF, ("Imported", "batch"): "batch", ("TakenBack", "batch"): "batch",
    ("EditedAtOnce", "batch"): "batch", ("Decided", "finding"): FINDING,
}  # fmt: skip
"""Fields of facts that hold a key: a reference (`dock:3`), the bare key of a noun, or the key of a finding."""
OWN_NAMES = frozenset({"code", "incident"})
"""Nouns whose keys are no rows: they mean the same everywhere."""
SPOKEN = frozenset({"damaged", "unknown"})
"""Kinds of findings whose keys hold what somebody said or scanned, and so never a reference."""
ROW = re.compile(r"0|[1-9][0-9]{0,8}")
"""A row's key in its one spelling. Whatever else a phone wrote there (`007`) names no row, here or elsewhere."""

Name = Callable[[str], str]
"""Gives the reference that stands for one: `case:12` → `case:40`."""


def respelled(said: Mapping[str, Any], name: Name) -> dict[str, Any]:
    """A line's content with every reference in it through `name`, always asked for in the same order."""
    entry = said["entry"]
    return {
        **said,
        "show": key(name(f"show:{said['show']}")),
        "uploaded_by": number("person", said["uploaded_by"], name),
        "entry": {
            **entry,
            "subject": reference(entry["subject"], name),
            "by": number("person", entry["by"], name),
            "body": {field: of_field(entry["kind"], field, value, name) for field, value in entry["body"].items()},
        },
    }


def references(said: Mapping[str, Any]) -> list[str]:
    """Every reference of a line, in the order in which `respelled` asks for them."""
    found: list[str] = []

    def noted(ref: str) -> str:
        found.append(ref)
        return ref

    respelled(said, noted)
    return found


def of_field(kind: str, field: str, value: Any, name: Name) -> Any:
    """A field of a fact, its key through `name` if it holds one."""
    held = KEYS.get((kind, field))
    if held is None or value is None:
        return value
    if held == REF:
        return reference(value, name)
    return finding(value, name) if held == FINDING else number(held, value, name)


def reference(ref: str, name: Name) -> str:
    """A subject, or a place that a fact names."""
    noun, _, own = ref.partition(":")
    is_row = noun == "show" or (noun not in OWN_NAMES and ROW.fullmatch(own))
    return name(ref) if is_row else ref


def number(noun: str, value: int, name: Name) -> int:
    """A bare key."""
    return int(key(name(f"{noun}:{value}")))


def finding(text: str, name: Name) -> str:
    """A finding's key, `wrong_place:zone:3`."""
    kind, colon, about = text.partition(":")
    return text if kind in SPOKEN else f"{kind}{colon}{reference(about, name)}"


def key(ref: str) -> str:
    """What stands after the noun."""
    return ref.partition(":")[2]
