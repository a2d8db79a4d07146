"""How large type is on a label: chosen by eye for three shapes of label, scaled for all others."""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes in mm: of type, of the `strip` of colour, and of the `pad`, white for printers that miss by a little."""

    pad: float
    strip: float
    eyebrow: float
    corner: float
    head: float
    body: float
    place: float
    note: float
    bar: float

    def scaled(self, by: float) -> "Sizes":
        """The same proportions on a label of another size."""
        return Sizes(*(getattr(self, name) * by for name in self.__slots__))


# Chosen by eye on the papers of `sheets.py`, for a label 38.1 mm high, 25.4 mm high, and 62 mm wide.
_ROOMY = Sizes(pad=1.8, strip=2.4, eyebrow=3.2, corner=4.0, head=9.4, body=3.3, place=6.0, note=3.4, bar=2.9)
_LOW = Sizes(pad=1.4, strip=2.4, eyebrow=2.7, corner=3.3, head=7.4, body=2.7, place=4.2, note=2.5, bar=2.3)
_TALL = Sizes(pad=3.0, strip=4.2, eyebrow=4.2, corner=6.0, head=17.0, body=4.6, place=9.6, note=4.8, bar=4.0)


@cache
def sizes_of(width: float, height: float) -> Sizes:
    """Sizes of type for a label of this size."""
    if height > width:
        return _TALL.scaled(width / 62)
    return _LOW.scaled(height / 25.4) if height < 30 else _ROOMY.scaled(min(height / 38.1, width / 60))
