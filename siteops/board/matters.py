"""Everything on a show that a lead should look at, the gravest first. As static/board/matters.js has it on a phone."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from siteops.checklists.rules import CHOICES as LISTS
from siteops.core import aliases
from siteops.core.journal import rows
from siteops.core.journal.fold import Finding, Judged
from siteops.core.journal.log import held
from siteops.crew.rules import CHOICES as CREW
from siteops.gear.findings import CHOICES, TONES, answers, findings
from siteops.gear.queries import suspects
from siteops.gear.rules import Site, state_of
from siteops.gear.site import Standing, read

GRAVEST = ("stop", "warn", "info", "idle", "ok")
Said = tuple[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at. `choices`: what can be decided, with the facts about `subject` that say it, in order."""

    subject: str
    found: Finding
    tone: str
    choices: Mapping[str, Sequence[Said]]


class Open:
    """What is open on cases, case by case; iterated in order, the gravest and then the latest first."""

    def __init__(self) -> None:
        self._of: dict[int, list[Matter]] = {}
        self._sorted: list[Matter] = []

    def put(self, case: int, found: Iterable[Matter]) -> None:
        """Note what is open on a case, in place of what was."""
        for one in self._of.pop(case, ()):
            del self._sorted[bisect_left(self._sorted, rank(one), key=rank)]
        if mine := list(found):
            self._of[case] = mine
            for one in mine:
                insort(self._sorted, one, key=rank)

    def __iter__(self) -> Iterator[Matter]:
        return reversed(self._sorted)

    def __len__(self) -> int:
        return len(self._sorted)


def rank(matter: Matter) -> tuple[int, str, str, str]:
    """What matters are ordered by, the highest first; no two have the same."""
    return -GRAVEST.index(matter.tone), matter.found["at"] or "", matter.subject, matter.found["key"]


def matters(connection: Connection, show: str, standing: Standing) -> list[Matter]:
    """What is open, the gravest and then the latest first."""
    wanted = suspects(connection, show)
    site = read(connection, show, standing, wanted)
    found = [*(matter for case in wanted for matter in on_case(case, site)), *others(connection, show)]
    return sorted(found, key=rank, reverse=True)


def others(connection: Connection, show: str) -> list[Matter]:
    """What is open on all but cases, the gravest and then the latest first."""
    found = [
        *judged(connection, show, "person", CREW, "warn"), *judged(connection, show, "step", LISTS, "stop"),
        *codes(connection, show), *linked(connection, show), *waiting(connection, show),
    ]  # fmt: skip
    return sorted(found, key=rank, reverse=True)


def on_case(case: int, site: Site) -> Iterator[Matter]:
    """Findings on one case."""
    for found in findings(case, site):
        offered = {one.name: answers(found, one.name, state_of(case, site)) for one in CHOICES[found["kind"]]}
        yield Matter(f"case:{case}", found, TONES[found["kind"]], offered)


def judged(
    connection: Connection, show: str, noun: str, choices: Mapping[str, Sequence[str]], tone: str
) -> Iterator[Matter]:
    """What a fold found, and no lead decided on yet."""
    table = rows.table(noun)
    query = select(table).where(table.c.show == show, table.c.findings != "[]")
    for row in connection.execute(query).mappings():
        state: Judged = rows.unfold(noun, row)
        for found in state.findings:
            if found["key"] not in state.decided:
                offered = {name: [decision(found, name)] for name in choices.get(found["kind"], ())}
                yield Matter(f"{noun}:{row['key']}", found, tone, offered)


def codes(connection: Connection, show: str) -> Iterator[Matter]:
    """Codes that were scanned and stand for nothing."""
    table = rows.table("code")
    query = select(table).where(table.c.show == show, table.c.to.is_(None), table.c.at.is_not(None))
    seen = connection.execute(query).mappings().all()
    homes = aliases.homes(connection, show, [f"code:{row['key']}" for row in seen]) if seen else {}
    for row in seen:
        state: Any = rows.unfold("code", row)
        key = f"unknown:{row['key']}"
        if f"code:{row['key']}" not in homes and key not in state.decided:
            found = {"key": key, "kind": "unknown", "at": state.at, "entry": None, "place": state.place,
                     "number": state.number}  # fmt: skip
            yield Matter(f"code:{row['key']}", found, "warn", {"not_ours": [decision(found, "not_ours")]})


def linked(connection: Connection, show: str) -> Iterator[Matter]:
    """Codes that two phones linked to two things; which of them it is, the code then stands for."""
    for matter in judged(connection, show, "code", {}, "stop"):
        found = matter.found
        later = ("Bound", {"to": found["place"], "anew": True})
        choices = {"first": [decision(found, "first")], "later": [later, decision(found, "later")]}
        yield Matter(matter.subject, found, matter.tone, choices)


def waiting(connection: Connection, show: str) -> Iterator[Matter]:
    """Entries that are kept without counting, until a lead has spoken."""
    for row in connection.execute(select(held).where(held.c.show == show, ~held.c.gone)):
        about = {"entry": row.entry}
        key = f"{row.reason}:{row.entry}"
        found = {"key": key, "kind": row.reason, "at": row.at, "by": row.by, "said": row.kind, **about}
        yield Matter(row.subject, found, "warn", {"accept": [("Accepted", about)], "refuse": [("Undone", about)]})


def decision(found: Finding, choice: str) -> Said:
    """A lead's word on a finding, as a fact."""
    return "Decided", {"finding": found["key"], "choice": choice}
