"""The one door for writes to the log: entries in, numbered, chained, and their subjects brought up to date."""

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, and_, insert, or_, select, update

from siteops.core import chain, clock, state
from siteops.core.facts import Role
from siteops.core.fold import Stamped, position
from siteops.core.log import HELD, Draft, Sent, head, held, log, private


class Result(NamedTuple):
    """What became of one entry. `seq` is None where it has no place in the log."""

    id: str | None
    status: str
    seq: int | None
    flags: list[str]


class Kept(NamedTuple):
    """An entry that the log already has, as far as a second sending is compared with it."""

    seq: int
    line: bytes
    flags: str
    salt: bytes | None
    device: str
    n: int


def record(connection: Connection, show: str, drafts: Sequence[Draft]) -> list[Result]:
    """Append what the log does not have yet and bring its subjects up to date. Inside `writing()`.

    Answers one result a draft: `stored`, `held`, `duplicate`, or `mismatch` (same id, other content:
    the caller keeps it in quarantine). Raises LookupError if the show has no log.
    """
    _, seq, last = lock(connection, show)
    known, numbers = already(connection, show, drafts)
    results: list[Result] = []
    rows: list[dict[str, Any]] = []
    fresh: list[tuple[Draft, int]] = []
    for draft in drafts:
        if before := known.get(draft.sent.id):
            results.append(again(draft, before))
            continue
        if numbers.get((draft.sent.device, draft.sent.n), draft.sent.id) != draft.sent.id:
            draft.flags.append("device_clone")
        numbers[draft.sent.device, draft.sent.n] = draft.sent.id
        seq += 1
        salt = secrets.token_bytes(16) if draft.sent.private else None
        line, digest = chain.line(show, draft, salt)
        last = chain.link(last, digest)
        flags = ",".join(draft.flags)
        rows.append(row(show, seq, draft, line, digest, last, flags, salt))
        known[draft.sent.id] = Kept(seq, line, flags, salt, draft.sent.device, draft.sent.n)
        fresh.append((draft, seq))
        results.append(Result(draft.sent.id, "held" if draft.held else "stored", seq, draft.flags))
    if fresh:
        append(connection, show, rows)
        state.project(connection, show, [(d.sent.subject, stamped(d), s) for d, s in fresh])
        values = {"seq": seq, "hash": last}
        connection.execute(update(head).where(head.c.show == show).values(values))
    return results


def lock(connection: Connection, show: str) -> tuple[int, int, bytes]:
    """Take the show's head row: its epoch, seq and hash. Nobody else numbers entries until we commit."""
    query = select(head.c.epoch, head.c.seq, head.c.hash).where(head.c.show == show)
    found = connection.execute(query.with_for_update()).one_or_none()
    if found is None:
        raise LookupError(f"show {show} has no log")
    return found.epoch, found.seq, bytes(found.hash)


def already(
    connection: Connection, show: str, drafts: Sequence[Draft]
) -> tuple[dict[str, Kept], dict[tuple[str, int], str]]:
    """Entries of the log with the drafts' ids, and who has the drafts' device numbers."""
    devices: dict[str, list[int]] = {}
    for draft in drafts:
        devices.setdefault(draft.sent.device, []).append(draft.sent.n)
    same_number = [and_(log.c.device == one, log.c.n.in_(n)) for one, n in devices.items()]
    query = (
        select(log.c.id, log.c.seq, log.c.line, log.c.flags, private.c.salt, log.c.device, log.c.n)
        .outerjoin(private, and_(private.c.show == log.c.show, private.c.entry == log.c.id))
        .where(log.c.show == show)
        .where(or_(log.c.id.in_([draft.sent.id for draft in drafts]), *same_number))
    )
    known = {one.id: Kept(*one[1:]) for one in connection.execute(query)}
    return known, {(one.device, one.n): key for key, one in known.items()}


def again(draft: Draft, before: Kept) -> Result:
    """What a second sending of a known id is: the same thing once more, or another under its name."""
    same = chain.same(before.line, draft.sent, before.salt)
    if not same:
        return Result(draft.sent.id, "mismatch", None, [])
    return Result(draft.sent.id, "duplicate", before.seq, [f for f in before.flags.split(",") if f])


def row(
    show: str, seq: int, draft: Draft, line: bytes, digest: bytes, hash: bytes, flags: str, salt: bytes | None
) -> dict[str, Any]:
    """The log's row of a draft, and (under `salt`, `words`) what goes beside the chain."""
    sent = draft.sent
    return {
        "show": show, "seq": seq, "id": sent.id, "device": sent.device, "n": sent.n, "kind": sent.kind,
        "subject": sent.subject, "by": sent.by, "at": draft.at, "role": int(draft.role), "flags": flags,
        "line": line, "digest": digest, "hash": hash, "salt": salt, "words": sent.private,
    }  # fmt: skip


def append(connection: Connection, show: str, rows: list[dict[str, Any]]) -> None:
    """Write rows as one set; personal words beside them; erase what an `Erased` names."""
    personal = [
        {"show": show, "entry": one["id"], "subject": one["subject"], "salt": salt,
         "words": chain.spell(words), "rev": one["seq"]}
        for one in rows if (salt := one.pop("salt"), words := one.pop("words"))[0]
    ]  # fmt: skip
    connection.execute(insert(log), rows)
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
    at = clock.stamp()
    body = msgspec.to_builtins(fact)
    device, n = "desk", secrets.randbits(52)
    sent = Sent(chain.mint(), device, n, type(fact).__name__, subject, by, at, offset=0.0, body=body)
    draft = Draft(sent, fact, at, at, by, Role.PRODUCER, [])
    [result] = record(connection, show, [draft])
    assert result.seq is not None
    return result.seq
