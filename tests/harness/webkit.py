"""WebKitGTK, the nearest to Safari that runs here: Debian's MiniBrowser, on a screen that nobody sees."""

import os
import select
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from selenium.webdriver import Remote, WebKitGTKOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.harness.engines import PATIENCE_S, Engine
from tests.harness.programs import WEBKIT, XVFB
from tests.harness.server import free_port

BROWSER = "webkit2gtk-4.1/MiniBrowser"
"""Below the folder of the system's libraries, where Debian keeps it: no program to call by its name."""
AS_SAFARI = "StorageAPI,StorageAPIEstimate,FileSystem"
"""What Safari has switched on, and WebKitGTK has not."""


class WebKit(Engine):
    """A MiniBrowser. One that is driven keeps nothing: each is a private window, and there is no profile."""

    def __init__(self, folder: Path, *, private: bool = True) -> None:
        super().__init__(folder, private=True)

    def launch(self, held: ExitStack) -> Remote:
        """Start it, with a screen of its own."""
        port = free_port()
        with (self.folder / "webkit.log").open("ab") as log:
            screen, display = nobody_sees(log.fileno())
            held.callback(self.end, screen)
            environment = {**os.environ, "DISPLAY": display}
            self.process = subprocess.Popen(
                [WEBKIT.found(), f"--port={port}"], env=environment, stdout=log, stderr=log, start_new_session=True
            )
            held.callback(self.end, self.process)
        self.wait_until_it_listens(port)
        options = WebKitGTKOptions()
        options.binary_location = str(next(Path("/usr/lib").glob(f"*/{BROWSER}")))
        options.add_argument("--automation")
        options.add_argument(f"--features={AS_SAFARI}")
        config = ClientConfig(f"http://127.0.0.1:{port}", timeout=int(PATIENCE_S))
        line = RemoteConnection(client_config=config)
        held.callback(line.close)
        return Remote(line, options=options, file_detector=UselessFileDetector())

    def wait_until_it_listens(self, port: int) -> None:
        """Until its driver can be asked."""
        began = monotonic()
        while monotonic() - began < PATIENCE_S and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            select.select([], [], [], 0.02)
        raise AssertionError((self.folder / "webkit.log").read_text())


def nobody_sees(log: int) -> tuple[subprocess.Popen[bytes], str]:
    """A running screen in memory and its name, such as `:3`."""
    hears, tells = os.pipe()
    command = [XVFB.found(), "-displayfd", str(tells), "-screen", "0", "800x1200x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[tells], stdout=log, stderr=log, start_new_session=True)
    os.close(tells)
    with os.fdopen(hears) as told:
        return screen, f":{told.readline().strip()}"
