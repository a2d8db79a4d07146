"""Uploaded files, kept under the data folder between preview and storing, named by their sha256."""

import hashlib
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time
from typing import IO

from flask import current_app

from siteops.imports.child.limits import FILE_BYTES

KEPT_S = 24 * 3600
"""A preview is stored within the day or uploaded again."""
CHUNK = 64 * 1024


class TooBig(Exception):
    """The upload is larger than any list we read."""


def keep(stream: IO[bytes], *, most: int = FILE_BYTES) -> str:
    """Keep an uploaded file of `most` bytes; its sha256 in hex. Raises TooBig, and then keeps nothing."""
    sweep()
    digest = hashlib.sha256()
    left = most
    with tempfile.NamedTemporaryFile(dir=folder(), delete=False) as kept:
        try:
            while chunk := stream.read(CHUNK):
                if (left := left - len(chunk)) < 0:
                    raise TooBig
                digest.update(chunk)
                kept.write(chunk)
        except BaseException:
            Path(kept.name).unlink()
            raise
    Path(kept.name).replace(folder() / digest.hexdigest())
    return digest.hexdigest()


def kept(sha256: str) -> Path | None:
    """The kept file of that name; None if there is none (any more)."""
    path = folder() / sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else None
    return path if path and path.is_file() else None


def sweep() -> None:
    """Forget what nobody stored within a day."""
    for path in folder().iterdir():
        with suppress(FileNotFoundError):  # others sweep, too, and jobs come and go
            if path.stat().st_mtime < time() - KEPT_S:
                path.unlink()


def folder() -> Path:
    """Where uploads lie, and what is told about them."""
    uploads: Path = current_app.config["DATA"] / "uploads"
    uploads.mkdir(mode=0o700, exist_ok=True)
    return uploads
