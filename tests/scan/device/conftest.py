"""The scanner's page before a phone that films a label."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.harness import camera
from tests.harness.phones import FAKE_CAMERA, MODEL, Phones
from tests.scan.device import labels
from tests.scan.device.site import ScannerSite, scanner_site

CODE = "7K3M9QXZ"
"""The label that the filming phone sees, always."""


@pytest.fixture
def site() -> Iterator[ScannerSite]:
    """Serves the scanner's page."""
    with scanner_site() as served:
        yield served


@pytest.fixture(scope="session")
def filming(every_phone: Phones, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """A browser whose camera is held on one label."""
    film = camera.film(tmp_path_factory.mktemp("film") / "label.mjpeg", [(labels.label(CODE), 1)])
    return every_phone.launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={film}")


@pytest.fixture
def scanner(phones: Phones, site: ScannerSite, filming: Browser) -> Iterator[Callable[..., Page]]:
    """`scanner(before="", browser=filming, address=…)`: the page, on a new phone. `before`: a script run first."""
    with ExitStack() as pockets:

        def open_page(before: str = "", *, browser: Browser = filming, address: str = site.url, **options: Any) -> Page:
            model = {**phones.playwright.devices[MODEL], "permissions": ["camera", "screen-wake-lock"], **options}
            context = browser.new_context(**model)
            pockets.callback(context.close)
            context.on("weberror", lambda error: phones.faults.append(str(error.error)))
            context.on("console", phones.hear)
            page = context.new_page()
            if before:
                page.add_init_script(before)
            page.goto(address)
            return page

        yield open_page


@pytest.fixture
def reel(tmp_path: Path) -> Path:
    """Where a test puts a film of its own."""
    return tmp_path / "film.mjpeg"
