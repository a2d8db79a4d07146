"""Labels as a camera sees them."""

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_Q

ADDRESS = "HTTPS://SITEOPS.EXAMPLE/Q/"


def address(code: str) -> str:
    """What the label of a code says."""
    return ADDRESS + code


def label(code: str) -> Image.Image:
    """A label of that code: black on white, with its quiet zone."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, box_size=8, border=4)
    made.add_data(address(code))
    return made.make_image().get_image().convert("RGB")


def wall(codes: list[str], *, size: tuple[int, int] = (1280, 720), across: int = 4) -> Image.Image:
    """Many labels at once, in rows, as on a stack of cases."""
    picture = Image.new("RGB", size, (96, 104, 110))
    down = -(-len(codes) // across)
    cell = (size[0] // across, size[1] // down)
    side = min(cell) * 3 // 4
    for place, code in enumerate(codes):
        row, column = divmod(place, across)
        seen = label(code).resize((side, side), Image.Resampling.LANCZOS)
        picture.paste(seen, (column * cell[0] + (cell[0] - side) // 2, row * cell[1] + (cell[1] - side) // 2))
    return picture
