"""Everything that can happen on a site, one dataclass each, one module a noun.

A fact is about its entry's `subject` (a case, a person, a dock) and carries only what the subject
cannot say. Facts are past tense, small, and never changed once shipped: add a field with a default,
or add a fact. Places are named by reference, `dock:3`, so that a fact says by itself what kind of
place it speaks of.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import IntEnum
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
    wanted = {field.name: field for field in fields(made)}
    if extra := body.keys() - wanted.keys():
        raise BadFact(f"{kind} has no {', '.join(sorted(extra))}")
    for name, field in wanted.items():
        if name not in body:
            if field.default is MISSING and field.default_factory is MISSING:
                raise BadFact(f"{kind} needs {name}")
        elif not fits(body[name], field.type):
            raise BadFact(f"{kind}.{name} cannot be {body[name]!r:.60}")
    return made(**body)


def fits(value: object, wanted: Any) -> bool:
    """Whether a JSON value is of a field's type: str, int, bool, list[…], or one of those and None."""
    if options := [one for one in get_args(wanted) if get_origin(wanted) is not list]:
        return any(fits(value, one) for one in options)
    if get_origin(wanted) is list:
        return isinstance(value, list) and all(fits(one, get_args(wanted)[0]) for one in value)
    if wanted in (NoneType, None):
        return value is None
    return type(value) is wanted


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
