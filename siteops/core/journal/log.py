"""The site log: what happened, in the words of `facts`. Append only; all state is stepped from it.

A phone mints an entry's id, so sending it twice is the same as sending it once. `seq` numbers a
show's entries without a gap, in the order in which they were committed: it is the cursor of every
pull. `hash` chains them. What is personal lies in `private`, beside the chain, and can be erased.
Here is the log at rest; `record` writes to it.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    insert,
    select,
)  # fmt: skip

from siteops.core import facts
from siteops.core.db import Base
from siteops.core.facts import Role
from siteops.core.journal import chain
from siteops.core.journal.fold import Stamped, position
from siteops.core.journal.prepared import Prepared, some
from siteops.core.journal.seals import Carried

log = Table(
    "log",
    Base.metadata,
    Column("show", String(40), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    Column("device", String(64), nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", String(24), nullable=False),
    Column("role", Integer, nullable=False),
    Column("flags", String(200), nullable=False),
    Column("line", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("show", "id"),
    Index("ix_log_subject", "show", "subject", "at", "device", "n"),
    Index("ix_log_device", "show", "device", "n"),
)
head = Table(
    "head",
    Base.metadata,
    Column("show", String(40), primary_key=True),
    Column("epoch", Integer, nullable=False, default=1),
    Column("seq", BigInteger, nullable=False, default=0),
    Column("hash", LargeBinary, nullable=False, default=chain.START),
)
private = Table(
    "private",
    Base.metadata,
    Column("show", String(40), primary_key=True),
    Column("entry", String(64), primary_key=True),
    Column("subject", String(80), nullable=False),
    Column("salt", LargeBinary),
    Column("words", Text),  # JSON of the private fields; None with the salt: erased
    Column("rev", BigInteger, nullable=False),
    Index("ix_private_rev", "show", "rev"),
)
held = Table(
    "held",
    Base.metadata,
    Column("show", String(40), primary_key=True),
    Column("entry", String(64), primary_key=True),
    Column("subject", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("by", Integer, nullable=False),
    Column("at", String(24), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("gone", Boolean, nullable=False, default=False),
    Column("rev", BigInteger, nullable=False),
    Index("ix_held_rev", "show", "rev"),
)
SERVER = "desk"
"""The device of what is born on the server. No phone may call itself so: such entries prove something."""
HELD = frozenset({"not_allowed", "not_signed_in", "not_sealed"})
"""Flags under which an entry is kept but does not count until a lead accepts it."""


class Sent(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as a phone sends it. `offset`: the phone's clock against ours in seconds, if it knows."""

    id: str
    device: str
    n: int
    kind: str
    subject: str
    by: int
    at: str
    v: int = 1
    offset: float | None = None
    body: dict[str, Any] = {}
    private: dict[str, str] | None = None


class Sealed(NamedTuple):
    """The bytes that a draft is kept in, made before anybody waits at the door, and the flags that they hold."""

    flags: tuple[str, ...]
    salt: bytes | None
    line: bytes
    digest: bytes


class Draft(msgspec.Struct):
    """An entry that can be read, with what is true of its delivery; not numbered yet.

    `at` is when it counts as having happened: as sent, but never after `received`, nor before any clock began.
    `carried`: how it came on another's phone, None if it did not.
    """

    sent: Sent
    fact: Any
    at: str
    received: str
    uploaded_by: int
    role: Role
    flags: list[str]
    sealed: Sealed | None = None
    carried: Carried | None = None

    @property
    def held(self) -> bool:
        """Whether it waits for a lead."""
        return not HELD.isdisjoint(self.flags)


def open_log(connection: Connection, show: str) -> None:
    """Give a new show its log."""
    connection.execute(insert(head).values(show=show, epoch=1, seq=0, hash=chain.START))


class Logged(NamedTuple):
    """A row of the log, without what chains it."""

    subject: str
    seq: int
    id: str
    device: str
    n: int
    kind: str
    by: int
    at: str
    role: int
    flags: str
    line: bytes


HISTORY = Prepared(
    select(*(log.c[name] for name in Logged._fields))
    .where(log.c.show == bindparam("show"), log.c.subject.in_(some("subjects")))
    .order_by(log.c.at, log.c.device, log.c.n)
)


def history(connection: Connection, show: str, subjects: Iterable[str]) -> list[Logged]:
    """Rows of the log about some subjects, oldest first."""
    if not (wanted := list(subjects)):
        return []
    return [Logged(*row) for row in HISTORY.rows(connection, {"show": show, "subjects": wanted})]


def read(found: Logged) -> Stamped:
    """A row of the log as its fold sees it."""
    return Stamped(
        facts.read(found.kind, chain.body(found.line)), found.at,
        position(found.at, found.device, found.n), found.id, found.by, found.device, Role(found.role),
        found.kind, not HELD.isdisjoint(found.flags.split(",")),
    )  # fmt: skip
