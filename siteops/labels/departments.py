"""Departments on paper: a word, a colour and a shape, so that a black printer and a colour-blind eye lose nothing.

Colours and shapes are those of the screens: `static/css/tokens.css` and `static/icons/departments.svg`, whose
drawings are 16 units wide.
"""

from dataclasses import dataclass
from math import cos, pi, sin

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Colour = tuple[int, int, int]
UNITS = 16


@dataclass(frozen=True, slots=True)
class Department:
    """How a department looks. `shape`: the corners of a polygon in a square of 16 units, y downwards."""

    word: LazyString
    colour: Colour
    shape: tuple[tuple[float, float], ...]


def _round(
    left: float, top: float, right: float, bottom: float, *, half: bool = False
) -> tuple[tuple[float, float], ...]:
    """An ellipse, or its lower half, as a polygon too fine to see."""
    middle, down = (left + right) / 2, top if half else (top + bottom) / 2
    wide, high = (right - left) / 2, bottom - down
    turn = pi if half else 2 * pi
    return tuple((middle + wide * cos(turn * i / 32), down + high * sin(turn * i / 32)) for i in range(33))


DEPARTMENTS = {
    "audio": Department(_("Audio"), (0x0B, 0x4F, 0x9E), ((2, 2), (14, 2), (14, 14), (2, 14))),
    "lighting": Department(_("Lighting"), (0xB4, 0x5F, 0x00), ((8, 1), (15, 14), (1, 14))),
    "video": Department(_("Video"), (0x6A, 0x2F, 0xA0), ((8, 1), (15, 8), (8, 15), (1, 8))),
    "rigging": Department(
        _("Rigging"), (0xA8, 0x0F, 0x1C), ((5, 1), (11, 1), (15, 5), (15, 11), (11, 15), (5, 15), (1, 11), (1, 5))
    ),
    "power": Department(_("Power"), (0x00, 0x63, 0x2F), _round(1, 1, 15, 15)),
    "backline": Department(_("Backline"), (0x4B, 0x53, 0x5E), ((8, 1), (15, 6), (12, 15), (4, 15), (1, 6))),
    "staging": Department(_("Staging"), (0x12, 0x15, 0x1A), ((1, 4), (15, 4), (15, 12), (1, 12))),
    "wardrobe": Department(_("Wardrobe"), (0xA3, 0x24, 0x6E), ((1, 2), (15, 2), (8, 15))),
    "catering": Department(_("Catering"), (0x7A, 0x52, 0x00), ((1, 4), (15, 4), *_round(1, 7, 15, 13, half=True))),
    "effects": Department(
        _("Effects"), (0x00, 0x72, 0x7A),
        ((8, 0), (10.4, 5.3), (16, 5.9), (11.8, 9.6),
         (13, 15.4), (8, 12.5), (3, 15.4), (4.2, 9.6), (0, 5.9), (5.6, 5.3)),
    ),
    "other": Department(
        _("Other"), (0x5B, 0x64, 0x72),
        ((6, 1), (10, 1), (10, 6), (15, 6), (15, 10), (10, 10), (10, 15), (6, 15), (6, 10), (1, 10), (1, 6), (6, 6)),
    ),
}  # fmt: skip


def department(key: str) -> Department:
    """The department of that key; `other` where the key is none of ours."""
    return DEPARTMENTS.get(key, DEPARTMENTS["other"])
