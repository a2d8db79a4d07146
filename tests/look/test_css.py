"""The stylesheets: colours in one place, both themes whole and readable, small enough for a dock's signal."""

import gzip
import re
from pathlib import Path

import pytest

from siteops.core.assets import Assets

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
SHEETS = sorted(path for path in STATIC.rglob("*.css") if "vendor" not in path.parts)
TOKENS = (STATIC / "css/tokens.css").read_text()
SPRITE = (STATIC / "icons/sprite.svg").read_text()
LIGHT, DARK = ":root", ':root[data-theme="dark"]'


def css(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def tokens(selector: str) -> dict[str, str]:
    """The tokens that a theme sets; the dark one stands on the light one."""
    block = re.search(rf"^{re.escape(selector)} \{{(.*?)^\}}", TOKENS, re.DOTALL | re.MULTILINE)
    assert block, selector
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", re.sub(r"/\*.*?\*/", "", block[1])))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour.removeprefix("#")
    full = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_keeps_the_rules(path):
    text = css(path)
    assert "!important" not in text
    assert not re.search(r"(^|[\s,>])#[a-z][\w-]*[^;{}]*\{", text, re.MULTILINE), "styles an id"
    if path.name != "tokens.css":
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", text), "a colour that is not a token"
        assert not re.search(r"z-index:\s*\d", text), "a layer that is not a token"
    assert not re.search(r"\b(margin|padding|border)-(left|right|top|bottom)\b|text-align:\s*(left|right)", text)


def test_every_token_that_is_used_exists():
    set_somewhere = {name for path in SHEETS for name in re.findall(r"(--[\w-]+)\s*:", css(path))}
    used = {name for path in SHEETS for name in re.findall(r"var\((--[\w-]+)\)", css(path))}
    assert used <= set_somewhere


def test_the_system_s_dark_and_the_chosen_dark_are_one():
    system = tokens(':root:not([data-theme="sun"])')
    assert system == tokens(DARK)


PAIRS = [
    *[
        (ink, ground, 4.5)
        for ink in ("ink", "muted", "link", "ok", "warn", "stop", "info")
        for ground in ("card", "paper")
    ],
    *[(tone, f"{tone}-t", 4.5) for tone in ("ok", "warn", "stop", "info", "idle")],
    *[("edge", ground, 3) for ground in ("card", "paper")],
    *[("v-ink", f"v-{verdict}", 7) for verdict in ("ok", "stop", "unknown")],
    ("v-dark", "v-again", 7),
    ("act-ink", "act", 7),
    ("sel-ink", "sel", 7),
    ("slab-ink", "slab", 7),
]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_it_can_be_read_in_the_sun_and_in_the_dark(theme, ink, ground, least):
    colours = tokens(LIGHT) | tokens(theme)
    assert contrast(colours[f"--{ink}"], colours[f"--{ground}"]) >= least


def test_the_phone_s_stylesheet_is_small():
    sheet = Assets.read(STATIC).files["css/field.css"]
    assert len(sheet) <= 25_000
    assert len(gzip.compress(sheet, 9)) <= 7_000


def test_every_icon_a_page_or_screen_names_is_in_the_sprite():
    symbols = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    named = set(re.findall(r'(?:_?icon\(|icon=)"([a-z][\w-]+)"', templates))
    assert named <= symbols
