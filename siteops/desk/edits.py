"""Two people at one form: what each of them changed is kept apart, so that neither undoes the other unseen.

A form carries, beside its fields, what they showed when it was opened (`was-<field>`). What its sender left as it
was is left as it is; where both changed the same field otherwise, nothing is stored and both are shown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import request

from siteops.core import clock

BEFORE = "was-"
NAMED = {"truck", "dock", "zone", "direction", "leg"}
INSTANTS = {"due", "starts", "ends"}


@dataclass(frozen=True, slots=True)
class Merge:
    """What an edit comes to. `changed`: values to store; `clashes`: fields that others changed meanwhile, as stored."""

    changed: dict[str, Any] = field(default_factory=dict)
    clashes: dict[str, str] = field(default_factory=dict)


def merge(stored: Mapping[str, Any], sent: Mapping[str, Any], was: Mapping[str, str]) -> Merge:
    """Hold a sent form against what is stored now and what it showed when it was opened."""
    now = spelled(stored)
    made = Merge()
    for name, value in sent.items():
        typed, before = spell(value), was.get(name, now[name])
        if typed in (before, now[name]):
            continue
        if before != now[name]:
            made.clashes[name] = now[name]
        made.changed[name] = value
    return made


class Fields(NamedTuple):
    """A form as it is shown: what its fields hold, and what they held when it was opened."""

    given: Mapping[str, str]
    was: Mapping[str, str]


def shown(stored: Mapping[str, str], *, faulty: bool = False, typed: Collection[str] = ()) -> Fields:
    """The fields to show: as stored; after a fault as they were sent; after a clash as stored but for what was typed.

    So that whoever sends a form a second time changes what they typed, and never back what others did meanwhile.
    """
    if faulty:
        return Fields(request.form, before())
    return Fields({**stored, **{name: request.form.get(name, "") for name in typed}}, stored)


def in_words(clashes: Mapping[str, str], names: Mapping[str, str], zone: ZoneInfo | None = None) -> dict[str, str]:
    """What is stored now, as people say it: places and directions by name, instants on the show's clock.

    `zone` None: instants are written so already.
    """
    said = {name: names.get(text, text) if name in NAMED else text for name, text in clashes.items()}
    for name in said.keys() & INSTANTS:
        if zone and said[name]:
            said[name] = f"{clock.read(said[name]).astimezone(zone):%Y-%m-%d %H:%M}"
    return said


def before() -> dict[str, str]:
    """What the sent form showed when it was opened."""
    return {name.removeprefix(BEFORE): value for name, value in request.form.items() if name.startswith(BEFORE)}


def spelled(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as a form holds them."""
    return {name: spell(value) for name, value in values.items()}


def spell(value: Any) -> str:
    """One value as a form holds it."""
    match value:
        case None | False:
            return ""
        case True:
            return "1"
        case float():
            return f"{value:.3f}".rstrip("0").rstrip(".")
        case datetime():
            return clock.spell(value)
    return str(value)
