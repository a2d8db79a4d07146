"""What makes the page an app: the shell knows nobody, the worker names every file, the manifest leads into it."""

import gzip
import json
import re

import pytest
from playwright.sync_api import expect

from siteops.core.assets import Assets


@pytest.fixture
def files(app):
    found: Assets = app.extensions["assets"]
    return found


def test_the_worker_is_asked_for_anew_and_names_this_build_and_its_files(client, files):
    answer = client.get("/sw.js")
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    ((build, listed),) = re.findall(r'^self\.BUILD = "(\w+)", self\.FILES = (\[.*?\])$', answer.text, re.MULTILINE)
    assert build == files.build
    for address in json.loads(listed):
        assert client.get(address).status_code == 200, address
    again = client.get("/sw.js", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_shell_is_the_same_for_everybody_and_names_its_build(client, cast, files):
    stranger = client.get("/field")
    client.post("/login", data={"email": "cem@site.example", "password": "correct horse"})
    assert client.get("/field").text == stranger.text
    assert files.build in stranger.text


def test_the_shell_travels_packed_to_who_can_unpack_it(client):
    packed = client.get("/field", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.data).decode() == client.get("/field").text


def test_the_manifest_leads_into_the_app(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.content_type == "application/manifest+json"
    manifest = json.loads(answer.text)
    assert manifest["display"] == "standalone"
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}
    assert any(icon["purpose"] == "maskable" for icon in manifest["icons"])
    for picture in manifest["icons"]:
        assert client.get(picture["src"]).content_type == "image/png"
    for address in [manifest["start_url"], *(way["url"] for way in manifest["shortcuts"])]:
        assert client.get(address.split("#")[0]).status_code == 200
    assert [way["url"] for way in manifest["shortcuts"]][:2] == ["/field#scan", "/field#report"]


@pytest.mark.browser
def test_it_can_be_put_on_the_home_screen(hand):
    cem = hand()
    session = cem.page.context.new_cdp_session(cem.page)
    assert session.send("Page.getAppManifest")["errors"] == []
    cem.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # The tests' browser has no profile of its own to install an app into.
    assert [error["errorId"] for error in errors] in ([], ["in-incognito"])
    cem.open("#install")
    expect(cem.page.get_by_role("heading", name="Add to the home screen")).to_be_visible()


OFFERED = """() => dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }),
    { prompt: async () => { document.documentElement.dataset.asked = "yes" } }))"""


@pytest.mark.browser
def test_a_browser_that_offers_to_install_it_does_so_when_wanted(hand):
    cem = hand()
    assert cem.page.evaluate(OFFERED) is False, "the browser's own bar is in the way"
    cem.open("#install")
    expect(cem.page.locator("html")).not_to_have_attribute("data-asked", "yes")
    cem.press("Add it")
    expect(cem.page.locator("html")).to_have_attribute("data-asked", "yes")
    expect(cem.page.get_by_role("button", name="Add it")).to_have_count(0)


FETCHED = """() => performance.getEntriesByType("resource")
    .filter(({ transferSize, name }) => transferSize > 0 && !name.includes("/api/")).map(({ name }) => name)"""


@pytest.mark.browser
def test_later_visits_fetch_no_file(hand):
    cem = hand()
    cem.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    cem.page.reload()
    expect(cem.chip).to_have_text("Sent", timeout=30_000)
    assert cem.page.evaluate(FETCHED) == []


@pytest.mark.browser
def test_three_cards_make_a_phone_ready_until_it_is_at_work(hand):
    cem = hand(permissions=["camera"])
    cem.page.evaluate("async () => { await navigator.serviceWorker.ready }")
    cem.page.reload()
    cem.press("Get this phone ready Camera, no signal, home screen: three cards")
    for card in ("Camera allowed", "Kept for no signal", "Add to the home screen"):
        expect(cem.page.get_by_role("heading", name=card)).to_be_visible()
    expect(cem.page.locator("header .chip")).to_have_text("2 of 3")
    expect(cem.page.get_by_text("Choose “Add to home screen” or “Install”")).to_be_visible()
    cem.press("Start scanning")
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.clear()
    expect(cem.page.get_by_text("Get this phone ready")).to_have_count(0)
