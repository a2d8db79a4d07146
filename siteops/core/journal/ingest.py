"""A push: lines of JSON in, five kinds of answer out, every one of them durably kept.

One line a entry, so that a bad character costs nobody but its own line. What cannot be read, and
what comes under an id that means something else, lies as raw bytes in `quarantine`: no seq, not in
the chain, replayed after a fix.
"""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from flask import Flask, current_app
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import OperationalError

from siteops.core import clock, facts
from siteops.core.db import Busy, db, writing
from siteops.core.facts import BadFact, Role
from siteops.core.journal import seals
from siteops.core.journal.log import SERVER, Draft, Sent
from siteops.core.journal.quarantine import quarantine, set_aside
from siteops.core.journal.record import Recorded, Result, record, seal
from siteops.core.journal.rights import Uploader, judge
from siteops.core.journal.together import Together

log = logging.getLogger(__name__)

LONG = re.compile(rb"\d{16,}|\\u0000|\x00")
"""What may hold an integer beyond 2^53 or a NUL; only then is a line walked value by value."""
EXACT = 2**53
"""Beyond this an integer is not the same number in every phone's JavaScript."""
decoder = msgspec.json.Decoder(Sent)


class Line(NamedTuple):
    """One line of a push: as a draft, or with the reason why it cannot be one."""

    raw: bytes
    draft: Draft | None
    reason: str = ""


class Push(NamedTuple):
    """What a push says and who sends it."""

    show: str
    device: str
    uploader: Uploader
    received: str
    lines: list[Line]

    @property
    def drafts(self) -> list[Draft]:
        """Those of its lines that can be entries."""
        return [line.draft for line in self.lines if line.draft]


def take(show: str, device: str, uploader: Uploader, raw_lines: Sequence[bytes]) -> Recorded:
    """Keep a batch of raw lines. Answers a result a line, and where the log stands.

    Raises Busy, and LookupError for a show without a log.
    """
    received = clock.stamp()
    push = Push(show, device, uploader, received, [read(raw, received, uploader.person) for raw in raw_lines])
    judge(show, uploader, push.drafts)
    for draft in push.drafts:
        seal(show, draft)
    recorded = door()(push)
    if isinstance(recorded, LookupError):
        raise recorded
    return recorded


def door() -> Together[Push, Recorded | LookupError]:
    """This process's door to the log: pushes that wait for it go in together."""
    made: Together[Push, Recorded | LookupError] = current_app.extensions["pushes"]
    return made


def init_app(app: Flask) -> None:
    """Give an app its door."""
    app.extensions["pushes"] = Together(keep)


def keep(pushes: Sequence[Push]) -> list[Recorded | LookupError]:
    """Keep several pushes in one transaction. Where that fails, each by itself, entry by entry. Raises Busy."""
    try:
        with writing() as connection:
            return keep_in(connection, pushes, record)
    except Busy:
        raise
    except Exception:  # the quarantine's door: find the entry that does it, keep the others
        log.exception("pushes could not be taken as one; taking them entry by entry")
    for draft in (draft for push in pushes for draft in push.drafts):
        draft.flags = [flag for flag in draft.flags if flag != "device_clone"]
    with writing() as connection:
        return keep_in(connection, pushes, one_by_one)


Recorder = Callable[[Connection, str, Sequence[Draft]], Recorded]


def keep_in(connection: Connection, pushes: Sequence[Push], recorder: Recorder) -> list[Recorded | LookupError]:
    """Record what can be read, show by show (always in one order, so that nobody waits in a circle)."""
    kept: dict[int, Recorded | LookupError] = {}
    for show in sorted({push.show for push in pushes}):
        mine = [push for push in pushes if push.show == show]
        try:
            recorded = recorder(connection, show, [draft for push in mine for draft in push.drafts])
        except LookupError as error:
            kept |= {id(push): error for push in mine}
            continue
        answers = iter(recorded.results)
        for push in mine:
            kept[id(push)] = recorded._replace(results=[answer(connection, push, line, answers) for line in push.lines])
    return [kept[id(push)] for push in pushes]


def answer(connection: Connection, push: Push, line: Line, answers: Iterator[Result]) -> Result:
    """What became of a line; one that has no place in the log is set aside."""
    result = next(answers) if line.draft else Result(None, "quarantined", None, [])
    if result.status in ("mismatch", "quarantined"):
        other = "another entry has this id" if result.status == "mismatch" else "it cannot be folded"
        set_aside(
            connection, push.show, line.raw, status=result.status, entry=result.id, reason=line.reason or other,
            device=push.device, uploaded_by=push.uploader.person, received=push.received,
        )  # fmt: skip
    return result


def one_by_one(connection: Connection, show: str, drafts: Sequence[Draft]) -> Recorded:
    """Record entries each in a savepoint of its own; one that fails goes into quarantine."""
    results: list[Result] = []
    for draft in drafts:
        try:
            with connection.begin_nested():
                results += record(connection, show, [draft]).results
        except (OperationalError, LookupError):
            raise
        except Exception:
            log.exception("entry %s cannot be taken", draft.sent.id)
            results.append(Result(draft.sent.id, "quarantined", None, []))
    return record(connection, show, [])._replace(results=results)


def read(raw: bytes, received: str, uploaded_by: int) -> Line:
    """A raw line as a draft without flags yet, or the reason why it is none."""
    try:
        line, carried = seals.unwrapped(raw)
        if LONG.search(line):
            walk(msgspec.json.decode(line))
        sent = decoder.decode(line)
        check(sent)
        fact = facts.read(sent.kind, sent.body)
        at = min(max(clock.spell(clock.read(sent.at)), clock.EARLIEST), received)
    except (msgspec.MsgspecError, BadFact, ValueError, OverflowError, RecursionError) as error:
        return Line(raw, None, str(error) or type(error).__name__)
    return Line(raw, Draft(sent, fact, at, received, uploaded_by, Role.CREW, [], carried=carried))


def check(sent: Sent) -> None:
    """Raises BadFact where an entry's own fields, or its private words, cannot be."""
    facts.about(sent.kind, sent.subject)
    if not 0 < len(sent.id) <= 64 or not 0 < len(sent.device) <= 64 or sent.n < 0:
        raise BadFact("an entry needs an id, a device and a number")
    if sent.device == SERVER:
        raise BadFact(f"no phone is called {SERVER}")
    if not 0 < sent.by < 2**31:
        raise BadFact(f"nobody is number {sent.by}")
    kind = facts.KINDS.get(sent.kind)
    if kind and sent.private and (extra := sent.private.keys() - kind.private):
        raise BadFact(f"{sent.kind} has no private {', '.join(sorted(extra))}")


def walk(value: Any) -> None:
    """Raises BadFact at a NUL, or at an integer that not every phone can hold. Raises RecursionError."""
    if isinstance(value, str) and "\0" in value:
        raise BadFact("a text holds a NUL")
    if isinstance(value, int) and abs(value) > EXACT:
        raise BadFact("a number is beyond 2^53")
    parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        walk(part)


def settle(show: str) -> tuple[int, int]:
    """Try quarantined lines again, after a fix. Answers how many came in and how many still wait."""
    with db.engine.connect() as connection:
        query = select(quarantine).where(quarantine.c.show == show, quarantine.c.settled.is_(None))
        waiting = list(connection.execute(query.where(quarantine.c.status == "quarantined")))
    came = 0
    for one in waiting:
        uploader = Uploader(one.uploaded_by, Role.CREW, live=False, device=one.device)
        if take(show, one.device, uploader, [one.raw]).results[0].seq is not None:
            came += 1
            with writing() as connection:
                done = update(quarantine).where(quarantine.c.id == one.id)
                connection.execute(done.values(settled=clock.stamp()))
    return came, len(waiting) - came
