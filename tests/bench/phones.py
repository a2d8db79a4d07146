"""The phone with its processor slowed to a quarter: how soon it shows, can be used, and answers a scan.

First visit: somebody has just signed in, as after a sign-in or a join; nothing of the app is on the phone, which has
1.6 Mbit/s and 150 ms to the server. Later visits: the app is on the phone. "Usable": the frame is drawn that shows the
scanner to that person on that show, and from which a code is taken. Verdicts come from a camera that films labels the
app prints; they count from the decode to the frame that shows them.
"""

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

from PIL import Image
from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from siteops.core import codes
from siteops.labels import qr
from tests.bench import site, starts, watching
from tests.bench.figures import Report
from tests.harness import lighthouse
from tests.harness.camera import film, loop
from tests.harness.cast import PASSWORD, Cast
from tests.harness.phones import Phones
from tests.harness.server import LiveServer

VISITS, SCANS, LIVED = 5, 30, 5_000
NETWORK: dict[str, Any] = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
USUAL, FULL = 200, 10_000
"""Cases of a usual show, and of the largest that speeds are promised for."""


def bench(report: Report, folder: Path) -> None:
    """A usual show and the largest; then scan after scan on the largest."""
    report.head(f"Phone ({watching.SLOWDOWN}× CPU slowdown; medians of {VISITS} visits, {SCANS} scans)")
    report.plain("processes that want the machine's cores already", os.getloadavg()[0], "")
    with sync_playwright() as playwright, closing(Phones(playwright)) as phones:
        for cases in (USUAL, FULL):
            here = folder / str(cases)
            here.mkdir(parents=True)
            cast = site.furnish(here, cases)
            printed = labels(cast)
            if cases == FULL:
                site.live(here, cast, LIVED)
            reel = film(here / "labels.mjpeg", loop(printed, seen=20, gap=10))
            with site.served(here, "--log", "json") as server:
                one = Bench(report, phones, server, reel, f"{cases:,} cases: ")
                one.first_visits()
                one.later_visits()
                if cases == USUAL:
                    one.judged(here)
                if cases == FULL:
                    one.scans()
                    starts.bench(report, one, here / "profile")


class Bench:
    """A served show, and phones that film its labels. `words` begin each line of the report."""

    def __init__(self, report: Report, phones: Phones, server: LiveServer, reel: Path, words: str) -> None:
        self.report, self.phones, self.server, self.reel, self.words = report, phones, server, reel, words

    def first_visits(self) -> None:
        """Nothing of the app is on the phone."""
        self.first_visit()  # the server packs its files when they are first asked for
        found = [self.first_visit() for _ in range(VISITS)]
        paint, needed, usable, came = (median(column) for column in zip(*found, strict=True))
        self.report.at_most(f"{self.words}first visit, first paint", paint, 600, "ms")
        self.report.at_most(f"{self.words}first visit, what that waits for", needed, 40, "KB")
        self.report.at_most(f"{self.words}first visit, usable", usable, 1500, "ms")
        self.report.plain(f"{self.words}first visit, what came until then", came, "KB")

    def judged(self, folder: Path) -> None:
        """The shell and the board at a first visit, as Lighthouse sees them on a phone out of doors."""
        signed_in = site.cookie(self.server.port)
        for name, screen in (("shell", ""), ("board", "#board")):
            points, _ = lighthouse.judged(f"{self.server.url}/field{screen}", signed_in, folder, desk=False)
            self.report.at_least(f"{self.words}{name}, Lighthouse's performance", points["performance"], 95, "of 100")

    def first_visit(self) -> tuple[float, ...]:
        """First paint in ms, what it waits for in KB; usable in ms, what came until then in KB."""
        with self.phones.context(self.reel) as context:
            page = self.signed_in(context)
            slow(context.new_cdp_session(page), network=True)
            self.open(page)
            usable, paint = page.evaluate(watching.AT, "usable"), page.evaluate(watching.AT, "first-contentful-paint")
            return paint, page.evaluate(watching.SIZE, "paint"), usable, page.evaluate(watching.SIZE, usable)

    def later_visits(self) -> None:
        """The app is on the phone, with the whole show."""
        with self.at_work() as context:
            context.pages[0].close()  # it holds the camera
            before = len(self.asked())
            found = [self.later_visit(context) for _ in range(VISITS)]
            asked = self.asked()[before:]
        app = [path for path in asked if not path.startswith(("/api/", "/sw.js"))]
        usable, live = (median(column) for column in zip(*found, strict=True))
        self.report.at_most(f"{self.words}later visits, requests for the app", len(app), 0, "")
        self.report.plain(f"{self.words}later visits, questions for news, each", (len(asked) - len(app)) / VISITS, "")
        self.report.at_most(f"{self.words}later visit, camera screen", usable, 500, "ms")
        self.report.plain(f"{self.words}later visit, picture in it", live, "ms")

    def later_visit(self, context: BrowserContext) -> tuple[float, float]:
        """When the scanner is there, and when it has a picture, in ms."""
        page = context.new_page()
        slow(context.new_cdp_session(page), network=True)
        self.open(page)
        found = page.evaluate(watching.AT, "usable"), page.evaluate(watching.AT, "live")
        page.close()
        return found

    def scans(self) -> None:
        """Scan after scan before a running camera."""
        with self.at_work() as context:
            page = context.pages[0]
            slow(context.new_cdp_session(page))
            page.evaluate(watching.AT, f"told:{SCANS + 1}")
            # The first says where the phone is, and finds nothing warm.
            took = sorted(page.evaluate(watching.VERDICTS, SCANS + 1)[1:])
        self.report.at_most(f"{self.words}verdict after the decode", median(took), 50, "ms")
        self.report.plain(f"{self.words}verdict after the decode, slowest of {SCANS}", took[-1], "ms")

    @contextmanager
    def at_work(self, phone: AbstractContextManager[BrowserContext] | None = None) -> Iterator[BrowserContext]:
        """A phone with the app and the show on it, open at the scanner; a fresh one if none is given."""
        with phone or self.phones.context(self.reel) as context:
            page = self.signed_in(context)
            self.open(page)
            page.evaluate(watching.KEPT)
            page.locator("header .chip", has_text="Sent").wait_for()
            yield context

    def signed_in(self, context: BrowserContext) -> Page:
        """A page of ours that has loaded nothing of the app, with Cem signed in."""
        context.add_init_script(watching.WATCH)
        page = context.new_page()
        page.goto(f"{self.server.url}/login", wait_until="networkidle")
        form: dict[str, str | float | bool] = {"email": "cem@site.example", "password": PASSWORD}
        context.request.post(f"{self.server.url}/login", form=form, max_redirects=0)
        return page

    def open(self, page: Page) -> None:
        """Open the app."""
        page.goto(f"{self.server.url}/field", wait_until="commit")

    def asked(self) -> list[str]:
        """The paths that the server was asked for, in order."""
        lines = self.server.output.read_text().splitlines()
        return [json.loads(line)["path"] for line in lines if line.startswith("{")]


def slow(session: CDPSession, *, network: bool = False) -> None:
    """A middling phone; with `network`, out of doors."""
    session.send("Emulation.setCPUThrottlingRate", {"rate": watching.SLOWDOWN})
    if network:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", NETWORK)


def labels(cast: Cast) -> list[Image.Image]:
    """What the camera sees: a dock, then cases from all over the show, as the app prints their codes."""
    dock, *cases = cast.codes.values()
    seen = [dock, *cases[:: len(cases) // SCANS][:SCANS]]
    return [Image.open(BytesIO(qr.png(codes.url("siteops.example", code)))) for code in seen]
