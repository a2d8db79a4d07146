"""The board is there at once, on a cheap phone, with ten thousand cases of which half came today.

Measured on 2 cores that others used too, Chromium 156, the page slowed to a quarter: from the address to the board
400 ms, of which the app itself takes 100; from another tab 30 ms.
"""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from siteops.core import clock
from siteops.core.db import editing
from siteops.core.plan import Case, Line, Place, folded
from tests.harness.cast import SHOW

pytestmark = pytest.mark.browser

CASES, SCANS, TRUCKS, ZONES, VISITS = 10_000, 5_000, 20, 12, 5
BOUND_MS = 300
"""Wide for another tab: it says here what it took."""
WATCH = """(() => new MutationObserver(() => {
  if (!window.seen && document.querySelector("section[aria-label=Cases]")) window.seen = performance.now()
}).observe(document, { childList: true, subtree: true }))()"""


@pytest.fixture
def arena(app, cast, phone_of):
    """Twenty trucks of five hundred cases, half of them in since this morning."""
    with app.app_context(), editing() as session:
        zones = [Place(SHOW, "zone", f"Zone {n}") for n in range(ZONES)]
        trucks = [Place(SHOW, "truck", f"Lorry {n}") for n in range(TRUCKS)]
        cases = [Case(f"BULK-{n:05}", folded(f"BULK-{n:05}"), f"Cable trunk {n}", "power") for n in range(CASES)]
        session.add_all([*zones, *trucks, *cases])
        session.flush()
        spots: list[Any] = [
            {"truck": trucks[n * TRUCKS // CASES].id, "zone": zones[n % ZONES].id} for n in range(CASES)
        ]
        session.add_all(Line(SHOW, case.id, sort=n, **spots[n]) for n, case in enumerate(cases))
        went = [
            (case.id, cast.refs["dock1"] if n % 3 else zones[n % ZONES].ref) for n, case in enumerate(cases[:SCANS])
        ]
    lea, begun = phone_of("lea"), clock.now() - timedelta(hours=6)
    lea.push(lea.entry("PhaseBegan", f"show:{SHOW}", phase="load-in"))
    for first in range(0, SCANS, 100):
        lea.push(*(
            lea.entry("Moved", f"case:{id}", place=place, at=clock.spell(begun + timedelta(seconds=4 * (first + n))))
            for n, (id, place) in enumerate(went[first : first + 100])
        ))  # fmt: skip
    return cast


@pytest.mark.usefixtures("arena")
def test_the_board_is_quick_on_a_slow_phone_with_10_000_cases(open_board):
    page = open_board("lea")
    page.add_init_script(WATCH)
    cases = page.get_by_label("Cases", exact=True)
    expect(cases).to_contain_text("of 10,00")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    cold, warm = [], []
    for _ in range(VISITS):
        page.reload()
        expect(cases).to_contain_text("of 10,00")
        cold.append(page.evaluate("window.seen"))
        page.evaluate("location.hash = '#more'")
        expect(page.get_by_role("heading", name="More")).to_be_visible()
        page.evaluate("() => { window.seen = 0; window.left = performance.now(); location.hash = '#board' }")
        expect(cases).to_be_visible()
        warm.append(page.evaluate("window.seen - window.left"))
    print(f"board from its address: quickest {min(cold):.0f} ms; from another tab: quickest {min(warm):.0f} ms")
    assert min(warm) <= BOUND_MS
