"""The history of one subject as a reader may have it: what was said, when, by whom, on which phone, who brought it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from siteops.core import aliases
from siteops.core.access.people import DeviceKey
from siteops.core.facts import Role
from siteops.core.journal.log import HELD, Logged, history, private
from siteops.sync.scopes import Asker

Phone = tuple[str, int]
"""A device, and whose it was."""


class Beside(NamedTuple):
    """What is known of entries beside the log: what people wrote, by entry, and what they call their phones."""

    words: Mapping[str, str | None]
    phones: Mapping[Phone, str]


def past(connection: Connection, asker: Asker, subject: str) -> list[dict[str, Any]]:
    """All entries on a subject, oldest first. Four queries."""
    about = [subject, *aliases.of(connection, asker.show, subject)]
    found = history(connection, asker.show, {*about})
    beside = Beside(words_on(connection, asker.show, about), phones(connection, found))
    return [spelled(one, beside, asker) for one in found]


def words_on(connection: Connection, show: str, about: Sequence[str]) -> dict[str, str | None]:
    """What people wrote, by entry."""
    query = select(private.c.entry, private.c.words).where(private.c.show == show, private.c.subject.in_(about))
    return {entry: words for entry, words in connection.execute(query)}


def phones(connection: Connection, found: Sequence[Logged]) -> dict[Phone, str]:
    """Names of the devices that entries were made on."""
    query = select(DeviceKey.device, DeviceKey.person, DeviceKey.name).order_by(DeviceKey.id)
    named = connection.execute(query.where(DeviceKey.device.in_({one.device for one in found})))
    return {(device, person): name for device, person, name in named}


def spelled(one: Logged, beside: Beside, asker: Asker) -> dict[str, Any]:
    """A row of the log; what somebody wrote, and what they call their phone, only for themselves and for leads."""
    kept = msgspec.json.decode(bytes(one.line))
    whole = asker.role >= Role.LEAD or one.by == asker.person
    text = beside.words.get(one.id) if whole else None
    flags = [flag for flag in one.flags.split(",") if flag]
    return {
        "id": one.id, "seq": one.seq, "kind": one.kind, "subject": one.subject, "by": one.by, "at": one.at,
        "device": one.device, "n": one.n, "body": kept["entry"]["body"], "flags": flags,
        "held": not HELD.isdisjoint(flags), "phone": beside.phones.get((one.device, one.by), "") if whole else "",
        "brought_by": None if kept["uploaded_by"] == one.by else kept["uploaded_by"],
        "private": msgspec.json.decode(text) if text else None,
    }  # fmt: skip
