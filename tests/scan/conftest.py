"""A served show with every code, hands that hold phones, and a picture to attach."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page

from tests.harness.cast import Cast, Phone
from tests.harness.server import LiveServer
from tests.scan.hand import Hand
from tests.scan.stage import Stage, hang


@pytest.fixture
def codes(app: Flask, cast: Cast) -> dict[str, str]:
    """Every printed code by the name of its thing."""
    return hang(app, cast)


@pytest.fixture
def stage(codes: dict[str, str], live_server: LiveServer, cast: Cast, phone_of: Callable[[str], Phone]) -> Stage:
    """The show, served, in load-in."""
    made = Stage(live_server, cast, phone_of("lea"), codes)
    made.begin("load-in")
    return made


@pytest.fixture
def hand(stage: Stage, phone: Callable[..., Page]) -> Callable[..., Hand]:
    """`hand("cem", film=None, **options)`: somebody signed in on a phone of their own, at the scanner.

    Phones come after the stage, so that they are put down before it: a server waits for who is still connected.
    """

    def pick_up(who: str = "cem", film: Path | None = None, **options: Any) -> Hand:
        return Hand(phone(film, **options), stage).sign_in(who)

    return pick_up


@pytest.fixture
def photo() -> dict[str, str | bytes]:
    """A picture as a phone's camera hands it over."""
    made = BytesIO()
    Image.new("RGB", (320, 240), "orange").save(made, "JPEG")
    return {"name": "ramp.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}
