"""A label printer in small: reads ZPL as its makers describe it and puts the dots on a label.

It knows what our labels use and fails for all else, for what leaves the label, and for graphics that do not hold the
bytes they promise. Its font 0 is a stand-in, as narrow as theirs.
"""

import re
from dataclasses import dataclass, field

from PIL import Image, ImageChops, ImageDraw, ImageFont

from siteops.labels.canvas import FONTS

COMMAND = re.compile(r"\^(GF|FD|[A-Z][A-Z0-9])([^^]*)", re.DOTALL)
NARROW = 0.85
"""How wide the printers' own letters are beside ours of the same height."""


@dataclass
class Label:
    """One label as it leaves the printer. `texts`: what was set in the printer's own letters."""

    image: Image.Image
    texts: list[str] = field(default_factory=list)


@dataclass
class Field:
    """What was said since the last field ended."""

    at: tuple[int, int] = (0, 0)
    by_baseline: bool = False
    reverse: bool = False
    escapes: bool = False
    size: int = 0
    block: tuple[int, str] | None = None
    drawing: Image.Image | None = None
    text: str | None = None


def labels(zpl: bytes) -> list[Label]:
    """Every label of a file."""
    found: list[Label] = []
    assert zpl.startswith(b"^XA")
    for chunk in zpl.decode().split("^XA")[1:]:
        assert chunk.rstrip().endswith("^XZ")
        found.append(printed(chunk))
    return found


def printed(chunk: str) -> Label:
    """One format, from `^XA` to `^XZ`."""
    size, label, now = {"PW": 0, "LL": 0}, None, Field()
    utf8 = False
    for command, said in ((name, words.rstrip("\n")) for name, words in COMMAND.findall(chunk)):
        if command in size:
            size[command] = int(said)
        elif command == "CI":
            utf8 = said == "28"
        elif command == "FS":
            assert label
            put(label, now)
            now = Field()
        elif command == "LH":
            assert said == "0,0"
            label = Label(Image.new("1", (size["PW"], size["LL"]), 0))
        elif command not in ("LS", "XZ"):
            take(now, command, said)
    assert label
    assert utf8
    return Label(label.image.convert("L").point(lambda dot: 255 - dot), label.texts)


def take(now: Field, command: str, said: str) -> None:
    """A command that says something of the field to come."""
    match command, said.split(","):
        case "FO" | "FT", [x, y]:
            now.at, now.by_baseline = (int(x), int(y)), command == "FT"
        case "FR", [""]:
            now.reverse = True
        case "FH", [""]:
            now.escapes = True
        case "A0", ["N", high, wide]:
            assert high == wide
            now.size = int(high)
        case "FB", [wide, "1", "0", side, "0"]:
            now.block = int(wide), side
        case "GB", [wide, high, thick]:
            now.drawing = box(int(wide), int(high), int(thick))
        case "GF", ["A", total, size, row, *data]:
            assert total == size
            now.drawing = graphic(int(size), int(row), ",".join(data))
        case "FD", _:
            assert now.escapes
            now.text = re.sub("_([0-9A-F]{2})", lambda one: chr(int(one[1], 16)), said)
        case _:
            raise AssertionError(f"^{command}{said}")


def put(label: Label, now: Field) -> None:
    """The field is at its end: its dots come onto the label, or turn those that are there."""
    drawing, (x, y) = now.drawing, now.at
    if now.text is not None:
        label.texts.append(now.text)
        assert now.by_baseline
        drawing = letters(now.text, now.size)
        wide, side = now.block or (drawing.width, "L")
        assert drawing.width <= wide, f"{now.text} breaks into two lines"
        x += {"L": 0, "C": (wide - drawing.width) // 2, "R": wide - drawing.width}[side]
        y -= now.size
    assert drawing
    assert x >= 0
    assert y >= -now.size
    assert x + drawing.width <= label.image.width + 2, (x, now)
    assert y + drawing.height <= label.image.height + now.size // 2
    layer = Image.new("1", label.image.size, 0)
    layer.paste(drawing, (x, y))
    join = ImageChops.logical_xor if now.reverse else ImageChops.logical_or
    label.image = join(label.image, layer)


def letters(text: str, size: int) -> Image.Image:
    """Text in letters as narrow as the printer's, its line `size` dots down."""
    font = ImageFont.truetype(FONTS / "atkinson-next-800.ttf", size)
    image = Image.new("L", (int(font.getlength(text)) + 1, round(size * 1.3)), 0)
    ImageDraw.Draw(image).text((0, size), text, fill=255, font=font, anchor="ls")
    narrow = image.resize((max(1, round(image.width * NARROW)), image.height))
    return narrow.point(lambda dot: 255 * (dot > 127)).convert("1")


def box(wide: int, high: int, thick: int) -> Image.Image:
    """A frame, filled where its line is as thick as itself."""
    image = Image.new("1", (wide, high), 1)
    if 2 * thick < min(wide, high):
        image.paste(0, (thick, thick, wide - thick, high - thick))
    return image


def graphic(size: int, row: int, data: str) -> Image.Image:
    """The dots of a graphic field, unpacked."""
    rows: list[str] = []
    digits, repeat = "", 0
    for letter in data:
        if "G" <= letter <= "Y":
            repeat += ord(letter) - ord("F")
        elif "g" <= letter <= "z":
            repeat += 20 * (ord(letter) - ord("f"))
        elif letter in ",!":
            assert len(digits) % 2 == 0, "a row is filled from whole bytes on"
            digits = digits.ljust(row * 2, "0" if letter == "," else "F")
        elif letter == ":":
            assert not digits
            digits = rows[-1]
        else:
            assert letter in "0123456789ABCDEF"
            digits, repeat = digits + letter * (repeat or 1), 0
        assert len(digits) <= row * 2
        if len(digits) == row * 2:
            rows.append(digits)
            digits = ""
    assert (digits, len(rows) * row) == ("", size)
    return Image.frombytes("1", (row * 8, len(rows)), bytes.fromhex("".join(rows)))
