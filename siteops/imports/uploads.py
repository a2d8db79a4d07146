"""Uploaded files, kept under the data folder between preview and storing, named by their sha256."""

import hashlib
import re
import tempfile
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


def keep(stream: IO[bytes]) -> str:
    """Keep an uploaded file; its sha256 in hex. Raises TooBig, and then keeps nothing."""
    sweep()
    digest = hashlib.sha256()
    left = FILE_BYTES
    with tempfile.NamedTemporaryFile(dir=_folder(), delete=False) as kept:
        try:
            while chunk := stream.read(CHUNK):
                if (left := left - len(chunk)) < 0:
                    raise TooBig
                digest.update(chunk)
                kept.write(chunk)
        except BaseException:
            Path(kept.name).unlink()
            raise
    Path(kept.name).replace(_folder() / digest.hexdigest())
    return digest.hexdigest()


def kept(sha256: str) -> Path | None:
    """The kept file of that name; None if there is none (any more)."""
    path = _folder() / sha256 if re.fullmatch(r"[0-9a-f]{64}", sha256) else None
    return path if path and path.is_file() else None


def sweep() -> None:
    """Forget what nobody stored within a day."""
    for path in _folder().iterdir():
        if path.stat().st_mtime < time() - KEPT_S:
            path.unlink(missing_ok=True)


def _folder() -> Path:
    folder: Path = current_app.config["DATA"] / "uploads"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
