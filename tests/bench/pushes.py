"""Pushes and pulls: one entry, batches, two hundred phones at once, a kill in the middle, the first load."""

import itertools
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path

from siteops import create_app
from siteops.core.db import db
from siteops.core.journal.log import log
from tests.bench import site
from tests.bench.figures import Report
from tests.bench.load import Figures, get, post, run
from tests.harness.cast import SHOW, Cast
from tests.harness.server import LiveServer, free_port

SECONDS = 5.0
ENTRIES = f"/api/shows/{SHOW}/entries"
CHANGES = f"/api/shows/{SHOW}/changes"


def bench(report: Report, folder: Path) -> None:
    """Everything that goes up."""
    folder.mkdir()
    report.head("Pushes (SQLite, synchronous=FULL)")
    port = free_port()
    with site.hello(folder, port):
        for clients in (1, 64):
            found = run(port, lambda _: itertools.repeat(get("/healthz", "")), clients, SECONDS)
            report.plain(f"bare Flask hello, {clients} clients", found.per_second, "req/s")
    cast = site.furnish(folder, 1000)
    with site.served(folder) as server:
        cookie = site.cookie(server.port)
        one = pushing(server, cookie, cast, 1, 1)
        report.at_most("one-entry push, 1 client, p99", one.quantile(0.99), 5, "ms")
        many = pushing(server, cookie, cast, 64, 1)
        report.at_least("one-entry pushes, 64 clients", many.per_second, 1000, "/s")
        report.at_most("one-entry push, 64 clients, p99", many.quantile(0.99), 150, "ms")
        batches = pushing(server, cookie, cast, 16, 50)
        report.at_least("batches of 50, entries", batches.per_second * 50, 10_000, "/s")
        report.at_most("answers that were not 200", one.failed + many.failed + batches.failed, 0, "")
    flood(report, folder.with_name("flood"), kill=False)
    flood(report, folder.with_name("killed"), kill=True)


def pushing(server: LiveServer, cookie: str, cast: Cast, clients: int, size: int) -> Figures:
    """Phones that push batches of one size without a pause."""
    cases = range(cast.cases["first"], cast.cases["last"] + 1)

    def requests(number: int) -> Iterator[bytes]:
        device = f"bench-{clients}-{size}-{number}"
        for turn in itertools.count():
            body = site.batch(device, cast.people["cem"], turn * size + 1, size, cases[number::clients] or cases)
            yield post(ENTRIES, cookie, body, X_SiteOps="1")

    return run(server.port, requests, clients, SECONDS)


def flood(report: Report, folder: Path, *, kill: bool) -> None:
    """Two hundred phones with fifty entries each come back into signal; with `kill`, the server dies midway."""
    folder.mkdir()
    cast = site.furnish(folder, 1000)
    cases = range(cast.cases["first"], cast.cases["last"] + 1)
    with site.served(folder) as server:
        cookie = site.cookie(server.port)
        bodies = [
            post(ENTRIES, cookie, site.batch(f"flood-{n}", cast.people["cem"], 1, 50, cases[n:]), X_SiteOps="1")
            for n in range(200)
        ]
        if kill:
            killer = threading.Timer(0.15, server.kill)
            killer.start()
            interrupted(server, bodies)
            killer.join()
            server.restart()
        found = run(server.port, lambda n: iter(bodies[n : n + 1]), 200, 60)
        words = "retried after a SIGKILL in the middle" if kill else "at once"
        report.at_most(f"200 phones × 50 entries {words}", found.seconds, 1.0, "s")
        run(server.port, lambda n: iter(bodies[n : n + 1]), 200, 60)
    report.at_most(
        f"  rows that are missing or too many ({words}, then all sent again)", abs(rows(folder) - 10_000), 0, ""
    )


def interrupted(server: LiveServer, bodies: list[bytes]) -> None:
    """Send until the server is gone."""
    try:
        run(server.port, lambda n: iter(bodies[n : n + 1]), 200, 5)
    except OSError:
        return


def rows(folder: Path) -> int:
    """Entries in the log."""
    app = create_app(DATA=folder, DATABASE_URL=f"sqlite:///{folder}/siteops.db", TESTING=True)
    with app.app_context():
        found = db.session.scalar(db.select(db.func.count()).select_from(log))
        db.session.remove()
        db.engine.dispose()
    return int(found or 0)


def bench_pulls(report: Report, folder: Path) -> None:
    """Everything that comes down, with 10,000 cases."""
    folder.mkdir()
    report.head("Pulls (10,000 cases)")
    site.furnish(folder, 10_000)
    with site.served(folder) as server:
        cookie = site.cookie(server.port)
        device = str(uuid.uuid4())
        first = run(server.port, lambda _: itertools.repeat(get(CHANGES, cookie, Accept_Encoding="gzip"), 5), 1, 60)
        head, _, body = first.last.partition(b"\r\n\r\n")
        report.at_most("first load, one request", first.quantile(0.5), 500, "ms")
        report.at_most("first load, compressed", len(body) / 1000, 450, "KB")
        tag = head.lower().partition(b"etag: ")[2].split(b"\r\n", 1)[0].decode()
        asked = get(CHANGES, cookie, If_None_Match=tag, X_Device=device)
        nothing = run(server.port, lambda _: itertools.repeat(asked), 1, SECONDS)
        report.at_most("changes with nothing new, p50", nothing.quantile(0.5), 2, "ms")
