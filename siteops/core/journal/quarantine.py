"""Quarantine: lines that cannot be entries, as raw bytes with the reason, until a fix lets them in."""

from hashlib import sha256

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
)  # fmt: skip

from siteops.core.db import Base

quarantine = Table(
    "quarantine",
    Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("show", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("status", String(12), nullable=False),  # mismatch, or quarantined
    Column("entry", String(64)),
    Column("reason", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("device", String(64), nullable=False),
    Column("uploaded_by", Integer, nullable=False),
    Column("received", String(24), nullable=False),
    Column("settled", String(24)),  # when a replay after a fix brought it into the log
    UniqueConstraint("show", "sha256"),
)


def set_aside(connection: Connection, show: str, raw: bytes, **told: str | int | None) -> None:
    """Keep a raw line, once however often it is sent. `told`: the other columns."""
    digest = sha256(raw).hexdigest()
    known = select(quarantine.c.id).where(quarantine.c.show == show, quarantine.c.sha256 == digest)
    if connection.scalar(known) is None:
        connection.execute(insert(quarantine).values(show=show, sha256=digest, raw=raw, **told))
