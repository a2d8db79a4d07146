"""A label for a case that nobody knows yet: its code, room to write its number, and what to do with it."""

from flask_babel import gettext as _

from siteops.core import codes
from siteops.labels import tag
from siteops.labels.canvas import BELOW, CAPS, HAIR, INK, LEADING, Box, Canvas
from siteops.labels.sizes import sizes_of


def draw(canvas: Canvas, box: Box, code: str, *, host: str, demo: bool) -> None:
    """Draws one blank label into `box`; with `demo`, DEMO across it."""
    area, _beside = tag.frame(canvas, box, code, codes.url(host, code), INK)
    sizes = sizes_of(box.width, box.height)
    if demo:
        canvas.ghost(_("DEMO"), area)
    size, line = sizes.note, area.y + sizes.note * CAPS
    word, own = canvas.fitted(_("Number"), area.width, size, size * 0.6, bold=True)
    canvas.words(word, area.x, line, own, bold=True)
    lines = canvas.wrapped(_("Stick it on, scan it, choose the case."), area.width, size, 3)
    foot = area.bottom - size * (BELOW + (len(lines) - 1) * LEADING)
    for i, text in enumerate(lines):
        canvas.words(text, area.x, foot + i * size * LEADING, size)
    top = line + size * 0.4
    canvas.outline(Box(area.x, top, area.width, foot - size * (CAPS + 0.4) - top), HAIR)
