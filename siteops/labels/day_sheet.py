"""A dock's day on one sheet, to hang beside its door: every booking with the code that unloading begins with."""

from babel.dates import format_date
from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from siteops.core import codes
from siteops.labels import qr
from siteops.labels.canvas import BELOW, CAPS, HAIR, INK, PAPER, Box, Canvas
from siteops.labels.poster import band
from siteops.labels.things import DaySheet, SlotPoster
from siteops.labels.wording import named

ROWS = 8
"""Bookings on one sheet: each code is large enough to be read at arm's length."""


def draw(canvas: Canvas, page: Box, sheet: DaySheet, *, host: str, demo: bool) -> None:
    """Draws one sheet on its page; with `demo`, DEMO across it."""
    inner = page.inset(page.width * 0.067)
    day = format_date(sheet.day, _("EEE d MMM"), locale=get_locale() or "en")
    top = band(canvas, inner, named(_("Dock"), sheet.dock), day)
    foot = page.width * 0.03
    area = Box(inner.x, top, inner.width, inner.bottom - foot - top)
    if demo:
        canvas.ghost(_("DEMO"), area)
    for i, slot in enumerate(sheet.slots):
        high = area.height / ROWS
        _row(canvas, Box(area.x, area.y + i * high, area.width, high), slot, host)
    show, size = canvas.fitted(sheet.show, area.width, foot * 0.8, foot * 0.5)
    canvas.words(show, area.x, inner.bottom - size * BELOW, size)


def _row(canvas: Canvas, row: Box, slot: SlotPoster, host: str) -> None:
    """One booking: its code, when, which way, whose truck."""
    url, side = codes.url(host, slot.code), row.height * 0.97
    module = side / qr.side(url)
    canvas.code(url, row.x + qr.QUIET * module, row.y + (row.height - side) / 2 + qr.QUIET * module, module)
    canvas.bar(Box(row.x, row.bottom - 0.15, row.width, 0.3), HAIR)
    left, high = row.x + side + module, row.height
    line = row.y + high * 0.47
    when = f"{slot.starts:%H:%M}–{slot.ends:%H:%M}"
    time, size = canvas.fitted(when, row.width * 0.48, high * 0.4, high * 0.2, bold=True)
    canvas.words(time, left, line, size, bold=True)
    _way(canvas, Box(row.right - row.width * 0.16, line - high * 0.3, row.width * 0.16, high * 0.34), slot.direction)
    whose = " · ".join(part for part in (named(_("Truck"), slot.truck) if slot.truck else "", slot.vendor) if part)
    code_wide = canvas.width(codes.spaced(slot.code), high * 0.13, bold=True)
    text, size = canvas.fitted(whose, row.right - left - code_wide - high * 0.15, high * 0.19, high * 0.11, bold=True)
    canvas.words(text, left, row.y + high * 0.8, size, bold=True)
    canvas.words(codes.spaced(slot.code), row.right, row.y + high * 0.8, high * 0.13, bold=True, align="right")


def _way(canvas: Canvas, box: Box, direction: str) -> None:
    """In or out: black for in, framed for out, so that one glance tells them apart."""
    word = (pgettext("direction", "In") if direction == "in" else pgettext("direction", "Out")).upper()
    if direction == "in":
        canvas.bar(box, INK)
    else:
        canvas.outline(box, INK)
    text, size = canvas.fitted(word, box.width * 0.86, box.height * 0.8, box.height * 0.3, bold=True)
    line = box.y + box.height / 2 + size * CAPS / 2
    colour = PAPER if direction == "in" else INK
    canvas.words(text, box.x + box.width / 2, line, size, bold=True, colour=colour, align="centre")
