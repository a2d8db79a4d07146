"""The pictures of an archive: photos from the site, and the faces of people. Each is looked at before any is kept."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask_babel import gettext as _
from PIL import Image, UnidentifiedImageError

from siteops.core.access import faces
from siteops.exports.archive.manifest import Refused
from siteops.exports.archive.reading import Archive

MOST_PIXELS = 25_000_000
"""As for photos that phones send."""


@dataclass(slots=True)
class Pictures:
    """What was unpacked. `faces`: by the name that the archive has for them, made anew as any upload is.

    `wanted`: those whose owner is new here.
    """

    photos: list[Path] = field(default_factory=list)
    faces: dict[str, Path] = field(default_factory=dict)
    wanted: set[Path] = field(default_factory=set)

    def portrayed(self, people: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """New people, each with the name that their photo has here; without, where the archive lacks it."""
        for one in people:
            mine = self.faces.get(one["photo"] or "")
            if mine:
                self.wanted.add(mine)
            yield one | {"photo": mine.name if mine else None}

    def lay(self, folder: Path) -> None:
        """Put photos where the show's lie, and faces where all lie."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path in self.photos:
            path.replace(folder / path.name)
        for path in self.wanted:
            faces.put(path.read_bytes())


@contextmanager
def pictures(archive: Archive, data: Path) -> Iterator[Pictures]:
    """Everything unpacked beside the shows' photos, each of it a picture. Raises Refused."""
    (data / "photos").mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(prefix=".arriving-", dir=data / "photos") as folder:
        found = Pictures()
        for name in archive.named("photos"):
            found.photos.append(photo(archive, name, Path(folder)))
        for name in archive.named("faces"):
            found.faces[Path(name).stem] = face(archive, name, Path(folder))
        yield found


def photo(archive: Archive, name: str, folder: Path) -> Path:
    """A photo, unpacked. Raises Refused."""
    path = folder / name.partition("/")[2]
    with archive.zip.open(name) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    if not is_picture(path):
        raise Refused(_("%(name)s is no picture.", name=name))
    return path


def face(archive: Archive, name: str, folder: Path) -> Path:
    """A face, made anew, in a file called as it will be known. Raises Refused."""
    with archive.zip.open(name) as source:
        sent = source.read(faces.LARGEST + 1)
    try:
        made = faces.square(sent)
    except faces.NoPicture as error:
        raise Refused(_("%(name)s is no picture.", name=name)) from error
    path = folder / sha256(made).hexdigest()
    path.write_bytes(made)
    return path


def is_picture(path: Path) -> bool:
    """Whether a file is a JPEG of a size that pages can show."""
    try:
        with Image.open(path, formats=("JPEG",)) as picture:
            return picture.width * picture.height <= MOST_PIXELS
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
