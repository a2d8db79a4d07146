"""Who may say what: the flags an entry gets at delivery. Nothing is refused here, only held."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from siteops.core import clock
from siteops.core.db import db
from siteops.core.facts import KINDS, Role
from siteops.core.fold import reference_of
from siteops.core.log import Draft, log
from siteops.core.people import DeviceKey, Grant

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


class Known(NamedTuple):
    """What rights are judged by. `spans`: who was signed in where, from when to when."""

    roles: dict[int, Role | None]
    spans: dict[tuple[str, int], list[tuple[datetime, datetime | None]]]
    targets: dict[str, str]


def judge(show: str, uploader: Uploader, drafts: Sequence[Draft]) -> None:
    """Set each draft's role and flags. Asks the database only where somebody sends more than their own."""
    known = look_up(show, uploader, drafts)
    for draft in drafts:
        role = known.roles.get(draft.sent.by)
        draft.role = role or Role.CREW
        draft.flags = flags(draft, uploader, role, known)


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


def flags(draft: Draft, uploader: Uploader, role: Role | None, known: Known) -> list[str]:
    """What is true of one delivery."""
    found = []
    sent = draft.sent
    if sent.offset is None or abs(sent.offset) > CLOCK_OFF_S:
        found.append("clock_off")
    if sent.by != uploader.person:
        found.append("uploaded_by_other")
    own = uploader.live and sent.by == uploader.person
    if role is None or not (own or was_there(draft, known.spans.get((sent.device, sent.by), []))):
        found.append("not_signed_in")
    elif role < right(draft, known.targets):
        found.append("not_allowed")
    return found


def right(draft: Draft, targets: dict[str, str]) -> Role:
    """The least role that may say this; an undo needs the right of what it undoes."""
    target = targets.get(reference_of(draft.fact) or "")
    needed = KINDS[target].by if target in KINDS and draft.sent.kind == "Undone" else Role.CREW
    return max(KINDS[draft.sent.kind].by, needed)


def was_there(draft: Draft, spans: Iterable[tuple[datetime, datetime | None]]) -> bool:
    """Whether the author was signed in on the device when the entry was made."""
    at = clock.read(draft.at).timestamp()
    return any(
        since.timestamp() - SPAN_SLACK_S <= at and (until is None or at <= until.timestamp() + SPAN_SLACK_S)
        for since, until in spans
    )


def roles_of(connection: Connection, show: str, people: Iterable[int]) -> dict[int, Role | None]:
    """People's roles on a show; revoked ones and strangers are left out."""
    query = select(Grant.person, Grant.role).where(Grant.show == show, Grant.revoked.is_(None))
    found = connection.execute(query.where(Grant.person.in_(list(people))))
    return {person: Role(role) for person, role in found}


def signed_in(
    connection: Connection, drafts: Sequence[Draft]
) -> dict[tuple[str, int], list[tuple[datetime, datetime | None]]]:
    """When whom was signed in on the drafts' devices; a phone that was switched off vouches for nobody."""
    query = select(DeviceKey.device, DeviceKey.person, DeviceKey.created, DeviceKey.revoked)
    query = query.where(DeviceKey.device.in_({draft.sent.device for draft in drafts}), ~DeviceKey.switched_off)
    spans: dict[tuple[str, int], list[tuple[datetime, datetime | None]]] = {}
    for device, person, created, revoked in connection.execute(query):
        spans.setdefault((device, person), []).append((created, revoked))
    return spans


def targets_of(connection: Connection, show: str, drafts: Sequence[Draft], wanted: set[str]) -> dict[str, str]:
    """Kinds of the entries that the drafts speak of, as far as they are known."""
    query = select(log.c.id, log.c.kind).where(log.c.show == show, log.c.id.in_(wanted))
    known = {id: kind for id, kind in connection.execute(query)}
    return known | {draft.sent.id: draft.sent.kind for draft in drafts if draft.sent.id in wanted}
