"""Holding many cases at once: an entry a case, as a phone would say it, in portions that let others write between."""

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select

from siteops.core.batch.images import portions
from siteops.core.db import db, writing
from siteops.core.facts.case import Held, Released
from siteops.core.journal import chain, rows
from siteops.core.journal.log import Draft, log
from siteops.core.journal.record import born, record
from siteops.desk.plan_rows import Author
from siteops.gear.ladder import ladder

PORTION = 200
"""Entries in one transaction: some 20 ms."""


def hold(keys: Collection[int], reason: str, author: Author) -> tuple[str, int]:
    """Hold those cases of the list that are not held; a mark by which that is undone, and how many. Raises Busy."""
    with db.engine.connect() as connection:
        stands = ladder(connection, author.show).cases
    wanted = [one for one in keys if one in stands and not stands[one].held]
    mark = uuid.uuid4()
    return str(mark), say([born(author.by, f"case:{one}", Held(reason), entry(mark, one)) for one in wanted], author)


def let_go(mark: uuid.UUID, author: Author) -> int:
    """Let go what was held under a mark and still is, for the reason then given; how many. Raises Busy."""
    with db.engine.connect() as connection:
        said: dict[str, str] = {}
        for some in portions(entry(mark, one) for one in ladder(connection, author.show).cases):
            query = select(log.c.subject, log.c.line).where(log.c.show == author.show, log.c.id.in_(some))
            said |= {subject: chain.body(line)["reason"] for subject, line in connection.execute(query)}
        states = rows.load(connection, author.show, said)
    still = [subject for subject, row in states.items() if getattr(row.state, "held", None) == said[subject]]
    return say([born(author.by, subject, Released()) for subject in still], author)


def entry(mark: uuid.UUID, case: int) -> str:
    """The id of the entry that holds a case under a mark."""
    return str(uuid.uuid5(mark, str(case)))


def say(drafts: Sequence[Draft], author: Author) -> int:
    """Append entries, a portion at a time; how many are new."""
    stored = 0
    for start in range(0, len(drafts), PORTION):
        with writing() as connection:
            results = record(connection, author.show, drafts[start : start + PORTION]).results
        stored += sum(one.status == "stored" for one in results)
    return stored
