"""What was said since one looked: so that what takes long can be thought over before the door is taken."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from siteops.core import aliases
from siteops.core.facts import KINDS
from siteops.core.facts.plan import Edited, EditedAtOnce, Imported, TakenBack
from siteops.core.facts.show import Adopted
from siteops.core.journal import chain
from siteops.core.journal.log import head, log

OF_PLAN = tuple(kind.__name__ for kind in (Edited, EditedAtOnce, Imported, TakenBack, Adopted))
"""Every change of the plan is told by one of these, in the transaction that makes it."""


def heads(connection: Connection) -> dict[str, int]:
    """Where the log of every show stands."""
    return {show: seq for show, seq in connection.execute(select(head.c.show, head.c.seq))}


def plan_changed(connection: Connection, since: Mapping[str, int]) -> bool:
    """Whether somebody has changed the plan of any show since."""
    return any(kind in OF_PLAN for _, kind, _, _ in entries(connection, since))


def spoken(connection: Connection, since: Mapping[str, int]) -> set[str]:
    """Every thing that an entry since speaks of or names, also by a code that stands for it."""
    found: set[str] = set()
    codes: dict[str, set[str]] = {}
    for show, kind, subject, line in entries(connection, since):
        found.add(subject)
        if subject.startswith("code:"):
            codes.setdefault(show, set()).add(subject)
        found.update(named(kind, chain.body(line)))
    for show, mine in codes.items():
        found.update(aliases.homes(connection, show, mine).values())
    return found


def entries(connection: Connection, since: Mapping[str, int]) -> Iterator[Any]:
    """Entries of every show since: show, kind, subject, line. One query a show that went on."""
    for show, seq in heads(connection).items():
        if seq > since.get(show, 0):
            query = select(log.c.show, log.c.kind, log.c.subject, log.c.line)
            yield from connection.execute(query.where(log.c.show == show, log.c.seq > since.get(show, 0)))


def named(kind: str, body: Mapping[str, Any]) -> Iterator[str]:
    """The things that an entry names beside its subject."""
    for name, value in body.items():
        if name == "into":
            yield f"case:{value}"
        elif isinstance(value, str) and kind in KINDS and ":" in value:
            yield value
