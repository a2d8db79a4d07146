"""What a phone carries for others stays apart from its own, and goes out as theirs."""

import json

import pytest
from playwright.sync_api import Page

from tests.core.browser.conftest import work
from tests.core.browser.site import Site

pytestmark = pytest.mark.browser

SEND = "() => core.drain.drain({ urgent: true })"
TAKE = """async (entries) => {
    const line = (entry) => `seal demo ${JSON.stringify(entry)}`
    return core.carried.keep(core.parcels.unwritten(entries.map(line).join("\\n") + "\\nno parcel"))
}"""
OLD = """(entry) => new Promise((done, fail) => {
    const opening = indexedDB.open("siteops", 1)
    opening.onupgradeneeded = () => {
        const database = opening.result
        for (const name of ["meta", "pulled", "history"]) database.createObjectStore(name)
        for (const name of ["outbox", "sent", "parked"]) database.createObjectStore(name, { keyPath: "n" })
        database.createObjectStore("photos", { keyPath: "sha256" })
    }
    opening.onsuccess = () => {
        const writing = opening.result.transaction(["meta", "outbox"], "readwrite")
        writing.objectStore("meta").put(entry.device, "device")
        writing.objectStore("meta").put({ n: entry.n, at: entry.at }, "last")
        writing.objectStore("outbox").add({ n: entry.n, show: "demo", entry, before: null })
        writing.oncomplete = () => (opening.result.close(), done())
        writing.onerror = fail
    }
})"""
"""What the first build wrote, kept word for word: no later one may strand it."""


def said(by: int, number: int = 1, device: str = "ben's") -> dict[str, object]:
    return {
        "id": f"{device}-{number}", "device": device, "n": number, "kind": "Moved", "v": 1, "subject": f"case:{number}",
        "by": by, "at": "2026-05-01T06:00:00.000Z", "offset": 0, "body": {"place": "dock:1"},
    }  # fmt: skip


def test_others_entries_go_out_as_theirs_and_leave_only_once_they_are_kept(field: Page, site: Site):
    site.mood = "503"
    assert len(field.evaluate(TAKE, [said(8), said(9, 2)])) == 2
    field.evaluate("() => move(5)")
    field.evaluate("() => until(({ trouble, sending }) => trouble === 'busy' && !sending)")
    assert field.evaluate("() => core.status.status.carried") == 2
    assert field.evaluate("() => core.world.own().length") == 1
    site.mood = ""
    field.evaluate(SEND)
    field.evaluate("() => until(({ waiting, carried }) => !waiting && !carried)")
    assert sorted(entry["by"] for entry in site.log.values()) == [7, 8, 9]
    assert site.pushes[-1].way == "Device key-7"


def test_nobody_signs_out_of_what_the_phone_carries_for_others_unasked(field: Page, site: Site):
    out = "(anyway) => core.people.signOut({ anyway, drain: () => core.drain.drain({ urgent: true }) })"
    site.mood = "503"
    field.evaluate(TAKE, [said(8), said(9, 2)])
    assert field.evaluate(out, False) == {"own": 0, "carried": 2}
    assert field.evaluate("() => core.people.current().name") == "Ana"
    site.mood = ""
    assert field.evaluate(out, False) is None
    assert sorted(entry["by"] for entry in site.log.values()) == [8, 9]


def test_a_phone_takes_nothing_of_its_own_back(field: Page):
    device = field.evaluate("() => core.store.meta('device')")
    assert field.evaluate(TAKE, [said(7, device=device)]) == []
    assert field.evaluate("() => core.status.status.carried") == 0


def test_a_portal_gets_nothing_and_a_refusal_parks_nobody_else_s(field: Page, site: Site):
    site.mood = "portal"
    field.evaluate(TAKE, [said(8), said(9, 2)])
    field.evaluate(SEND)
    site.mood = "404"
    field.evaluate(SEND)
    assert field.evaluate("() => core.status.status.carried") == 2
    saved = field.evaluate("async () => (await core.carried.exported()).text()").splitlines()
    assert [json.loads(json.loads(line)["carried"])["by"] for line in saved] == [8, 9]


def test_a_queue_of_the_first_build_goes_on_with_this_one(page: Page, site: Site):
    page.goto(f"{site.url}/api/shows")
    page.evaluate(OLD, said(7, device="old"))
    work(page, site)
    page.evaluate("() => until(({ waiting, sending }) => !waiting && !sending)")
    assert list(site.log) == ["old-1"]
    assert page.evaluate("() => core.store.meta('device')") == "old"
