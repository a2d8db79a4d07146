"""Rows of a table of the plan: as a file says them, and as they are stored. What is not said is in neither."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from siteops.imports.columns import Header
from siteops.imports.kind import Mark
from siteops.imports.names import key
from siteops.imports.problems import Problem, Where

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Named:
    """Something that goes by its name, however spelt: an owner, a list, or a place, whose kind stands for `what`."""

    what: str
    folded: str
    name: str = field(compare=False)


def named(what: str, name: str) -> Named:
    """What goes by that name."""
    return Named(what, key(name), name)


@dataclass(slots=True)
class Said:
    """A row of a file: columns of the plan, and `aside` what only helps to find the row that is meant."""

    values: Values
    where: Where
    aside: Values = field(default_factory=dict)


@dataclass(slots=True)
class Stored:
    """A row of the plan."""

    id: int
    values: Values
    aside: Values = field(default_factory=dict)


By = Callable[[Said | Stored], Hashable]
"""What rows are found by; None where a row does not say it."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Rows of one table that the rows of a file speak of, in its `columns`.

    `keys`: by which a row is found, the surest first. `once`: no two rows have the same last key.
    `goes_by`: by what others name such a row, if any do; `coded`: it gets a printed code, for `coded:<key>`.
    `in_order`: the group of rows within which they stand in order (`sort`); None: they do not.
    `defaults`: of new rows, where the file does not say it; `as_columns`: what the table's own columns hold.
    """

    table: type[Any]
    columns: tuple[str, ...]
    keys: tuple[By, ...]
    once: bool = True
    goes_by: Callable[[Said], Named] | None = None
    coded: str = ""
    in_order: Callable[[Values], Hashable] | None = None
    defaults: Values = field(default_factory=dict)
    as_columns: Callable[[Values], Values] = dict


@dataclass(slots=True)
class Known:
    """What the site has: rows by layer, the keys of what goes by a name, and the show's clock.

    `tops`: by layer, the last place in its order, by group; `sort`: that of all places. `more`: what else a kind wants
    to know.
    """

    zone: ZoneInfo
    rows: list[list[Stored]]
    names: dict[Named, int]
    mark: Mark
    tops: list[dict[Hashable, int]] = field(default_factory=list)
    sort: int = 0
    more: Any = None


@dataclass(slots=True)
class TablePlan:
    """What a file says, by layer."""

    rows: list[list[Said]]
    headers: dict[str, Header | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
