"""Photos: they travel after the entries that name them, in pieces, by the sha256 of what the phone holds.

What is kept is made anew from the pixels, so that no place, name or maker's note comes along. Files lie
under the data folder, one folder a show: `photos/<show>/<sha256>.jpg`; unfinished ones end in `.part`.
"""

import fcntl
import os
import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from PIL import Image, ImageOps, UnidentifiedImageError

photos = Blueprint("photos", __name__, url_prefix="/api/shows/<show>/photos")

LARGEST = 12 * 1024 * 1024
"""Bytes of one photo. Phones send at most 2048 pixels a side, some 1 MB."""
MOST_PIXELS = 25_000_000
"""Beyond 25 megapixels a picture is not opened: a bomb of a few bytes can claim any size."""
NAME = re.compile(r"[0-9a-f]{64}")


@photos.put("/<name>")
def put(show: str, name: str) -> ResponseReturnValue:
    """One piece, at `Upload-Offset` of `Upload-Length` bytes. Always answers how far we are."""
    path = place(show, name)
    offset, length = count("Upload-Offset"), count("Upload-Length")
    if not 0 < length <= LARGEST:
        abort(413, "A photo has at most 12 MiB.")
    if path.exists():
        return reached(length, 200)
    piece = request.get_data(cache=False)
    have = append(path.with_suffix(".part"), offset, piece, length)
    if have != offset + len(piece):
        return reached(have, 409)
    if have == length:
        finish(path, name)
    return reached(have, 200)


@photos.get("/<name>")
def show_photo(show: str, name: str) -> ResponseReturnValue:
    """A finished photo. It never changes, so it may be kept."""
    path = place(show, name)
    if not path.exists():
        abort(404, "This photo is not here yet. It may still be on the phone that took it.")
    answer = Response(path.read_bytes(), content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


def place(show: str, name: str) -> Path:
    """Where a photo lies. Aborts with 404 for a name that is no sha256."""
    if not NAME.fullmatch(name):
        abort(404)
    folder: Path = current_app.config["DATA"] / "photos" / show
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.jpg"


def count(header: str) -> int:
    """A header that is a number of bytes. Aborts with 400."""
    value = request.headers.get(header, "")
    if not value.isdecimal() or len(value) > 12:
        abort(400, f"A piece of a photo carries {header}.")
    return int(value)


def reached(have: int, status: int) -> Response:
    """How many bytes of the photo are here."""
    return Response(status=status, headers={"Upload-Offset": str(have)})


def append(part: Path, offset: int, piece: bytes, length: int) -> int:
    """Add a piece where it belongs; answers how much is here. A piece that does not follow is not taken."""
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)  # two tabs may send the same photo
        have = os.fstat(descriptor).st_size
        if offset > have or offset + len(piece) > length:
            return have
        os.pwrite(descriptor, piece, offset)
        os.ftruncate(descriptor, offset + len(piece))
        os.fsync(descriptor)
        return offset + len(piece)
    finally:
        os.close(descriptor)


def finish(path: Path, name: str) -> None:
    """All bytes are here: check them, and keep the picture made anew. Aborts with 422 and begins again."""
    part = path.with_suffix(".part")
    data = part.read_bytes()
    try:
        if sha256(data).hexdigest() != name:
            abort(422, "These are not the bytes that the name promises.")
        fresh = path.with_suffix(f".{os.getpid()}.new")
        fresh.write_bytes(anew(data))
        fresh.replace(path)
    finally:
        part.unlink(missing_ok=True)


def anew(data: bytes) -> bytes:
    """A JPEG of nothing but the pixels, upright. Aborts with 422 for what is no picture, or too large a one."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                abort(422, "This picture is larger than 25 megapixels.")
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        abort(422, "This is no picture that can be opened.")
    bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    made = BytesIO()
    bare.save(made, "JPEG", quality=85)
    return made.getvalue()
