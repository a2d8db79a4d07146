"""Pia at her desk: a browser on a computer, and what she does there."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from siteops.labels.sheets import BADGE_SHEETS, CASE_SHEETS, POSTER_PAPERS
from tests.harness.cast import PASSWORD
from tests.story.paper import Label, cut

COMPUTER: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
"""Options of a phone that is none."""
SHEETS = {"Cases": CASE_SHEETS, "Posters": POSTER_PAPERS, "Badges": BADGE_SHEETS}


class Desk:
    """Somebody signed in at a desk. `at`: the address of their show."""

    def __init__(self, page: Page, url: str, show: str) -> None:
        self.page = page
        self.url, self.show = url, show
        self.at = f"{url}/shows/{show}"

    def sign_in(self, email: str) -> "Desk":
        """Sign in by e-mail and password."""
        self.page.goto(f"{self.url}/login")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Sign in")
        return self

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def turn_to(self, name: str) -> None:
        """Open a page by its name in the rail."""
        if not self.page.url.startswith(self.at):
            self.page.goto(self.at)
        self.page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True).click()

    def choose_file(self, path: Path) -> None:
        """Upload a gear list; leads to what it would do."""
        self.turn_to("Import")
        self.page.get_by_label("File", exact=True).set_input_files(path)
        self.press("Check the file")

    def add_place(self, kind: str, name: str) -> None:
        """Put a place on the plan."""
        self.turn_to("Places")
        self.page.get_by_label("Kind", exact=True).select_option(label=kind)
        self.page.get_by_label("Name", exact=True).fill(name)
        self.press("Add")

    def bring_in_by(self, dock: str, zone: str) -> None:
        """What belongs in this zone comes in by this dock."""
        self.turn_to("Places")
        self.page.get_by_role("link", name=zone, exact=True).click()
        self.page.get_by_label("Dock").select_option(label=dock)
        self.press("Keep")

    def add_list(self, name: str, *steps: str) -> None:
        """Write a checklist."""
        self.turn_to("Lists")
        self.page.get_by_label("Name").fill(name)
        self.press("Add")
        self.page.get_by_label("More steps").fill("\n".join(steps))
        self.press("Keep all")

    def begin_load_in(self) -> None:
        """The trucks may come."""
        self.turn_to("Show")
        self.page.get_by_text("Start the Load-in phase").click()
        self.press("Start it now")

    def invite(self, role: str) -> str:
        """Make an invitation; the link to it."""
        self.turn_to("People")
        self.page.get_by_role("link", name="Invite", exact=True).first.click()
        self.page.get_by_label("May do", exact=True).select_option(label=role)
        self.press("Make the QR code")
        return self.page.get_by_label("The link alone").input_value()

    def print(self, what: str, **choice: str) -> list[Label]:
        """Print labels on the first paper offered, and cut them apart. `choice`: select fields by label."""
        self.turn_to("Labels")
        kinds = self.page.get_by_role("navigation", name="What to print")
        kinds.get_by_role("link", name=what, exact=True).click()
        for name, value in choice.items():
            self.page.get_by_label(name).select_option(label=value)
        with self.page.expect_download() as download:
            self.press("Download PDF")
        paper = self.page.get_by_label("Sheet", exact=True).input_value()
        return cut(download.value.path().read_bytes(), SHEETS[what][paper])

    def card(self, name: str) -> Locator:
        """A part of the live board."""
        return self.page.get_by_role("region", name=name, exact=True)

    def cases(self) -> dict[str, str]:
        """How facts name each case, by its number."""
        answer = self.page.context.request.get(f"{self.url}/api/shows/{self.show}/changes")
        table = answer.json()["tables"]["case"]
        return {code: f"case:{key}" for key, code in zip(table["id"], table["code"], strict=True)}

    def entries(self, subject: str) -> list[dict[str, Any]]:
        """What the server knows to have happened to something, oldest first."""
        address = f"{self.url}/api/shows/{self.show}/entries"
        answer = self.page.context.request.get(address, params={"subject": subject})
        found: list[dict[str, Any]] = answer.json()["entries"]
        return found
