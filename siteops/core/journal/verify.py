"""Verify: does the log still say what it said? Every line, its digest, the chain, the numbering."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select

from siteops.core.journal import chain, origin
from siteops.core.journal.log import head, log, private

COLUMNS = ("id", "device", "n", "kind", "subject", "by")
"""Columns that repeat what the line says, for the sake of the indexes."""


def verify(connection: Connection, show: str) -> list[str]:
    """What is wrong with a show's log, one sentence a fault, oldest first. Empty: all is well."""
    newest = connection.scalar(select(func.max(log.c.seq)).where(log.c.show == show)) or 0
    # Read after the newest entry, so that a push between the two reads is no fault.
    top = connection.execute(select(head.c.seq, head.c.hash).where(head.c.show == show)).one_or_none()
    if top is None:
        return [f"show {show} has no log"]
    faults, last, expected = [], chain.START, 1
    query = select(log).where(log.c.show == show, log.c.seq <= top.seq).order_by(log.c.seq)
    for row in connection.execution_options(yield_per=1000).execute(query):
        if row.seq != expected:
            faults.append(f"entries {expected} to {row.seq - 1} are missing")
        faults += [f"entry {row.seq} ({row.id}): {fault}" for fault in wrong(row, last)]
        last, expected = raw(row.hash), row.seq + 1
    if (top.seq, bytes(top.hash)) != (expected - 1, last):
        faults.append(f"the head does not fit the last entry, {expected - 1}: entries at the end are missing")
    if newest > top.seq:
        faults.append(f"entries {top.seq + 1} to {newest} are not in the chain")
    return faults + list(words(connection, show)) + list(origin.faults(connection, show))


def wrong(row: Any, before: bytes) -> Iterator[str]:
    """What is wrong with one row, given the hash of the row before it."""
    line = raw(row.line)
    if sha256(line).digest() != raw(row.digest):
        yield "the line was changed"
    if chain.link(before, raw(row.digest)) != raw(row.hash):
        yield "the chain is broken here"
    try:
        said = msgspec.json.decode(line)
        entry = said["entry"]
        expected = {name: entry[name] for name in COLUMNS}
        expected |= {"at": said["at"], "role": said["role"], "flags": ",".join(said["flags"]), "show": said["show"]}
    except (msgspec.MsgspecError, KeyError, TypeError):
        yield "the line cannot be read"
        return
    for name, value in expected.items():
        if getattr(row, name) != value:
            yield f"its {name} was changed"


def raw(value: object) -> bytes:
    """Bytes as they lie in the database, which may have been given text by whoever changed it."""
    return value if isinstance(value, bytes) else str(value).encode()


def words(connection: Connection, show: str) -> Iterator[str]:
    """Private words that are not the ones whose hash the chain holds. Erased ones are no fault."""
    joined = log.join(private, (private.c.show == log.c.show) & (private.c.entry == log.c.id))
    query = select(log.c.seq, log.c.id, log.c.line, private.c.salt, private.c.words).select_from(joined)
    for row in connection.execute(query.where(log.c.show == show, private.c.words.is_not(None))):
        try:
            seal = msgspec.json.decode(raw(row.line))["entry"]["private"]
        except (msgspec.MsgspecError, KeyError, TypeError):
            continue  # an unreadable line is a fault already
        if chain.seal(bytes(row.salt), msgspec.json.decode(row.words)) != seal:
            yield f"entry {row.seq} ({row.id}): its private words were changed"
