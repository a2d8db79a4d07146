"""Firefox, driven through the Marionette that is built into it: Selenium speaks, this carries the words.

Debian has no geckodriver, which does nothing else.
"""

import json
import select
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

from selenium.webdriver import FirefoxOptions, Remote
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.command import Command
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.harness.engines import PATIENCE_S, Engine
from tests.harness.programs import FIREFOX

VERBS = {
    Command.NEW_SESSION: "NewSession", Command.QUIT: "DeleteSession", Command.SET_TIMEOUTS: "SetTimeouts",
    Command.GET: "Navigate", Command.REFRESH: "Refresh", Command.GET_CURRENT_URL: "GetCurrentURL",
    Command.W3C_EXECUTE_SCRIPT: "ExecuteScript", Command.W3C_EXECUTE_SCRIPT_ASYNC: "ExecuteAsyncScript",
    Command.FIND_ELEMENT: "FindElement", Command.FIND_ELEMENTS: "FindElements",
    Command.CLICK_ELEMENT: "ElementClick", Command.SEND_KEYS_TO_ELEMENT: "ElementSendKeys",
    Command.GET_ELEMENT_TEXT: "GetElementText", Command.SCREENSHOT: "TakeScreenshot",
    Command.SET_WINDOW_RECT: "SetWindowRect",
}  # fmt: skip
"""What Marionette calls the commands of WebDriver."""
QUIET = {
    "marionette.port": 0,  # any that is free; it writes down which
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
"""Preferences of a browser that calls nobody, beside those that Marionette sets by itself."""
THROWN = """
const found = Services.console.getMessageArray()
    .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
Services.console.reset()
// The browser's own errands end in errors, too.
return found.filter(({ sourceName }) => sourceName.startsWith("http"))
    .map(({ errorMessage, sourceName }) => `${errorMessage} (${sourceName})`)
"""


class Firefox(Engine):
    """A Firefox with a profile of its own, which outlives it."""

    def launch(self, held: ExitStack) -> Remote:
        """Start it on its profile."""
        profile = self.folder / "firefox"
        profile.mkdir(exist_ok=True)
        wanted = {**QUIET, "browser.privatebrowsing.autostart": self.forgets}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items()]
        (profile / "user.js").write_text("".join(lines))
        told = profile / "MarionetteActivePort"
        told.unlink(missing_ok=True)
        switches = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        with (self.folder / "firefox.log").open("ab") as log:
            self.process = subprocess.Popen(
                [FIREFOX.found(), *switches, "--profile", profile], stdout=log, stderr=log, start_new_session=True
            )
            held.callback(self.end, self.process)
        self.marionette = Marionette(self.port(told))
        held.callback(self.marionette.close)
        return Remote(self.marionette, options=FirefoxOptions(), file_detector=UselessFileDetector())

    def port(self, told: Path) -> int:
        """Where it listens, once it does."""
        began = monotonic()
        while monotonic() - began < PATIENCE_S and self.process.poll() is None:
            if told.exists() and (port := told.read_text()):
                return int(port)
            select.select([], [], [], 0.02)
        raise AssertionError((self.folder / "firefox.log").read_text())

    def complaints(self) -> list[str]:
        """What its pages complained about since it was last asked, while they were loading as well."""
        self.marionette.ask("Marionette:SetContext", {"value": "chrome"})
        error, result = self.marionette.ask("WebDriver:ExecuteScript", {"script": THROWN, "args": []})
        self.marionette.ask("Marionette:SetContext", {"value": "content"})
        assert error is None, error
        return [*super().complaints(), *result["value"]]


class Marionette(RemoteConnection):
    """Selenium's way to a Firefox: a socket, on which each message is its length, a colon and JSON."""

    def __init__(self, port: int) -> None:
        super().__init__(client_config=ClientConfig(f"http://127.0.0.1:{port}"))
        self.line = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self.said = self.line.makefile("rb")
        self.number = 0
        self.hear()

    def execute(self, command: str, params: dict[str, Any]) -> dict[str, Any]:
        """The answer as Selenium wants it: `value`, and `status` if it is an error."""
        said = {name: value for name, value in params.items() if name != "sessionId"}
        if command == Command.NEW_SESSION:
            said = params["capabilities"]["alwaysMatch"]
        error, result = self.ask(f"WebDriver:{VERBS[command]}", said)
        if error:
            return {"status": 500, "value": json.dumps({"value": error})}
        only = isinstance(result, dict) and result.keys() == {"value"}
        return {"value": result["value"] if only else result}

    def ask(self, name: str, said: dict[str, Any]) -> tuple[dict[str, str] | None, Any]:
        """Error and result of a command of Marionette's own."""
        self.number += 1
        message = json.dumps([0, self.number, name, said]).encode()
        self.line.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self.hear()
        assert number == self.number, "an answer to another question"
        return error, result

    def hear(self) -> Any:
        """The next message."""
        length = b""
        while (byte := self.said.read(1)) != b":":
            if not byte:
                raise ConnectionError("Firefox hung up")
            length += byte
        return json.loads(self.said.read(int(length)))

    def close(self) -> None:
        """Hang up."""
        self.said.close()
        self.line.close()
