"""Labels as a camera sees them."""

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q

from tests.harness import camera

ADDRESS = "HTTPS://SITEOPS.EXAMPLE/Q/"


def address(code: str) -> str:
    """What the label of a code says."""
    return ADDRESS + code


def label(code: str) -> Image.Image:
    """A label of that code: black on white, with its quiet zone."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, box_size=8, border=4)
    made.add_data(address(code))
    return made.make_image().get_image().convert("RGB")


def wall(codes: list[str], *, size: tuple[int, int] = camera.SIZE, across: int = 4) -> Image.Image:
    """Many labels at once, in rows, as on a stack of cases."""
    return camera.wall([label(code) for code in codes], size=size, across=across)
