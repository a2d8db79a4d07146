"""Reads calls and papers of people, and the days that a show is planned for."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from siteops.core.access.people import Call, Certificate
from siteops.core.plan import Phase
from siteops.crew.papers import KINDS, Paper

ASKED_AT_ONCE = 5000
"""Values in one query; SQLite takes 32,766."""
LATEST = datetime.max.replace(tzinfo=UTC)


class Due(NamedTuple):
    """A call and its row's key."""

    id: int
    day: date | None
    starts: datetime | None
    ends: datetime | None
    function: str


class Held(NamedTuple):
    """A paper and its row's key."""

    id: int
    paper: Paper


def calls_of(connection: Connection, show: str, people: Collection[int] | None = None) -> dict[int, list[Due]]:
    """The calls of a show's people, or of some of them, by person, the earliest first. One query."""
    query = select(Call.person, Call.id, Call.day, Call.starts, Call.ends, Call.function)
    query = query.where(Call.show == show, ~Call.gone)
    if people is not None:
        query = query.where(Call.person.in_(people))
    found: dict[int, list[Due]] = {}
    for row in connection.execute(query):
        found.setdefault(row.person, []).append(Due(row.id, row.day, row.starts, row.ends, row.function))
    for calls in found.values():
        calls.sort(key=lambda one: (one.day or date.max, one.starts or LATEST, one.id))
    return found


def papers_of(connection: Connection, people: Iterable[int]) -> dict[int, list[Held]]:
    """The papers of some people, by person, as `KINDS` has them. One query for each 5000 people."""
    query = select(Certificate.person, Certificate.id, Certificate.kind, Certificate.until, Certificate.written,
                   Certificate.doubtful)  # fmt: skip
    found: dict[int, list[Held]] = {}
    for some in _portions(people):
        for row in connection.execute(query.where(Certificate.person.in_(some))):
            paper = Paper(row.kind, row.until, row.written, row.doubtful)
            found.setdefault(row.person, []).append(Held(row.id, paper))
    for papers in found.values():
        papers.sort(key=lambda one: (KINDS.index(one.paper.kind) if one.paper.kind in KINDS else len(KINDS), one.id))
    return found


def show_days(connection: Connection, show: str, zone: ZoneInfo) -> list[date]:
    """The days on which phases of the show are planned to begin, in order. One query."""
    query = select(Phase.starts).where(Phase.show == show, ~Phase.gone)
    return sorted({starts.astimezone(zone).date() for starts in connection.scalars(query)})


def _portions(people: Iterable[int]) -> Iterator[list[int]]:
    every = list(people)
    for start in range(0, len(every), ASKED_AT_ONCE):
        yield every[start : start + ASKED_AT_ONCE]
