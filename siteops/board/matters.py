"""Everything on a show that a lead should look at, the gravest first. As static/board/matters.js has it on a phone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from siteops.checklists.rules import CHOICES as LISTS
from siteops.core import aliases, rows
from siteops.core.fold import Finding, Judged
from siteops.core.log import held
from siteops.crew.rules import CHOICES as CREW
from siteops.gear.findings import CHOICES, TONES, answers, findings
from siteops.gear.queries import suspects
from siteops.gear.rules import state_of
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


def matters(connection: Connection, show: str, standing: Standing) -> list[Matter]:
    """What is open, the gravest and then the latest first."""
    found = [
        *cases(connection, show, standing), *judged(connection, show, "person", CREW, "warn"),
        *judged(connection, show, "step", LISTS, "stop"), *codes(connection, show), *waiting(connection, show),
    ]  # fmt: skip
    found.sort(key=lambda one: one.found["at"] or "", reverse=True)
    return sorted(found, key=lambda one: GRAVEST.index(one.tone))


def cases(connection: Connection, show: str, standing: Standing) -> Iterator[Matter]:
    """Findings on cases."""
    wanted = suspects(connection, show)
    site = read(connection, show, standing, wanted)
    for case in wanted:
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
            found = {"key": key, "kind": "unknown", "at": state.at, "entry": None, "place": state.place}
            yield Matter(f"code:{row['key']}", found, "warn", {"not_ours": [decision(found, "not_ours")]})


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
