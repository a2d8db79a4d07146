"""A `siteops …` in a process of its own, as somebody at a terminal starts and ends it."""

import os
import select
import signal
import subprocess
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic

from tests.harness.server import free_port

PATIENCE_S = 60
"""How long a server may take, on a machine with other work."""
COMMAND = [sys.executable, "-c", "from siteops.cli import main; main()"]


class Served:
    """A `siteops …` of our own, on a free port."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = folder / "output.txt"
        here = {"SITEOPS_DATA": str(folder / "data"), "DATABASE_URL": "", "PORT": str(self.port), "PUBLIC_URL": ""}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*COMMAND, *words], env={**os.environ, **here, **environment}, cwd=folder,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """An answer: status, headers, body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def wait(self) -> None:
        """Until it answers."""
        began = monotonic()
        while monotonic() - began < PATIENCE_S and self.process.poll() is None:
            try:
                self.get("/healthz")
                return
            except (OSError, HTTPException):
                select.select([], [], [], 0.05)
        raise AssertionError(self.said())

    def said(self) -> str:
        """What it has printed so far."""
        return self.output.read_text()

    def end(self, number: signal.Signals) -> int:
        """What a terminal's Ctrl-C does: the signal goes to everybody."""
        os.killpg(self.process.pid, number)
        return self.process.wait(PATIENCE_S)
