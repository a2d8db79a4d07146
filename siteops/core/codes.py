"""Codes on labels and badges: minting them, printing them as a URL, and reading what was scanned or typed.

A code is Crockford's base 32 (no I, L, O or U): 8 characters (40 bits) on cases and places, where it only
identifies; 16 (80 bits) on badges, where guessing one would let a stranger in as somebody else.
The browser reads by the same rules (`static/core/codes.js`); `tests/cases/codes.json` holds the two together.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT, LONG = 8, 16
SECRET = 26
"""Characters of an invitation: 130 bits, that nobody guesses while it is open."""
# The most a QR code can hold (version 40 at level L, digits apart; ISO/IEC 18004). Longer texts come from no scanner.
LONGEST = 4296

# Spaces, control characters (a wedge scanner may end with one) and invisible marks, spelt out because
# "white space" is not the same set in Python and in JavaScript.
_BLANK = r"\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
_EDGES = re.compile(rf"^[{_BLANK}]+|[{_BLANK}]+$")
# What a tired hand or a keyboard of another country puts between two groups of a code.
_GAPS = re.compile(rf"[{_BLANK}\u2010-\u2015\u2212-]+")
# Both alphabets are spelt out: "ß".upper() is two letters, and a code knows only ASCII.
_LOOKALIKE = str.maketrans("abcdefghijklmnopqrstuvwxyz" + "ILO", "ABCDEFGH1JK1MN0PQRSTUVWXYZ" + "110")
_CODE = re.compile(rf"[{ALPHABET}]{{{SHORT}}}(?:[{ALPHABET}]{{{SHORT}}})?")
_LINK = re.compile(r"(?:https?://)?[^/?#]+/q/([^/?#]+)/?(?:[?#].*)?", re.ASCII | re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scanned or typed text means.

    `kind`: "code" (8 characters), "badge" (16) or "text" (anything else, such as a case code, LX-0108).
    `value`: the code in its one spelling; for "text", the text itself.
    `text`: what was read, trimmed. BW-KH-0123 has the shape of a code and may still be a case's own number:
    try `value` as a code first, then `text`.
    """

    kind: Literal["code", "badge", "text"]
    value: str
    text: str


def mint() -> str:
    """A new code for a case, a place or a slot: 8 characters."""
    return _random(SHORT)


def mint_badge() -> str:
    """A new code for a crew badge: 16 characters."""
    return _random(LONG)


def mint_invitation() -> str:
    """A new token for an invitation: 26 characters of the same alphabet, so that its QR code is a small one."""
    return _random(SECRET)


def hashed(badge: str) -> str:
    """What a phone holds instead of a badge's code: `#` and 32 hex digits, so that no phone can print badges."""
    return "#" + hashlib.sha256(badge.encode()).hexdigest()[:32]


def url(host: str, code: str) -> str:
    """The URL a label carries, all upper case: QR has a denser mode for it, so labels read from further away.

    `host`: a host name with its port if it has one, in any case, without scheme or path.
    """
    return f"HTTPS://{host.encode('idna').decode('ascii').upper()}/Q/{code}"


def spaced(code: str) -> str:
    """The code in groups of four, as a person reads it out: `3FHQ 81TC`."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def read(text: str) -> Reading:
    """What `text` means: a `/Q/` link of any host, a bare code, or a text of another kind. Never raises."""
    if len(text) > LONGEST:
        return Reading("text", text, text)
    text = _EDGES.sub("", text)
    link = _LINK.fullmatch(text)
    code = _tidy(link[1] if link else text)
    if _CODE.fullmatch(code):
        return Reading("code" if len(code) == SHORT else "badge", code, text)
    return Reading("text", text, text)


def _random(length: int) -> str:
    """`length` characters nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _tidy(text: str) -> str:
    """`text` in a code's one spelling: no gaps, upper case, and the letters that are taken for digits as digits."""
    return _GAPS.sub("", text).translate(_LOOKALIKE)
