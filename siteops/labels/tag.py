"""One label on paper, for a case or a person: who or what it is, where it belongs, and its code.

A wide label has its code at the right, a tall one at the foot. Beside the code, what says *what it is* hangs from the
top and what says *where it goes* stands on the bottom; long texts get smaller, then shorter, and never touch.
"""

import re
from dataclasses import dataclass
from functools import cache

from flask_babel import gettext as _

from siteops.core import codes
from siteops.labels import qr
from siteops.labels.canvas import BELOW, CAPS, INK, LEADING, PAPER, Box, Canvas
from siteops.labels.departments import UNITS, department
from siteops.labels.wording import Wording

_COUNT = re.compile(r"\s+(\d{1,4}\s?/\s?\d{1,4})$")


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


def draw(canvas: Canvas, box: Box, words: Wording, code: str, *, host: str, demo: bool) -> None:
    """Draws one label into `box`; with `demo`, DEMO across it."""
    sizes = _sizes(box.width, box.height)
    inner = box.inset(sizes.pad)
    block = _code(canvas, box, codes.url(host, code), code)
    colour = department(words.department).colour
    if _tall(box):
        canvas.bar(Box(inner.x, inner.y, inner.width, sizes.strip), colour)
        top = inner.y + sizes.strip + sizes.pad * 0.7
        area = Box(inner.x, top, inner.width, block.y - top)
        beside = Box(block.right, block.y, inner.right - block.right, block.height)
    else:
        canvas.bar(Box(inner.x, inner.y, sizes.strip, inner.height), colour)
        left = inner.x + sizes.strip + sizes.pad * 0.7
        area = Box(left, inner.y, block.x - left, inner.height)
        beside = None
    if demo:
        canvas.ghost(_("DEMO"), area)
    _words(canvas, area, words, sizes, beside)


def _tall(box: Box) -> bool:
    """Whether the code stands at the foot instead of at the right."""
    return box.height > box.width


@cache
def _sizes(width: float, height: float) -> Sizes:
    """Sizes of type for a label of this size."""
    if height > width:
        return _TALL.scaled(width / 62)
    return _LOW.scaled(height / 25.4) if height < 30 else _ROOMY.scaled(min(height / 38.1, width / 60))


def _code(canvas: Canvas, box: Box, url: str, code: str) -> Box:
    """Draws the code with its letters beneath: in the lower left corner of a tall label, at the right of a wide one.

    Gives the block it takes, quiet zone included: two thirds of a tall label's width, 43 % of a wide one's, or as much
    as its height allows. A line of letters takes a ninth of the block.
    """
    side, pad = qr.side(url), _sizes(box.width, box.height).pad
    lines = [codes.spaced(code[i : i + codes.SHORT]) for i in range(0, len(code), codes.SHORT)]
    share = 1 + len(lines) / 9
    width = min(box.width * (0.66 if _tall(box) else 0.43), (box.height - pad * 0.6) / share)
    spare = box.height - pad * 0.6 - width * share
    x = box.x if _tall(box) else box.right - width
    y = box.y + (spare if _tall(box) else spare / 2)
    module = width / side
    canvas.code(url, x + qr.QUIET * module, y + qr.QUIET * module, module)
    size = width / 8.4
    for i, line in enumerate(lines):
        canvas.words(line, x + width / 2, y + width + size * (CAPS + i * 0.95), size, bold=True, align="centre")
    return Box(x, y, width, width * share)


def _words(canvas: Canvas, area: Box, words: Wording, sizes: Sizes, beside: Box | None) -> None:
    """What it is from the top of `area`, where it goes on its bottom; notes stand `beside` a tall label's code."""
    bottom = _foot(canvas, area, words, sizes, notes=beside is None)
    line = _eyebrow(canvas, area, words, sizes)
    least = sizes.body * (CAPS + BELOW + 0.5) if words.body else 0
    top = _large(canvas, Box(area.x, line, area.width, bottom - line - least), words, sizes)
    if beside:
        _notes_beside(canvas, beside, words.notes, sizes)
    if words.body:
        _body(canvas, Box(area.x, top, area.width, bottom - top), words.body, sizes.body)


def _eyebrow(canvas: Canvas, area: Box, words: Wording, sizes: Sizes) -> float:
    """Department, if there is one, and at the right the weight; gives the line they stand on."""
    line = area.y + max(sizes.eyebrow, sizes.corner) * CAPS
    corner, corner_size = canvas.fitted(words.corner, area.width * 0.5, sizes.corner, sizes.corner * 0.6, bold=True)
    canvas.words(corner, area.right, line, corner_size, bold=True, align="right")
    if not words.department:
        return line
    look, mark = department(words.department), sizes.eyebrow * 0.86
    shape = ((area.x + x * mark / UNITS, line - mark * 0.9 + y * mark / UNITS) for x, y in look.shape)
    canvas.shape(shape, look.colour)
    left = area.x + mark * 1.3
    room = area.right - left - canvas.width(corner, corner_size, bold=True) - mark * 0.4
    word, size = canvas.fitted(str(look.word), room, sizes.eyebrow, sizes.eyebrow * 0.6)
    canvas.words(word, left, line, size)
    return line


def _large(canvas: Canvas, area: Box, words: Wording, sizes: Sizes) -> float:
    """The number of a case on one line, the name of a person on two; gives the y where the body may begin."""
    gap = sizes.body * 0.42
    texts = [words.head]
    if words.head_lines > 1:
        texts = canvas.broken(words.head, area.width, sizes.head * 0.7, words.head_lines, bold=True) or [""]
    most = min(sizes.head if len(texts) == 1 else sizes.head * 0.8, (area.height / len(texts) - gap) / CAPS)
    # One size for all lines, that of the longest.
    most = min(canvas.fitted(text, area.width, most, sizes.body * 0.9, bold=True)[1] for text in texts)
    line = area.y
    for text in texts:
        fitted, size = canvas.fitted(text, area.width, most, most, bold=True)
        line += gap + size * CAPS
        canvas.words(fitted, area.x, line, size, bold=True)
        gap = max(gap, size * BELOW)
    return line + sizes.body * 0.5


def _body(canvas: Canvas, area: Box, text: str, size: float) -> None:
    """The name, on three lines at most and smaller where it is long; a count at its end is never cut off."""
    found = _COUNT.search(text.strip())
    count = " " + found[1].replace(" ", "") if found else ""
    text = text.strip()[: found.start()] if found else text
    lines = _name(canvas, area, text, count, size)
    if lines[-1].endswith("…"):
        size *= 0.82
        lines = _name(canvas, area, text, count, size)
    baseline = area.y + size * CAPS
    for i, line in enumerate(lines):
        canvas.words(line, area.x, baseline + i * size * LEADING, size)
    canvas.words(
        count,
        area.x + canvas.width(lines[-1] + " ", size),
        baseline + (len(lines) - 1) * size * LEADING,
        size,
        bold=True,
    )


def _name(canvas: Canvas, area: Box, text: str, count: str, size: float) -> list[str]:
    """The lines of a name at `size`, with room for its count left at the end of each."""
    room = int((area.height - size * (CAPS + BELOW)) / (size * LEADING)) + 1
    width = area.width - canvas.width(count, size, bold=True)
    return canvas.wrapped(text, width, size, max(1, min(3, room))) or [""]


def _foot(canvas: Canvas, area: Box, words: Wording, sizes: Sizes, *, notes: bool) -> float:
    """Where it goes and whose it is, from the bottom up; gives the y above them."""
    y = area.bottom
    if words.bar:
        y = _bar(canvas, area, words.bar, sizes) - sizes.bar * 0.3
    if notes and words.notes:
        text, size = canvas.fitted(" · ".join(words.notes), area.width, sizes.note, sizes.note * 0.75)
        canvas.words(text, area.x, y - size * BELOW, size)
        y -= size * LEADING
    # One line as long as it stays large, then two.
    small = sizes.place * 0.7
    fits = words.bar or canvas.width(words.place, small, bold=True) <= area.width
    for line in reversed(canvas.broken(words.place, area.width, small, 1 if fits else 2, bold=True)):
        most = sizes.place if fits else small
        text, size = canvas.fitted(line, area.width, most, sizes.body * 0.9, bold=True)
        canvas.words(text, area.x, y - size * BELOW, size, bold=True)
        y -= size * (CAPS + BELOW)
    return y - sizes.body * 0.3


def _bar(canvas: Canvas, area: Box, text: str, sizes: Sizes) -> float:
    """White words on black at the bottom of `area`, on two lines where one is too short; gives the y above it."""
    room, size = area.width - sizes.bar * 0.8, sizes.bar
    lines = [text] if area.height < 8 * sizes.corner else canvas.broken(text, room, size, 2, bold=True)
    height = size * (0.35 + len(lines))
    canvas.bar(Box(area.x, area.bottom - height, area.width, height), INK)
    for i, line in enumerate(lines):
        fitted, own = canvas.fitted(line, room, size, size * 0.62, bold=True)
        baseline = area.bottom - height + size * (0.17 + 0.5 + i) + own * CAPS / 2
        canvas.words(fitted, area.x + sizes.bar * 0.4, baseline, own, bold=True, colour=PAPER)
    return area.bottom - height


def _notes_beside(canvas: Canvas, area: Box, notes: tuple[str, ...], sizes: Sizes) -> None:
    """Dock and truck of a tall label, beside its code."""
    y = area.y + sizes.note
    for note in notes:
        for line in canvas.wrapped(note, area.width, sizes.note, 3, bold=True):
            canvas.words(line, area.x, y + sizes.note * CAPS, sizes.note, bold=True)
            y += sizes.note * LEADING
        y += sizes.note * 0.7
