"""What a crew list plans, in plain rows without keys of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from siteops.crew.papers import Paper
from siteops.imports.columns import Header
from siteops.imports.crew.calendar import Calendar
from siteops.imports.kind import Near
from siteops.imports.problems import Problem, Where

OF_PERSON = ("name", "phone", "email")
OF_PART = ("function", "department", "company", "remark")


@dataclass(slots=True)
class CallRow:
    """When somebody is due on one day, until when, as what. None: not said, or not readable."""

    day: date | None
    starts: datetime | None
    ends: datetime | None
    function: str = ""
    where: Where = field(default=Where(), compare=False)


@dataclass(slots=True)
class PersonRow:
    """Somebody on the list. Empty: not stated; a list that says nothing changes nothing.

    `papers`: by kind. `where`: of the first row that names them.
    """

    name: str
    function: str = ""
    department: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    remark: str = ""
    calls: list[CallRow] = field(default_factory=list)
    papers: dict[str, Paper] = field(default_factory=dict)
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Site:
    """What must be known of the show to read a list: its clock, and the days that it is planned for."""

    zone: ZoneInfo
    calendar: Calendar
    companies: tuple[str, ...] = ()


@dataclass(slots=True)
class CrewPlan:
    """What a crew list says, in the order of the file. `notes`: what was settled by itself and is only told.

    `headers`: by sheet, what was taken for the header; None where there was none. `days`: that the list speaks of.
    """

    people: list[PersonRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)
    headers: Mapping[str, Header | None] = field(default_factory=dict)
    days: frozenset[date] = frozenset()
