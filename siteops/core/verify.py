"""Verify: does the log still say what it said? Every line, its digest, the chain, the numbering."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from siteops.core import chain
from siteops.core.log import head, log, private

COLUMNS = ("id", "device", "n", "kind", "subject", "by")
"""Columns that repeat what the line says, for the sake of the indexes."""


def verify(connection: Connection, show: str) -> list[str]:
    """What is wrong with a show's log, one sentence a fault, oldest first. Empty: all is well."""
    faults: list[str] = []
    last, expected = chain.START, 1
    for row in connection.execution_options(yield_per=1000).execute(
        select(log).where(log.c.show == show).order_by(log.c.seq)
    ):
        if row.seq != expected:
            faults.append(f"entries {expected} to {row.seq - 1} are missing")
        faults += [f"entry {row.seq} ({row.id}): {fault}" for fault in wrong(row, last)]
        last, expected = bytes(row.hash), row.seq + 1
    top = connection.execute(select(head).where(head.c.show == show)).one_or_none()
    if top is None or (top.seq, bytes(top.hash)) != (expected - 1, last):
        faults.append(f"the head does not fit the last entry, {expected - 1}: entries at the end are missing")
    return faults + list(words(connection, show))


def wrong(row: Any, before: bytes) -> Iterator[str]:
    """What is wrong with one row, given the hash of the row before it."""
    line = bytes(row.line)
    if sha256(line).digest() != bytes(row.digest):
        yield "the line was changed"
    if chain.link(before, bytes(row.digest)) != bytes(row.hash):
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


def words(connection: Connection, show: str) -> Iterator[str]:
    """Private words that are not the ones whose hash the chain holds. Erased ones are no fault."""
    joined = log.join(private, (private.c.show == log.c.show) & (private.c.entry == log.c.id))
    query = select(log.c.seq, log.c.id, log.c.line, private.c.salt, private.c.words).select_from(joined)
    for row in connection.execute(query.where(log.c.show == show, private.c.words.is_not(None))):
        seal = msgspec.json.decode(bytes(row.line))["entry"]["private"]
        if chain.seal(bytes(row.salt), msgspec.json.decode(row.words)) != seal:
            yield f"entry {row.seq} ({row.id}): its private words were changed"
