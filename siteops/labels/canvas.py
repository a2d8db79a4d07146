"""A page to draw labels on: text that is made to fit, QR codes, shapes. Everything in mm from the top left.

fpdf2 keeps the pages, the fonts and the file; what is drawn is written as PDF operators here, four times as fast as
through its own calls. Importing it takes a quarter of a second: import this module late.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import chain, groupby
from math import atan2, cos, radians, sin
from operator import itemgetter
from pathlib import Path
from typing import Literal

from fpdf.fonts import TTFFont

from siteops.labels import qr
from siteops.labels.document import Corners, Document
from siteops.labels.lettering import clean, is_right_to_left, pieces, visual

FONTS = Path(__file__).parent / "fonts"
_PLAIN, _BOLD = "atkinson-next-400", "atkinson-next-800"
# Read only when a text needs them: the second takes 0.3 s.
_SIGNS, _EAST = "dejavu-condensed-bold", "droid-fallback"
_EASTERN = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
# Signs and emoji. A name says the same without them; one that is nothing else stays, as boxes.
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_NO_LETTER = "▯"
POINT = 25.4 / 72
# A text made just as wide as its room must not be found too wide by a rounding error.
_SLACK = 1e-6
INK, PAPER, HAIR, _PALE = (18, 21, 26), (255, 255, 255), (150, 156, 164), (222, 222, 222)
CAPS, BELOW, LEADING = 0.68, 0.24, 1.16
"""Parts of the type's body: how high its capitals are, how far it reaches below the line, line to line."""

Colour = tuple[int, int, int]
Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in mm."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def inset(self, margin: float) -> "Box":
        """The box without a margin of `margin` mm all round."""
        return Box(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one font, whose file is `face`. `width` at size 1; `shown`: the PDF operator that draws them."""

    face: str
    text: str
    font: TTFFont
    width: float
    shown: str


class Canvas(Document):
    """A PDF whose pages are filled by hand."""

    def __init__(self, page: tuple[float, float]) -> None:
        """An empty document; `page` is (width, height) in mm."""
        super().__init__(page)
        self._faces: dict[str, TTFFont] = {}
        for name in (_PLAIN, _BOLD):
            self._load(name)
        self._known: dict[tuple[str, bool], list[Run]] = {}

    def clean(self, text: str) -> str:
        """`text` as it is drawn: on one line, and without the little pictures that no font here has."""
        text = clean(text)
        if not _PICTURES.search(text):
            return text
        kept = "".join(char for char in text if not _PICTURES.match(char) or self._face(char, _PLAIN))
        return " ".join(kept.split()) or text

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide clean text is, in mm, at `size` mm (the height of the type's body)."""
        return sum(run.width for run in self._runs(text, bold)) * size

    def words(
        self, text: str, x: float, baseline: float, size: float,
        *, bold: bool = False, colour: Colour = INK, align: Align = "left",
    ) -> None:  # fmt: skip
        """One line of text; `x` is its left edge, its middle or its right edge, as `align` says."""
        runs = self._runs(visual(self.clean(text)), bold)
        x -= sum(run.width for run in runs) * size * {"left": 0, "centre": 0.5, "right": 1}[align]
        for run in runs:
            font = self._set_font_for_page(run.font, size / POINT, wrap_in_text_object=False)
            self._out(f"BT {_ink(colour)} {font} {x / POINT:.2f} {(self.h - baseline) / POINT:.2f} Td {run.shown} ET")
            x += run.width * size

    def words_in(self, area: Box, text: str, baseline: float, size: float, *, bold: bool = False) -> None:
        """One line of text at the side of `area` where its script begins."""
        if is_right_to_left(text):
            self.words(text, area.right, baseline, size, bold=bold, align="right")
        else:
            self.words(text, area.x, baseline, size, bold=bold)

    def fitted(self, text: str, width: float, size: float, least: float, *, bold: bool = False) -> tuple[str, float]:
        """`text` and the size at which it fits on a line of `width`: smaller first, then cut off with an ellipsis."""
        text = self.clean(text)
        full = self.width(text, size, bold=bold)
        if full > width:
            size = max(least, size * width / full)
        return self._cut(text, width, size, bold), size

    def wrapped(self, text: str, width: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
        """`text` on at most `lines` lines of `width`, broken at blanks; what is left over is cut off."""
        return [self._cut(line, width, size, bold) for line in self.broken(text, width, size, lines, bold=bold)]

    def broken(self, text: str, width: float, size: float, lines: int, *, bold: bool = False) -> list[str]:
        """`text` on at most `lines` lines, broken where its script may be; the last, and long words, may be wider."""
        rows = [""]
        for blank, word in pieces(self.clean(text)):
            longer = f"{rows[-1]}{blank}{word}".strip()
            if rows[-1] and len(rows) < lines and self.width(longer, size, bold=bold) > width:
                rows.append(word)
            else:
                rows[-1] = longer
        return [row for row in rows if row]

    def ghost(self, word: str, area: Box) -> None:
        """A pale word across `area`, as large as fits, to be drawn before what stands on it."""
        long = self.width(word, 1, bold=True)
        angle = min(radians(28), atan2(area.height, area.width))
        across = long * cos(angle) + CAPS * sin(angle)
        size = min(area.width / across, area.height / (long * sin(angle) + CAPS * cos(angle)))
        x, y = area.x + area.width / 2, area.y + area.height / 2
        with self.turned(angle, x, y):
            self.words(word, x, y + size * CAPS / 2, size, bold=True, colour=_PALE, align="centre")

    @contextmanager
    def turned(self, angle: float, x: float, y: float) -> Iterator[None]:
        """What is drawn within is turned by `angle` (radians, against the clock) about (x, y)."""
        c, s, across, up = cos(angle), sin(angle), x / POINT, (self.h - y) / POINT
        turn = f"{c:.4f} {s:.4f} {-s:.4f} {c:.4f} {across - c * across + s * up:.2f} {up - s * across - c * up:.2f}"
        self._out(f"q {turn} cm")
        yield
        self._out("Q")

    def code(self, text: str, x: float, y: float, module: float) -> None:
        """A QR code without its quiet zone, its top left corner at (x, y), `module` mm a module.

        One path: sharp at any size, where programs that show PDF smooth small pictures, and
        without the hair lines that rectangles drawn one by one get.
        """
        bars = [bar for layer in qr.layers(text) for bar in qr.bars(layer)]
        path = "%d %d %d 1 re " * len(bars) % tuple(chain.from_iterable(bars))
        scale, down = module / POINT, (self.h - y) / POINT
        self._out(f"q 0 g {scale:.4f} 0 0 {-scale:.4f} {x / POINT:.3f} {down:.3f} cm {path}f Q")

    def shape(self, corners: Corners, colour: Colour, *, x: float, y: float, unit: float) -> None:
        """A filled polygon, its corners in units of `unit` mm from (x, y)."""
        place = f"{unit / POINT:.4f} 0 0 {-unit / POINT:.4f} {x / POINT:.2f} {(self.h - y) / POINT:.2f} cm"
        self._out(f"q {_ink(colour)} {place} {self.stamp(corners)} Q")

    def bar(self, box: Box, colour: Colour) -> None:
        """A filled rectangle."""
        x, y, width, height = (mm / POINT for mm in (box.x, self.h - box.bottom, box.width, box.height))
        self._out(f"{_ink(colour)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def photo(self, jpeg: bytes, box: Box) -> None:
        """A photo, as it is in its file."""
        self.image(BytesIO(jpeg), box.x, box.y, box.width, box.height)

    def close(self) -> None:
        """Lets go of the font files; to be called when all is done, or has failed."""
        for font in self._faces.values():
            font.ttfont.close()

    def outline(self, box: Box, colour: Colour) -> None:
        """A hair line round `box`."""
        self.set_draw_color(*colour)
        self.set_line_width(0.1)
        self.rect(box.x, box.y, box.width, box.height)

    def _cut(self, text: str, width: float, size: float, bold: bool) -> str:
        """`text`, shortened with an ellipsis until it is no wider than `width`."""
        if self.width(text, size, bold=bold) <= width + _SLACK:
            return text
        room = width - self.width("…", size, bold=bold)
        taken = 0.0
        for i, char in enumerate(text):
            taken += self.width(char, size, bold=bold)
            if taken > room:
                return text[:i].rstrip() + "…" if room > 0 else ""
        return text

    def _runs(self, text: str, bold: bool) -> list[Run]:
        """`text` by the font that has its letters; a letter that no font has becomes a box."""
        if (text, bold) not in self._known:
            own = _BOLD if bold else _PLAIN
            faces = [(self._face(char, own), char) for char in text]
            runs = [(face, "".join(char for _, char in run)) for face, run in groupby(faces, key=itemgetter(0))]
            self._known[text, bold] = [self._run(face, run) for face, run in runs]
        return self._known[text, bold]

    def _run(self, face: str, text: str) -> Run:
        """A run in a font, boxes where there is none."""
        if not face:
            self._face(_NO_LETTER, _PLAIN)
            face, text = _SIGNS, _NO_LETTER * len(text)
        font = self._faces[face]
        return Run(face, text, font, sum(font.cw[ord(char)] for char in text) / 1000, font.encode_text(text))

    def _face(self, char: str, own: str) -> str:
        """The font that has `char`, `own` first; empty where none has it."""
        if ord(char) in self._faces[own].cmap:
            return own
        name = _EAST if _EASTERN.match(char) else _SIGNS
        if name not in self._faces:
            self._load(name)
        return name if ord(char) in self._faces[name].cmap else ""

    def _load(self, name: str) -> None:
        """Adds one of our fonts to the document."""
        self.add_font(name, fname=FONTS / f"{name}.ttf")
        font = self.fonts[name]
        assert isinstance(font, TTFFont)
        self._faces[name] = font


@cache
def _ink(colour: Colour) -> str:
    """The PDF operator that fills with a colour."""
    return " ".join(f"{part / 255:.3g}" for part in colour) + " rg"
