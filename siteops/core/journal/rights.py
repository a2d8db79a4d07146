"""Who may say what: the flags an entry gets at delivery. Nothing is refused here, only held."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from siteops.core import clock
from siteops.core.access.people import DeviceKey, Grant
from siteops.core.db import db
from siteops.core.facts import KINDS, Role
from siteops.core.journal.fold import reference_of
from siteops.core.journal.log import Draft, log
from siteops.core.journal.seals import fits

CLOCK_OFF_S = 600
"""A phone whose clock is off by more than ten minutes is flagged (the figure that CHT uses)."""
SPAN_SLACK_S = 120
"""How far an entry may lie outside the time its author was signed in: clocks are corrected, not exact."""


class Uploader(NamedTuple):
    """Who sends entries: a person on a show. `role` None: no part in it any more.

    `live`: by a session that stands; else by a device key, which only ever speaks for its person.
    """

    person: int
    role: Role | None
    live: bool
    device: str | None = None


class Stay(NamedTuple):
    """Somebody's time on a device: signed in from when to when (None: still), by which key's hash."""

    since: datetime
    until: datetime | None
    key: str


class Known(NamedTuple):
    """What rights are judged by. `stays`: who was signed in where."""

    roles: dict[int, Role | None]
    stays: dict[tuple[str, int], list[Stay]]
    targets: dict[str, str]


def judge(show: str, uploader: Uploader, drafts: Sequence[Draft]) -> None:
    """Set each draft's role and flags. Asks the database only where somebody sends more than their own."""
    known = look_up(show, uploader, drafts)
    for draft in drafts:
        role = known.roles.get(draft.sent.by)
        stays = known.stays.get((draft.sent.device, draft.sent.by), [])
        own = draft.sent.by == uploader.person
        sealed = own or bool(draft.carried and fits(show, draft.carried, (stay.key for stay in stays)))
        if role is not None and not sealed:
            # Only the uploader vouches that the author said it; so it weighs what both of them may say.
            role = min(role, uploader.role or Role.CREW)
        draft.role = role or Role.CREW
        draft.flags = [
            *(["clock_off"] if draft.sent.offset is None or abs(draft.sent.offset) > CLOCK_OFF_S else []),
            *([] if own else ["uploaded_by_other"]),
            *doubts(draft, uploader, role, known, sealed=sealed),
        ]


def look_up(show: str, uploader: Uploader, drafts: Sequence[Draft]) -> Known:
    """What must be known of these drafts' authors and targets."""
    others = {draft.sent.by for draft in drafts} - {uploader.person}
    wanted = {target for draft in drafts if (target := reference_of(draft.fact))}
    roles: dict[int, Role | None] = {uploader.person: uploader.role}
    if uploader.live and not others and not wanted:
        return Known(roles, {}, {})
    with db.engine.connect() as connection:
        return Known(
            roles_of(connection, show, others) | roles,
            signed_in(connection, drafts),
            targets_of(connection, show, drafts, wanted),
        )


def doubts(draft: Draft, uploader: Uploader, role: Role | None, known: Known, *, sealed: bool) -> list[str]:
    """Why an entry waits for a lead, none or one.

    Their own is somebody's by the session or key it comes by; another's by the seal of the phone it was said on, or
    on the word of a lead who delivers it: they could accept it a moment later.
    """
    sent = draft.sent
    live = uploader.live and sent.by == uploader.person
    if role is None or not (live or was_there(draft, known.stays.get((sent.device, sent.by), []))):
        return ["not_signed_in"]
    if not sealed and (uploader.role or Role.CREW) < Role.LEAD:
        return ["not_sealed"]
    return ["not_allowed"] if role < right(draft, known.targets) else []


def right(draft: Draft, targets: dict[str, str]) -> Role:
    """The least role that may say this; an undo needs the right of what it undoes."""
    target = targets.get(reference_of(draft.fact) or "")
    needed = KINDS[target].by if target in KINDS and draft.sent.kind == "Undone" else Role.CREW
    return max(KINDS[draft.sent.kind].by, needed)


def was_there(draft: Draft, stays: Iterable[Stay]) -> bool:
    """Whether the author was signed in on the device when the entry was made."""
    at = clock.read(draft.at).timestamp()
    return any(
        since.timestamp() - SPAN_SLACK_S <= at and (until is None or at <= until.timestamp() + SPAN_SLACK_S)
        for since, until, _ in stays
    )


def roles_of(connection: Connection, show: str, people: Iterable[int]) -> dict[int, Role | None]:
    """People's roles on a show; revoked ones and strangers are left out."""
    query = select(Grant.person, Grant.role).where(Grant.show == show, Grant.revoked.is_(None))
    found = connection.execute(query.where(Grant.person.in_(list(people))))
    return {person: Role(role) for person, role in found}


def signed_in(connection: Connection, drafts: Sequence[Draft]) -> dict[tuple[str, int], list[Stay]]:
    """Who was signed in on the drafts' devices; a phone that was switched off vouches for nobody."""
    query = select(DeviceKey.device, DeviceKey.person, DeviceKey.created, DeviceKey.revoked, DeviceKey.key)
    query = query.where(DeviceKey.device.in_({draft.sent.device for draft in drafts}), ~DeviceKey.switched_off)
    stays: dict[tuple[str, int], list[Stay]] = {}
    for device, person, since, until, key in connection.execute(query):
        stays.setdefault((device, person), []).append(Stay(since, until, key))
    return stays


def targets_of(connection: Connection, show: str, drafts: Sequence[Draft], wanted: set[str]) -> dict[str, str]:
    """Kinds of the entries that the drafts speak of, as far as they are known."""
    query = select(log.c.id, log.c.kind).where(log.c.show == show, log.c.id.in_(wanted))
    known = {id: kind for id, kind in connection.execute(query)}
    return known | {draft.sent.id: draft.sent.kind for draft in drafts if draft.sent.id in wanted}
