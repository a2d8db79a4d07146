"""The web server's worker: gunicorn's threads, with new connections left to whichever process has a thread free.

Without this the process that wakes first takes every connection of a hundred phones that come back at
once, and the other cores look on: of 16 busy phones, one of two processes got all.
"""

from time import monotonic
from typing import Any

from gunicorn.workers.gthread import _DEFER, ThreadWorker

PAUSE_S = 0.005
"""How long a process without a free thread leaves the next connection to the others. Longer, and new phones would wait
for those that never pause; so it is at most 200 a second that this holds up."""
SILENCE_S = 0.1
"""How long a new connection may keep a thread without a word. Browsers open some just in case."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Takes a new connection at once while one of its threads is free; else only when no other process did."""

    busy = 0
    pauses_until = 0.0

    def accept(self, listener: Any) -> None:
        """Take a connection."""
        self.pauses_until = monotonic() + PAUSE_S
        super().accept(listener)

    def enqueue_req(self, conn: Any) -> None:
        """A connection gets a thread, or waits for one."""
        self.busy += 1
        super().enqueue_req(conn)
        self.set_accept_enabled(self._accepting)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """A thread is done with a connection."""
        self.busy -= 1
        super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Asked before each wait for events: whether there is room for connections at all."""
        full = self.busy >= self.cfg.threads
        super().set_accept_enabled(enabled and not (full and monotonic() < self.pauses_until))

    def handle(self, conn: Any) -> Any:
        """Serve a connection that has something to say; one that is silent waits without a thread."""
        if not conn.initialized and not conn.wait_for_data(SILENCE_S):
            return _DEFER
        return super().handle(conn)
