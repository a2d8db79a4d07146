"""A closed-loop HTTP client on one thread: many connections, each sending its next request when the last is answered.

Written on bare sockets, so that the client takes some 0.05 ms a request of the two cores it shares with the server.
"""

import selectors
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import perf_counter


@dataclass
class Figures:
    """What a run gave. `latencies` in seconds, in the order in which answers came."""

    seconds: float
    latencies: list[float]
    failed: int
    last: bytes = b""

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, part: float) -> float:
        """A latency in milliseconds that `part` of the answers stayed within."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


@dataclass
class Connection:
    """One phone's connection: what it will still send, and what has come back of the current answer."""

    socket: socket.socket
    requests: Iterator[bytes]
    sent_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def send_next(self) -> bool:
        """Send the next request; False if there is none."""
        request = next(self.requests, None)
        if request is None:
            return False
        self.received.clear()
        self.sent_at = perf_counter()
        self.socket.sendall(request)
        return True

    def whole(self) -> bool:
        """Whether the answer is here with all of its body."""
        head, blank, _ = bytes(self.received[:4096]).partition(b"\r\n\r\n")
        if not blank:
            return False
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        return len(self.received) >= len(head) + 4 + int(length or 0)


def run(port: int, requests: Callable[[int], Iterator[bytes]], clients: int, seconds: float) -> Figures:
    """Let `clients` connections send for so many seconds; `requests(i)` are those of the i-th, endless or not."""
    chosen = selectors.DefaultSelector()
    connections = [
        Connection(socket.create_connection(("127.0.0.1", port)), requests(number)) for number in range(clients)
    ]
    for connection in connections:
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        chosen.register(connection.socket, selectors.EVENT_READ, connection)
    began = perf_counter()
    figures = Figures(0.0, [], 0)
    open_ones = sum(connection.send_next() for connection in connections)
    while open_ones:
        for key, _ in chosen.select(5):
            open_ones -= not advance(key.data, figures, perf_counter() - began < seconds)
    figures.seconds = perf_counter() - began
    for connection in connections:
        connection.socket.close()
    return figures


def advance(connection: Connection, figures: Figures, more: bool) -> bool:
    """Take what has come; when the answer is whole, note it and send the next. False: this connection is done."""
    piece = connection.socket.recv(1 << 20)
    if not piece:
        figures.failed += 1
        return False
    connection.received += piece
    if not connection.whole():
        return True
    figures.latencies.append(perf_counter() - connection.sent_at)
    figures.failed += not connection.received.startswith(b"HTTP/1.1 200")
    figures.last = bytes(connection.received)
    return more and connection.send_next()


def get(path: str, cookie: str, **headers: str) -> bytes:
    """A GET as bytes."""
    return spelled("GET", path, cookie, b"", headers)


def post(path: str, cookie: str, body: bytes, **headers: str) -> bytes:
    """A POST as bytes."""
    return spelled("POST", path, cookie, body, headers)


def spelled(method: str, path: str, cookie: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body
