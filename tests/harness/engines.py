"""Browsers of other makes than Chromium, as phones: each can be killed, and says what its pages complained about."""

import os
import signal
import subprocess
from abc import ABC, abstractmethod
from contextlib import ExitStack, suppress
from pathlib import Path

from selenium.webdriver import Remote

PATIENCE_S = 60.0
"""How long one may take to start, or to answer, on a machine with other work."""
PHONE = (390, 844)
"""Width and height of a window, in pixels. Some browsers go no narrower than 450."""

EAR = """
const keep = (words) => {
    sessionStorage.complaints = JSON.stringify([...JSON.parse(sessionStorage.complaints ?? "[]"), String(words)])
}
addEventListener("error", ({ message }) => keep(message))
addEventListener("unhandledrejection", ({ reason }) => keep(reason))
addEventListener("securitypolicyviolation", (event) => keep(`${event.violatedDirective}: ${event.blockedURI}`))
const say = console.error
console.error = (...words) => {
    keep(words.join(" "))
    say(...words)
}
"""
HEARD = """
const heard = JSON.parse(sessionStorage.complaints ?? "[]")
delete sessionStorage.complaints
return heard
"""


class Engine(ABC):
    """A browser with one window.

    `driver`: Selenium's, of the one that runs. `forgets`: it is a private window, from which nothing is left.
    """

    driver: Remote

    def __init__(self, folder: Path, *, private: bool = False) -> None:
        self.folder = folder
        self.forgets = private
        self.held = ExitStack()

    def start(self) -> None:
        """Start it, for the first time or again. Nothing runs on of one that could not be started."""
        with ExitStack() as held:
            self.driver = self.launch(held)
            self.driver.set_window_rect(0, 0, *PHONE)
            self.held = held.pop_all()

    @abstractmethod
    def launch(self, held: ExitStack) -> Remote:
        """Start it and all that it needs. `held`: is told how each of that ends."""

    def attend(self) -> None:
        """Have an ear in the page that was just loaded: what its console says is told to nobody who drives."""
        self.driver.execute_script(EAR)

    def complaints(self) -> list[str]:
        """What its pages complained about since it was last asked, as far as they were attended."""
        return list(self.driver.execute_script(HEARD))

    def kill(self) -> None:
        """End it as a phone does that runs out of power."""
        self.held.close()

    @staticmethod
    def end(process: subprocess.Popen[bytes]) -> None:
        """Kill a process and all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE_S)
