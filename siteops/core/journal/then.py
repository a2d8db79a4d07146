"""Where everything of a show stood at a moment of the past, had every phone been heard at once.

A scan that came in late counts from when it was made; what was said later, an undo too, does not count yet.
"""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, select

from siteops.core.journal import rows
from siteops.core.journal.fold import Judged
from siteops.core.journal.state import from_start

AT_ONCE = 500
"""Subjects whose entries are read by one question."""


def then(connection: Connection, show: str, noun: str, at: str) -> dict[str, Judged]:
    """A noun's states at a moment, as the log spells it, by key; without those that nobody had spoken of yet.

    One question, and some for each portion of the subjects that were spoken of since.
    """
    live = rows.table(noun)
    query = select(live).where(live.c.show == show)
    found, since = {}, []
    for row in connection.execute(query).mappings():
        if row["pos"].partition("|")[0] <= at:
            found[row["key"]] = rows.unfold(noun, row)
        else:
            since.append(f"{noun}:{row['key']}")
    for some in portions(since):
        made = from_start(connection, show, some, until=at)
        found |= {subject.partition(":")[2]: row.state for subject, row in made.items()}
    return found


def portions(subjects: list[str]) -> Iterator[list[str]]:
    """In pieces that fit one question."""
    rest = iter(subjects)
    while some := list(islice(rest, AT_ONCE)):
        yield some
