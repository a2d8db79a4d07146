"""Tables of cases that Python and JavaScript both run. Mirrored in tests/cases/cases.mjs."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from siteops.core import facts
from siteops.core.facts import Role
from siteops.core.journal.fold import Stamped, position

FOLDER = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[Any]:
    """A table. "09:42:07" in it stands for that instant of the tables' day."""
    found: list[Any] = whole(json.loads((FOLDER / f"{name}.json").read_text()))
    return found


def names(table: Sequence[Any]) -> list[str]:
    """What the cases of a table say, as names of tests."""
    return [one["name"] for one in table]


def whole(value: Any) -> Any:
    """A value of a table with its instants written out."""
    if isinstance(value, str):
        return f"2026-11-22T{value}.000Z" if re.fullmatch(r"\d\d:\d\d:\d\d", value) else value
    if isinstance(value, list):
        return [whole(one) for one in value]
    return {name: whole(one) for name, one in value.items()} if isinstance(value, dict) else value


def entries(written: Sequence[dict[str, Any]]) -> list[Stamped]:
    """Entries as a table writes them: an id, an author and a phone where it names none."""
    made = []
    for i, one in enumerate(written, 1):
        device, n = one.get("device", "a"), one.get("n", i)
        made.append(
            Stamped(
                facts.read(one["kind"], one.get("body", {})), one["at"], position(one["at"], device, n),
                one.get("id", f"e{i}"), one.get("by", 1), device, Role(one.get("role", 1)), one["kind"],
                one.get("held", False),
            )
        )  # fmt: skip
    return made
