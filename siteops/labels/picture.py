"""A page of labels as SVG, for the screen: drawn by the same hands as the paper, measured by the same fonts."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from math import degrees

from fpdf import FPDF
from fpdf.fonts import TTFFont
from markupsafe import Markup, escape

from siteops.labels import qr
from siteops.labels.canvas import FONTS, INK, Align, Box, Canvas, Colour
from siteops.labels.document import Corners

MOST_CODES = 500
"""Codes that are kept drawn: one looks at the same sheet again with each thing that is chosen for it."""
_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}


class Picture(Canvas):
    """Takes what a canvas takes; `svg()` is what was drawn, in millimetres. Its fonts are those of the page around."""

    def __init__(self, page: tuple[float, float]) -> None:
        """An empty page."""
        super().__init__(page)
        self._size = page
        self._parts = [f'<rect width="{page[0]:.2f}" height="{page[1]:.2f}" fill="#fff"/>']

    def _load(self, name: str) -> None:
        """Measures by one of our fonts, which no picture carries along."""
        self._faces[name] = _measure(name)

    def svg(self) -> Markup:
        """The page; the caller says in words what it shows."""
        width, height = self._size
        head = f'<svg class="sheetpaper" viewBox="0 0 {width:.2f} {height:.2f}" direction="ltr" aria-hidden="true">'
        return Markup(f"{head}{''.join(self._parts)}</svg>")  # noqa: S704 (texts are escaped where they are put in)

    def words(
        self, text: str, x: float, baseline: float, size: float,
        *, bold: bool = False, colour: Colour = INK, align: Align = "left",
    ) -> None:  # fmt: skip
        """One line of text. The browser turns and joins letters by itself."""
        if text := self.clean(text):
            long = self.width(text, size, bold=bold)  # as wide as on paper, whatever the screen's own letters are
            self._parts.append(
                f'<text x="{x:.2f}" y="{baseline:.2f}" font-size="{size:.2f}" font-weight="{800 if bold else 400}" '
                f'text-anchor="{_ANCHORS[align]}" fill="{_hexed(colour)}" textLength="{long:.2f}" '
                f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
            )

    @contextmanager
    def turned(self, angle: float, x: float, y: float) -> Iterator[None]:
        """What is drawn within is turned by `angle` (radians, against the clock) about (x, y)."""
        self._parts.append(f'<g transform="rotate({-degrees(angle):.1f} {x:.2f} {y:.2f})">')
        yield
        self._parts.append("</g>")

    def code(self, text: str, x: float, y: float, module: float) -> None:
        """A QR code without its quiet zone."""
        self._parts.append(f'<path transform="translate({x:.2f} {y:.2f}) scale({module:.4f})" d="{_path(text)}"/>')

    def shape(self, corners: Corners, colour: Colour, *, x: float, y: float, unit: float) -> None:
        """A filled polygon, its corners in units of `unit` mm from (x, y)."""
        points = " ".join(f"{x + across * unit:.2f},{y + down * unit:.2f}" for across, down in corners)
        self._parts.append(f'<polygon points="{points}" fill="{_hexed(colour)}"/>')

    def bar(self, box: Box, colour: Colour) -> None:
        """A filled rectangle."""
        self._parts.append(f'<rect {_sides(box)} fill="{_hexed(colour)}"/>')

    def photo(self, jpeg: bytes, box: Box) -> None:
        """Where a photo will be: a page that shows a sheet of badges need not show faces."""
        x, y, side = box.x, box.y, box.width
        self._parts.append(
            f'<rect {_sides(box)} fill="#e4e6e8"/><circle cx="{x + side / 2:.2f}" cy="{y + side * 0.4:.2f}" '
            f'r="{side * 0.18:.2f}" fill="#969ca4"/><path fill="#969ca4" d="M{x + side * 0.18:.2f} {y + side:.2f}'
            f'a{side * 0.32:.2f} {side * 0.34:.2f} 0 0 1 {side * 0.64:.2f} 0z"/>'
        )

    def outline(self, box: Box, colour: Colour) -> None:
        """A hair line round `box`."""
        self._parts.append(f'<rect {_sides(box)} fill="none" stroke="{_hexed(colour)}" stroke-width=".2"/>')


@cache
def _measure(name: str) -> TTFFont:
    """One of our fonts, read once for all pictures: reading it takes as long as drawing half a sheet."""
    return TTFFont(FPDF(), FONTS / f"{name}.ttf", name, "")


@lru_cache(MOST_CODES)
def _path(text: str) -> str:
    """The dark modules of a code."""
    return "".join(f"M{left} {top}h{wide}v1h-{wide}z" for left, top, wide in qr.bars(qr.matrix(text)))


def _sides(box: Box) -> str:
    return f'x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'


def _hexed(colour: Colour) -> str:
    return f"#{bytes(colour).hex()}"
