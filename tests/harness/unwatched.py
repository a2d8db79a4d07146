"""A Chromium that nobody drives but a bench, over its debugging pipe: what a phone's start costs by itself.

Playwright puts a world of its own into every page, and its scripts, and its tabs may share a process that has run the
app before: a start on a slowed phone then takes 50 ms more here, 100 ms less there. Here each tab is a new process.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.harness import chromium
from tests.harness.programs import CHROMIUM

ABOVE_STANDARD = 10
COMMANDS, ANSWERS = 3, 4
"""The pipe's ends, by number, as Chromium expects them."""
IDLE = "new Promise((done) => requestIdleCallback(done))"


class Unwatched:
    """A running Chromium on a profile that another has left. Use it in `with`."""

    def __init__(self, profile: Path, model: dict[str, Any]) -> None:
        """`model`: a device as Playwright describes it."""
        self.profile, self.model = profile, model
        self.last, self.rest = 0, b""
        self.found: dict[int, dict[str, Any]] = {}

    def __enter__(self) -> "Unwatched":
        """Start it."""
        commands, self.commands = pipe()
        self.answers, answers = pipe()
        switches = ("--headless", "--disable-renderer-backgrounding", "--remote-debugging-pipe")
        line = [CHROMIUM.found(), *switches, *chromium.flags(chromium.LEAN), f"--user-data-dir={self.profile}"]
        quiet = [(os.POSIX_SPAWN_OPEN, out, os.devnull, os.O_WRONLY, 0) for out in (1, 2)]
        ends = [(os.POSIX_SPAWN_DUP2, commands, COMMANDS), (os.POSIX_SPAWN_DUP2, answers, ANSWERS)]
        self.process = os.posix_spawn(line[0], line, os.environ, file_actions=[*quiet, *ends])
        os.close(commands)
        os.close(answers)
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self.ask("Browser.close")
        os.waitpid(self.process, 0)
        os.close(self.commands)
        os.close(self.answers)

    def say(self, method: str, session: str | None = None, **params: Any) -> int:
        """Send a command; gives its number."""
        self.last += 1
        command = {"id": self.last, "method": method, "params": params, **({"sessionId": session} if session else {})}
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        return self.last

    def hear(self, number: int) -> dict[str, Any]:
        """The answer to a command. Raises RuntimeError for a refusal, EOFError once the browser is gone."""
        while number not in self.found:
            while b"\0" not in self.rest:
                self.rest += self.read()
            message, _, self.rest = self.rest.partition(b"\0")
            answer = json.loads(message)
            self.found[answer.get("id", 0)] = answer
        answer = self.found.pop(number)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        found: dict[str, Any] = answer["result"]
        return found

    def read(self) -> bytes:
        """What has come from the browser. Raises EOFError once it is gone."""
        if came := os.read(self.answers, 1 << 16):
            return came
        raise EOFError("Chromium has ended")

    def ask(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its answer."""
        return self.hear(self.say(method, session, **params))

    @contextmanager
    def tab(self, script: str, slowdown: int) -> Iterator["Tab"]:
        """An empty page of its own process, `slowdown` times slower; `script` runs first in what it opens."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        tab = Tab(self, self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        screen = {**self.model["viewport"], "deviceScaleFactor": self.model["device_scale_factor"], "mobile": True}
        tab.ask("Page.enable")
        tab.ask("Emulation.setDeviceMetricsOverride", **screen)
        tab.ask("Emulation.setTouchEmulationEnabled", enabled=True)
        tab.ask("Emulation.setUserAgentOverride", userAgent=self.model["user_agent"])
        tab.ask("Page.addScriptToEvaluateOnNewDocument", source=script)
        tab.evaluate(IDLE)
        tab.ask("Emulation.setCPUThrottlingRate", rate=slowdown)
        yield tab
        self.ask("Target.closeTarget", targetId=target)


class Tab:
    """A page."""

    def __init__(self, chromium: Unwatched, session: str) -> None:
        self.chromium, self.session = chromium, session

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command to this page and wait for its answer."""
        return self.chromium.ask(method, self.session, **params)

    def goto(self, url: str) -> None:
        """Go there; does not wait for more than that it comes."""
        self.ask("Page.navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        """What an expression, or its promise, gives."""
        answer = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def tap(self, x: float, y: float) -> None:
        """A short touch: down and up with nothing between."""
        touch = {"x": x, "y": y}
        down = self.chromium.say("Input.dispatchTouchEvent", self.session, type="touchStart", touchPoints=[touch])
        up = self.chromium.say("Input.dispatchTouchEvent", self.session, type="touchEnd", touchPoints=[])
        self.chromium.hear(down)
        self.chromium.hear(up)


def pipe() -> tuple[int, int]:
    """Its reading and its writing end, away from the numbers that Chromium gives a meaning."""
    ends = os.pipe()
    above = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, ABOVE_STANDARD) for end in ends)
    for end in ends:
        os.close(end)
    return above[0], above[1]
