"""A phone of another make in somebody's hand: what one does with it, and what one sees."""

from base64 import b64encode
from pathlib import Path
from typing import Any

from selenium.common.exceptions import TimeoutException
from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.harness.cast import PASSWORD
from tests.harness.engines import Engine
from tests.scan.hand import READY_MS, REMEMBER
from tests.scan.stage import Stage

PATIENCE_S = READY_MS / 1000
NAMED = "//*[self::button[not(@disabled)] or self::a][{names}]"
CHIP = "return [...document.querySelectorAll('header .chip')].pop()?.innerText.trim() === arguments[0]"
KEPT = """
const done = arguments[0]
navigator.serviceWorker.ready.then(() => done(Boolean(navigator.serviceWorker.controller)))
"""
CAMERA = """
const bytes = Uint8Array.from(atob(arguments[0]), (one) => one.charCodeAt(0))
navigator.mediaDevices.getUserMedia = async () => {
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }))
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height })
    const easel = canvas.getContext("2d")
    setInterval(() => easel.drawImage(picture, 0, 0), 50)
    return canvas.captureStream(20)
}
"""
"""A camera that sees a picture, for browsers whose own fake camera plays no film."""
TYPED = """
const [field, text] = arguments
field.value = text
field.dispatchEvent(new InputEvent("input", { bubbles: true }))
"""
QUEUED = """
const done = arguments[0]
const opening = indexedDB.open("siteops")
opening.onsuccess = () => {
    const reading = opening.result.transaction("outbox").objectStore("outbox").getAll()
    reading.onsuccess = () => {
        done(reading.result.map(({ entry }) => entry.id))
        opening.result.close()
    }
}
"""


class Palm:
    """Somebody holding a phone with the app open."""

    def __init__(self, engine: Engine, stage: Stage) -> None:
        self.engine = engine
        self.stage = stage
        self.faults: list[str] = []

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function body gives in the page."""
        return self.engine.driver.execute_script(script, *arguments)

    def learn(self, script: str) -> Any:
        """What a function body hands to its last argument, a callback."""
        return self.engine.driver.execute_async_script(script)

    def until(self, script: str, *arguments: Any) -> Any:
        """The first thing but nothing that a function body gives in the page."""
        try:
            return self.waiting().until(lambda _: self.run(script, *arguments))
        except TimeoutException:
            raise AssertionError(f"{script} {arguments}, but:\n{self.text()}") from None

    def text(self) -> str:
        """All that can be read."""
        return str(self.run("return document.body.innerText"))

    def visit(self, address: str) -> None:
        """Load a page of the site."""
        self.engine.driver.get(f"{self.stage.server.url}{address}")

    def watch(self) -> None:
        """Keep in mind what verdicts say, which go by themselves; the app is there."""
        self.until("return document.querySelector('#app:not([aria-busy])')")
        self.run(REMEMBER)
        self.engine.attend()

    def reload(self) -> None:
        """Load the page anew."""
        # WebDriver's own way forces it past the service worker.
        self.run("document.body.id = 'old'; location.reload()")
        self.until("return document.readyState === 'complete' && document.body.id !== 'old'")
        self.watch()

    def sign_in(self, who: str) -> "Palm":
        """Sign in and wait for the scanner."""
        self.visit("/login?next=/field")
        for label, text in (("email", f"{who}@site.example"), ("password", PASSWORD)):
            self.find(By.NAME, label).send_keys(text)
        self.find(By.CSS_SELECTOR, "main form button.btn--act").click()
        self.watch()
        self.chip_says("Sent")
        return self

    def chip_says(self, words: str) -> None:
        """The sync chip says this."""
        self.until(CHIP, words)

    def reads(self, words: str) -> None:
        """The page says this somewhere."""
        self.until("return document.body.innerText.includes(arguments[0])", words)

    def find(self, how: str, what: str) -> WebElement:
        """The first such element, once there is one."""
        return self.waiting().until(lambda driver: driver.find_element(how, what), what)

    def waiting(self) -> WebDriverWait[Remote]:
        """Patience, for what comes by itself."""
        return WebDriverWait(self.engine.driver, PATIENCE_S, poll_frequency=0.05)

    def press(self, *names: str) -> None:
        """Press a button or a link by its words, or by others. What was said of the last scan is forgotten."""
        self.run("delete document.documentElement.dataset.told")
        either = " or ".join(f"normalize-space()='{name}' or @aria-label='{name}'" for name in names)
        self.find(By.XPATH, NAMED.format(names=either)).click()

    def open(self, screen: str, heading: str) -> None:
        """Go to a screen of the app."""
        self.run("location.hash = arguments[0]", screen)
        self.until("return document.querySelector('h1')?.innerText === arguments[0]", heading)

    def scan(self, name: str) -> None:
        """Type the code on a thing's label."""
        self.press("Type")
        # WebDriver types as fast as a hand scanner, and would be taken for one.
        self.run(TYPED, self.find(By.ID, "typed"), self.stage.codes[name])
        self.press("Scan it")

    def sees(self, tone: str, *words: str) -> None:
        """A verdict showed since the last scan, of that colour and with these words; then it is touched away."""
        told = self.until("return document.documentElement.dataset.told")
        assert told.startswith(f"{tone} | "), told
        for word in words:
            assert word in told, told
        self.run("document.querySelector('dialog.verdict').close(); delete document.documentElement.dataset.told")

    def at(self, name: str) -> None:
        """Scan a place's code: from now on the phone is there."""
        self.scan(name)
        self.sees("ok", "You are at")

    def show_photo(self, path: Path) -> None:
        """Hand a picture to the app, as the phone's camera or album does."""
        self.find(By.CSS_SELECTOR, "input[type=file]").send_keys(str(path))

    def film(self, path: Path) -> None:
        """Hold a picture before the camera, of which this browser has none."""
        self.run(CAMERA, b64encode(path.read_bytes()).decode())
        self.press("Try the camera again")
        self.until("return document.querySelector('.cam[aria-busy=false] video')")

    def queued(self) -> list[str]:
        """Ids of the entries that nobody else has yet, oldest first."""
        return list(self.learn(QUEUED))

    def open_sheet(self) -> None:
        """Touch the sync chip: its sheet says what waits, and what endangers it."""
        self.find(By.CSS_SELECTOR, "header .chip").click()
        self.until("return document.querySelector('dialog.sheet[open]')")

    def all_sent(self) -> None:
        """Everything is with the server, and the phone says so; it goes by itself, or is asked to."""
        self.open_sheet()
        self.press("Try now", "Refresh")
        self.press("Close")
        self.chip_says("Sent")
        assert self.queued() == []

    def kept(self) -> None:
        """The app is on the phone, and serves itself."""
        self.learn(KEPT)
        self.until("return navigator.serviceWorker.controller")

    def lose_power(self) -> None:
        """The browser dies, and is started again on what it has on its disk."""
        self.faults += self.engine.complaints()
        self.engine.kill()
        self.engine.start()
        self.visit("/field")
        self.watch()

    def put_down(self) -> None:
        """Put it away. Fails if a page complained."""
        try:
            self.faults += self.engine.complaints()
        finally:
            self.engine.kill()
        assert not self.faults, "\n".join(["a page complained:", *self.faults])
