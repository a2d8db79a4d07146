"""The web server's worker: gunicorn's threads, with new connections left to whichever process has a thread free.

Without this the process that wakes first takes every connection of a hundred phones that come back at
once, and the other cores look on: of 16 busy phones, one of two processes got all.
"""

from collections import deque
from functools import partial
from select import POLLIN, poll
from selectors import EVENT_READ
from socket import MSG_PEEK, SHUT_RDWR, socket
from time import monotonic
from typing import Any

from gunicorn.workers.gthread import _DEFER, ThreadWorker

from siteops.cli import at_once

PAUSE_S = 0.005
"""How long a process without a free thread leaves the next connection to the others. Longer, and new phones would wait
for those that never pause; so it is at most 200 a second that this holds up."""
SILENCE_S = 0.1
"""How long a new connection may keep a thread without a word. Browsers open some just in case."""

SIGN_S = 1.0
"""How often a process shows that it lives."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """Takes a new connection at once while one of its threads is free; else only when no other process did."""

    busy = 0
    pauses_until = 0.0
    shown_at = 0.0

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
        if not conn.initialized and not conn.data_ready:
            if is_silent(conn.sock):
                return _DEFER
            conn.data_ready = True
        return super().handle(conn)

    def notify(self) -> None:
        """Show that this process lives; asked for at each event."""
        if monotonic() - self.shown_at > SIGN_S:
            self.shown_at = monotonic()
            super().notify()

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """A kept connection has something to say."""
        if not self.answered(conn, client, self.keepalived_conns):
            super().on_client_socket_readable(conn, client)

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """A new connection, which was silent at first, has something to say."""
        if self.answered(conn, client, self.pending_conns):
            self.poller.modify(client, EVENT_READ, partial(self.on_client_socket_readable, conn))
        else:
            super().on_pending_socket_readable(conn, client)

    def answered(self, conn: Any, client: Any, among: deque[Any]) -> bool:
        """Whether a connection, one `among` those that are waited for, was answered at once; else a thread has to."""
        if not self.alive or self.cfg.accesslog:
            return False
        try:
            asked = client.recv(at_once.LONGEST, MSG_PEEK)
            answer = at_once.answer(self.wsgi, asked, conn.client[0])
            if answer is None:
                return False
            if client.send(answer) < len(answer):
                client.shutdown(SHUT_RDWR)  # it reads nothing any more; a thread finds it gone
                return False
            client.recv(len(asked))
        except OSError:
            return False
        among.remove(conn)
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        return True


def is_silent(sock: socket) -> bool:
    """Whether a connection says nothing for a while. Asked of the system without a selector of its own to ask by."""
    asking = poll()
    asking.register(sock, POLLIN)
    return not asking.poll(SILENCE_S * 1000)
