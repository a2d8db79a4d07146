"""What makes a label hard to read on a dock, in five degrees each: pictures as a phone's camera takes them.

Degree 0 is a usual day, 4 what nobody can ask of a camera. The label is the app's own; the picture grainy as at night.
"""

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.harness import camera

NEAR = 0.4
"""Of the picture's height, as from an arm's length."""
DEGREES = range(5)
LARGE = (1920, 1080)
"""What a stack is taken in, in pixels."""
MOVES = (4, 8, 12, 18, 24)
"""Pixels by which a label near by moves while the shutter is open."""
STACKED = 0.45
"""Of its place in a stack that a label fills."""
Scene = Callable[[Image.Image, int, random.Random], Image.Image]


def far(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """Across the dock: 130 to 50 pixels wide."""
    return camera.frame(label, tilt=chance.uniform(-8, 8), share=(130, 100, 80, 65, 50)[degree] / camera.SIZE[1])


def tilted(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """Seen from the side, by 20 to 70 degrees, from two and a half times its width; and turned by any angle."""
    return camera.frame(from_the_side(label, degree), tilt=chance.uniform(0, 360), share=NEAR)


def blurred(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """Out of focus."""
    picture = camera.frame(label, tilt=chance.uniform(-8, 8), share=NEAR)
    return picture.filter(ImageFilter.GaussianBlur((1.5, 2.5, 3.5, 4.5, 5.5)[degree]))


def moving(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """The phone or the case moves by 4 to 24 pixels while the shutter is open."""
    picture = camera.frame(label, tilt=chance.uniform(-8, 8), share=NEAR)
    return smeared(picture, MOVES[degree], chance)


def dark(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """Hardly any light: 30 to 3 % of it."""
    light = (0.3, 0.2, 0.12, 0.06, 0.03)[degree]
    return camera.frame(label, tilt=chance.uniform(-8, 8), share=NEAR).point(lambda dot: round(dot * light))


def glare(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """A lamp shines back from foil over 0.5 to 10 % of the label, wherever it falls."""
    return covered(label, (0.005, 0.015, 0.03, 0.06, 0.1)[degree], chance, (255, 255, 255), soft=6)


def damaged(label: Image.Image, degree: int, chance: random.Random) -> Image.Image:
    """Dirt on 0.3 to 8 % of it, and scratches."""
    torn = label.convert("RGB")
    pen = ImageDraw.Draw(torn)
    for _ in range(degree + 1):
        ends = [(chance.randrange(torn.width), chance.randrange(torn.height)) for _ in range(2)]
        pen.line([*ends[0], *ends[1]], fill=(200, 196, 190), width=max(2, torn.width // 90))
    return covered(torn, (0.003, 0.01, 0.02, 0.04, 0.08)[degree], chance, (70, 60, 50), soft=0)


SCENES: dict[str, Scene] = {
    "far": far, "tilted": tilted, "blurred": blurred, "moving": moving, "dark": dark, "glare": glare,
    "damaged": damaged,
}  # fmt: skip


def tilted_stack(labels: Sequence[Image.Image], degree: int, chance: random.Random) -> Image.Image:
    """A stack of cases that one walks along, seen from the side as far as one label is in `tilted`."""
    side = from_the_side(camera.wall(labels, size=LARGE, share=STACKED), degree)
    return camera.frame(side, tilt=chance.uniform(-8, 8), share=0.9, size=LARGE)


def moving_stack(labels: Sequence[Image.Image], degree: int, chance: random.Random) -> Image.Image:
    """A stack that is pushed past, or a phone that does not stop: by as much of a label as one moves in `moving`."""
    stack = camera.wall(labels, size=LARGE, share=STACKED).rotate(chance.uniform(-8, 8), fillcolor=camera.CONCRETE)
    smaller = STACKED * LARGE[1] / 3 / (NEAR * camera.SIZE[1])
    return smeared(stack, round(MOVES[degree] * smaller), chance)


STACKS: dict[str, Callable[[Sequence[Image.Image], int, random.Random], Image.Image]] = {
    "tilted": tilted_stack, "moving": moving_stack,
}  # fmt: skip


def stack(scene: str, labels: Sequence[Image.Image], degree: int, seed: int) -> Image.Image:
    """One picture of twelve labels by a large lens that is not quite in focus, the same for the same seed."""
    return soft(STACKS[scene](labels, degree, random.Random(f"stack {scene} {degree} {seed}")))


def shot(scene: str, label: Image.Image, degree: int, seed: int) -> Image.Image:
    """One picture of a label in a scene, the same for the same seed."""
    chance = random.Random(f"{scene} {degree} {seed}")
    return grainy(SCENES[scene](label, degree, chance), seed)


def soft(picture: Image.Image) -> Image.Image:
    """Any picture as a lens sees it that is not quite in focus."""
    return picture.filter(ImageFilter.GaussianBlur(1))


def from_the_side(picture: Image.Image, degree: int) -> Image.Image:
    """Anything flat, its left side the nearer one, from two and a half times its width."""
    (wide, high), angle = picture.size, math.radians((20, 35, 50, 60, 70)[degree])
    narrow = round(wide * math.cos(angle))
    nearer = 1 - 1 / (1 + math.sin(angle) / 2.5)
    lens = ((1 - nearer) * wide / narrow, 0, 0, -nearer * high / narrow / 2, 1, 0, -nearer / narrow, 0)
    return picture.convert("RGB").transform(
        (narrow, high), Image.Transform.PERSPECTIVE, lens, Image.Resampling.BICUBIC, fillcolor=camera.CONCRETE
    )


def smeared(picture: Image.Image, pixels: int, chance: random.Random) -> Image.Image:
    """What moves by so many pixels while the shutter is open, along, up, or both."""
    along = chance.choice(((1, 0), (0, 1), (0.7, 0.7)))
    seen = picture
    for step in range(1, pixels):
        shifted = ImageChops.offset(picture, round(along[0] * step), round(along[1] * step))
        seen = Image.blend(seen, shifted, 1 / (step + 1))
    return seen


def covered(
    label: Image.Image, share: float, chance: random.Random, colour: tuple[int, int, int], *, soft: int
) -> Image.Image:
    """A label near by with a spot over a share of it, somewhere."""
    label = label.convert("RGB")
    radius = (share * label.width * label.height / 3.14) ** 0.5
    x, y = (chance.uniform(radius, side - radius) for side in label.size)
    mask = Image.new("L", label.size)
    ImageDraw.Draw(mask).ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    label = Image.composite(Image.new("RGB", label.size, colour), label, mask.filter(ImageFilter.GaussianBlur(soft)))
    return camera.frame(label, tilt=chance.uniform(-8, 8), share=NEAR)


def grainy(picture: Image.Image, seed: int) -> Image.Image:
    """The noise of a small lens, the same for the same seed: a tile of it, laid anywhere."""
    at = random.Random(seed)
    noise = ImageChops.offset(NOISE, at.randrange(camera.SIZE[0]), at.randrange(camera.SIZE[1]))
    return ImageChops.add(picture, noise.convert("RGB"), offset=-128)


def noise() -> Image.Image:
    """Grain around grey, a pixel large, as it is in every picture that a phone takes indoors."""
    chance = random.Random(1)
    dots = bytes(min(255, max(0, round(chance.gauss(128, 9)))) for _ in range(TILE * TILE))
    tile = Image.frombytes("L", (TILE, TILE), dots)
    sheet = Image.new("L", camera.SIZE)
    for at in range(0, camera.SIZE[0] * camera.SIZE[1], TILE * TILE):
        x, y = at // TILE % camera.SIZE[0], at // TILE // camera.SIZE[0] * TILE
        sheet.paste(tile, (x, y))
    return sheet


TILE = 80
NOISE = noise()
