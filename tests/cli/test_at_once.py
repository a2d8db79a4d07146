"""Who asks whether anything is new is answered without a thread, in the same words, and nobody else is."""

import socket
from collections.abc import Iterator
from contextlib import closing
from time import monotonic

import pytest

from tests.harness.cast import SHOW, sign_in
from tests.harness.server import LiveServer, whole

pytestmark = pytest.mark.server
THREADS = 4
CHANGES = f"/api/shows/{SHOW}/changes"


@pytest.fixture
def server(app, cast, database, data) -> Iterator[LiveServer]:
    """SiteOps with one process of few threads."""
    served = LiveServer(data, database, lambda port: whole(port, "--workers", "1", "--threads", str(THREADS)))
    served.start()
    yield served
    served.stop()


@pytest.fixture
def phone(server) -> Iterator[socket.socket]:
    """A phone's connection."""
    with closing(connected(server)) as made:
        yield made


@pytest.fixture
def cookie(app) -> str:
    """What Cem's phone shows."""
    client = sign_in(app.test_client(), "cem")
    found = client.get_cookie("siteops")
    assert found
    return f"siteops={found.value}"


def connected(server: LiveServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=20)


def question(cookie: str, tag: str = '"none"', more: str = "", path: str = CHANGES) -> bytes:
    """A pull by somebody who holds what has this tag."""
    head = (
        f"GET {path} HTTP/1.1\r\nHost: site\r\nCookie: {cookie}\r\nX-SiteOps: 1\r\nIf-None-Match: {tag}\r\n{more}\r\n"
    )
    return head.encode()


def heard(phone: socket.socket) -> tuple[str, dict[str, str]]:
    """The next answer: status, and headers by name; its body is read and left."""
    said = b""
    while b"\r\n\r\n" not in said:
        said += phone.recv(1)
    status, *lines = said.decode().strip().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    left = int(headers.get("content-length", 0))
    while left > 0:
        left -= len(phone.recv(left))
    return status, headers


def tag_of(phone: socket.socket, cookie: str) -> str:
    phone.sendall(question(cookie))
    status, headers = heard(phone)
    assert status.startswith("HTTP/1.1 200")
    return headers["etag"]


def without_date(told: tuple[str, dict[str, str]]) -> tuple[str, dict[str, str]]:
    return told[0], {name: value for name, value in told[1].items() if name != "date"}


def test_nothing_new_is_said_while_every_thread_is_busy(server, phone, cookie):
    tag = tag_of(phone, cookie)
    busy = [connected(server) for _ in range(THREADS)]
    for one in busy:
        one.sendall(b"GET /healthz HTTP/1.1\r\n")  # the rest never comes
    asked = monotonic()
    while monotonic() - asked < 1:
        phone.sendall(question(cookie, tag))
        assert heard(phone)[0] == "HTTP/1.1 304 NOT MODIFIED"
    for one in busy:
        one.close()


def test_it_is_said_as_a_thread_says_it(phone, cookie):
    tag = tag_of(phone, cookie)
    phone.sendall(question(cookie, tag))
    at_once = heard(phone)
    assert at_once[0] == "HTTP/1.1 304 NOT MODIFIED"
    for odd in (f'{tag}, "other"', tag):
        phone.sendall(question(cookie, odd, more="Upgrade: none\r\n"))
        by_thread = heard(phone)
        assert without_date(by_thread) == without_date((at_once[0], at_once[1] | {"etag": tag}))


@pytest.mark.parametrize(
    ("more", "path", "status"),
    [
        ("", CHANGES.replace(SHOW, "none"), 404), ("", f"{CHANGES}?after=1.0", 304), ("", "/api/shows", 200),
        ("Cookie: siteops=x\r\n", CHANGES, 401), ("Content-Length: 0\r\n", CHANGES, 304),
        ("X_Forwarded_Proto: https\r\n", CHANGES, 304),
    ],
)  # fmt: skip
def test_others_get_what_they_ask_for(phone, cookie, more, path, status):
    tag = tag_of(phone, cookie)
    phone.sendall(question(cookie, tag, more, path))
    assert heard(phone)[0].split()[1] == str(status)


def test_questions_in_pieces_and_in_a_row_are_answered_one_by_one(phone, cookie):
    tag = tag_of(phone, cookie)
    asked = question(cookie, tag)
    phone.sendall(asked[:20])
    phone.sendall(asked[20:])
    assert heard(phone)[0].split()[1] == "304"
    phone.sendall(asked * 3)
    assert [heard(phone)[0].split()[1] for _ in range(3)] == ["304"] * 3
    phone.sendall(question(cookie, tag, "Content-Length: 4\r\n") + b"GET " + asked)
    assert [heard(phone)[0].split()[1] for _ in range(2)] == ["304"] * 2
    phone.sendall(question(cookie, tag, "Connection: close\r\n"))
    assert heard(phone)[1]["connection"] == "close"
    assert phone.recv(1) == b""


def test_a_silent_newcomer_is_answered_and_may_go_on(server, cookie):
    with closing(connected(server)) as first:
        tag = tag_of(first, cookie)
    with closing(connected(server)) as phone, closing(connected(server)) as other:
        other.sendall(b"GET /healthz HTTP/1.1\r\nHost: site\r\n\r\n")
        heard(other)
        for asked in [question(cookie, tag)] * 2 + [question(cookie)] + [question(cookie, tag)] * 2:
            phone.sendall(asked)
            assert heard(phone)[0].split()[1] == ("304" if asked == question(cookie, tag) else "200")
