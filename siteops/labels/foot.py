"""The lower part of a label: where it goes, from which dock and truck, who lifts it, and whose it is."""

from siteops.labels import lifting
from siteops.labels.canvas import BELOW, CAPS, INK, LEADING, PAPER, Box, Canvas
from siteops.labels.sizes import Sizes
from siteops.labels.wording import Wording


def draw(canvas: Canvas, area: Box, words: Wording, sizes: Sizes, *, notes: bool) -> float:
    """Draws it from the bottom of `area` up, `notes` only where they stand here; gives the y above all of it."""
    y = area.bottom
    if words.bar:
        y = _bar(canvas, area, words.bar, sizes) - sizes.bar * 0.3
    if notes and (words.notes or words.lift):
        room = area.width - lifting.draw(canvas, words.lift, area.right, y - sizes.note * BELOW, sizes.note * 1.25)
        text, size = canvas.fitted(" · ".join(words.notes), room - sizes.note * 0.3, sizes.note, sizes.note * 0.75)
        canvas.words(text, area.x, y - size * BELOW, size)
        y -= size * LEADING
    return _place(canvas, Box(area.x, area.y, area.width, y - area.y), words, sizes)


def _place(canvas: Canvas, area: Box, words: Wording, sizes: Sizes) -> float:
    """The zone on one line as long as it stays large, else on two where there is room; gives the y above it."""
    small, y = sizes.place * 0.7, area.bottom
    one = canvas.width(words.place, small, bold=True) <= area.width or (words.bar and area.height < 5.5 * sizes.corner)
    lines, most, least = [words.place], sizes.place, sizes.body * 0.9
    if not one:
        lines, most = canvas.broken(words.place, area.width, small, 2, bold=True), small
    # One size for all lines, that of the longest.
    most = min(canvas.fitted(line, area.width, most, least, bold=True)[1] for line in lines)
    for line in reversed(lines if words.place else []):
        text, size = canvas.fitted(line, area.width, most, most, bold=True)
        canvas.words_in(area, text, y - size * BELOW, size, bold=True)
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


def beside(canvas: Canvas, area: Box, words: Wording, sizes: Sizes) -> None:
    """Dock and truck of a tall label, and who lifts it, beside its code."""
    y, size = area.y + sizes.note, sizes.note
    for note in words.notes:
        for line in canvas.wrapped(note, area.width, size, 3, bold=True):
            canvas.words(line, area.x, y + size * CAPS, size, bold=True)
            y += size * LEADING
        y += size * 0.7
    large = min(size * 2.2, area.width / 2)
    wide = lifting.width(canvas, words.lift, large)
    lifting.draw(canvas, words.lift, area.x + wide, area.bottom - area.height * 0.18, large)
