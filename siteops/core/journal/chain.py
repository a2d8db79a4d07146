"""The chain: the exact bytes that an entry is kept in, their digest, and the hash that links them.

`digest = sha256(line)`, where in the line `sha256(salt ‖ private)` stands in place of what is private;
`hash = sha256(prev ‖ digest)`. So personal words can be erased and the chain still verifies.
"""

import uuid
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from siteops.core.journal.log import Draft, Sent

START = bytes(32)
"""The hash before a log's first entry."""

encoder = msgspec.json.Encoder(order="deterministic")


def spell(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, UTF-8."""
    return encoder.encode(value).decode()


def line(show: str, draft: "Draft", salt: bytes | None) -> tuple[bytes, bytes]:
    """A draft's canonical bytes and their digest."""
    made = encoder.encode(
        {
            "show": show,
            "entry": public(draft.sent, salt),
            "at": draft.at,
            "received": draft.received,
            "uploaded_by": draft.uploaded_by,
            "role": int(draft.role),
            "flags": draft.flags,
        }
    )
    return made, sha256(made).digest()


def public(sent: "Sent", salt: bytes | None) -> dict[str, Any]:
    """An entry as it was sent, the salted hash of its private part in that part's place."""
    entry: dict[str, Any] = msgspec.to_builtins(sent)
    entry["private"] = seal(salt, sent.private) if salt and sent.private else None
    return entry


def seal(salt: bytes, words: dict[str, str]) -> str:
    """The hash that stands for private words in the chain."""
    return sha256(salt + encoder.encode(words)).hexdigest()


def link(before: bytes, digest: bytes) -> bytes:
    """The hash of the entry with this digest, after the entry with the hash `before`."""
    return sha256(before + digest).digest()


def body(line: bytes) -> dict[str, Any]:
    """The body of the fact in a line."""
    found: dict[str, Any] = msgspec.json.decode(line)["entry"]["body"]
    return found


def same(line: bytes, sent: "Sent", salt: bytes | None) -> bool:
    """Whether a second sending says what the line says. Erased words can no longer be compared."""
    kept = msgspec.json.decode(line)["entry"]
    seal_kept = kept.pop("private")
    mine = public(sent, salt)
    seal_mine = mine.pop("private")
    if encoder.encode(kept) != encoder.encode(mine):
        return False
    if seal_kept is None:
        return not sent.private
    return salt is None or seal_kept == seal_mine


def mint() -> str:
    """A new entry's id."""
    return str(uuid.uuid4())
