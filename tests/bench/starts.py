"""The board of a slowed phone from a cold start: nothing of the app runs, no server answers, the process is a new one.

"Interactive": the figures are there and a tap at that moment is answered, counted from the address.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tests.bench import watching
from tests.harness.unwatched import Unwatched

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.figures import Report
    from tests.bench.phones import Bench

VISITS = 9
LAST = "section[aria-label=Places] button:last-child"
WORD = "data:text/html,<p>SiteOps"


def bench(report: Report, phone: Bench, profile: Path) -> None:
    """Starts at the board of a day's entries, after an earlier look at it; then the server is dead."""
    with phone.at_work(phone.phones.resident(profile)) as context:
        page = context.pages[-1]
        page.goto(f"{phone.server.url}/field#board")
        page.locator(LAST).wait_for()
        box = page.locator(LAST).bounding_box()
        assert box
        page.evaluate(watching.SUMMARY)
    phone.server.kill()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with Unwatched(profile, phone.phones.model) as chromium:
        word = median(paint(chromium) for _ in range(VISITS))
        start(chromium, phone.server.url, *at)  # the browser itself has just started, too
        found = [start(chromium, phone.server.url, *at) for _ in range(VISITS)]
    shown, interactive = (median(column) for column in zip(*found, strict=True))
    words = f"{phone.words}board, cold, without signal"
    report.plain("a page of one word (part of each start)", word, "ms")
    report.plain(f"{words}, figures", shown, "ms")
    report.at_most(f"{words}, interactive", interactive, 300, "ms")
    report.plain(f"{words}, interactive, slowest of {VISITS}", max(one for _, one in found), "ms")


def paint(chromium: Unwatched) -> float:
    """When a page of one word shows it, in ms: from one hour to the next some machines take twice as long."""
    with chromium.tab("", watching.SLOWDOWN) as tab:
        tab.goto(WORD)
        painted: float = tab.evaluate(f"({watching.AT})('first-contentful-paint')")
    return painted


def start(chromium: Unwatched, url: str, x: float, y: float) -> tuple[float, float]:
    """Until the board's figures are shown, and until a tap would be answered that comes at that moment; ms."""
    with chromium.tab(watching.BOARD, watching.SLOWDOWN) as tab:
        tab.goto(f"{url}/field#board")
        shown: float = tab.evaluate(f"({watching.AT})('board')")
        tab.tap(x, y)
        answered, tapped = (tab.evaluate(f"({watching.AT})('{mark}')") for mark in ("answered", "tapped"))
    return shown, shown + answered - tapped
