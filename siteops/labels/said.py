"""What stood on a label when it was printed: kept with its code, to be told from what the plan says now.

It is kept as words, one part after another, so that a lead reads what has changed ("zone was Stage left") and the
database itself finds the labels that are wrong. Nothing personal is among them: a badge's name is not.
"""

import re
from dataclasses import fields
from datetime import datetime
from math import copysign
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import BigInteger, ColumnElement, Numeric, String, case, cast, func, literal
from sqlalchemy.orm import InstrumentedAttribute

from siteops.core.plan import Case, Code
from siteops.labels.departments import department
from siteops.labels.things import Badge, Blank, DaySheet, Thing
from siteops.labels.wording import EVERYTHING, Shows, kilograms

Words = ColumnElement[str] | InstrumentedAttribute[str]
MARK = "\x1f"
UNSAID = frozenset({"code", "show", "arrow"})
"""Parts of a thing that are no words of its own."""
LEFT_OUT = {"weight": ("weight",), "destination": ("zone", "dock", "truck"), "owner": ("owner",)}
"""What a label does not say where it was not to show that; in the order of the letters that its words begin with."""
HEAVIEST_KG = 1e9
"""Beyond it nobody weighs a case, and a number of eight bytes holds no grams."""
GRAMS = re.compile("-?[0-9]{1,12}")
"""A weight as it is kept; words that came with another installation's archive may hold anything."""


class Change(NamedTuple):
    """A part of a label that is not true any more. `was`: what it says; `now`: what it should; both in words."""

    part: str
    was: str
    now: str


def spell(thing: Thing, shows: Shows = EVERYTHING) -> str | None:
    """What a thing's label says, as it is kept. None where that cannot become wrong."""
    if isinstance(thing, Blank | DaySheet):
        return None
    hidden = {part for name, parts in LEFT_OUT.items() if not getattr(shows, name) for part in parts}
    said = ("" if name in hidden else _part(getattr(thing, name)) for name in names(thing))
    return MARK.join([letters(shows), *said])


def names(thing: Thing) -> list[str]:
    """The parts of a thing whose words are kept, in their order."""
    personal = {"name"} if isinstance(thing, Badge) else set()
    return [one.name for one in fields(thing) if one.name not in UNSAID | personal]


def letters(shows: Shows) -> str:
    """Which parts a label was to show: a letter each, `-` for those left out."""
    return "".join(name[0] if getattr(shows, name) else "-" for name in LEFT_OUT)


def shown(said: str) -> Shows:
    """Which parts a label was to show, by how its words begin."""
    return Shows(**{name: letter != "-" for name, letter in zip(LEFT_OUT, said, strict=False)})


def changes(said: str, thing: Thing) -> list[Change]:
    """What of a printed label is not true any more."""
    before, now = said.split(MARK), (spell(thing, shown(said)) or "").split(MARK)
    return [
        Change(name, in_words(name, was), in_words(name, value))
        for name, was, value in zip(names(thing), before[1:], now[1:], strict=False)
        if was != value
    ]


def in_words(part: str, value: str) -> str:
    """A part of a label as a person reads it; a dash where it is empty."""
    if part == "weight" and GRAMS.fullmatch(value):
        return kilograms(int(value) / 1000)
    if part == "photo":
        return str(_("another one")) if value else "–"
    if part == "department" and value:
        return str(department(value).word)
    return value or "–"


def part_word(part: str) -> str:
    """What a part of a label is called."""
    words: dict[str, str] = {
        "number": _("number"), "name": _("name"), "department": _("department"), "weight": _("weight"),
        "owner": _("owner"), "zone": _("zone"), "dock": _("dock"), "truck": _("truck"), "kind": _("kind"),
        "starts": _("start"), "ends": _("end"), "direction": _("direction"), "vendor": _("vendor"),
        "function": _("function"), "company": _("company"), "photo": _("photo"),
    }  # fmt: skip
    return words.get(part, part)


def stale(now: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a code's label says something else than `now`, asked of the database."""
    return Code.said.is_not(None) & (Code.said != now)


def of_case(owner: Words, *places: Words) -> ColumnElement[str]:
    """What a case's label would say now, made in the database as `spell` makes it. `places`: zone, dock, truck."""
    # Halves go up in both databases, as in `grams`; of a double, PostgreSQL would take the even neighbour.
    whole = cast(func.round(cast(Case.weight * 1000, Numeric)), BigInteger)
    weight = case((func.abs(Case.weight) < HEAVIEST_KG, cast(whole, String)))
    parts: list[Words] = [Case.code, Case.name, Case.department, _if(1, weight), _if(3, owner)]
    now: ColumnElement[str] = func.substr(Code.said, 1, len(LEFT_OUT))
    for part in [*parts, *(_if(2, place) for place in places)]:
        now = now.concat(literal(MARK)).concat(part)
    return now


def _if(place: int, part: Words) -> ColumnElement[str]:
    """A part, or nothing where the label leaves it out: by the letter at that place, from 1."""
    return case((func.substr(Code.said, place, 1) == "-", ""), else_=func.coalesce(part, ""))


def grams(weight: float) -> str:
    """A weight in kg as whole grams; nothing where nobody can weigh that much."""
    return str(int(weight * 1000 + copysign(0.5, weight))) if abs(weight) < HEAVIEST_KG else ""


def _part(value: object) -> str:
    """One part as it is kept: weights in grams, instants to the minute."""
    if isinstance(value, float | int):
        return grams(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value or "").replace(MARK, " ")
