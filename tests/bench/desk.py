"""Every list of the desk, asked as a browser asks it: the time the server takes, and how many questions it asks.

Through the real WSGI app in this process, with the pages rendered; the network and the browser come on top.
"""

import gc
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

from siteops.cli.server import GARBAGE
from siteops.desk.gear import case_asked
from siteops.desk.gear.case_asked import STATES, VIEWS
from siteops.desk.site import list_list, place_list, slot_list
from tests.bench import office
from tests.bench.figures import Report
from tests.harness.cast import SHOW, phone, sign_in
from tests.harness.databases import counting

FULL, FEW, BEYOND = 20_000, 1_000, 100_000
TURNS = 40
LIMIT_MS = 60
DESK = f"/shows/{SHOW}"
CASES = {
    **{f"cases by {sort}": f"sort={sort}" for sort in case_asked.SORTS},
    **{f"cases by {sort}, down": f"sort=-{sort}" for sort in case_asked.SORTS},
    **{f"cases, view {view}": f"view={view}" for view in VIEWS},
    **{f"cases that are {state}": f"state={state}" for state in STATES},
    "cases of a department": "department=audio",
    "cases of a truck": "truck=200",
    "cases of a zone": "zone=50",
    "cases of an owner": "owner=3",
    "cases of our own": "owner=0",
    "cases by a code": "q=LI-00100",
    "cases by a name": "q=megapointe",
    "cases by a serial number": "q=SN0009",
    "cases by what nothing is called": "q=zzzz",
    "cases, last page": "page=99999",
    "cases, last page by last seen": "page=99999&sort=seen",
    "cases, narrowed thrice": "department=audio&view=here&q=K2&sort=-kg",
}
OTHERS = {
    "people": "/people", "people, searched": "/people?q=member+5",
    **{f"places by {sort}": f"/places?sort={sort}" for sort in place_list.SORTS},
    "places of a kind, searched": "/places?kind=truck&q=9", "places, last page": "/places?page=99999&size=200",
    **{f"slots by {sort}": f"/slots?day=all&sort={sort}" for sort in slot_list.SORTS},
    "slots of a day": "/slots?day=2026-05-01", "slots, searched": "/slots?day=all&q=dock+1&direction=in",
    **{f"lists by {sort}": f"/lists?sort={sort}" for sort in list_list.SORTS},
    "lists by what a step says": "/lists?q=step+3", "steps of a list": "/lists/2",
    "labels": "/labels", "batches": "/import", "sessions": "/sessions", "needs a look": "/look",
}  # fmt: skip
PATHS = {name: f"{DESK}/cases?{asked}" for name, asked in CASES.items()} | {
    name: DESK + path for name, path in OTHERS.items()
}


def bench(report: Report, folder: Path) -> None:
    """A full office against the promise; the questions of a small one beside; and one that nobody promised."""
    few = Office(folder / "few", FEW).questions()
    report.head(f"Desk lists ({FULL:,} cases, one more scanned before each look; p50 and p95 of {TURNS}; SQLite)")
    full = Office(folder / "full", FULL)
    questions = full.questions()
    for name, times in full.looks(TURNS):
        report.at_most(f"{name}, p50", median(times), LIMIT_MS, "ms")
        report.at_most(f"{name}, p95", high(times), LIMIT_MS, "ms")
        report.at_most(f"{name}, questions beyond those of {FEW:,} cases", questions[name] - few[name], 0, "")
    report.head(f"Desk lists ({BEYOND:,} cases; medians of 3; no promise)")
    for name, times in Office(folder / "beyond", BEYOND).looks(3):
        report.plain(name, median(times), "ms")


class Office:
    """A show with so many cases: Lea at her desk, and Cem, who scans on. Garbage is looked for as the server does.

    What is scanned is the same in every office, one case after the other from the first on.
    """

    def __init__(self, folder: Path, cases: int) -> None:
        folder.mkdir(parents=True)
        self.app, cast = office.furnish(folder, cases)
        gc.freeze()
        gc.set_threshold(GARBAGE)
        self.lea, self.cem = sign_in(self.app.test_client(), "lea"), phone(self.app, cast, "cem")
        self.scanned = 0

    def questions(self) -> dict[str, int]:
        """How many questions one look at each page asks. To be asked of a fresh office, so that two can be compared."""
        return {name: self.counted(path) for name, path in PATHS.items()}

    def looks(self, turns: int, paths: Mapping[str, str] = PATHS) -> Iterator[tuple[str, list[float]]]:
        """How long so many looks at each page take, in ms."""
        for name, path in paths.items():
            self.lea.get(path).close()  # what the first look finds out and keeps is not timed
            yield name, [self.timed(path) for _ in range(turns)]

    def counted(self, path: str) -> int:
        """The questions of a look just after a scan; what the first look finds out and keeps is not counted."""
        assert self.lea.get(path).status_code == 200, path
        self.scan()
        with self.app.app_context(), counting() as queries:
            self.lea.get(path).close()
        return len(queries)

    def timed(self, path: str) -> float:
        """Milliseconds that one look takes just after a scan."""
        self.scan()
        began = perf_counter()
        self.lea.get(path).close()
        return (perf_counter() - began) * 1000

    def scan(self) -> None:
        """One more case comes in, so that no look is at a show that was looked at before."""
        self.scanned += 1
        self.cem.push(self.cem.entry("Moved", f"case:{self.scanned % 900 + 100}", 9999, place="dock:8", leg="in"))


def high(times: list[float]) -> float:
    """What nineteen of twenty stay within."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]
