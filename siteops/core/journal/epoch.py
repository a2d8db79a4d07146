"""A new epoch for a show's log, after which every phone fetches the full set again."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from siteops.core import clock
from siteops.core.journal.log import head

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def renew(connection: Connection, show: str, after: int = 0) -> int:
    """Begin an epoch later than `after`, that this show never had, not even in what was forgotten. Answers it.

    It counts seconds: of two histories of one show, no phone can take a cursor of one for one of the other.
    """
    before = connection.scalar(select(head.c.epoch).where(head.c.show == show)) or 0
    fresh = max(before + 1, after + 1, int((clock.now() - FIRST).total_seconds()))
    connection.execute(update(head).where(head.c.show == show).values(epoch=fresh))
    return fresh
