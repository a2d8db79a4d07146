"""Paper seen again: pages of a PDF as pictures, and the codes on them by a decoder that is not ours."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from PIL import Image

MM = 25.4


@dataclass(frozen=True, slots=True)
class Seen:
    """A code on a page: what it says, and its corners' box in mm from the top left (left, top, right, bottom)."""

    text: str
    box: tuple[float, float, float, float]


def pages(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """Each page in greys, as a printer of `dpi` would put it on paper."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Each page's (width, height) in mm."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [(page.get_width() / 72 * MM, page.get_height() / 72 * MM) for page in document]
    finally:
        document.close()


def words(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def word_boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Where the words of the first page stand: (left, bottom, right, top) in points from the bottom left."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        return [text.get_rect(i) for i in range(text.count_rects())]
    finally:
        document.close()


def seen(picture: Image.Image, dpi: int = 72) -> list[Seen]:
    """Every code in a picture, in the order of the eye: from the top, then from the left."""
    found = []
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])):
        corners = [
            code.position.top_left, code.position.top_right, code.position.bottom_right, code.position.bottom_left,
        ]  # fmt: skip
        xs, ys = [corner.x / dpi * MM for corner in corners], [corner.y / dpi * MM for corner in corners]
        found.append(Seen(code.text, (min(xs), min(ys), max(xs), max(ys))))
    return sorted(found, key=lambda code: (round(code.box[1] / 5), code.box[0]))


def grainy(picture: Image.Image, *, share: float, seed: int = 7) -> Image.Image:
    """A picture as a cheap camera in bad light takes it: `share` of every pixel is noise."""
    noise = Image.frombytes("L", picture.size, random.Random(seed).randbytes(picture.width * picture.height))
    return Image.blend(picture, noise, share)
