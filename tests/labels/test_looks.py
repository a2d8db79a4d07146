"""Paper and screen agree, and the fonts are the ones that were taken."""

import hashlib
import json
import re
from pathlib import Path

from siteops.core.plan import DEPARTMENTS as PLANNED
from siteops.labels.canvas import FONTS
from siteops.labels.departments import DEPARTMENTS, department

ROOT = Path(__file__).parents[2]


def test_a_department_has_the_colour_of_the_screen_on_paper():
    tokens = (ROOT / "static/css/tokens.css").read_text()
    on_screen = dict(re.findall(r"--d-(\w+): #([0-9a-f]{6})", tokens))
    assert {name: bytes(look.colour).hex() for name, look in DEPARTMENTS.items()} == on_screen


def test_every_department_of_the_plan_has_a_look_and_a_shape_of_its_own():
    assert set(DEPARTMENTS) == set(PLANNED)
    assert len({look.shape for look in DEPARTMENTS.values()}) == len(PLANNED)
    assert department("no such") == DEPARTMENTS["other"]


def test_a_department_has_the_corners_of_the_screen_on_paper():
    sprite = (ROOT / "static/icons/departments.svg").read_text()
    for name in ("lighting", "audio"):
        corners = re.search(rf'id="{name}".*?d="M(\d+) (\d+)', sprite)
        assert corners
        assert DEPARTMENTS[name].shape[0] == (int(corners[1]), int(corners[2]))


def test_the_fonts_are_as_listed():
    listed = json.loads((FONTS / "FONTS.json").read_text())
    files = {name: digest for font in listed.values() for name, digest in font["files"].items()}
    assert files == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.iterdir()
        if path.name != "FONTS.json"
    }
    assert all(font["licence"] and font["version"] for font in listed.values())
