"""The papers that labels are printed on, in exact millimetres.

Sizes of labels and the gaps between them are those the makers print on the packs: Avery L7160, L7163 and L7165
(A4), Avery 5160 and 5163 (US Letter), Brother DK-11202 (62 × 100 mm) and DK-11201 (29 × 90 mm), 4 × 6 in of any
thermal printer; a card is ISO/IEC 7810 ID-1. Makers centre the grid on the sheet, so the margins follow from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

INCH = 25.4
A4 = (210.0, 297.0)
A3 = (297.0, 420.0)
LETTER = (8.5 * INCH, 11 * INCH)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels, or one label of a roll as its own page.

    `page`, `label`: (width, height). `gap`: white between neighbours, across and down. All in mm.
    `cut`: plain paper without labels on it, so lines to cut along are printed. `roll`: of a label printer.
    """

    name: str
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int = 1
    rows: int = 1
    gap: tuple[float, float] = (0.0, 0.0)
    cut: bool = False
    roll: bool = False

    @property
    def count(self) -> int:
        """Labels on one page."""
        return self.columns * self.rows

    @property
    def origin(self) -> tuple[float, float]:
        """The top left corner of the first label, in mm from the top left of the page."""
        width = self.columns * self.label[0] + (self.columns - 1) * self.gap[0]
        height = self.rows * self.label[1] + (self.rows - 1) * self.gap[1]
        return (self.page[0] - width) / 2, (self.page[1] - height) / 2

    def spots(self) -> Iterator[tuple[float, float]]:
        """The top left corner of each label in mm, row by row."""
        left, top = self.origin
        for row in range(self.rows):
            for column in range(self.columns):
                yield left + column * (self.label[0] + self.gap[0]), top + row * (self.label[1] + self.gap[1])


def _roll(name: str, width: float, height: float) -> Sheet:
    """A label of a roll: a page of its own size."""
    return Sheet(name, page=(width, height), label=(width, height), roll=True)


def _whole(name: str, page: tuple[float, float]) -> Sheet:
    """A sheet that is one poster."""
    return Sheet(name, page=page, label=page)


CASE_SHEETS = {
    "L7160": Sheet("L7160 (A4)", A4, (63.5, 38.1), columns=3, rows=7, gap=(2.54, 0)),
    "L7163": Sheet("L7163 (A4)", A4, (99.1, 38.1), columns=2, rows=7, gap=(2.5, 0)),
    "L7165": Sheet("L7165 (A4)", A4, (99.1, 67.7), columns=2, rows=4, gap=(2.5, 0)),
    "5160": Sheet("5160 (Letter)", LETTER, (2.625 * INCH, INCH), columns=3, rows=10, gap=(0.125 * INCH, 0)),
    "5163": Sheet("5163 (Letter)", LETTER, (4 * INCH, 2 * INCH), columns=2, rows=5, gap=(0.1875 * INCH, 0)),
    "62x100": _roll("62 × 100 mm", 62, 100),
    "29x90": _roll("29 × 90 mm", 90, 29),
    "4x6": _roll("4 × 6 in", 4 * INCH, 6 * INCH),
}
BADGE_SHEETS = {
    "badge-A4": Sheet("A4", A4, (85.6, 53.98), columns=2, rows=5, cut=True),
    "badge-letter": Sheet("Letter", LETTER, (85.6, 53.98), columns=2, rows=5, cut=True),
    "badge-62x100": _roll("62 × 100 mm", 62, 100),
}
POSTER_PAPERS = {
    "A4": _whole("A4", A4),
    "letter": _whole("Letter", LETTER),
    "A3": _whole("A3", A3),
}
