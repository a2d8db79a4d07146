"""A list of 20,000 rows, from its upload until it is stored, once more, and taken back, while eight phones scan on."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from siteops import create_app
from siteops.core.batch.batches import Batch
from siteops.core.db import db
from siteops.core.journal.log import log
from tests.bench import gear_list, site
from tests.bench.figures import Report
from tests.bench.load import Figures, post, run
from tests.bench.processes import watched
from tests.bench.pushes import ENTRIES
from tests.harness.cast import SHOW, Cast
from tests.harness.server import LiveServer

ROWS = 20_000
PHONES = 8
SCAN_EACH_S = 0.1
"""Faster than a crew scans: ten cases a second, each phone."""
ASK_EACH_S = 0.1
"""How often we ask how far a job is; a browser asks once a second."""
IDLE_S = 2.0
MOST_MB = 300
JOB, READER = "siteops.cli.job", "child.main"


def bench(report: Report, folder: Path) -> None:
    """New, unchanged, changed, taken back."""
    folder.mkdir()
    report.head(f"Import ({ROWS:,} rows, {PHONES} phones scan meanwhile, each every {SCAN_EACH_S * 1000:.0f} ms)")
    cast = site.furnish(folder, 1000)
    usual, heavier = folder / "list.csv", folder / "heavier.csv"
    gear_list.write(usual, ROWS)
    gear_list.write(heavier, ROWS, heavier=2.0)
    with site.served(folder) as server:
        office, bench = Office(server), Bench(report, server, cast)
        with bench.scanning() as idle:
            threading.Event().wait(IDLE_S)
        report.plain("scan while nothing is imported, p99", idle.quantile(0.99), "ms")
        bench.told("a new list", lambda: office.store(usual), 8)
        bench.told("the same again", lambda: office.store(usual), 8)
        bench.told("another weight for each case", lambda: office.store(heavier), 8)
        bench.told("the new weights taken back", lambda: office.undo(3), 8)
        bench.told("all taken back", lambda: office.undo(1), 8)
    batches = stored(folder)
    report.at_most("rows of the new list that are missing", ROWS - 1 - sum(batches[0]), 0, "")
    report.at_most("rows new or changed when it came again", sum(batches[1]), 0, "")
    report.at_most("scans that were answered and are not in the log", abs(bench.answered - entries(folder)), 0, "")


class Bench:
    """A served show, the phones that scan on it, and the office that imports. `answered`: scans, so far."""

    def __init__(self, report: Report, server: LiveServer, cast: Cast) -> None:
        self.report, self.server, self.cast = report, server, cast
        self.cookie = site.cookie(server.port)
        self.answered = 0

    def told(self, words: str, act: Callable[[], None], most_s: float) -> None:
        """Do one thing while phones scan, and say what it took."""
        assert self.server.process
        with watched(self.server.process.pid) as taken, self.scanning() as scans:
            began = time.perf_counter()
            act()
            seconds = time.perf_counter() - began
        self.report.at_most(words, seconds, most_s, "s")
        jobs, readers = taken.of(JOB), taken.of(READER)
        others = [pid for pid in taken.names if pid not in {*jobs, *readers}]
        kinds = {"server": others, "jobs": jobs, "readers": readers}
        for kind, pids in kinds.items():
            if work := taken.work(pids):
                self.report.plain(f"  seconds of work of the {kind}", work, "s")
                self.report.at_most(f"  memory of the {kind} at its peak, each", taken.peak(pids), MOST_MB, "MB")
        self.report.at_most("  scan, p99", scans.quantile(0.99), 200, "ms")
        self.report.plain("  scan, slowest", scans.quantile(1), "ms")
        self.report.at_most("  scans that were not answered with 200", scans.failed, 0, "")

    @contextmanager
    def scanning(self) -> Iterator[Figures]:
        """Phones that scan until the block ends; then their figures are filled in."""
        over, figures = threading.Event(), Figures(0.0, [], 0)
        with ThreadPoolExecutor(PHONES) as phones:
            runs = [phones.submit(self.scans, number, over) for number in range(PHONES)]
            try:
                yield figures
            finally:
                over.set()
        for one in runs:
            figures.latencies += one.result().latencies
            figures.failed += one.result().failed
        self.answered += len(figures.latencies) - figures.failed

    def scans(self, number: int, over: threading.Event) -> Figures:
        """One phone's, until it is over."""
        device = f"scan-{time.monotonic_ns()}-{number}"
        cases = range(self.cast.cases["first"] + number, self.cast.cases["last"] + 1)

        def requests(_: int) -> Iterator[bytes]:
            for n in itertools.count(1):
                if over.wait(SCAN_EACH_S):
                    return
                body = site.batch(device, self.cast.people["cem"], n, 1, cases)
                yield post(ENTRIES, self.cookie, body, X_SiteOps="1")

        return run(self.server.port, requests, 1, 600.0)


class Office:
    """A lead's browser: uploads, waits, presses the button, waits."""

    def __init__(self, server: LiveServer) -> None:
        self.port = server.port
        self.cookie = site.cookie(server.port, "lea")

    def store(self, path: Path) -> None:
        """From the upload until the page of the batch is there."""
        edge = "edge"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
        body = head.encode() + path.read_bytes() + f"\r\n--{edge}--\r\n".encode()
        where = self.asked("POST", f"/shows/{SHOW}/import", body, f"multipart/form-data; boundary={edge}")
        self.waited(where)
        form = f"name={path.name}".encode()
        path_only = urlsplit(where).path
        self.waited(self.asked("POST", f"{path_only}/store", form, "application/x-www-form-urlencoded"))

    def undo(self, batch: int) -> None:
        """Take a batch back."""
        self.asked("POST", f"/shows/{SHOW}/batches/{batch}/undo", b"", "application/x-www-form-urlencoded")

    def waited(self, where: str) -> None:
        """Ask for a page until it does not ask to be asked again."""
        while True:
            answer = self.answer("GET", where)
            if location := answer.getheader("Location"):
                where = location
            elif answer.getheader("Refresh"):
                threading.Event().wait(ASK_EACH_S)
            else:
                assert answer.status == 200, where
                return

    def asked(self, method: str, path: str, body: bytes, kind: str) -> str:
        """Where an answer leads."""
        answer = self.answer(method, path, body, kind)
        assert answer.status == 303, (path, answer.status)
        return str(answer.getheader("Location"))

    def answer(self, method: str, path: str, body: bytes = b"", kind: str = "") -> HTTPResponse:
        """An answer, read."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie} | ({"Content-Type": kind} if kind else {})
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer


def stored(folder: Path) -> list[tuple[int, int]]:
    """New and changed rows of each batch."""
    app = create_app(DATA=folder, DATABASE_URL=f"sqlite:///{folder}/siteops.db", TESTING=True)
    with app.app_context():
        found = [(new, changed) for new, changed in db.session.execute(db.select(Batch.new, Batch.changed))]
        db.session.remove()
        db.engine.dispose()
    return found


def entries(folder: Path) -> int:
    """Scans in the log."""
    app = create_app(DATA=folder, DATABASE_URL=f"sqlite:///{folder}/siteops.db", TESTING=True)
    with app.app_context():
        found = db.session.scalar(db.select(db.func.count()).select_from(log).where(log.c.kind == "Moved"))
        db.session.remove()
        db.engine.dispose()
    return int(found or 0)
