"""What is to be printed: which kind of things, and which of them. As a form, an address or a command line says it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from siteops.core.plan import DEPARTMENTS, PLACE_KINDS
from siteops.core.web import MOST as MOST_KEY

WHAT = ("cases", "places", "slots", "days", "people", "blank")
"""Kinds of labels. `days`: all bookings of one dock on one day, on one sheet. `blank`: codes of nothing yet."""
KEYS = {"cases": "case", "places": "place", "slots": "slot", "days": "dock", "people": "person"}
"""What a form calls the chosen ones of a kind."""
MOST_KEYS = 20_000
_PART = re.compile(r"(\d{1,10})(?:-(\d{1,10}))?")


@dataclass(frozen=True, slots=True)
class Choice:
    """What to print. `what`: one of WHAT; all else narrows it, None and empty do not, and narrows together.

    `owner` 0: our own gear. `fresh`: never printed. `changed`: printed, and the plan says something else since.
    `only`: these alone, by key, None: all. `kind`: places of one kind. `day`: of slots, as the show's calendar has it.
    `count`: of blank codes to be made. `batch`: blank codes of one print that are blank still, by its instant.
    """

    what: str = "cases"
    truck: int | None = None
    department: str = ""
    owner: int | None = None
    zone: int | None = None
    text: str = ""
    fresh: bool = False
    changed: bool = False
    only: tuple[int, ...] | None = None
    kind: str = ""
    day: str = ""
    count: int = 0
    batch: str = ""


def chosen(what: str, form: MultiDict[str, str]) -> Choice:
    """What a form chooses of a kind; what makes no sense there is left out."""
    if what == "blank":
        return Choice(what, count=number(form, "count") or 0, batch=form.get("batch", "").replace("\0", "")[:40])
    common = Choice(what, fresh="fresh" in form, changed="changed" in form, only=keys(form.getlist(KEYS.get(what, ""))))
    if what == "cases":
        return Choice(
            what, number(form, "truck"), one_of(form, "department", DEPARTMENTS), number(form, "owner"),
            number(form, "zone"), form.get("q", "").replace("\0", "").strip()[:100], common.fresh, common.changed,
            common.only,
        )  # fmt: skip
    kind, day = one_of(form, "kind", PLACE_KINDS), form.get("day", "")
    return Choice(
        what, fresh=common.fresh, changed=common.changed, only=common.only, kind=kind,
        day=day if re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) else "",
    )  # fmt: skip


def number(form: MultiDict[str, str], name: str) -> int | None:
    """A whole number of a form, None where it is empty or none."""
    text = form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def one_of(form: MultiDict[str, str], name: str, options: Iterable[str]) -> str:
    """One of some words, else nothing."""
    return found if (found := form.get(name, "")) in options else ""


def keys(said: Iterable[str]) -> tuple[int, ...] | None:
    """Keys as `5`, `1-4` or `1-4,9`, each once, in order. None: nothing was said."""
    parts = [part.strip() for one in said for part in one.split(",") if part.strip()]
    if not parts:
        return None
    found: set[int] = set()
    for part in parts:
        if fits := _PART.fullmatch(part):
            first, last = int(fits[1]), int(fits[2] or fits[1])
            # Whoever asks for more than can be printed is told so; nothing is made of the rest.
            found.update(range(first, min(last, first + MOST_KEYS, MOST_KEY) + 1))
        if len(found) > MOST_KEYS:
            break
    return tuple(sorted(found))


def spelled(only: Iterable[int]) -> str:
    """Keys in as few letters as can be, for an address: `1-4,9`."""
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in runs(sorted(only)))


def runs(of: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers in ascending order as (first, last) of each unbroken run."""
    first = last = None
    for one in of:
        if last is not None and one == last + 1:
            last = one
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = one
    if first is not None and last is not None:
        yield first, last
