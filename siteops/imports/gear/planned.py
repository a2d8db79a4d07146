"""What a file plans, and what is stored, in one shape: plain rows, without keys of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from siteops.imports.columns import Header
from siteops.imports.kind import Near
from siteops.imports.problems import Problem, Where

NAMED = ("owner", "truck", "zone", "dock")
"""Fields of a case that hold the name of something else."""


@dataclass(slots=True)
class CaseRow:
    """A case and its line on the show. None: not stated; a file that says nothing changes nothing.

    `weight` in kg, sizes in cm, with the units they were written in. `about`: the weight is a guess.
    `contents`: a truck pack's words for it, used as the name of a case that is new. Owner, truck,
    zone, dock by name; `inside`: the code of the case that it travels in. `sort`: load order.
    `listed`: it has a line on this show (stored rows only).
    """

    code: str
    name: str | None = None
    department: str | None = None
    weight: float | None = None
    length: float | None = None
    width: float | None = None
    height: float | None = None
    owner: str | None = None
    note: str | None = None
    truck: str | None = None
    zone: str | None = None
    dock: str | None = None
    sort: int | None = None
    inside: str | None = None
    contents: str | None = None
    position: str | None = None
    weight_unit: str = ""
    size_unit: str = ""
    about: bool = False
    listed: bool = True
    where: Where = field(default=Where(), compare=False)


@dataclass(slots=True)
class ContentRow:
    """Content of a case, known by (case, code). With a serial number: one thing; without: bulk."""

    case: str
    code: str
    name: str = ""
    quantity: int = 1
    serial: str | None = None
    where: Where = field(default=Where(), compare=False)


@dataclass(slots=True)
class GearPlan:
    """What a gear list or truck pack says, in the order of the file.

    `headers`: by sheet, what was taken for the header and its columns; None where there was none.
    """

    cases: list[CaseRow] = field(default_factory=list)
    contents: list[ContentRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    headers: dict[str, Header | None] = field(default_factory=dict)

    @property
    def serials(self) -> int:
        """Serialised things: a serial number that stands twice is one thing."""
        return len({row.serial.casefold() for row in self.contents if row.serial})

    @property
    def bulk(self) -> int:
        """Bulk lines: contents without a serial number."""
        return sum(1 for row in self.contents if not row.serial)


@dataclass(slots=True)
class Stored:
    """What the site knows: cases by folded code, contents by (folded case, folded code), names."""

    cases: Mapping[str, CaseRow] = field(default_factory=dict)
    contents: Mapping[tuple[str, str], ContentRow] = field(default_factory=dict)
    owners: tuple[str, ...] = ()
    trucks: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    docks: tuple[str, ...] = ()
