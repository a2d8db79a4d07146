"""Films for a phone's fake camera: what it sees, frame by frame, as Chromium's MJPEG file."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image

SIZE = (1280, 720)
"""What the scanner asks a camera for, in pixels."""
CONCRETE = (96, 104, 110)
Shot = tuple[Image.Image | None, int]
"""A label (None: the bare floor) and for how many frames it is seen. Chromium plays 30 frames a second, in a loop."""


def film(path: Path, shots: Iterable[Shot], *, tilt: float = 3.0, share: float = 0.6) -> Path:
    """Write `shots` to `path` (must end in .mjpeg). Gives the path.

    `tilt`: degrees, since nobody holds a phone straight. `share`: of the picture's height that a label fills.
    """
    if path.suffix != ".mjpeg":
        raise ValueError("Chromium tells the format of a film by its name: it must end in .mjpeg")
    with path.open("wb") as reel:
        for label, count in shots:
            reel.write(jpeg(frame(label, tilt=tilt, share=share)) * count)
    return path


def loop(labels: Sequence[Image.Image], *, seen: int = 30, gap: int = 15) -> list[Shot]:
    """Shots that pass `labels` one after another: each `seen` frames, then `gap` frames of bare floor."""
    return [shot for label in labels for shot in ((label, seen), (None, gap))]


def frame(
    label: Image.Image | None, *, tilt: float, share: float, size: tuple[int, int] = SIZE
) -> Image.Image:
    """One picture: the label, tilted, in the middle of a concrete floor."""
    picture = Image.new("RGB", size, CONCRETE)
    if label is None:
        return picture
    height = round(size[1] * share)
    width = round(label.width * height / label.height)
    seen = label.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    seen = seen.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=CONCRETE)
    picture.paste(seen, ((size[0] - seen.width) // 2, (size[1] - seen.height) // 2))
    return picture


def wall(
    labels: Sequence[Image.Image], *, size: tuple[int, int] = SIZE, across: int = 4, share: float = 0.75
) -> Image.Image:
    """One picture of many labels, in rows, as on a stack of cases. `share`: of its place that a label fills."""
    picture = Image.new("RGB", size, CONCRETE)
    down = -(-len(labels) // across)
    cell = (size[0] // across, size[1] // down)
    side = round(min(cell) * share)
    for place, label in enumerate(labels):
        row, column = divmod(place, across)
        seen = label.convert("RGB").resize((side, side), Image.Resampling.LANCZOS)
        picture.paste(seen, (column * cell[0] + (cell[0] - side) // 2, row * cell[1] + (cell[1] - side) // 2))
    return picture


def jpeg(picture: Image.Image) -> bytes:
    """The picture as one frame of a film."""
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
