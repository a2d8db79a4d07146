"""The server's processes share the phones that come back at once, and keep no thread for those that say nothing."""

import os
import socket
from pathlib import Path
from time import monotonic

import pytest

from tests.harness.server import LiveServer, whole

pytestmark = pytest.mark.server
HELLO = b"GET /healthz HTTP/1.1\r\nHost: site\r\n\r\n"
STARTED_S = 0.02
"""A process that has had less of a core than this has not made its app yet."""
THREADS = 16
"""Of all processes together: two with eight each."""


@pytest.fixture
def server(database, data):
    """SiteOps as an installation runs it, with both of its processes at work."""
    served = LiveServer(data, database, whole)
    served.start()
    before: list[float] = []
    while len(before) < 2 or min(before) < STARTED_S or before != worked(served):
        before = worked(served)
        assert not served.ended_within(0.3)
    yield served
    served.stop()


def workers(server: LiveServer) -> list[int]:
    """Process numbers of those that listen and work."""
    assert server.process
    master = server.process.pid
    return [int(one) for one in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def worked(server: LiveServer) -> list[float]:
    """Seconds of a core that each of them has had."""
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in workers(server)]
    return [(int(one[11]) + int(one[12])) / os.sysconf("SC_CLK_TCK") for one in fields]


def connections(pid: int, port: int) -> int:
    """How many connections to a port a process holds."""
    held = {str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir() if one.exists()}
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(f"socket:[{line[9]}]" in held for line in lines if line[1].endswith(f":{port:04X}") and line[3] == "01")


def connected(server: LiveServer) -> socket.socket:
    """A phone's connection."""
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def test_silent_connections_keep_nobody_waiting(server):
    silent = [connected(server) for _ in range(2 * THREADS)]
    came = monotonic()
    with connected(server) as phone:
        phone.sendall(HELLO)
        assert phone.recv(100).startswith(b"HTTP/1.1 200")
    assert monotonic() - came < 4, "gunicorn would wait five seconds for each"
    for one in silent:
        one.sendall(HELLO)
        assert one.recv(100).startswith(b"HTTP/1.1 200")
        one.close()


def test_phones_that_come_at_once_are_shared(server):
    phones = [connected(server) for _ in range(THREADS)]
    for phone in phones:
        phone.sendall(HELLO)
        assert phone.recv(100).startswith(b"HTTP/1.1 200")
    shares = [connections(pid, server.port) for pid in workers(server)]
    for phone in phones:
        phone.close()
    assert sum(shares) == THREADS
    assert min(shares) > 0
