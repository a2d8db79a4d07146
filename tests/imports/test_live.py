"""Hostile files against the server as it is really served: it says what is wrong, lives, and stores nothing."""

import http.client
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from urllib.parse import urlencode

import pytest
from sqlalchemy import func
from sqlalchemy import select as choose

from siteops.core.batch.batches import Batch
from siteops.core.db import db
from siteops.core.journal.log import log
from siteops.core.plan import Case
from tests.harness.cast import OTHER, PASSWORD
from tests.harness.pages import Element, audit
from tests.harness.server import LiveServer
from tests.imports.conftest import MULTIPART, multipart
from tests.imports.hostile import FILES, STRANGE

pytestmark = pytest.mark.server
AT = f"/shows/{OTHER}/import"
PATIENCE_S = 90
BOUNDED_KB = 350 * 1024
"""Most that a process of the server may ever have held; it begins with some 100 MB."""


class Browser:
    """Somebody signed in, who sends files and waits for what comes of them."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.cookie = ""
        _, headers, _ = self.ask("POST", "/login", urlencode({"email": "sam@site.example", "password": PASSWORD}))
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def ask(self, method: str, path: str, body: str | bytes = b"", kind: str = "") -> tuple[int, dict[str, str], str]:
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=PATIENCE_S)
        headers = {"Content-Type": kind or "application/x-www-form-urlencoded", "Cookie": self.cookie}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read().decode()
        finally:
            connection.close()

    def send(self, name: str, content: bytes) -> tuple[str, Element]:
        """Upload a file and wait; where its page is (empty: it was refused at once), and the page."""
        status, headers, text = self.ask("POST", AT, multipart(content, name), MULTIPART)
        if status == 413:
            return "", audit(text)
        assert status == 303, (name, status, text)
        where, began = headers["Location"], monotonic()
        while True:
            status, headers, text = self.ask("GET", where)
            assert status == 200, (name, status)
            if "Refresh" not in headers:
                return where.partition("?")[0], audit(text)
            assert monotonic() - began < PATIENCE_S, name
            select.select([], [], [], 0.1)


@contextmanager
def watched(server: LiveServer) -> Iterator[list[float]]:
    """Asks for /healthz all the while; how long each answer took, infinite where none came."""
    took: list[float] = []
    over = Event()

    def watch() -> None:
        while not over.wait(0.1):
            began = monotonic()
            took.append(monotonic() - began if server.healthz() else float("inf"))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield took
    finally:
        over.set()
        watcher.join()


def processes(server: LiveServer) -> list[int]:
    """The server's processes."""
    assert server.process
    master = server.process.pid
    return [master, *map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split())]


def most_held(server: LiveServer) -> int:
    """The most memory that one of its processes ever held, in KB."""
    said = "".join(Path(f"/proc/{pid}/status").read_text() for pid in processes(server))
    return max(int(line.split()[1]) for line in said.splitlines() if line.startswith("VmHWM"))


def test_no_file_ends_the_server_or_is_half_stored(app, cast, live_server):
    sam, before = Browser(live_server), stored(app)
    workers = processes(live_server)
    silent = []
    with watched(live_server) as took:
        for name, make in FILES.items():
            where, page = sam.send(name, make())
            if not told(page):
                silent.append(name)
            if where:
                status, _, _ = sam.ask("POST", f"{where}/store", urlencode({"name": name}))
                assert status in (303, 409), name  # 303: a job looks once more
    assert silent == []
    assert took
    assert max(took) < 5
    assert live_server.healthz()
    assert processes(live_server) == workers
    assert most_held(live_server) < BOUNDED_KB
    assert stored(app) == before
    assert not Path("/tmp/siteops-was-here").exists()


@pytest.mark.parametrize("name", STRANGE)
def test_strange_files_come_in_as_far_as_they_can_be_read(client, cast, name):
    from tests.harness.cast import sign_in

    make, cases = STRANGE[name]
    sam = sign_in(client, "sam")
    answer = sam.post(AT, data=multipart(make(), name), content_type=MULTIPART)
    page = audit(sam.get(answer.location).text)
    assert f"{cases} new case" in page.text, page.text


def told(page: Element) -> bool:
    """Whether the page says in words what is wrong, and offers nothing to store."""
    alerts = [one.text for one in page.walk() if one.get("role") == "alert"]
    said = bool(alerts) or "Nothing in this file can be stored" in page.text
    return said and not [one for one in page.all("button") if one.text.startswith("Store ")]


def stored(app) -> list[int]:
    """How many cases, batches and lines of the log there are."""
    with app.app_context():
        return [db.session.scalar(choose(func.count()).select_from(one)) or 0 for one in (Case, Batch, log)]
