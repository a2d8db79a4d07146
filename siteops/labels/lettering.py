"""Text as paper needs it: one clean line, Arabic letters joined, right-to-left words in the order of the eye.

Paper has no engine that shapes text, so letters are joined by Unicode's own presentation forms. That is enough for
names and places in Arabic, Persian and Hebrew; scripts whose letters change in other ways (Hindi, Thai) have no
font here and print as boxes.
"""

import re
import unicodedata
from functools import cache, lru_cache

LONGEST = 300
"""Characters of a text that are looked at; no label has room for more."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_MIRROR = {a: b for a, b in zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True)}
_EAST = "\u1100-\u11ff\u2e80-\u303f\u3040-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_CLOSING = "\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u30fb\u30fc\uff01\uff09\uff0c\uff1f"
_PIECE = re.compile(f"( ?)([{_EAST}][{_CLOSING}]*|[^ {_EAST}]+)")
_LAM = "\u0644"


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """`text` on one line, without characters that have no ink, and with its Arabic letters joined."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    text = "".join(" " if char.isspace() else char for char in text if char.isspace() or _inked(char))
    text = " ".join(text.split())
    return _joined(text) if _ARABIC.search(text) else text


@lru_cache(maxsize=20_000)
def visual(text: str) -> str:
    """A line of clean text in the order it is drawn, from left to right."""
    if not _RIGHT_TO_LEFT.search(text):
        return text
    from fpdf.bidi import BidiParagraph

    drawn = BidiParagraph(text).get_reordered_characters()
    # A bracket that opens to the left is drawn as one that closes to the right.
    return "".join(
        _MIRROR.get(one.character, one.character) if one.embedding_level % 2 else one.character for one in drawn
    )


def is_right_to_left(text: str) -> bool:
    """Whether a text is read from the right: by its first letter that has a direction."""
    found = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return found != "L"


def pieces(text: str) -> list[tuple[str, str]]:
    """A line of clean text where it may be broken: (blank or nothing before it, piece).

    Chinese, Japanese and Korean break before any letter, but not before what closes or lengthens the one before.
    """
    return _PIECE.findall(text)


def _inked(char: str) -> bool:
    """Whether a character is drawn: no control, format, surrogate or unassigned one, no variation selector."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Cn", "Co"} and not "\ufe00" <= char <= "\ufe0f"


def _joined(text: str) -> str:
    """Arabic letters in the forms they take beside their neighbours."""
    forms = _forms()
    letters = [char for char in text if unicodedata.category(char) != "Mn"]
    drawn = []
    joins_before = False
    i = 0
    while i < len(letters):
        letter = letters[i]
        if letter == _LAM and "".join(letters[i : i + 2]) in forms and i + 1 < len(letters):
            letter += letters[i + 1]
        i += len(letter)
        own = forms.get(letter, {})
        joins_after = "initial" in own and "final" in forms.get(letters[i] if i < len(letters) else "", {})
        form = {(0, 0): "isolated", (0, 1): "initial", (1, 0): "final", (1, 1): "medial"}[
            joins_before and "final" in own, joins_after
        ]
        drawn.append(own.get(form, letter))
        joins_before = joins_after
    return "".join(drawn)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Unicode's presentation forms: letter, or lam with an alef → isolated, initial, medial, final → character."""
    forms: dict[str, dict[str, str]] = {}
    for point in (*range(0xFB50, 0xFC00), *range(0xFE80, 0xFEFD)):
        form, *letters = unicodedata.decomposition(chr(point)).split() or [""]
        letter = "".join(chr(int(hexed, 16)) for hexed in letters)
        if form.startswith("<") and (len(letter) == 1 or letter.startswith(_LAM)):
            forms.setdefault(letter, {}).setdefault(form.strip("<>"), chr(point))
    return forms
