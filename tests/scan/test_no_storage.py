"""A phone whose storage cannot be opened: it says so, and pretends nothing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BROKEN = """IDBFactory.prototype.open = () => { throw new DOMException("no storage today", "SecurityError") }"""


def test_a_scan_says_that_it_did_not_work(hand, phones):
    cem = hand()
    cem.page.add_init_script(BROKEN)
    cem.page.reload()
    cem.trigger("LX-0108")
    expect(cem.page.get_by_text("That did not work")).to_be_visible()
    assert all("no storage today" in fault for fault in phones.faults)
    phones.faults.clear()
