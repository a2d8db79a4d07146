"""A verdict comes while the hand is still on the case, on a cheap phone and with ten thousand cases.

Measured on 2 cores with six processes waiting for them, Chromium 156, the page slowed to a quarter: the quickest of
fifteen scans 56 ms from the decoded text to the shown verdict, half of them under 100. Two thirds of it is the entry's
way to the disk, which comes before the verdict.
"""

from statistics import median

import pytest
from playwright.sync_api import expect

from tests.scan.stage import add_cases

pytestmark = pytest.mark.browser

CASES, SCANS = 10_000, 15
BOUND_MS = 150
"""Wide: we promise 50 ms on a machine that does nothing else, and say here what it took."""
TIMES = "() => performance.getEntriesByName('scan:verdict').map(({ duration }) => duration)"


@pytest.fixture
def codes(app, cast, codes):
    add_cases(app, cast, CASES)
    return codes


def test_the_verdict_is_quick_on_a_slow_phone_with_10_000_cases(hand):
    cem = hand()
    cem.at("dock1")
    slow = cem.page.context.new_cdp_session(cem.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    for number in range(SCANS):
        cem.trigger(f"BULK-{number * 517:05}")
        cem.sees("ok", "In", f"BULK-{number * 517:05}", "of 10,00")
        expect(cem.verdict).to_be_hidden()
    took_ms = cem.page.evaluate(TIMES)[-SCANS:]
    print(f"verdict after the decode: quickest {min(took_ms):.0f} ms, median {median(took_ms):.0f} ms")
    assert min(took_ms) <= BOUND_MS
