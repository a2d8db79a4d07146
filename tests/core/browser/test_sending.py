"""Nothing is lost between a tap and the server, whatever the server, the network or the phone do."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from siteops.core.journal import seals
from tests.core.browser.site import Site

pytestmark = pytest.mark.browser

EMPTY = "() => until(({ waiting, sending }) => waiting === 0 && !sending)"
SEND = "() => core.drain.drain({ urgent: true })"
WHAT = "() => ({ ...core.status.status })"


def trouble(page: Page, word: str) -> None:
    """Wait until the chip says so."""
    page.evaluate("word => until(({ trouble, sending }) => trouble === word && !sending)", word)


def test_what_is_scanned_arrives_once_and_in_order(field: Page, site: Site):
    field.evaluate("() => move(1, 2, 3)")
    field.evaluate(EMPTY)
    assert [(entry["subject"], entry["n"], entry["by"]) for entry in site.log.values()] == [
        ("case:1", 1, 7), ("case:2", 2, 7), ("case:3", 3, 7),
    ]  # fmt: skip
    assert field.evaluate(WHAT)["received"]


def test_nothing_looks_sent_from_the_moment_it_is_recorded(field: Page, site: Site):
    site.mood = "503"
    assert field.evaluate("async () => { await move(1, 2); return core.status.status.waiting }") == 2
    facts = "['case:3', 'case:4'].map((subject) => ({ kind: 'Moved', subject, body: { place: 'dock:1', leg: 'in' } }))"
    together = f"async () => {{ await core.record.recordAll({facts}); return core.status.status.waiting }}"
    assert field.evaluate(together) == 4
    trouble(field, "busy")
    site.mood = ""
    field.evaluate(SEND)
    field.evaluate(EMPTY)
    assert len(site.log) == 4


def test_an_answer_lost_on_the_way_costs_nothing(field: Page, site: Site):
    site.moods.append("lost")
    field.evaluate("() => move(1, 2)")
    trouble(field, "unreachable")
    assert field.evaluate("() => core.outbox.waiting()")
    field.evaluate(SEND)
    field.evaluate(EMPTY)
    assert len(site.log) == 2
    assert sum(len(push.entries) for push in site.pushes) > 2


def test_a_batch_that_is_too_large_is_halved(field: Page, site: Site):
    site.limit, site.mood = 4, "503"
    field.evaluate("() => move(...Array(23).keys())")
    trouble(field, "busy")
    site.mood = ""
    site.pushes.clear()
    field.evaluate(SEND)
    field.evaluate(EMPTY)
    assert len(site.log) == 23
    assert [len(push.entries) for push in site.pushes][:4] == [23, 12, 6, 3]
    assert field.evaluate(WHAT)["parked"] == 0


def test_one_refused_entry_does_not_hold_up_the_others(field: Page, site: Site):
    site.mood = "503"
    field.evaluate("() => move(1, 2)")
    field.evaluate("() => core.record.record('Moved', 'case:9', { place: 'dock:bad' })")
    field.evaluate("() => move(3)")
    trouble(field, "busy")
    site.mood = ""
    field.evaluate(SEND)
    field.evaluate(EMPTY)
    assert [entry["subject"] for entry in site.log.values()] == ["case:1", "case:2", "case:3"]
    parked = field.evaluate("() => core.outbox.parked()")
    assert [(own["entry"]["subject"], own["why"]) for own in parked] == [("case:9", "No")]
    assert field.evaluate("() => core.world.state('case', 9).place") == "dock:bad"


def test_a_parked_entry_can_be_sent_again_and_taken_away_as_a_file(field: Page, site: Site):
    site.mood = "400"
    field.evaluate("() => move(1)")
    field.evaluate("() => until(({ parked }) => parked === 1)")
    saved = json.loads(field.evaluate("async () => (await core.carried.exported()).text()"))
    assert (saved["show"], json.loads(saved["carried"])["subject"]) == ("demo", "case:1")
    assert saved["seal"] == seals.seal("demo", saved["carried"], "seal-7")
    site.mood = ""
    field.evaluate("async () => { await core.outbox.unpark(); await core.drain.drain({ urgent: true }) }")
    field.evaluate(EMPTY)
    assert len(site.log) == 1


def test_a_captive_portal_takes_nothing_from_us(field: Page, site: Site):
    site.mood = "portal"
    field.evaluate("() => move(1)")
    trouble(field, "captive")
    assert field.evaluate(WHAT)["waiting"] == 1
    site.mood = ""
    field.evaluate(SEND)
    field.evaluate(EMPTY)
    assert len(site.log) == 1


def test_the_server_is_given_the_time_it_asks_for(field: Page, site: Site):
    site.moods.append("429 60")
    field.evaluate("() => move(1)")
    trouble(field, "busy")
    field.evaluate(SEND)
    assert len(site.pushes) == 1
    assert field.evaluate("() => core.status.status.retry - Date.now()") > 50_000


def test_without_any_signal_scanning_goes_on(field: Page, site: Site):
    site.stop()
    field.evaluate("() => move(1, 2)")
    trouble(field, "unreachable")
    assert field.evaluate("() => core.world.state('case', 1).place") == "dock:1"
    site.start()
    field.evaluate("() => { dispatchEvent(new Event('online')) }")
    field.evaluate(EMPTY)
    assert len(site.log) == 2


def test_two_tabs_have_one_queue_and_one_sender(field: Page, site: Site, tab: Callable[[], Page]):
    other = tab()
    site.mood = "503"
    for number in range(4):
        field.evaluate("key => move(key)", number)
        other.evaluate("key => move(key)", 10 + number)
    other.evaluate("() => shows(() => core.world.state('case', 3).place === 'dock:1')")
    site.mood, site.most_at_work = "", 0
    for page in (field, other):
        page.evaluate("() => { core.drain.drain({ urgent: true }) }")
    for page in (field, other):
        page.evaluate(EMPTY)
    assert sorted(entry["n"] for entry in site.log.values()) == list(range(1, 9))
    assert site.most_at_work == 1


PICTURED = """async () => {
    const photo = new Blob([new Uint8Array(700_000).fill(7)], { type: 'image/jpeg' })
    const subject = `incident:${core.entry.mint()}`
    await core.record.record('Reported', subject, { kind: 'damage', severity: 'minor' }, { photo })
}"""


def test_no_scan_waits_for_a_whole_picture(field: Page, site: Site):
    site.pictures_pass.clear()
    field.evaluate(PICTURED)
    site.picture_waits.wait()
    field.evaluate("() => move(1)")
    site.pictures_pass.set()
    field.evaluate("() => until(({ waiting, sending, photos }) => !waiting && !sending && !photos)")
    assert [(push.entries[0]["kind"], push.pieces) for push in site.pushes] == [("Reported", 0), ("Moved", 1)]
    assert site.pieces == [262_144, 524_288, 700_000]


def test_a_pictures_upload_goes_on_where_it_broke(field: Page, site: Site):
    site.cut_after = 2
    field.evaluate(PICTURED)
    field.evaluate("() => until(({ waiting, sending, photos }) => !waiting && !sending && photos === 1)")
    field.evaluate(SEND)
    field.evaluate("() => until(({ photos }) => photos === 0)")
    ((name, picture),) = site.photos.items()
    assert picture == bytes([7]) * 700_000
    assert [entry["body"]["photo"] for entry in site.log.values()] == [name]
    assert site.pieces == [262_144, 524_288, 700_000]
