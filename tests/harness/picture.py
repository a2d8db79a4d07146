"""The README's picture, taken of the demo as it is: `python -m tests.harness.picture`."""

import re
import signal
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from siteops.demo.making import PASSWORD, address
from tests.harness.phones import Phones
from tests.harness.served import Served

PICTURE = Path(__file__).parent.parent.parent / "deploy" / "picture.png"
SIZE = {"width": 412, "height": 892}
GROUND, BETWEEN = "#11151a", 28


def main() -> None:
    """Make a demo in a folder that is thrown away, look at it on two phones, and keep three screens."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, phones = Served(Path(folder), "demo"), Phones(playwright)
        try:
            server.wait()
            put_together([scan(phones, server.url), *board(phones, server.url)]).save(PICTURE, optimize=True)
        finally:
            phones.close()
            server.end(signal.SIGTERM)


def scan(phones: Phones, url: str) -> Image.Image:
    """A case that has to wait, as the crew sees it."""
    with phones.context(viewport=SIZE) as context:
        page = sign_in(context.new_page(), url, "crew")
        page.get_by_role("button", name="Where are you?", exact=True).click()
        page.get_by_role("button", name=re.compile("^Dock B")).first.click()
        page.get_by_role("button", name="Type", exact=True).click()
        page.get_by_label(re.compile("Code, case number")).fill("VX-2203")
        page.get_by_role("button", name="Scan it", exact=True).click()
        page.locator("dialog.verdict[open]").wait_for()
        return photographed(page)


def board(phones: Phones, url: str) -> list[Image.Image]:
    """The live board and what needs a look, as a lead sees them."""
    with phones.context(viewport=SIZE) as context:
        page = sign_in(context.new_page(), url, "lead")
        taken = []
        for screen, words in (("#board", "placed"), ("#findings", "Two places at once")):
            page.evaluate("screen => { location.hash = screen }", screen)
            page.get_by_text(words).first.wait_for()
            taken.append(photographed(page))
        return taken


def sign_in(page: Page, url: str, account: str) -> Page:
    """Sign in, and wait until everything is there."""
    page.goto(f"{url}/login?next=/field")
    page.get_by_label("E-mail").fill(address(account))
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button").click()
    page.get_by_text("Where are you?").wait_for()
    page.locator("header .chip", has_text="Sent").wait_for()
    return page


def photographed(page: Page) -> Image.Image:
    """The screen, once nothing moves and nothing has the keyboard's ring around it."""
    page.evaluate("() => document.activeElement.blur()")
    with suppress(TimeoutError):
        page.wait_for_function("() => document.getAnimations().every(one => one.playState === 'finished')")
    return Image.open(BytesIO(page.screenshot(scale="css"))).convert("RGB")


def put_together(screens: list[Image.Image]) -> Image.Image:
    """Screens side by side, in few colours, so that the file stays small."""
    width, height = screens[0].size
    count = len(screens)
    whole = Image.new("RGB", (count * width + (count + 1) * BETWEEN, height + 2 * BETWEEN), GROUND)
    for number, screen in enumerate(screens):
        whole.paste(screen, (BETWEEN + number * (width + BETWEEN), BETWEEN))
    return whole.quantize(64)


if __name__ == "__main__":
    main()
