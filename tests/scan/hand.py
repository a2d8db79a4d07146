"""A phone in somebody's hand: what one does with it, and what one sees."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.harness.cast import PASSWORD
from tests.scan.stage import Stage

READY_MS = 30_000
"""The first visit fetches everything, on a machine with other work."""
REMEMBER = """
const remember = () => {
    const told = document.querySelector("dialog.verdict[open] .told")
    if (told) document.documentElement.dataset.told = `${told.parentElement.dataset.v} | ${told.innerText}`
}
new MutationObserver(remember).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["open", "data-v"],
})
"""
"""A green verdict is gone in 0.9 s, before a busy test machine may look: what it said is kept on the page."""
EMPTY = """async () => {
    const opening = indexedDB.open("siteops")
    const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result) })
    const waiting = () => new Promise((resolve) => {
        const counting = database.transaction("outbox").objectStore("outbox").count()
        counting.onsuccess = () => resolve(counting.result)
    })
    while (await waiting()) await new Promise((resolve) => setTimeout(resolve, 50))
    database.close()
}"""
"""Waits until no entry is left in the queue."""
BUSY = """async (name) => {
    const opening = indexedDB.open("siteops")
    const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result) })
    const store = database.transaction(name, "readwrite").objectStore(name)
    await new Promise((begun) => {
        const hold = () => { begun(); if (!window.free) store.get("device").onsuccess = hold }
        window.free = false
        store.get("device").onsuccess = hold
    })
    database.close()
}"""
"""Keeps a part of the phone's disk to itself until `free`."""
TYPED = """(text) => {
    delete document.documentElement.dataset.told
    for (const key of ["Shift", ...text, "Enter"]) {
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
    }
}"""
"""Keys as a hand scanner sends them: without a pause. The first key ever wakes the sound, which takes a while."""


class Hand:
    """Somebody holding a phone with the app open."""

    def __init__(self, page: Page, stage: Stage) -> None:
        self.page = page
        page.add_init_script(REMEMBER)
        self.stage = stage

    def sign_in(self, who: str) -> "Hand":
        """Sign in and wait for the scanner."""
        self.page.goto(f"{self.stage.server.url}/login?next=/field")
        self.page.get_by_label("E-mail").fill(f"{who}@site.example")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main form button.btn--act").click()
        self.page.wait_for_url("**/field")
        expect(self.chip).to_have_text("Sent", timeout=READY_MS)
        return self

    @property
    def verdict(self) -> Locator:
        """The verdict that fills the screen."""
        return self.page.locator("dialog.verdict[open]")

    @property
    def sheet(self) -> Locator:
        """The sheet from below."""
        return self.page.locator("dialog.sheet[open]")

    @property
    def chip(self) -> Locator:
        """The sync chip."""
        return self.page.locator("header .chip").last

    @property
    def here(self) -> Locator:
        """The lime pill: where the phone is."""
        return self.page.locator(".chip--here")

    def press(self, name: str) -> None:
        """Press a button or a link by its words. What was said of the last scan is not what is said of the next."""
        self.page.evaluate("() => delete document.documentElement.dataset.told")
        found = self.page.get_by_role("button", name=name, exact=True)
        found.or_(self.page.get_by_role("link", name=name, exact=True)).first.click()

    def press_twice(self, name: str) -> None:
        """Two taps in such haste that nothing is drawn between them."""
        button = self.page.get_by_role("button", name=name, exact=True)
        button.evaluate("(button) => { button.click(); button.click() }")

    def open(self, address: str) -> None:
        """Go to a screen of the app."""
        self.page.evaluate("address => { location.hash = address }", address)

    def see_case(self, name: str) -> None:
        """Open a case's page."""
        self.open(f"#{self.stage.ref(name).replace(':', '/')}")

    def type(self, code: str) -> None:
        """Type a code by hand."""
        self.press("Type")
        self.page.get_by_label(re.compile("Code, case number")).fill(code)
        self.press("Scan it")

    def scan(self, name: str) -> None:
        """Type the code on a thing's label."""
        self.type(self.stage.codes.get(name, name))

    def wedge(self, code: str) -> None:
        """A hand scanner reads a label of ours."""
        self.trigger(f"https://siteops.example/q/{code.lower()}")

    def trigger(self, text: str) -> None:
        """A hand scanner reads something: it types it faster than any hand, and presses Enter.

        All keys go down within the page, since a busy machine cannot send them from outside fast enough.
        """
        self.page.evaluate(TYPED, text)

    def sees(self, tone: str, title: str, *words: str) -> None:
        """A verdict showed since the last scan, of that colour, with that word and these."""
        told = self.page.locator("html")
        expect(told).to_have_attribute("data-told", re.compile(rf"^{tone} \| {re.escape(title)}"))
        for word in words:
            expect(told).to_have_attribute("data-told", re.compile(re.escape(word)))

    def clear(self) -> None:
        """Touch the verdict away once it came, if it has not gone by itself."""
        expect(self.page.locator("html")).to_have_attribute("data-told", re.compile("."))
        self.page.evaluate("() => document.querySelector('dialog.verdict').close()")

    def at(self, name: str) -> None:
        """Scan a place's code: from now on the phone is there."""
        self.scan(name)
        self.sees("ok", "You are at")
        self.clear()

    def all_sent(self) -> None:
        """Everything is with the server, and the phone says so."""
        self.page.evaluate(EMPTY)
        expect(self.chip).to_have_text("Sent", timeout=READY_MS)

    @contextmanager
    def busy_disk(self, part: str = "meta") -> Iterator[None]:
        """The phone's disk has other work meanwhile: no draft (or what else lies in that part) is read or written."""
        self.page.evaluate(BUSY, part)
        yield
        self.page.evaluate("() => { window.free = true }")

    @contextmanager
    def no_server(self) -> Iterator[None]:
        """The server is dead meanwhile."""
        self.stage.server.kill()
        yield
        self.stage.server.restart()
