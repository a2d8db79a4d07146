"""What goes over the wire of the API, one type a message: pushes are read by them, answers described by them."""

from typing import Any, Literal

import msgspec

Status = Literal["stored", "duplicate", "mismatch", "held", "quarantined"]
"""What became of an entry. All five mean: durably kept, the phone may forget it."""


class Header(msgspec.Struct):
    """The first line of a push. `queued`: entries that the phone holds, these included."""

    protocol: int
    device: str
    sent_at: str = ""
    queued: int = 0


class Device(msgspec.Struct):
    """A phone that asks for a key of its own."""

    device: str
    name: str = ""


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """What became of one line of a push; `line` counts from 1, after the header. `seq`: its number in the log."""

    line: int
    id: str | None
    status: Status
    seq: int | None
    flags: list[str]


class Pushed(msgspec.Struct, forbid_unknown_fields=True):
    """The answer to a push. `head`: where the log stands now, `<epoch>.<seq>`."""

    protocol: int
    server_time: str
    head: str
    results: list[Line]


class Changes(msgspec.Struct, forbid_unknown_fields=True):
    """The answer to a pull: by table, by column, the values of the rows touched since the cursor.

    `reset`: the full set, to be put in the place of all that is there. Rows with `gone` are to be forgotten.
    """

    server_time: str
    head: str
    scope: str
    reset: bool
    tables: dict[str, dict[str, list[Any]]]


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """One entry of the log. `private`: what somebody wrote, null for whoever may not read it or where it was erased.

    `phone`: what its author calls the device, empty for whoever may not know it. `brought_by`: whoever delivered it,
    null if that was its author.
    """

    id: str
    seq: int
    kind: str
    subject: str
    by: int
    at: str
    device: str
    n: int
    body: dict[str, Any]
    flags: list[str]
    held: bool
    phone: str
    brought_by: int | None
    private: dict[str, str] | None


class History(msgspec.Struct, forbid_unknown_fields=True):
    """All that was ever said of a subject, oldest first."""

    server_time: str
    entries: list[Entry]


class ShowSeen(msgspec.Struct, forbid_unknown_fields=True):
    """A show, and what the asker is on it."""

    id: str
    name: str
    venue: str
    timezone: str
    role: str


class Shows(msgspec.Struct, forbid_unknown_fields=True):
    """The shows that the asker may see."""

    shows: list[ShowSeen]


class Me(msgspec.Struct, forbid_unknown_fields=True):
    """Who is signed in, with their role by show."""

    id: int
    name: str
    admin: bool
    shows: dict[str, str]


class Key(msgspec.Struct, forbid_unknown_fields=True):
    """A device key, said once, and the number of the person it speaks for. `seal`: what its phone seals by."""

    key: str
    person: int
    seal: str


class MoveCode(msgspec.Struct, forbid_unknown_fields=True):
    """A code by which the asker comes in elsewhere, once, until then."""

    code: str
    until: str


class Typed(msgspec.Struct):
    """A code that somebody typed, with or without a gap, in any case."""

    code: str


class PhoneHeard(msgspec.Struct, forbid_unknown_fields=True):
    """A phone's last word: who, when, and how many entries it then still held."""

    device: str
    name: str
    person: int
    who: str
    seen: str
    queued: int


class Phones(msgspec.Struct, forbid_unknown_fields=True):
    """The phones of a show, the latest heard first."""

    server_time: str
    phones: list[PhoneHeard]


class Health(msgspec.Struct, forbid_unknown_fields=True):
    """The server is up and its database answers."""

    status: str


class Problem(msgspec.Struct, forbid_unknown_fields=True):
    """What went wrong (RFC 9457). `detail` is for people."""

    type: str
    title: str
    status: int
    detail: str
