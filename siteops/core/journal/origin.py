"""The original lines of a log that came from another installation and is spelled with other keys here.

They prove that nothing but keys was changed: hashed one after the other they give the head that the archive named, and
each says what the line in its place here says.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Connection, LargeBinary, Select, String, Table, select

from siteops.core.db import Base
from siteops.core.journal import chain
from siteops.core.journal.log import SERVER, log
from siteops.core.journal.respelling import references, respelled

origin = Table(
    "origin",
    Base.metadata,
    Column("show", String(40), primary_key=True),
    Column("head", String(64), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("line", LargeBinary, nullable=False),
)
CHUNK = 1000


def faults(connection: Connection, show: str) -> Iterator[str]:
    """What is wrong between a show's log and the originals that it says it came from, one sentence a fault.

    Only the server says so: whoever may push entries could say anything.
    """
    kept = set(connection.scalars(select(origin.c.head).where(origin.c.show == show).distinct()))
    adopted = select(log.c.seq, log.c.line).where(log.c.show == show, log.c.kind == "Adopted", log.c.device == SERVER)
    for seq, line in connection.execute(adopted.order_by(log.c.seq)).all():
        said = readable(line)
        if said.get("head") in kept:
            kept.remove(said["head"])
            yield from of_one(connection, show, said["head"], said["entries"])
        elif said.get("renamed"):
            yield f"entry {seq} says that the log came from elsewhere, and the original is not here"
    yield from (f"an original that no entry speaks of lies beside the log: {head}" for head in sorted(kept))


def readable(line: bytes) -> dict[str, Any]:
    """What an `Adopted` says; nothing where its line was made unreadable, which the check of the chain says."""
    try:
        return chain.body(line)
    except (msgspec.MsgspecError, LookupError, TypeError):
        return {}


def of_one(connection: Connection, show: str, head: str, entries: int) -> Iterator[str]:
    """What is wrong with one original."""
    names = Names()
    last, seq = chain.START, 0
    for seq, (original, here) in enumerate(pairs(connection, show, head, entries), 1):
        if original is None:
            yield f"entry {seq} of the original is missing"
            return
        last = chain.link(last, sha256(original).digest())
        if here is not None and not names.explain(original, here):
            yield f"entry {seq} does not say what the original says"
    if (last.hex(), seq) != (head, entries):
        yield f"the original's {entries} entries are not those whose head is {head}"


class Names:
    """Which reference stands here for which of the original's: one for one, all the way through."""

    def __init__(self) -> None:
        self.here: dict[str, str] = {}
        self.there: dict[str, str] = {}

    def explain(self, original: bytes, here: bytes) -> bool:
        """Whether a line here is the original's, all but for its names."""
        try:
            there, mine = msgspec.json.decode(original), msgspec.json.decode(here)
            pairs = list(zip(references(there), references(mine), strict=True))
            agreed = all(self.here.setdefault(old, new) == new for old, new in pairs)
            single = all(self.there.setdefault(new, old) == old for old, new in pairs)
            return agreed and single and respelled(there, self.here.__getitem__) == mine
        except (msgspec.MsgspecError, LookupError, TypeError, ValueError, AttributeError):
            return False  # one of them is no line; which, the check of the chains says


def pairs(connection: Connection, show: str, head: str, entries: int) -> Iterator[tuple[bytes | None, bytes | None]]:
    """The original's lines, each with the one in its place here. None: there is none."""
    for after in range(0, entries, CHUNK):
        span = range(after + 1, min(after + CHUNK, entries) + 1)
        mine = (origin.c.show == show, origin.c.head == head, origin.c.seq.between(span[0], span[-1]))
        there = lines(connection, select(origin.c.seq, origin.c.line).where(*mine))
        within = (log.c.show == show, log.c.seq.between(span[0], span[-1]))
        here = lines(connection, select(log.c.seq, log.c.line).where(*within))
        yield from ((there.get(seq), here.get(seq)) for seq in span)


def lines(connection: Connection, query: Select[*tuple[Any, ...]]) -> dict[int, bytes]:
    """Lines by seq."""
    return {seq: bytes(line) for seq, line in connection.execute(query)}
