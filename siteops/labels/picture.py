"""A page of labels as SVG, for the screen: drawn by the same hands as the paper, measured by the same fonts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import degrees

from markupsafe import Markup, escape

from siteops.labels import qr
from siteops.labels.canvas import INK, Align, Box, Canvas, Colour
from siteops.labels.lettering import clean

_ANCHORS = {"left": "start", "centre": "middle", "right": "end"}


class Picture(Canvas):
    """Takes what a canvas takes; `svg()` is what was drawn, in millimetres. Its fonts are those of the page around."""

    def __init__(self, page: tuple[float, float]) -> None:
        """An empty page."""
        super().__init__(page)
        self._size = page
        self._parts = [f'<rect width="{page[0]:.2f}" height="{page[1]:.2f}" fill="#fff"/>']

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
        if text := clean(text):
            self._parts.append(
                f'<text x="{x:.2f}" y="{baseline:.2f}" font-size="{size:.2f}" font-weight="{800 if bold else 400}" '
                f'text-anchor="{_ANCHORS[align]}" fill="{_hexed(colour)}">{escape(text)}</text>'
            )

    @contextmanager
    def turned(self, angle: float, x: float, y: float) -> Iterator[None]:
        """What is drawn within is turned by `angle` (radians, against the clock) about (x, y)."""
        self._parts.append(f'<g transform="rotate({-degrees(angle):.1f} {x:.2f} {y:.2f})">')
        yield
        self._parts.append("</g>")

    def code(self, text: str, x: float, y: float, module: float) -> None:
        """A QR code without its quiet zone."""
        path = "".join(f"M{left} {top}h{wide}v1h-{wide}z" for left, top, wide in qr.bars(qr.matrix(text)))
        self._parts.append(f'<path transform="translate({x:.2f} {y:.2f}) scale({module:.4f})" d="{path}"/>')

    def shape(self, points: Iterable[tuple[float, float]], colour: Colour) -> None:
        """A filled polygon."""
        corners = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        self._parts.append(f'<polygon points="{corners}" fill="{_hexed(colour)}"/>')

    def bar(self, box: Box, colour: Colour) -> None:
        """A filled rectangle."""
        self._parts.append(f'<rect {_sides(box)} fill="{_hexed(colour)}"/>')

    def outline(self, box: Box, colour: Colour) -> None:
        """A hair line round `box`."""
        self._parts.append(f'<rect {_sides(box)} fill="none" stroke="{_hexed(colour)}" stroke-width=".2"/>')


def _sides(box: Box) -> str:
    return f'x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}"'


def _hexed(colour: Colour) -> str:
    return f"#{bytes(colour).hex()}"
