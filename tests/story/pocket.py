"""A phone of the story: it joins by a link, and its owner looks at things, types, and reads what it says."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.scan.hand import READY_MS, REMEMBER, Hand
from tests.scan.test_without_signal import KEPT

QUEUE = """async () => {
    const opening = indexedDB.open("siteops")
    const database = await new Promise((resolve) => { opening.onsuccess = () => resolve(opening.result) })
    const reading = database.transaction("outbox").objectStore("outbox").getAll()
    const found = await new Promise((resolve) => { reading.onsuccess = () => resolve(reading.result) })
    database.close()
    return found.map((own) => own.entry)
}"""


class Pocket(Hand):
    """Somebody's own phone, on which nobody has signed in yet."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(REMEMBER)

    def join(self, link: str, name: str) -> "Pocket":
        """Follow an invitation, say who one is, and be at the scanner; the app is then kept on the phone."""
        self.page.goto(link)
        self.page.get_by_label("Your name, as on your badge").fill(name)
        self.press("Join")
        self.page.wait_for_url("**/field#ready")
        self.press("Start scanning")
        expect(self.chip).to_have_text("Sent", timeout=READY_MS)
        self.page.evaluate(KEPT)
        return self

    def look_again(self) -> None:
        """Put the phone away and take it out: the app begins anew, and so does its camera."""
        self.page.reload()
        expect(self.page.locator("#app:not([aria-busy])")).to_be_visible()

    def see(self, subject: str) -> None:
        """Open the page of a thing."""
        self.open(f"#{subject.replace(':', '/')}")

    def scan(self, name: str) -> None:
        """Type what is written on a thing."""
        self.type(name)

    def send_now(self) -> None:
        """Ask for it instead of waiting, unless it went by itself, and see it done."""
        self.chip.click()
        self.sheet.get_by_role("button", name=re.compile("Try now|Refresh")).click()
        self.sheet.get_by_role("button", name="Close").click()
        self.all_sent()


def queue(page: Page) -> list[dict[str, Any]]:
    """The entries on a phone that nobody else has yet, oldest first."""
    found: list[dict[str, Any]] = page.evaluate(QUEUE)
    return found
