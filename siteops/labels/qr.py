"""QR codes: which grid a text gets, its modules, and the modules as SVG, PNG and terminal text.

A label's grid is the smallest that holds its text, at the highest level of repair that grid allows: seen from
afar a code is lost when its modules get too small, long before it is lost to dirt. `tests/labels/test_qr.py`
holds both to what was measured.
"""

import re
from collections.abc import Iterator
from functools import lru_cache, reduce
from io import BytesIO
from itertools import chain
from operator import or_
from typing import Any

from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, QRData

from siteops.core.codes import LONG

Matrix = list[list[bool]]
"""Rows of modules from the top, True is dark. Without the quiet zone."""

QUIET = 4
"""Modules that must stay white around a code (ISO/IEC 18004)."""

DPI = 300
"""Dots an inch of pictures for paper."""
_MASK = 2
_LETTERS = ALPHA_NUM.decode()
_LETTER_SET = set(_LETTERS)
_DARK = re.compile(b"\x01+")
# Letters of the dense mode that a grid holds at each level; ISO/IEC 18004, table 7. From small to large.
_GRIDS = (
    (29, 2, ERROR_CORRECT_Q), (38, 2, ERROR_CORRECT_M), (47, 3, ERROR_CORRECT_Q), (61, 3, ERROR_CORRECT_M),
    (67, 4, ERROR_CORRECT_Q), (90, 4, ERROR_CORRECT_M), (108, 6, ERROR_CORRECT_Q),
)  # fmt: skip


def matrix(text: str) -> Matrix:
    """The modules of `text`: in the dense mode for a label's URL (0.05 ms), in any other for other texts (5 ms).

    Raises `qrcode.exceptions.DataOverflowError` where no QR code holds the text.
    """
    if not _dense(text):
        return _any(text)
    return _rows(_number(text), size=17 + 4 * _grid(text)[0])


def layers(text: str) -> tuple[Matrix, Matrix]:
    """The same dark modules in two layers: what all codes of this host have, most of a label's; and this one's own."""
    if not _dense(text):
        return [], _any(text)
    (version, level), cut = _grid(text), _cut(text)
    common, size = _alike(version, level, text[:cut], len(text)), 17 + 4 * version
    return _rows(common, size), _rows(_number(text) & ~common, size)


def side(text: str) -> int:
    """How many modules wide the code of `text` is, quiet zone included."""
    return (17 + 4 * _grid(text)[0] if _dense(text) else len(_any(text))) + 2 * QUIET


def repairs(text: str) -> int:
    """How much of a label's code may be missing, in per cent (ISO/IEC 18004: level M or Q)."""
    return 25 if _dense(text) and _grid(text)[1] == ERROR_CORRECT_Q else 15


def bars(modules: Matrix) -> Iterator[tuple[int, int, int]]:
    """The dark modules as (x, y, width), one module high, in modules from the top left."""
    # One light module at the end of each row keeps a run from going on in the next.
    step = len(modules) + 1
    for run in _DARK.finditer(b"\0".join(map(bytes, modules))):
        first, end = run.span()
        yield first % step, first // step, end - first


def svg(text: str, wide: int | None = None) -> str:
    """`text` as a picture with its quiet zone: black on white, one unit a module; `wide` mm, or of no size."""
    modules = matrix(text)
    size = len(modules) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h{w}v1h-{w}z" for x, y, w in bars(modules))
    sides = f' width="{wide}mm" height="{wide}mm"' if wide else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{sides} viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def png(text: str, scale: int = 8) -> bytes:
    """`text` as a PNG of one bit a pixel with its quiet zone, `scale` pixels a module."""
    return _png(text, scale, (len(matrix(text)) + 2 * QUIET) * scale)


def png_of_width(text: str, wide: int) -> bytes:
    """`text` as a PNG for paper, `wide` mm at 300 dots an inch: whole pixels a module, what is over is more white."""
    pixels = round(wide / 25.4 * DPI)
    return _png(text, max(1, pixels // (len(matrix(text)) + 2 * QUIET)), pixels, dpi=(DPI, DPI))


def _png(text: str, scale: int, pixels: int, **given: Any) -> bytes:
    """`text` in the middle of a white square of `pixels`, or of as many as it takes."""
    from PIL import Image

    modules = matrix(text)
    side = len(modules)
    code = Image.frombytes("L", (side, side), bytes(255 * (not dark) for row in modules for dark in row))
    code = code.resize((side * scale, side * scale), Image.Resampling.NEAREST)
    whole = max(pixels, (side + 2 * QUIET) * scale)
    image = Image.new("1", (whole, whole), 1)
    image.paste(code.convert("1", dither=Image.Dither.NONE), ((whole - code.width) // 2, (whole - code.height) // 2))
    file = BytesIO()
    image.save(file, "PNG", **given)
    return file.getvalue()


def terminal(text: str) -> str:
    """`text` to be read off a terminal of any colours: two modules a character, quiet zone included."""
    modules = matrix(text)
    size = len(modules) + 2 * QUIET
    light = [[True] * size for _ in range(size + size % 2)]
    for y, row in enumerate(modules):
        light[y + QUIET][QUIET:-QUIET] = [not dark for dark in row]
    blocks = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    lines = ("".join(blocks[pair] for pair in zip(*light[y : y + 2], strict=True)) for y in range(0, size, 2))
    # Both colours are said, so that a light terminal does not turn the code inside out.
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" for line in lines)


def _dense(text: str) -> bool:
    """Whether `text` is a label's URL, in the letters of the dense mode."""
    return 0 < _cut(text) >= len(text) - LONG - 1 and len(text) <= _GRIDS[-1][0] and set(text) <= _LETTER_SET


def _cut(text: str) -> int:
    """Where the code of a label's URL begins, or a letter before: the dense mode packs letters by twos."""
    return (text.rfind("/") + 1) & ~1


def _grid(text: str) -> tuple[int, int]:
    """The version and the level of repair that a label's URL gets."""
    return next((version, level) for room, version, level in _GRIDS if len(text) <= room)


def _any(text: str) -> Matrix:
    """The modules of a text that needs another mode or a larger grid than labels have."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return code.get_matrix()


def _number(text: str) -> int:
    """The modules of a label's URL as one number."""
    (version, level), cut = _grid(text), _cut(text)
    number, changes = _plate(version, level, text[:cut], len(text))
    for pair, value in enumerate(_pairs(text[cut:])):
        for bit in range(value.bit_length()):
            if value >> bit & 1:
                number ^= changes[pair][bit]
    return number


@lru_cache(maxsize=16)
def _alike(version: int, level: int, head: str, length: int) -> int:
    """The modules that are dark whatever the tail of a text is: those of its plate that no bit changes."""
    base, changes = _plate(version, level, head, length)
    return base & ~reduce(or_, chain.from_iterable(changes))


@lru_cache(maxsize=16)
def _plate(version: int, level: int, head: str, length: int) -> tuple[int, list[list[int]]]:
    """A code whose tail is all `0`, and what each bit of each pair of the tail changes in it.

    For one grid, mask and length, the modules of a QR code are an affine function of the text's bits (its repair
    bytes are linear, the rest is placement), so any tail is this code with some changes laid over it: 20 times
    faster than to encode each text anew. A code is held as one number, a bit a module.
    """
    tail = length - len(head)
    base = _encoded(version, level, head + "0" * tail)
    changes = []
    for start in range(0, tail, 2):
        letters = min(2, tail - start)
        changes.append([
            base ^ _encoded(version, level, head + "0" * start + _letters(1 << bit, letters).ljust(tail - start, "0"))
            for bit in range((44 * 46 if letters == 2 else 44).bit_length())
        ])  # fmt: skip
    return base, changes


def _encoded(version: int, level: int, text: str) -> int:
    """The modules of `text` as one number, the top left module lowest."""
    code = QRCode(version=version, error_correction=level, mask_pattern=_MASK, border=0)
    code.add_data(QRData(text))
    code.makeImpl(False, _MASK)
    return sum(1 << i for i, dark in enumerate(dark for row in code.modules for dark in row) if dark)


def _pairs(text: str) -> Iterator[int]:
    """What the dense mode packs: 45 × the first letter + the second; a last single letter as itself."""
    for i in range(0, len(text), 2):
        values = [_LETTERS.index(letter) for letter in text[i : i + 2]]
        yield values[0] * 45 + values[1] if len(values) == 2 else values[0]


def _letters(value: int, count: int) -> str:
    """The pair, or the single letter, that is packed as `value`."""
    return _LETTERS[value // 45] + _LETTERS[value % 45] if count == 2 else _LETTERS[value]


def _rows(number: int, size: int) -> Matrix:
    """A code held as one number, as rows."""
    bits = f"{number:0{size * size}b}"[::-1]
    return [[bit == "1" for bit in bits[y : y + size]] for y in range(0, size * size, size)]
