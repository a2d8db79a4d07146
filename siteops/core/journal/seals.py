"""Entries that travel on somebody else's phone, sealed by the author's: nobody puts words into another's mouth.

A phone gets, with its device key, a secret to seal by. The server makes it anew from the key's hash and its own
secret, so no table tells it, and a copy of the database forges nothing.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from siteops.core import proof

SEAL_BYTES = 16
"""What is kept of a seal: 128 bits, since every one of them has to fit on a screen."""
WRAPPED = re.compile(rb'\s*\{\s*"(carried|seal)"')


class Carried(msgspec.Struct, forbid_unknown_fields=True):
    """An entry, spelled exactly as its author's phone spelled it, and that phone's seal; empty: it had none to give."""

    carried: str
    seal: str = ""


def unwrapped(raw: bytes) -> tuple[bytes, Carried | None]:
    """A line's entry, and what it was wrapped in, if it was. Raises msgspec.MsgspecError."""
    if not WRAPPED.match(raw):
        return raw, None
    carried = msgspec.json.decode(raw, type=Carried)
    return carried.carried.encode(), carried


def secret(key: str) -> str:
    """What the phone with this device key seals by. `key`: the key's hash."""
    return proof.sign("seal", key)


def seal(show: str, line: str, by: str) -> str:
    """The seal of an entry's line on a show, by a phone's secret."""
    made = hmac.digest(by.encode(), f"{show}\n{line}".encode(), sha256)[:SEAL_BYTES]
    return urlsafe_b64encode(made).decode().rstrip("=")


def fits(show: str, carried: Carried, keys: Iterable[str]) -> bool:
    """Whether one of these device keys (their hashes) made the seal."""
    given = carried.seal.encode()
    return any(hmac.compare_digest(given, seal(show, carried.carried, secret(key)).encode()) for key in keys)
