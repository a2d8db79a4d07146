"""Codes alone, as pictures: for a rental system, a drawing of the dock, a sign of one's own."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO

from siteops.core import codes
from siteops.labels import qr
from siteops.labels.things import Badge, CaseLabel, Poster, SlotPoster, Thing

SIZES_MM = range(10, 301)
"""How wide a picture may be, quiet zone included: below 10 mm no phone reads it, above A3's width nobody prints it."""
_UNSAFE = re.compile(r"[^\w.+-]+")


def file(things: Sequence[Thing], host: str, ending: str, wide: int) -> bytes:
    """The picture of one thing's code, `wide` mm wide; of several, a zip file of them. `ending`: png or svg."""
    made = {f"{name}.{ending}": picture(codes.url(host, thing.code), ending, wide) for name, thing in named(things)}
    if len(made) == 1:
        return next(iter(made.values()))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED if ending == "svg" else zipfile.ZIP_STORED) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return packed.getvalue()


def picture(url: str, ending: str, wide: int) -> bytes:
    """One code as a picture."""
    return qr.svg(url, wide).encode() if ending == "svg" else qr.png_of_width(url, wide)


def named(things: Sequence[Thing]) -> list[tuple[str, Thing]]:
    """Things with a name for the file of each: safe on any disk, no two alike, whatever its case."""
    taken: set[str] = set()
    found: list[tuple[str, Thing]] = []
    for thing in things:
        name = _UNSAFE.sub("-", title(thing)).strip("-.")[:60] or thing.code
        if name.casefold() in taken:
            name = f"{name}-{thing.code}"
        taken.add(name.casefold())
        found.append((name, thing))
    return found


def title(thing: Thing) -> str:
    """What a thing is called."""
    match thing:
        case CaseLabel():
            return thing.number
        case Poster() | Badge():
            return thing.name
        case SlotPoster():
            return f"{thing.dock} {thing.starts:%Y-%m-%d %H%M}"
    return thing.code
