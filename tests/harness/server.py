"""The real server of a test: gunicorn in a process of its own, that can be killed and started again."""

import errno
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic
from typing import Any

Command = Callable[[int], list[str]]
ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 20.0
"""How long a server may take to answer /healthz, on a machine with other work."""


def small(port: int) -> list[str]:
    """The command of a server that starts quickly: one process."""
    listen = ["--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--threads", "8"]
    return [sys.executable, "-m", "gunicorn", *listen, "app:app"]


def whole(port: int, *options: str) -> list[str]:
    """The command of a server as an installation runs it: several processes. `options`: of `siteops serve`."""
    siteops = Path(sys.executable).with_name("siteops")
    return [str(siteops), "serve", "--host", "127.0.0.1", "--port", str(port), *options]


class NotServing(Exception):
    """The server died or never became ready. Says what it wrote."""


class LiveServer:
    """SiteOps on a free loopback port, with its own data folder and database.

    `url`: where it listens; stays the same over kill() and restart(), as a phone expects.
    """

    def __init__(self, data: Path, database: str, command: Command = small, **environment: str) -> None:
        self.data = data
        self.command = command
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = data / "server.log"
        self.environment = {
            **os.environ,
            "SITEOPS_DATA": str(data),
            "DATABASE_URL": database,
            "PORT": str(self.port),
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it is ready. Raises NotServing."""
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                self.command(self.port),
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Ask /healthz until it answers 200. Raises NotServing when the process ends or time is up."""
        began = monotonic()
        while monotonic() - began < PATIENCE_S:
            if self.healthz() is not None:
                return
            if self.ended_within(0.02):
                break
        self.kill()
        raise NotServing(self.output.read_text(errors="replace")[-4000:])

    def healthz(self) -> Any | None:
        """What /healthz says, None while it does not answer 200."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            answer = connection.getresponse()
            return json.load(answer) if answer.status == 200 else None
        except (OSError, HTTPException):
            return None
        finally:
            connection.close()

    def ended_within(self, seconds: float) -> bool:
        """Whether the process is gone, now or after `seconds` at most."""
        if self.process is None:
            return True
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it as a power cut does: SIGKILL, workers and all."""
        self.signal(signal.SIGKILL)

    def stop(self) -> None:
        """End it in order: SIGTERM."""
        self.signal(signal.SIGTERM)

    def signal(self, number: signal.Signals) -> None:
        """Send `number` to the server and its workers, and wait until it is gone."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        try:
            self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None
        self.wait_until_deaf()

    def wait_until_deaf(self) -> None:
        """Wait until nobody listens: workers may die a moment after their master."""
        began = monotonic()
        while monotonic() - began < PATIENCE_S:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == errno.ECONNREFUSED:
                    return
            select.select([], [], [], 0.005)
        raise NotServing(f"somebody still listens on port {self.port}")

    def restart(self) -> None:
        """Start it again on the same port and data, after kill() or in the place of the running one."""
        self.stop()
        self.start()


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
