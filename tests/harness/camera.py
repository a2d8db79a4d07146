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


def frame(label: Image.Image | None, *, tilt: float, share: float) -> Image.Image:
    """One picture: the label, tilted, in the middle of a concrete floor."""
    picture = Image.new("RGB", SIZE, CONCRETE)
    if label is None:
        return picture
    height = round(SIZE[1] * share)
    width = round(label.width * height / label.height)
    seen = label.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    seen = seen.rotate(tilt, expand=True, resample=Image.Resampling.BICUBIC, fillcolor=CONCRETE)
    picture.paste(seen, ((SIZE[0] - seen.width) // 2, (SIZE[1] - seen.height) // 2))
    return picture


def jpeg(picture: Image.Image) -> bytes:
    """The picture as one frame of a film."""
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
