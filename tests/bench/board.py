"""The board of a large show: what the server takes for it, what a scan costs there, and five hundred phones that ask.

The entries that fill the log say nothing new, so that the states stay those of the office; nothing reads them here.
"""

import heapq
import selectors
import socket
import time
import uuid
from pathlib import Path
from statistics import median

from sqlalchemy import func, insert, select

from siteops.core.db import db, writing
from siteops.core.journal.log import head, log
from tests.bench import site
from tests.bench.desk import DESK, Office, high
from tests.bench.figures import Report
from tests.bench.load import get, run
from tests.bench.processes import watched
from tests.harness.cast import SHOW

FEW, MANY, ENTRIES = 1_000, 100_000, 1_000_000
TURNS, SCANS = 12, 300
LIMIT_MS = 60
PHONES, EVERY_S, WATCHED_S = 500, 3.0, 9.0
CHANGES = f"/api/shows/{SHOW}/changes"


def bench(report: Report, folder: Path) -> None:
    """The board after each scan; a scan in a small show and in a large one; phones that ask whether anything is new."""
    few, many = Office(folder / "few", FEW), Office(folder / "many", MANY)
    fill(many, ENTRIES)
    report.head(f"Board ({MANY:,} cases, {ENTRIES:,} entries, one more scan before each look; p50 and p95 of {TURNS})")
    for name, times in many.looks(TURNS, {"board": f"{DESK}/board", "look": f"{DESK}/look"}):
        report.at_most(f"{name}, p50", median(times), LIMIT_MS, "ms")
        report.at_most(f"{name}, p95", high(times), LIMIT_MS, "ms")
    small, large = scan(few), scan(many)
    report.plain(f"a scan, {FEW:,} cases", small, "ms")
    report.plain(f"a scan, {MANY:,} cases", large, "ms")
    report.at_most("a scan in the large show, as many times that in the small one", large / small, 1.2, "×")
    polling(report, folder / "polling")


def fill(office: Office, entries: int) -> None:
    """Lengthen the log to so many entries."""
    with office.app.app_context(), writing() as connection:
        top = connection.scalar(select(func.max(log.c.seq)).where(log.c.show == SHOW)) or 0
        row = dict(connection.execute(select(log).where(log.c.show == SHOW, log.c.seq == top)).mappings().one())
        for begin in range(top + 1, entries + 1, 10_000):
            connection.execute(insert(log), [
                row | {"seq": seq, "id": str(uuid.uuid4()), "device": f"d{seq % 300}", "n": seq,
                       "subject": f"case:{seq % 90_000}"}
                for seq in range(begin, min(begin + 10_000, entries + 1))
            ])  # fmt: skip
        connection.execute(head.update().where(head.c.show == SHOW).values(seq=entries))
    with office.app.app_context():
        db.session.remove()


def scan(office: Office) -> float:
    """Milliseconds that a scan takes, the middle of many."""
    times = []
    for _ in range(SCANS):
        began = time.perf_counter()
        office.scan()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def polling(report: Report, folder: Path) -> None:
    """Phones on the same show that ask every few seconds, each by its own connection."""
    folder.mkdir()
    site.furnish(folder, 10_000)
    with site.served(folder) as server:
        cookie = site.cookie(server.port)
        first = run(server.port, lambda _: iter([get(CHANGES, cookie, Accept_Encoding="gzip")]), 1, 60)
        tag = first.last.partition(b"\r\n\r\n")[0].lower().partition(b"etag: ")[2].split(b"\r\n", 1)[0].decode()
        asked = [get(CHANGES, cookie, If_None_Match=tag, X_Device=f"phone-{number}") for number in range(PHONES)]
        paced(server.port, asked, EVERY_S)
        assert server.process
        with watched(server.process.pid) as taken:
            answers = paced(server.port, asked, WATCHED_S)
    report.plain(f"{PHONES} phones, questions a second", answers / WATCHED_S, "/s")
    report.at_most(f"{PHONES} phones, of one core", 100 * taken.work([*taken.names]) / WATCHED_S, 30, "%")


def paced(port: int, asked: list[bytes], seconds: float) -> int:
    """Let each phone ask every few seconds, evenly spread; how many answers came."""
    chosen, answers, began = selectors.DefaultSelector(), 0, time.monotonic()
    phones = [socket.create_connection(("127.0.0.1", port)) for _ in asked]
    due = [(began + number * EVERY_S / len(asked), number) for number in range(len(asked))]
    for number, phone in enumerate(phones):
        chosen.register(phone, selectors.EVENT_READ, number)
    while due[0][0] < began + seconds:
        while due[0][0] <= time.monotonic():
            at, number = heapq.heappop(due)
            phones[number].sendall(asked[number])
            heapq.heappush(due, (at + EVERY_S, number))
        for key, _ in chosen.select(max(0.0, due[0][0] - time.monotonic())):
            answers += phones[key.data].recv(1 << 16).startswith(b"HTTP/1.1 304")
    for phone in phones:
        phone.close()
    return answers
