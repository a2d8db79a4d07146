"""Posters for places and slots: a word to be read across a hall, a code to be scanned from two steps away."""

from collections.abc import Callable

from babel.dates import format_date
from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from siteops.core import codes
from siteops.labels import qr
from siteops.labels.canvas import BELOW, CAPS, INK, LEADING, PAPER, Box, Canvas
from siteops.labels.sheets import A4
from siteops.labels.things import Poster, SlotPoster
from siteops.labels.wording import named

# An arrow that points right, in a square of 1, y downwards.
_ARROW = ((0, 0.36), (0.5, 0.36), (0.5, 0.06), (1, 0.5), (0.5, 0.94), (0.5, 0.64), (0, 0.64))
_TURNS: dict[str, Callable[[float, float], tuple[float, float]]] = {
    "right": lambda x, y: (x, y),
    "left": lambda x, y: (1 - x, y),
    "up": lambda x, y: (y, 1 - x),
    "down": lambda x, y: (y, x),
}


def draw(canvas: Canvas, page: Box, thing: Poster | SlotPoster, *, host: str, demo: bool) -> None:
    """Draws one poster on its page; with `demo`, DEMO across it."""
    margin = page.width * 0.067
    inner = page.inset(margin)
    y = band(canvas, inner, *_title(thing))
    high = 135 * page.width / A4[0]
    code_block = Box(inner.x, inner.bottom - high, inner.width, high)
    area = Box(inner.x, y, inner.width, code_block.y - y)
    if demo:
        canvas.ghost(_("DEMO"), area)
    if isinstance(thing, SlotPoster):
        _slot(canvas, area, thing)
    else:
        _huge(canvas, area, bare(kind_word(thing.kind), thing.name))
    _code(canvas, code_block, thing, host)


def kind_word(kind: str) -> str:
    """What a place of this kind is called."""
    words: dict[str, str] = {
        "dock": _("Dock"), "zone": _("Zone"), "truck": _("Truck"), "gate": _("Gate"),
        "muster": _("Roll call"), "yard": _("Yard"),
    }  # fmt: skip
    return words.get(kind, kind)


def bare(word: str, name: str) -> str:
    """`name` without the word for what it is: `B` of `Dock B`; all of it where nothing would be left."""
    rest = name.strip()
    if rest.casefold().startswith(word.casefold() + " "):
        return rest[len(word) :].strip() or rest
    return rest


def _title(thing: Poster | SlotPoster) -> tuple[str, str]:
    """What stands in the black band: what it is, and at its end the show or the direction."""
    if isinstance(thing, SlotPoster):
        way = pgettext("direction", "In") if thing.direction == "in" else pgettext("direction", "Out")
        return named(_("Dock"), thing.dock), way
    return kind_word(thing.kind), ""


def _hint(thing: Poster | SlotPoster) -> str:
    """What to do with the code, in one sentence."""
    if isinstance(thing, SlotPoster):
        return str(_("Scan this, then every case of this truck."))
    hints: dict[str, str] = {
        "gate": _("Scan this, then the badges of those who come and go."),
        "muster": _("Scan this, then everybody who has come here."),
        "truck": _("Scan this, then every case that goes on or comes off."),
    }
    return hints.get(thing.kind) or str(_("Scan this, then every case that is here."))


def band(canvas: Canvas, inner: Box, left: str, right: str) -> float:
    """The black band at the top; gives the y beneath it."""
    height = inner.width * 0.15
    canvas.bar(Box(inner.x, inner.y, inner.width, height), INK)
    size, pad = height * 0.7, height * 0.22
    line = inner.y + height / 2 + size * CAPS / 2
    room = inner.width - 2 * pad
    end, end_size = canvas.fitted(right.upper(), room * 0.35, size, size * 0.4, bold=True)
    taken = canvas.width(end, end_size, bold=True) + pad if end else 0
    text, own = canvas.fitted(left.upper(), room - taken, size, size * 0.4, bold=True)
    canvas.words(text, inner.x + pad, line, own, bold=True, colour=PAPER)
    canvas.words(end, inner.right - pad, line, end_size, bold=True, colour=PAPER, align="right")
    return inner.y + height


def _huge(canvas: Canvas, area: Box, text: str) -> None:
    """A name as large as the area lets it be, on one line or two."""
    whole = canvas.width(text, 1, bold=True)
    choices = [([text], min(area.height * 0.86 / CAPS, area.width / max(whole, 0.1)))]
    halves = canvas.broken(text, whole * 0.62, 1, 2, bold=True)
    if len(halves) == 2:
        widest = max(canvas.width(half, 1, bold=True) for half in halves)
        choices.append((halves, min(area.height * 0.86 / (1 + CAPS + BELOW), area.width / widest)))
    lines, size = max(choices, key=lambda choice: choice[1])
    size = max(size, area.height * 0.1)
    top = area.y + (area.height - size * (CAPS + len(lines) - 1)) / 2
    for i, line in enumerate(lines):
        fitted, own = canvas.fitted(line, area.width, size, size, bold=True)
        canvas.words_in(area, fitted, top + size * (CAPS + i), own, bold=True)


def _slot(canvas: Canvas, area: Box, slot: SlotPoster) -> None:
    """When, which truck, and whose."""
    day = format_date(slot.starts.date(), _("EEEE d MMMM"), locale=get_locale() or "en")
    rows = [(day, 0.17), (f"{slot.starts:%H:%M}–{slot.ends:%H:%M}", 0.5)]
    rows += [(named(_("Truck"), slot.truck), 0.28)] if slot.truck else []
    rows += [(slot.vendor, 0.14)] if slot.vendor else []
    gap = area.height * 0.075
    y = area.y + gap
    for text, share in rows:
        most = share * area.height
        fitted, size = canvas.fitted(text, area.width, most, most * 0.4, bold=True)
        canvas.words(fitted, area.x, y + size * CAPS, size, bold=True)
        y += size * CAPS + gap


def _code(canvas: Canvas, area: Box, thing: Poster | SlotPoster, host: str) -> None:
    """The code with its letters, beside it the arrow and what to do, beneath it the show."""
    url, side = codes.url(host, thing.code), area.height * 0.77
    quiet = side / qr.side(url) * qr.QUIET
    code = Box(area.x, area.y + quiet, side - 2 * quiet, side - 2 * quiet)
    canvas.code(url, code.x, code.y, side / qr.side(url))
    letters = area.height * 0.096
    canvas.words(codes.spaced(thing.code), code.x, code.bottom + quiet + letters * 0.7, letters, bold=True)
    left = code.right + quiet
    _beside(canvas, Box(left, code.y, area.right - left, code.height), thing)
    show, size = canvas.fitted(thing.show, area.width, area.height * 0.044, area.height * 0.03)
    canvas.words(show, area.x, area.bottom - size * BELOW, size)


def _beside(canvas: Canvas, area: Box, thing: Poster | SlotPoster) -> None:
    """What to do with the code, and above it the arrow."""
    size = area.height / 11
    lines = canvas.wrapped(_hint(thing), area.width, size, 5)
    top = area.bottom - (len(lines) - 1) * size * LEADING
    for i, line in enumerate(lines):
        canvas.words(line, area.x, top + i * size * LEADING, size)
    turn = _TURNS.get(thing.arrow) if isinstance(thing, Poster) else None
    if turn:
        wide = min(area.width, top - size * 1.6 - area.y)
        canvas.shape(tuple(turn(x, y) for x, y in _ARROW), INK, x=area.x, y=area.y, unit=wide)
