"""The board of a large show: what the server takes for it, what a scan costs there, and five hundred phones that ask.

The entries that fill the log say nothing new, so that the states stay those of the office; nothing reads them here.
"""

import heapq
import re
import selectors
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, repeat
from pathlib import Path
from statistics import median

from sqlalchemy import func, insert, select

from siteops.core.db import db, writing
from siteops.core.journal.log import head, log
from tests.bench import site
from tests.bench.desk import DESK, Office, high
from tests.bench.figures import Report
from tests.bench.load import Connection, get, post, run
from tests.bench.processes import watched
from tests.harness.cast import SHOW, Cast
from tests.harness.server import LiveServer

FEW, MANY, ENTRIES = 1_000, 100_000, 1_000_000
TURNS, SCANS = 12, 300
LIMIT_MS = 60
PHONES, EVERY_S, WATCHED_S = 500, 3.0, 9.0
SCAN_S = 1.0
"""How often somebody scans while phones ask."""
CURSOR = re.compile(rb'"head":"([^"]+)","scope":"([^"]+)"')
CHANGES, PUSH = f"/api/shows/{SHOW}/changes", f"/api/shows/{SHOW}/entries"


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
    """Phones on the same show that ask every few seconds, each by its own connection: nothing is new, then it is."""
    folder.mkdir()
    cast = site.furnish(folder, 10_000)
    with site.served(folder) as server:
        cookie = site.cookie(server.port)
        first = run(server.port, lambda _: iter([get(CHANGES, cookie, Accept_Encoding="gzip")]), 1, 60)
        asked = [get(CHANGES, cookie, If_None_Match=tag_in(first.last), X_Device=f"phone-{n}") for n in range(PHONES)]
        paced(server.port, [repeat(one) for one in asked], EVERY_S)
        work, answers = watch(server, lambda: paced(server.port, [repeat(one) for one in asked], WATCHED_S))
        report.plain(f"{PHONES} phones, questions a second", answers[b"304"] / WATCHED_S, "/s")
        report.at_most(f"{PHONES} phones, of one core", 100 * work / WATCHED_S, 30, "%")
        work, answers = watch(server, lambda: scanning(server.port, cookie, cast, WATCHED_S))
    report.plain(f"{PHONES} phones while somebody scans, told of it a second", answers[b"200"] / WATCHED_S, "/s")
    report.plain(f"{PHONES} phones while somebody scans, of one core", 100 * work / WATCHED_S, "%")


def watch(server: LiveServer, done: Callable[[], Counter[bytes]]) -> tuple[float, Counter[bytes]]:
    """Seconds of work that the server had while something was done, and how many answers of which status it gave."""
    assert server.process
    with watched(server.process.pid) as taken:
        answers = done()
    return taken.work([*taken.names]), answers


def scanning(port: int, cookie: str, cast: Cast, seconds: float) -> Counter[bytes]:
    """Phones that are told each time what came since they last asked, while somebody scans once a second."""
    first = run(port, lambda _: iter([get(CHANGES, cookie)]), 1, 60).last
    told = dict.fromkeys(range(PHONES), first)
    keys = range(cast.cases["first"], cast.cases["last"] + 1)
    pushes = (site.batch("scanner", cast.people["cem"], n, 1, keys) for n in count(1))
    over = threading.Event()

    def scan() -> None:
        while not over.wait(SCAN_S):
            run(port, lambda _: iter([post(PUSH, cookie, next(pushes), X_SiteOps="1")]), 1, 1)

    scanner = threading.Thread(target=scan)
    scanner.start()
    answers = paced(port, [questions(number, cookie, told) for number in range(PHONES)], seconds, told)
    over.set()
    scanner.join()
    return answers


def questions(number: int, cookie: str, told: Mapping[int, bytes]) -> Iterator[bytes]:
    """What a phone asks, each time for what it was not `told` yet."""
    while True:
        found = CURSOR.search(told[number])
        assert found
        asked = f"{CHANGES}?after={found[1].decode()}&scope={found[2].decode()}"
        yield get(asked, cookie, If_None_Match=tag_in(told[number]), X_Device=f"phone-{number}")


def tag_in(answer: bytes) -> str:
    """The ETag of an answer."""
    head = answer.partition(b"\r\n\r\n")[0].lower()
    return head.partition(b"etag: ")[2].split(b"\r\n", 1)[0].decode()


def paced(
    port: int, asked: Sequence[Iterator[bytes]], seconds: float, told: dict[int, bytes] | None = None
) -> Counter[bytes]:
    """Let each phone ask every few seconds, evenly spread; how many answers of which status came.

    `told`: filled with the last that told each something.
    """
    chosen, answers, began = selectors.DefaultSelector(), Counter[bytes](), time.monotonic()
    phones = [Connection(socket.create_connection(("127.0.0.1", port)), one) for one in asked]
    due = [(began + number * EVERY_S / len(asked), number) for number in range(len(asked))]
    for number, phone in enumerate(phones):
        chosen.register(phone.socket, selectors.EVENT_READ, number)
    while due[0][0] < began + seconds:
        while due[0][0] <= time.monotonic():
            at, number = heapq.heappop(due)
            phones[number].send_next()
            heapq.heappush(due, (at + EVERY_S, number))
        for key, _ in chosen.select(max(0.0, due[0][0] - time.monotonic())):
            phone = phones[key.data]
            phone.received += phone.socket.recv(1 << 16)
            if phone.whole():
                status = bytes(phone.received[9:12])
                answers[status] += 1
                if told is not None and status == b"200":
                    told[key.data] = bytes(phone.received)
    for phone in phones:
        phone.socket.close()
    return answers
