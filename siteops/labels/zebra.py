"""Labels in ZPL, the language of label printers, drawn by the same hands as the PDF. In dots from the top left.

Letters of European scripts are the printer's own (font 0, narrower than ours, so what fits with us fits there); what it
has none for, shapes and codes travel as dots. A code is never left to the printer (`^BQ`): where it puts one depends on
what was printed before it, and which code it makes on its firmware.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from math import cos, degrees, radians, sin
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from siteops.labels import graphic_field, qr
from siteops.labels.canvas import FONTS, INK, PAPER, Align, Box, Canvas, Colour
from siteops.labels.document import Corners
from siteops.labels.lettering import visual

_THEIRS = re.compile("[\x20-\x7e\xa0-\u017f\u2013\u2014\u2018-\u201d\u2022\u2026\u20ac]*")
"""Text that font 0 can print: Latin, as the printers' own font 0 has it."""
_SPARE = 0.15
"""Room beside a line that is not set from the left: a block breaks into two lines what is a dot too wide."""
_ESCAPED = re.compile(r"[\^~_\\]")
_POINTS = tuple[tuple[int, int], ...]


class Zebra(Canvas):
    """Takes what a canvas takes; `zpl()` is what was drawn, a format a label. `density`: dots a millimetre."""

    def __init__(self, page: tuple[float, float], density: float) -> None:
        """No label yet; `page` is (width, height) in mm."""
        super().__init__(page)
        self._size, self._density = page, density
        self._labels: list[list[str]] = []

    def zpl(self) -> bytes:
        """All labels, in UTF-8."""
        width, height = (self._dots(side) for side in self._size)
        head = f"^XA^CI28^PW{width}^LL{height}^LH0,0^LS0\n"
        return "".join(f"{head}{chr(10).join(label)}\n^XZ\n" for label in self._labels).encode()

    def add_page(self, *_given: Any, **_more: Any) -> None:
        """A new label."""
        self._labels.append([])

    def words(
        self, text: str, x: float, baseline: float, size: float,
        *, bold: bool = False, colour: Colour = INK, align: Align = "left",
    ) -> None:  # fmt: skip
        """One line of text: in the printer's letters where it has them all, else in ours as dots."""
        text = self.clean(text)
        if not text:
            return
        long = self.width(text, size, bold=bold)
        left = x - long * {"left": 0, "centre": 0.5, "right": 1}[align]
        reverse = "^FR" if colour == PAPER else ""
        if _THEIRS.fullmatch(text):
            high, spare = self._dots(size), 0.0 if align == "left" else long * _SPARE
            block = f"^FB{self._dots(long + spare)},1,0,{align[0].upper()},0" if spare else ""
            left -= spare * (0.5 if align == "centre" else 1)
            place = f"^FT{max(0, self._dots(left))},{self._dots(baseline)}"
            self._put(f"{place}{reverse}^A0N,{high},{high}{block}^FH^FD{escaped(text)}^FS")
            return
        image, up = drawn(tuple(self._lettered(visual(text), bold)), self._dots(size))
        top = max(0, self._dots(baseline) - up)
        self._put(f"^FO{self._dots(left)},{top}{reverse}{graphic_field.picture(image)}^FS")

    def ghost(self, word: str, area: Box) -> None:
        """A word across `area`, in every fourth dot, so that the rest is still to be read."""
        image, _up = drawn(tuple(self._lettered(visual(self.clean(word)), bold=True)), 160)
        angle = radians(30)
        across = image.width * cos(angle) + image.height * sin(angle)
        down = image.width * sin(angle) + image.height * cos(angle)
        scale = min(self._dots(area.width) / across, self._dots(area.height) / down)
        small = image.convert("L").resize((max(1, int(image.width * scale)), max(1, int(image.height * scale))))
        turned = small.rotate(degrees(angle), expand=True, fillcolor=255)
        raster = Image.new("L", turned.size, 255)
        raster.paste(0, (0, 0), _every_fourth(turned.size))
        pale = Image.composite(raster, Image.new("L", turned.size, 255), turned.point(lambda dot: 255 * (dot < 128)))
        x = self._dots(area.x) + (self._dots(area.width) - turned.width) // 2
        y = self._dots(area.y) + (self._dots(area.height) - turned.height) // 2
        self._put(f"^FO{max(0, x)},{max(0, y)}{graphic_field.picture(pale.convert('1', dither=Image.Dither.NONE))}^FS")

    def code(self, text: str, x: float, y: float, module: float) -> None:
        """A QR code without its quiet zone: whole dots a module, in the middle of the room it was given."""
        code, dots = qr.matrix(text), int(module * self._density + 1e-6)
        spare = (module * self._density - dots) * len(code) / 2
        left, top = (round(edge * self._density + spare) for edge in (x, y))
        self._put(f"^FO{left},{top}{graphic_field.modules(code, dots)}^FS")

    def shape(self, corners: Corners, colour: Colour, *, x: float, y: float, unit: float) -> None:
        """A filled polygon, its corners in units of `unit` mm from (x, y); a white one is a hole in the black."""
        dots = [(self._dots(x + across * unit), self._dots(y + down * unit)) for across, down in corners]
        left, top = min(x for x, _ in dots), min(y for _, y in dots)
        field = polygon(tuple((x - left, y - top) for x, y in dots))
        self._put(f"^FO{left},{top}{'^FR' if colour == PAPER else ''}{field}^FS")

    def bar(self, box: Box, colour: Colour) -> None:
        """A filled rectangle: every colour is black on such a printer."""
        wide, high = max(1, self._dots(box.width)), max(1, self._dots(box.height))
        self._put(f"^FO{self._dots(box.x)},{self._dots(box.y)}^GB{wide},{high},{min(wide, high)}^FS")

    def photo(self, jpeg: bytes, box: Box) -> None:
        """A photo in black and white dots."""
        with Image.open(BytesIO(jpeg)) as picture:
            small = picture.convert("L").resize((self._dots(box.width), self._dots(box.height)))
        dots = graphic_field.picture(small.convert("1"))
        self._put(f"^FO{self._dots(box.x)},{self._dots(box.y)}{dots}^FS")

    def outline(self, box: Box, colour: Colour) -> None:
        """A line of one dot round `box`."""
        self._put(f"^FO{self._dots(box.x)},{self._dots(box.y)}^GB{self._dots(box.width)},{self._dots(box.height)},1^FS")

    def _put(self, field: str) -> None:
        """One more field of the label."""
        self._labels[-1].append(field)

    def _dots(self, mm: float) -> int:
        """A length in dots."""
        return round(mm * self._density)

    def _lettered(self, text: str, bold: bool) -> Iterable[tuple[str, str]]:
        """Text in the order it is drawn, by the file of the font that has its letters."""
        for run in self._runs(text, bold):
            yield run.face, run.text


def escaped(text: str) -> str:
    """Text for `^FD` after `^FH`: what begins a command, or escapes, by its number."""
    return _ESCAPED.sub(lambda found: f"_{ord(found[0]):02X}", text)


@lru_cache(maxsize=512)
def drawn(runs: tuple[tuple[str, str], ...], size: int) -> tuple[Image.Image, int]:
    """Letters as dots, and how many of them stand above the line."""
    fonts = [(text, font(face, size)) for face, text in runs]
    width = sum(round(one.getlength(text)) for text, one in fonts)
    image = Image.new("L", (max(1, width + 2), round(size * 1.4)), 255)
    pen, x = ImageDraw.Draw(image), 0.0
    for text, one in fonts:
        pen.text((x, size), text, fill=0, font=one, anchor="ls")
        x += one.getlength(text)
    return image.point(lambda dot: 255 * (dot >= 128)).convert("1"), size


@lru_cache(maxsize=256)
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """One of our fonts; letters stand as they are given, since they are joined and ordered already."""
    return ImageFont.truetype(FONTS / f"{face}.ttf", size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2048)
def polygon(corners: _POINTS) -> str:
    """A filled polygon as a graphic field."""
    image = Image.new("1", (max(x for x, _ in corners) + 1, max(y for _, y in corners) + 1), 1)
    ImageDraw.Draw(image).polygon(corners, fill=0)
    return graphic_field.picture(image)


@lru_cache(maxsize=8)
def _every_fourth(size: tuple[int, int]) -> Image.Image:
    """A mask with one dot in four."""
    row = bytes([255, 0] * (size[0] // 2 + 1))[: size[0]]
    return Image.frombytes("L", size, b"".join(row if y % 2 else bytes(size[0]) for y in range(size[1])))
