"""One label on paper, for a case or a person: who or what it is, where it belongs, and its code.

A wide label has its code at the right, a tall one at the foot. Beside the code, what says *what it is* hangs from the
top and what says *where it goes* stands on the bottom; long texts get smaller, then shorter, and never touch.
"""

import re

from flask_babel import gettext as _

from siteops.core import codes
from siteops.labels import foot, qr
from siteops.labels.canvas import BELOW, CAPS, LEADING, Box, Canvas, Colour
from siteops.labels.departments import UNITS, department
from siteops.labels.lettering import is_right_to_left
from siteops.labels.sizes import Sizes, sizes_of
from siteops.labels.wording import Wording

_FACE = 0.4
"""How much of a wide badge's height its photo takes, over the code."""
_COUNT = re.compile(r"\s+(\d{1,4}\s?/\s?\d{1,4})$")


def draw(
    canvas: Canvas, box: Box, words: Wording, code: str, *, host: str, demo: bool, photo: bytes | None = None
) -> None:
    """Draws one label into `box`; with `demo`, DEMO across it. `photo`: a square JPEG of whoever wears it."""
    colour = department(words.department).colour
    above = box.height * _FACE if photo and not _tall(box) else 0.0
    area, beside = frame(canvas, box, code, codes.url(host, code), colour, above=above)
    sizes = sizes_of(box.width, box.height)
    if demo:
        canvas.ghost(_("DEMO"), area)
    if photo and beside:
        side = min(beside.width, beside.height * 0.5)
        canvas.photo(photo, Box(beside.right - side, beside.bottom - side - sizes.pad, side, side))
        beside = Box(beside.x, beside.y, beside.width, beside.height - side)
    elif photo:
        side = above - sizes.pad
        canvas.photo(photo, Box((area.right + box.right - side) / 2, box.y + sizes.pad, side, side))
    _words(canvas, area, words, sizes, beside)


def frame(
    canvas: Canvas, box: Box, code: str, url: str, colour: Colour, *, above: float = 0.0
) -> tuple[Box, Box | None]:
    """Draws code and strip of a label; gives the area for words and, of a tall one, what is left beside the code.

    `above`: the room that a wide label leaves free over its code.
    """
    sizes = sizes_of(box.width, box.height)
    inner = box.inset(sizes.pad)
    block = _code(canvas, box, url, code, above=above)
    if _tall(box):
        canvas.bar(Box(inner.x, inner.y, inner.width, sizes.strip), colour)
        top = inner.y + sizes.strip + sizes.pad * 0.7
        beside = Box(block.right, block.y, inner.right - block.right, block.height)
        return Box(inner.x, top, inner.width, block.y - top), beside
    canvas.bar(Box(inner.x, inner.y, sizes.strip, inner.height), colour)
    left = inner.x + sizes.strip + sizes.pad * 0.7
    return Box(left, inner.y, block.x - left, inner.height), None


def _tall(box: Box) -> bool:
    """Whether the code stands at the foot instead of at the right."""
    return box.height > box.width


def _code(canvas: Canvas, box: Box, url: str, code: str, *, above: float) -> Box:
    """Draws the code with its letters beneath: in the lower left corner of a tall label, at the right of a wide one.

    Gives the block it takes, quiet zone included.
    """
    pad = sizes_of(box.width, box.height).pad
    lines = [codes.spaced(code[i : i + codes.SHORT]) for i in range(0, len(code), codes.SHORT)]
    width, high = code_block(box.width, box.height, len(lines), above)
    spare = box.height - pad * 0.6 - high
    x = box.x if _tall(box) else box.right - width
    y = box.y + (spare if _tall(box) or above else spare / 2)
    module = width / qr.side(url)
    canvas.code(url, x + qr.QUIET * module, y + qr.QUIET * module, module)
    size = width / 8.4
    for i, line in enumerate(lines):
        canvas.words(line, x + width / 2, y + width + size * (CAPS + i * 0.95), size, bold=True, align="centre")
    return Box(x, y, width, high)


def code_block(width: float, height: float, lines: int, above: float = 0.0) -> tuple[float, float]:
    """How wide and high the code is on a label of this size, with its quiet zone and so many lines of letters beneath.

    Two thirds of a tall label's width, 43 % of a wide one's, or as much as its height allows, `above` it left free. A
    line takes a ninth.
    """
    share = 1 + lines / 9
    most = width * (0.66 if height > width else 0.43)
    wide = min(most, (height - above - sizes_of(width, height).pad * 0.6) / share)
    return wide, wide * share


def _words(canvas: Canvas, area: Box, words: Wording, sizes: Sizes, beside: Box | None) -> None:
    """What it is from the top of `area`, where it goes on its bottom; notes stand `beside` a tall label's code."""
    bottom = foot.draw(canvas, area, words, sizes, notes=beside is None)
    line = _eyebrow(canvas, area, words, sizes)
    least = sizes.body * (CAPS + BELOW + 0.5) if words.body else 0
    top = _large(canvas, Box(area.x, line, area.width, bottom - line - least), words, sizes)
    if beside:
        foot.beside(canvas, beside, words, sizes)
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
    canvas.shape(look.shape, look.colour, x=area.x, y=line - mark * 0.9, unit=mark / UNITS)
    left = area.x + mark * 1.3
    room = area.right - left - canvas.width(corner, corner_size, bold=True) - mark * 0.4
    word, size = canvas.fitted(str(look.word), room, sizes.eyebrow, sizes.eyebrow * 0.6)
    # Colour and shape say it already; half a word says nothing.
    canvas.words("" if word.endswith("…") else word, left, line, size)
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
        canvas.words_in(area, fitted, line, size, bold=True)
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
        canvas.words_in(area, line, baseline + i * size * LEADING, size)
    taken, last = canvas.width(lines[-1] + " ", size), baseline + (len(lines) - 1) * size * LEADING
    if is_right_to_left(lines[-1]):
        canvas.words(count, area.right - taken, last, size, bold=True, align="right")
    else:
        canvas.words(count, area.x + taken, last, size, bold=True)


def _name(canvas: Canvas, area: Box, text: str, count: str, size: float) -> list[str]:
    """The lines of a name at `size`, with room for its count left at the end of each."""
    room = int((area.height - size * (CAPS + BELOW)) / (size * LEADING)) + 1
    width = area.width - canvas.width(count, size, bold=True)
    return canvas.wrapped(text, width, size, max(1, min(3, room))) or [""]
