"""The one door for writes to the log: entries in, numbered, chained, and their subjects brought up to date."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, insert, select, update
from sqlalchemy.orm import Session

from siteops.core import clock
from siteops.core.db import editing
from siteops.core.facts import Role
from siteops.core.journal import chain, state
from siteops.core.journal.fold import Stamped, position
from siteops.core.journal.log import HELD, SERVER, Draft, Sealed, Sent, head, held, log, private
from siteops.core.journal.prepared import Prepared, some


class Result(NamedTuple):
    """What became of one entry. `seq` is None where it has no place in the log."""

    id: str | None
    status: str
    seq: int | None
    flags: list[str]


class Kept(NamedTuple):
    """An entry that the log already has, as far as a second sending is compared with it."""

    id: str
    seq: int
    line: bytes
    flags: str
    device: str
    n: int


MINE: BindParameter[str] = bindparam("show")
LOCK = Prepared(select(head.c.epoch, head.c.seq, head.c.hash).where(head.c.show == MINE).with_for_update())
KEPT = select(log.c.id, log.c.seq, log.c.line, log.c.flags, log.c.device, log.c.n).where(log.c.show == MINE)
ONE = Prepared(
    KEPT.where(log.c.id == bindparam("id")).union(
        KEPT.where(log.c.device == bindparam("device"), log.c.n == bindparam("n"))
    )
)
MANY = Prepared(
    KEPT.where(log.c.id.in_(some("ids"))).union(
        KEPT.where(log.c.device == bindparam("device"), log.c.n.in_(some("numbers")))
    )
)
APPEND = Prepared(insert(log))
ADVANCE = Prepared(
    update(head).where(head.c.show == bindparam("mine")).values(seq=bindparam("top"), hash=bindparam("last"))
)


class Recorded(NamedTuple):
    """What became of some drafts, and where the show's log stands now."""

    results: list[Result]
    epoch: int
    seq: int


def record(connection: Connection, show: str, drafts: Sequence[Draft]) -> Recorded:
    """Append what the log does not have yet and bring its subjects up to date. Inside `writing()`.

    Answers one result a draft: `stored`, `held`, `duplicate`, or `mismatch` (same id, other content:
    the caller keeps it in quarantine). Raises LookupError if the show has no log.
    """
    epoch, seq, last = lock(connection, show)
    known, numbers = already(connection, show, drafts)
    results: list[Result] = []
    rows: list[dict[str, Any]] = []
    for draft in drafts:
        if before := known.get(draft.sent.id):
            results.append(again(connection, show, draft, before))
            continue
        flag_clone(draft, numbers)
        seq += 1
        made = row(show, seq, last, draft)
        last = made["hash"]
        known[draft.sent.id] = Kept(*(made[name] for name in Kept._fields))
        rows.append(made)
        results.append(Result(draft.sent.id, "held" if draft.held else "stored", seq, draft.flags))
    if rows:
        fresh = [(one["subject"], stamped(one.pop("draft")), one["seq"]) for one in rows]
        append(connection, show, rows)
        state.project(connection, show, fresh)
        ADVANCE.rows(connection, {"mine": show, "top": seq, "last": last})
    return Recorded(results, epoch, seq)


def lock(connection: Connection, show: str) -> tuple[int, int, bytes]:
    """Take the show's head row: its epoch, seq and hash. Nobody else numbers entries until we commit."""
    found = LOCK.rows(connection, {"show": show})
    if not found:
        raise LookupError(f"show {show} has no log")
    epoch, seq, last = found[0]
    return epoch, seq, bytes(last)


def lock_all(connection: Connection) -> None:
    """Take the head rows of every show, in one order: nobody tells anything of any show until we commit."""
    connection.execute(select(head.c.show).order_by(head.c.show).with_for_update()).all()


@contextmanager
def planning() -> Iterator[Session]:
    """A write transaction for edits of the plan, as an ORM session. Raises Busy.

    Everybody who changes rows of the plan takes the heads first, then the rows: two who do it the other way about, on a
    database that locks by row, would each hold what the other one waits for.
    """
    with editing() as session:
        lock_all(session.connection())
        yield session


def already(
    connection: Connection, show: str, drafts: Sequence[Draft]
) -> tuple[dict[str, Kept], dict[tuple[str, int], str]]:
    """Entries of the log with the drafts' ids, and who has the drafts' device numbers."""
    by_device: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_device.setdefault(draft.sent.device, []).append(draft)
    known: dict[str, Kept] = {}
    for device, mine in by_device.items():
        known |= {one[0]: Kept(*one) for one in kept(connection, show, device, mine)}
    return known, {(one.device, one.n): one.id for one in known.values()}


def kept(connection: Connection, show: str, device: str, drafts: Sequence[Draft]) -> list[Any]:
    """Rows of the log with the ids, or the numbers, of one device's drafts."""
    if len(drafts) == 1:
        sent = drafts[0].sent
        return ONE.rows(connection, {"show": show, "id": sent.id, "device": device, "n": sent.n})
    asked = {"ids": [one.sent.id for one in drafts], "numbers": [one.sent.n for one in drafts]}
    return MANY.rows(connection, {"show": show, "device": device, **asked})


def flag_clone(draft: Draft, numbers: dict[tuple[str, int], str]) -> None:
    """Say so if a device gives one of its numbers twice: somebody copied a phone."""
    key = (draft.sent.device, draft.sent.n)
    if numbers.setdefault(key, draft.sent.id) != draft.sent.id:
        draft.flags.append("device_clone")


def again(connection: Connection, show: str, draft: Draft, before: Kept) -> Result:
    """What a second sending of a known id is: the same thing once more, or another under its name."""
    salt = select(private.c.salt).where(private.c.show == show, private.c.entry == draft.sent.id)
    if not chain.same(bytes(before.line), draft.sent, connection.scalar(salt)):
        return Result(draft.sent.id, "mismatch", None, [])
    return Result(draft.sent.id, "duplicate", before.seq, [flag for flag in before.flags.split(",") if flag])


def row(show: str, seq: int, last: bytes, draft: Draft) -> dict[str, Any]:
    """The log's row of a draft after the entry with the hash `last`; under `salt`, `words`, `draft` what is not its."""
    sent = draft.sent
    _, salt, line, digest = seal(show, draft)
    return {
        "show": show, "seq": seq, "id": sent.id, "device": sent.device, "n": sent.n, "kind": sent.kind,
        "subject": sent.subject, "by": sent.by, "at": draft.at, "role": int(draft.role),
        "flags": ",".join(draft.flags), "line": line, "digest": digest, "hash": chain.link(last, digest),
        "salt": salt, "words": sent.private, "draft": draft,
    }  # fmt: skip


def seal(show: str, draft: Draft) -> Sealed:
    """Spell a draft as it will be kept; again only if it was flagged since."""
    if draft.sealed is None or draft.sealed.flags != tuple(draft.flags):
        salt = secrets.token_bytes(16) if draft.sent.private else None
        draft.sealed = Sealed(tuple(draft.flags), salt, *chain.line(show, draft, salt))
    return draft.sealed


def append(connection: Connection, show: str, rows: list[dict[str, Any]]) -> None:
    """Write rows as one set; personal words beside them; erase what an `Erased` names."""
    personal = [
        {"show": show, "entry": one["id"], "subject": one["subject"], "salt": salt,
         "words": chain.spell(words), "rev": one["seq"]}
        for one in rows if (salt := one.pop("salt"), words := one.pop("words"))[0]
    ]  # fmt: skip
    APPEND.many(connection, rows)
    if personal:
        connection.execute(insert(private), personal)
    for one in rows:
        if waits := HELD & set(one["flags"].split(",")):
            hold(connection, one, min(waits))
        elif one["kind"] == "Erased":
            erase(connection, show, chain.body(one["line"])["entry"], one["seq"])
        elif one["kind"] in ("Accepted", "Undone"):
            settle(connection, show, chain.body(one["line"])["entry"], one["seq"])


def hold(connection: Connection, one: dict[str, Any], reason: str) -> None:
    """Put an entry on the leads' list of those that wait for their word."""
    shown = {name: one[name] for name in ("show", "subject", "kind", "by", "at")}
    connection.execute(insert(held).values(**shown, entry=one["id"], reason=reason, gone=False, rev=one["seq"]))


def settle(connection: Connection, show: str, entry: str, seq: int) -> None:
    """Take an entry off that list: accepted, or undone."""
    mine = (held.c.show == show) & (held.c.entry == entry)
    connection.execute(update(held).where(mine).values(gone=True, rev=seq))


def erase(connection: Connection, show: str, entry: str, seq: int) -> None:
    """Forget the private part of an entry. The chain holds only its salted hash and stays whole."""
    mine = (private.c.show == show) & (private.c.entry == entry)
    connection.execute(update(private).where(mine).values(salt=None, words=None, rev=seq))


def stamped(draft: Draft) -> Stamped:
    """A draft as its fold sees it."""
    sent = draft.sent
    return Stamped(
        draft.fact, draft.at, position(draft.at, sent.device, sent.n), sent.id, sent.by, sent.device,
        draft.role, sent.kind, draft.held,
    )  # fmt: skip


def tell(connection: Connection, show: str, by: int, subject: str, fact: object) -> int:
    """Record a fact that is born on the server (a desk's edit, an import). Answers its seq."""
    return record(connection, show, [born(by, subject, fact)]).seq


def born(by: int, subject: str, fact: object, id: str = "") -> Draft:
    """A fact that is born on the server, now. `id`: of its entry, where it must be known beforehand."""
    at = clock.stamp()
    device, n = SERVER, secrets.randbits(52)
    sent = Sent(id or chain.mint(), device, n, type(fact).__name__, subject, by, at, offset=0.0,
                body=msgspec.to_builtins(fact))  # fmt: skip
    return Draft(sent, fact, at, at, by, Role.PRODUCER, [])
