"""Phones of a test: Chromium with a phone's screen, a filmed camera, and an ear for faults."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright

from tests.harness import chromium
from tests.harness.programs import CHROMIUM

MODEL = "Pixel 7"
UNREACHED = ("Failed to load resource", "An unknown error occurred when fetching the script")
"""How Chromium words a request, or the worker's look for a newer self, that reached no server."""
FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


class Phones:
    """Makes phones. Each is a browser profile of its own: own storage, own sign-in, own service worker."""

    def __init__(self, playwright: Playwright) -> None:
        self.playwright = playwright
        self.open = ExitStack()
        self.faults: list[str] = []
        self.plain: Browser | None = None
        self.model: dict[str, Any] = playwright.devices[MODEL]

    def browser(self, film: Path | None = None) -> Browser:
        """A running Chromium. Only one with a film has a process of its own, for a film is said at its start."""
        if film is not None:
            return self.launch(*FAKE_CAMERA, f"--use-file-for-fake-video-capture={film.resolve()}")
        if self.plain is None:
            self.plain = self.launch()
        return self.plain

    def launch(self, *switches: str) -> Browser:
        """Start a Chromium that ends with the test session or sooner."""
        args = chromium.flags(chromium.LEAN, *switches)
        browser = self.playwright.chromium.launch(executable_path=CHROMIUM.found(), args=args)
        self.open.callback(browser.close)
        return browser

    @contextmanager
    def context(self, film: Path | None = None, **options: Any) -> Iterator[BrowserContext]:
        """A fresh phone. `options`: of `new_context`, over those of the model."""
        model = {**self.model, "permissions": ["camera"] if film else [], **options}
        browser = self.browser(film)
        context = browser.new_context(**model)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", self.hear)
        yield context
        context.close()
        if film is not None:
            browser.close()

    @contextmanager
    def resident(self, profile: Path) -> Iterator[BrowserContext]:
        """A phone whose browser leaves all that it holds in the folder `profile`."""
        model = {name: value for name, value in self.model.items() if name != "default_browser_type"}
        args = chromium.flags(chromium.LEAN)
        launch = self.playwright.chromium.launch_persistent_context
        context = launch(profile, executable_path=CHROMIUM.found(), args=args, **model)
        yield context
        context.close()

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what a page should never say; a failed request is what offline means, so not a fault."""
        if message.type == "error" and not message.text.startswith(UNREACHED):
            self.faults.append(f"{message.text} ({message.location.get('url')})")

    def judge(self) -> None:
        """Fail if a page threw an error, or the security policy stopped something, since the last judgement."""
        heard, self.faults = self.faults, []
        assert not heard, "\n".join(["a page complained:", *heard])

    def close(self) -> None:
        """End every browser."""
        self.open.close()
