"""A picture of black and white dots as ZPL's graphic field: hexadecimal, packed by the printer language's own rules.

Digits that repeat stand behind a count (G to Y: 1 to 19, g to z: 20 to 400), `,` fills a row with white, `!` with
black, `:` is the row before once more (ZPL II Programming Guide, "Alternative Data Compression Scheme").
"""

import re
from collections.abc import Iterable, Sequence

from PIL import Image

_REPEATED = re.compile(r"(.)\1{2,}")


def picture(image: Image.Image) -> str:
    """The command for a picture of mode "1", black where it is 0."""
    width, rows = -(-image.width // 8), image.height
    # Pillow packs eight dots to a byte, white is 1; a label printer burns the ones. What fills the last byte is white.
    data = Image.eval(image.convert("L"), lambda dot: 255 - dot).convert("1", dither=Image.Dither.NONE).tobytes()
    return command([data[row * width : (row + 1) * width].hex().upper() for row in range(rows)], width)


def modules(code: Sequence[Sequence[bool]], dots: int) -> str:
    """The command for a QR code, `dots` dots a module."""
    width = -(-len(code) * dots // 8)
    rows: list[str] = []
    for line in code:
        bits = "".join(("1" if dark else "0") * dots for dark in line).ljust(width * 8, "0")
        rows += [f"{int(bits, 2):0{width * 2}X}"] * dots
    return command(rows, width)


def command(rows: Sequence[str], width: int) -> str:
    """The command for rows of hexadecimal digits, `width` bytes each."""
    size = width * len(rows)
    return f"^GFA,{size},{size},{width},{''.join(packed(rows))}"


def packed(rows: Iterable[str]) -> Iterable[str]:
    """Rows in as few letters as they take."""
    before = None
    for row in rows:
        yield ":" if row == before else _row(row)
        before = row


def _row(row: str) -> str:
    """One row: what repeats in it counted, its end filled, from a whole byte on, where that is all white or black."""
    for digit, fill in (("0", ","), ("F", "!")):
        whole = -(-len(row.rstrip(digit)) // 2) * 2
        if whole < len(row):
            return _counted(row[:whole]) + fill
    return _counted(row)


def _counted(row: str) -> str:
    """Digits with counts before those that repeat."""
    return _REPEATED.sub(lambda found: _count(len(found[0])) + found[1], row)


def _count(times: int) -> str:
    """A count as the language writes it: 400s, a twenty's multiple, the rest."""
    many, rest = divmod(times, 400)
    twenties, ones = divmod(rest, 20)
    return "z" * many + (chr(ord("f") + twenties) if twenties else "") + (chr(ord("F") + ones) if ones else "")
