"""What came out of the printer: labels cut from the pages of a PDF, known by what they say; and films of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from siteops.labels.sheets import Sheet
from tests.harness.camera import Shot, film
from tests.labels.paper import MM

DPI = 203
"""Of the coarsest printers in use: if these labels are read, all are."""
SEEN, GAP = 40, 40
"""Frames: a little over a second in front of each label, then as long on the way to the next."""
AFTERWARDS = 600
"""Frames of bare floor at the end: twenty seconds later a film begins anew, for a machine too busy to have seen it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A piece of paper with a code on it. `words`: what a person reads there."""

    words: str
    picture: Image.Image

    @property
    def code(self) -> str:
        """What its QR code says, by a decoder that is not ours."""
        (read,) = zxingcpp.read_barcodes(self.picture)
        return read.text


def cut(pdf: bytes, sheet: Sheet) -> list[Label]:
    """Every label of a print, page by page; free spots of the last page are thrown away."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        labels = [label for page in document for label in cut_page(page, sheet)]
    finally:
        document.close()
    return [label for label in labels if label.words]


def cut_page(page: pypdfium2.PdfPage, sheet: Sheet) -> list[Label]:
    """The labels of one page, row by row."""
    picture, text = page.render(scale=DPI / 72, grayscale=True).to_pil(), page.get_textpage()
    high, (width, height) = sheet.page[1], sheet.label
    labels = []
    for x, y in sheet.spots():
        box = tuple(round(side / MM * DPI) for side in (x, y, x + width, y + height))
        points = (side / MM * 72 for side in (x, high - y - height, x + width, high - y))
        labels.append(Label(" ".join(text.get_text_bounded(*points).split()), picture.crop(box)))
    return labels


def found(labels: Sequence[Label], words: str) -> Label:
    """The one label that says so, as a word of its own."""
    (label,) = [one for one in labels if f" {words} " in f" {one.words} "]
    return label


class Reel:
    """The film in a phone's camera. Another one is seen as soon as the camera is opened again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.show()

    def show(self, *labels: Label) -> None:
        """From now on the camera passes these labels; without any it looks at the floor."""
        shots: list[Shot] = [(None, GAP)]
        for label in labels:
            shots += [(label.picture, SEEN), (None, GAP)]
        fresh = film(self.path.with_suffix(".next.mjpeg"), [*shots, (None, AFTERWARDS)], share=0.8)
        # The camera may still read the old one: that keeps its place on the disk until it is let go.
        fresh.replace(self.path)
