"""How many people lift a case, as a drawing that needs no language: a person and a number, or a fork lift."""

from collections.abc import Sequence

from siteops.labels.canvas import CAPS, INK, PAPER, Canvas
from siteops.labels.document import Corners
from siteops.labels.wording import MOST_LIFTING

UNITS = 16
# In a square of 16 units, y downwards, as the departments' shapes are.
_HEAD: Corners = ((6.4, 0), (9.6, 0), (11, 1.4), (11, 3.8), (9.6, 5.2), (6.4, 5.2), (5, 3.8), (5, 1.4))
_BODY: Corners = (
    (4, 6.2), (12, 6.2), (13.4, 7.6), (13.4, 12), (11.2, 12), (11.2, 16), (4.8, 16), (4.8, 12), (2.6, 12), (2.6, 7.6),
)  # fmt: skip
_CAB: Corners = ((0, 8), (2.4, 8), (2.4, 2), (8.4, 2), (10, 9), (10, 13), (0, 13))
_WINDOW: Corners = ((4, 3.6), (7.2, 3.6), (8.4, 8.4), (4, 8.4))
_MAST: Corners = ((10.8, 0), (12.2, 0), (12.2, 13), (16, 13), (16, 14.6), (10.8, 14.6))
_WHEELS: Sequence[Corners] = tuple(
    ((x - 1, 11.4), (x + 1, 11.4), (x + 2.2, 12.6), (x + 2.2, 14.6), (x + 1, 15.8), (x - 1, 15.8), (x - 2.2, 14.6),
     (x - 2.2, 12.6)) for x in (2.8, 7.8)
)  # fmt: skip
_TALL = CAPS * 1.12
_PERSON, _LIFTER = (_HEAD, _BODY), (_CAB, _MAST, *_WHEELS)


def draw(canvas: Canvas, people: int, right: float, line: float, size: float) -> float:
    """Draws who lifts, ending at `right` on a line of type of `size`; gives how wide it is. Nothing for 0."""
    if not people:
        return 0
    tall = size * _TALL
    if people <= MOST_LIFTING:
        canvas.words(str(people), right, line, size, bold=True, align="right")
    left = right - width(canvas, people, size)
    shapes = _LIFTER if people > MOST_LIFTING else _PERSON
    for corners in shapes:
        canvas.shape(corners, INK, x=left, y=line - tall, unit=tall / UNITS)
    if people > MOST_LIFTING:
        canvas.shape(_WINDOW, PAPER, x=left, y=line - tall, unit=tall / UNITS)
    return right - left


def width(canvas: Canvas, people: int, size: float) -> float:
    """How wide the drawing is."""
    if not people:
        return 0
    if people > MOST_LIFTING:
        return size * _TALL
    return size * _TALL * 0.9 + canvas.width(str(people), size, bold=True)
