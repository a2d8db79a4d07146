"""Photos of people, for badges: square, small, made anew from the pixels, so that no place or maker's note comes along.

Files lie in the data folder, `faces/<sha256>.jpg`, named for what they hold. They are personal: whoever is erased is
forgotten here too, see `forget_photo`.
"""

import re
import struct
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from PIL import Image, ImageOps
from sqlalchemy import Connection, func, select, update

from siteops.core.access.people import Person

LARGEST = 12 * 1024 * 1024
"""Bytes of one upload: what a phone's camera makes has 3 to 8 MB."""
MOST_PIXELS = 50_000_000
"""Phones take up to 50 megapixels; a bomb of a few bytes can claim any size, and is not opened."""
SIDE = 480
"""Pixels a side of what is kept: 40 mm at 300 dots an inch, more than any badge has."""
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, struct.error)
"""What Pillow says to files that are damaged, or made to do harm."""
_NAME = re.compile(r"[0-9a-f]{64}")


class NoPicture(ValueError):
    """What was sent is no picture that can be kept; the text says what to do."""


def keep(data: bytes) -> str:
    """Keep a photo; the name by which it is known. Raises NoPicture."""
    return put(square(data))


def put(made: bytes) -> str:
    """Keep what `square` made of a photo; the name by which it is known."""
    name = sha256(made).hexdigest()
    path = _folder() / f"{name}.jpg"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(0o600)
        fresh.write_bytes(made)
        fresh.replace(path)
    return name


def read(name: str | None) -> bytes | None:
    """A photo as JPEG; None where there is none, or not any more."""
    if not name or not _NAME.fullmatch(name):
        return None
    try:
        return (_folder() / f"{name}.jpg").read_bytes()
    except FileNotFoundError:
        return None


def forget_photo(connection: Connection, person: int) -> None:
    """Take a person's photo away for good, unless somebody else has the very same one. Inside `writing()`."""
    name = connection.scalar(select(Person.photo).where(Person.id == person))
    connection.execute(update(Person).where(Person.id == person).values(photo=None))
    others = connection.scalar(select(func.count()).select_from(Person).where(Person.photo == name))
    if name and _NAME.fullmatch(name) and not others:
        (_folder() / f"{name}.jpg").unlink(missing_ok=True)


def square(data: bytes) -> bytes:
    """A JPEG of nothing but the pixels, upright, the middle of it. Raises NoPicture."""
    if len(data) > LARGEST:
        raise NoPicture(_("This photo is larger than 12 MB. Send a smaller one."))
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NoPicture(_("This photo has more than 50 megapixels. Send a smaller one."))
            picture.draft("RGB", (SIDE * 2, SIDE * 2))  # a large JPEG is read at a fraction of its size
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except NoPicture:
        raise
    except (*UNREADABLE, Image.DecompressionBombError) as error:
        raise NoPicture(_("This is no photo that can be opened: send a JPEG, PNG or WebP.")) from error
    # A little above the middle: that is where a face is in a portrait.
    made = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    bare, file = Image.frombytes("RGB", made.size, made.tobytes()), BytesIO()
    bare.save(file, "JPEG", quality=85)
    return file.getvalue()


def _folder() -> Path:
    """Where photos of people lie."""
    folder: Path = current_app.config["DATA"] / "faces"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
