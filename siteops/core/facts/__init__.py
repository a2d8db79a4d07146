"""Everything that can happen on a site, one dataclass each, one module a noun.

A fact is about its entry's `subject` (a case, a person, a dock) and carries only what the subject
cannot say. Facts are past tense, small, and never changed once shipped: add a field with a default,
or add a fact. Places are named by reference, `dock:3`, so that a fact says by itself what kind of
place it speaks of.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import IntEnum
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, TypeVar, dataclass_transform, get_args, get_origin

T = TypeVar("T")


class Role(IntEnum):
    """What a person is on a show. A higher role may say all that a lower one may."""

    CREW = 1
    LEAD = 2
    PRODUCER = 3


class Kind(NamedTuple):
    """A fact that exists: its class, who may say it, of which nouns, and its private fields."""

    made: type
    by: Role
    about: frozenset[str]
    private: frozenset[str]


class BadFact(ValueError):
    """A kind, a subject, or a field of a kind, that this server does not know."""


KINDS: dict[str, Kind] = {}
PLACES = frozenset({"dock", "zone", "truck", "gate", "muster", "yard"})
NUMBERED = PLACES | {"case", "person", "step", "list", "slot"}
"""Nouns whose keys are rows of the plan: integers of four bytes."""


@dataclass_transform(frozen_default=True)
def fact(*about: str, by: Role = Role.CREW, private: tuple[str, ...] = ()) -> Callable[[type[T]], type[T]]:
    """Declare a fact: frozen, known by its class name in the log and on the phone.

    `about`: the nouns its subject may have (none: any). `by`: the least role that may say it.
    `private`: names of the personal fields that travel beside the body and can be erased.
    """

    def declare(cls: type[T]) -> type[T]:
        made: type[T] = dataclass(frozen=True, slots=True)(cls)
        KINDS[cls.__name__] = Kind(made, by, frozenset(about), frozenset(private))
        return made

    return declare


def read(kind: str, body: Mapping[str, Any]) -> object:
    """The fact that an entry spells as JSON. Raises BadFact and says which field is wrong."""
    try:
        made = KINDS[kind].made
    except KeyError:
        raise BadFact(f"no such kind: {kind}") from None
    wanted = wants(made)
    if extra := body.keys() - wanted.keys():
        raise BadFact(f"{kind} has no {', '.join(sorted(extra))}")
    for name, want in wanted.items():
        if name not in body:
            if want.needed:
                raise BadFact(f"{kind} needs {name}")
        elif not fits(body[name], want.types):
            raise BadFact(f"{kind}.{name} cannot be {body[name]!r:.60}")
    return made(**body)


class Want(NamedTuple):
    """What a field of a fact wants: must it be there, and of which JSON types, each with that of its items."""

    needed: bool
    types: dict[type, "dict[type, Any] | None"]


@cache
def wants(made: type) -> dict[str, Want]:
    """What each field of a fact wants."""
    return {
        field.name: Want(field.default is MISSING and field.default_factory is MISSING, types(field.type))
        for field in fields(made)
    }


def types(wanted: Any) -> dict[type, dict[type, Any] | None]:
    """The JSON types of a field's type: str, int, bool, None, list[…], or several of these."""
    if get_origin(wanted) is list:
        return {list: types(get_args(wanted)[0])}
    if options := get_args(wanted):
        return {kind: items for one in options for kind, items in types(one).items()}
    return {NoneType if wanted is None else wanted: None}


def fits(value: object, wanted: Mapping[type, Any]) -> bool:
    """Whether a JSON value is of one of these types, its items too. `true` is no number."""
    kind = type(value)
    if kind not in wanted:
        return False
    return not isinstance(value, list) or all(fits(one, wanted[kind]) for one in value)


def about(kind: str, subject: str) -> None:
    """Raises BadFact unless `subject` is a `noun:key` that facts of this kind may be about."""
    noun, colon, key = subject.partition(":")
    nouns = KINDS[kind].about if kind in KINDS else frozenset()
    if not (noun and colon and key) or len(subject) > 80:
        raise BadFact(f"{subject!r:.80} is no subject")
    if nouns and noun not in nouns:
        raise BadFact(f"{kind} cannot be about a {noun}")
    # PostgreSQL fails a whole query over one key that is no number; it may come from any phone.
    if noun in NUMBERED and not (key.isascii() and key.isdecimal() and len(key) < 10):
        raise BadFact(f"{subject!r:.80} has no number")


def load() -> dict[str, Kind]:
    """Every kind there is, by name."""
    from siteops.core.facts import case, code, entry, incident, person, plan, show, step  # noqa: F401

    return KINDS
