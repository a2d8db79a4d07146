"""What is on the phone stays on the phone: crashes, full storage, an older page, a browser that clears up."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.core.browser.conftest import open_field, work
from tests.core.browser.site import Site
from tests.harness import chromium
from tests.harness.phones import Phones
from tests.harness.programs import CHROMIUM

pytestmark = pytest.mark.browser

EMPTY = "() => until(({ waiting, sending }) => waiting === 0 && !sending)"
SHELL_KEPT = """async () => {
    await core.shell.install()
    await navigator.serviceWorker.ready
    await (navigator.serviceWorker.controller ?? new Promise((done) =>
        navigator.serviceWorker.addEventListener('controllerchange', done, { once: true })))
}"""


@pytest.fixture
def boot(every_phone: Phones, tmp_path: Path) -> Iterator[Callable[[], BrowserContext]]:
    """`boot()`: the same phone, switched on (again)."""
    running: list[BrowserContext] = []

    def start() -> BrowserContext:
        launch = every_phone.playwright.chromium.launch_persistent_context
        running.append(launch(tmp_path / "phone", executable_path=CHROMIUM.found(), args=chromium.flags()))
        return running[-1]

    yield start
    for one in running:
        with suppress(Error):
            one.close()


def power_cut(profile: Path) -> None:
    """End every process of the browser that has this profile, without a word."""
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdigit() and f"--user-data-dir={profile}" in (entry / "cmdline").read_text():
                os.kill(int(entry.name), signal.SIGKILL)


def test_a_queue_survives_the_death_of_the_browser(boot: Callable[[], BrowserContext], site: Site, tmp_path: Path):
    page = work(boot().new_page(), site)
    page.evaluate(SHELL_KEPT)
    site.stop()
    page.evaluate("() => move(...Array(20).keys())")
    power_cut(tmp_path / "phone")

    page = open_field(boot().new_page(), site)
    assert page.evaluate("() => core.status.status.waiting") == 20
    assert page.evaluate("() => core.world.state('case', 19).place") == "dock:1"
    assert page.evaluate("() => core.people.current().name") == "Ana"
    page.evaluate("() => { core.start.connect() }")
    page.evaluate("() => move(20)")
    site.start()
    page.evaluate("() => { core.drain.drain({ urgent: true }) }")
    page.evaluate(EMPTY)
    assert [entry["n"] for entry in site.log.values()] == list(range(1, 22))


@pytest.fixture
def small(page: Page, site: Site) -> Page:
    """A phone with room for 2 MB of ours, out of signal."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.url, "quotaSize": 2_000_000})
    work(page, site)
    site.stop()
    return page


def test_a_full_phone_says_so_and_pretends_nothing(small: Page):
    said = small.evaluate("""async () => {
        const reason = 'x'.repeat(9_000_000)
        try { await core.record.record('Held', 'case:1', { reason }) } catch (error) { return error.constructor.name }
    }""")
    assert said == "StorageFull"
    now = small.evaluate("() => ({ ...core.status.status, own: core.world.own().length })")
    assert (now["full"], now["waiting"], now["own"]) == (True, 0, 0)


def test_an_entry_goes_before_its_picture(small: Page):
    entry = small.evaluate("""() => core.record.record('Reported', 'incident:1', { kind: 'damage', severity: 'minor' },
        { photo: new Blob([new Uint8Array(9_000_000)], { type: 'image/jpeg' }), private: { text: 'wet' } })""")
    assert (entry["body"]["photo"], entry["private"]) == (None, {"text": "wet"})
    assert small.evaluate("() => core.status.status.full"), "the chip says why there is no picture"
    small.evaluate("() => move(1)")
    assert small.evaluate("() => [core.status.status.full, core.status.status.waiting]") == [False, 2]


def test_a_page_of_an_older_build_goes_on_writing(field: Page, tab: Callable[[], Page]):
    newer = tab()
    newer.evaluate("""() => new Promise((done, fail) => {
        const opening = indexedDB.open('siteops', 99)
        opening.onupgradeneeded = () => opening.result.createObjectStore('something_new')
        opening.onsuccess = () => done(opening.result.close())
        opening.onerror = fail
    })""")
    field.evaluate("() => move(1)")
    field.evaluate(EMPTY)
    assert field.evaluate("async () => (await core.store.within(async (database) => database.version))") == 99


def test_a_connection_that_the_browser_closed_is_opened_again(field: Page):
    field.evaluate("() => core.store.within(async (database) => database.close())")
    assert field.evaluate("async () => (await move(1))[0].n") == 1


def test_a_phone_that_was_cleared_says_so_and_counts_from_a_new_name(field: Page, site: Site):
    before = field.evaluate("async () => (await move(1))[0].device")
    field.evaluate(EMPTY)
    field.goto("about:blank")  # browsers clear what nobody has open
    field.context.new_cdp_session(field).send(
        "Storage.clearDataForOrigin", {"origin": site.url, "storageTypes": "indexeddb"}
    )
    open_field(field, site)
    assert field.evaluate("() => core.status.status.cleared")
    assert field.evaluate("() => core.store.meta('device')") != before
    expect(open_field(field, site).locator("body")).to_be_attached()
    assert not field.evaluate("() => core.status.status.cleared")


def test_a_wrong_clock_is_put_right_and_never_goes_back(page: Page, site: Site):
    page.add_init_script("const real = Date.now; window.wrong = 3_600_000; Date.now = () => real() + window.wrong")
    work(page, site)
    first = page.evaluate("async () => (await move(1))[0]")
    off = page.evaluate("at => Math.abs(Date.parse(at) - (Date.now() - 3_600_000))", first["at"])
    assert off < 2000
    assert -3602 < first["offset"] < -3598
    assert page.evaluate("() => until(({ clockOff }) => clockOff)")
    page.evaluate("() => { window.wrong = 0 }")
    second = page.evaluate("async () => (await move(2))[0]")
    assert second["at"] >= first["at"]
    page.evaluate("() => core.pull.pull()")
