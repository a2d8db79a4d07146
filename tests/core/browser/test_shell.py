"""The app is on the phone, whole, and an update strands nobody."""

import pytest
from playwright.sync_api import Page, expect

from tests.core.browser.conftest import open_field
from tests.core.browser.site import Site
from tests.core.browser.test_keeping import SHELL_KEPT

pytestmark = pytest.mark.browser

UPDATE = "async () => { await (await navigator.serviceWorker.ready).update().catch(() => {}) }"
BUILDS = "async () => (await caches.keys()).filter((name) => name.startsWith('app-')).sort()"

LOOKED_UP = """(build) => ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type))
    .filter(({ name }) => name.endsWith("/field") || name.includes(build))
    .map(({ workerCacheLookupStart }) => workerCacheLookupStart > 0)"""
"""Of the shell and each file of a build: whether the browser looked into the cache by itself."""


@pytest.fixture
def kept(field: Page) -> Page:
    """A phone that holds the app."""
    field.evaluate(SHELL_KEPT)
    return field


def test_the_field_opens_without_any_signal(kept: Page, site: Site):
    site.stop()
    open_field(kept, site)
    assert kept.evaluate("() => core.world.show()") == "demo"


def test_the_app_comes_without_its_worker_being_woken(kept: Page, site: Site):
    fresh = open_field(kept.context.new_page(), site)
    looked_up = fresh.evaluate(LOOKED_UP, site.build)
    assert len(looked_up) > 2
    assert all(looked_up)


def test_an_open_page_keeps_its_modules_and_its_queue_over_an_update(kept: Page, site: Site):
    old = site.build
    site.mood = "503"
    kept.evaluate("() => move(1, 2)")
    site.edition = "two"
    kept.evaluate(UPDATE)
    kept.evaluate("() => until(({ update }) => update)")
    assert kept.evaluate(BUILDS) == sorted([f"app-{old}", f"app-{site.build}"])
    site.stop()
    assert kept.evaluate("async build => (await fetch(`/static/${build}/core/codes.js`)).ok", old)
    fresh = open_field(kept.context.new_page(), site)
    expect(fresh.locator("script")).to_have_attribute("src", f"/static/{site.build}/page.js")
    assert fresh.evaluate("() => core.status.status.waiting") == 2


def test_only_the_last_two_builds_stay(kept: Page, site: Site):
    editions = [site.build]
    for edition in ("two", "three"):
        site.edition = edition
        editions.append(site.build)
        kept.evaluate("""async () => {
            const registration = await navigator.serviceWorker.ready
            const { installing } = await registration.update()
            const over = (done) => () => installing.state === 'activated' && done()
            await new Promise((done) => { installing.onstatechange = over(done) })
        }""")
    assert kept.evaluate(BUILDS) == sorted(f"app-{build}" for build in editions[1:])


def test_a_broken_deployment_leaves_the_old_build_working(kept: Page, site: Site):
    old = site.build
    site.edition, site.missing = "broken", "core/codes.js"
    kept.evaluate(UPDATE)
    kept.evaluate("""async () => {
        const { installing } = await navigator.serviceWorker.ready
        const over = (done) => () => installing.state === 'redundant' && done()
        if (installing) await new Promise((done) => { installing.onstatechange = over(done) })
    }""")
    open_field(kept, site)
    expect(kept.locator("script")).to_have_attribute("src", f"/static/{old}/page.js")


def test_the_worker_keeps_its_hands_off_everything_else(kept: Page, site: Site):
    site.stop()
    assert kept.evaluate("() => fetch('/api/me').then(() => 'answered', () => 'no signal')") == "no signal"
    assert kept.evaluate("() => fetch('/field').then(() => 'answered', () => 'no signal')") == "no signal"
