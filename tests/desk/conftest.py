"""What tests of the plan's pages share: Lea at her desk, forms as a browser sends them, and a count of queries."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Locator, Page
from werkzeug.test import TestResponse

from tests.harness.cast import PASSWORD, SHOW, Cast, Phone, sign_in
from tests.harness.databases import counting
from tests.harness.pages import Element, audit

DESK = f"/shows/{SHOW}"
WIDE = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}


@pytest.fixture
def lea(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Lea at her desk."""
    return sign_in(client, "lea")


@pytest.fixture
def desk(phone, cast, live_server):
    """`desk("lea")`: somebody's browser at the list of cases, or at another page of the show."""

    def signed_in(who: str = "lea", path: str = "/cases", **options) -> Page:
        page: Page = phone(base_url=live_server.url, **WIDE, **options)
        page.goto("/login")
        page.locator("#f-email").fill(f"{who}@site.example")
        page.locator("#f-password").fill(PASSWORD)
        page.locator("main button").click()
        page.wait_for_url("**/shows")
        page.goto(DESK + path)
        return page

    return signed_in


def told(page: Page) -> Locator:
    """What is read aloud of a result."""
    return page.locator("[data-told]")


def questions(app: Flask, client: FlaskClient, path: str) -> list[str]:
    """What a page asks the database once it was looked at before."""
    client.get(path)
    with app.app_context(), counting() as asked:
        assert client.get(path).status_code == 200
    return asked


def opened(client: FlaskClient, path: str) -> Element:
    """A page, audited."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return audit(answer.text)


def form(page: Element, ending: str) -> dict[str, str]:
    """What the form that posts to an address of that ending would send if nothing was touched."""
    (found,) = [one for one in page.all("form") if one.get("action").endswith(ending) and one.get("method") == "post"]
    fields = {one["name"]: one.get("value") for one in found.all("input") if "name" in one and sends(one)}
    return fields | {one["name"]: chosen(one) for one in found.all("select")}


def sends(field: Element) -> bool:
    """Whether a browser would send the field."""
    return field.get("type") not in ("checkbox", "radio") or "checked" in field


def chosen(choice: Element) -> str:
    """The value of the option that is selected, else the first one's, as browsers have it."""
    options = choice.all("option")
    return next((one["value"] for one in options if "selected" in one), options[0]["value"] if options else "")


def said(answer: TestResponse, status: int = 303) -> str:
    """The place that an answer leads to, once its status is as expected."""
    assert answer.status_code == status, answer.text
    return str(answer.location)


def history(phone: Phone, subject: str, show: str = SHOW) -> list[dict[str, Any]]:
    """What the log says of a thing, oldest first."""
    answer = phone.client.get(f"/api/shows/{show}/entries", query_string={"subject": subject})
    found: list[dict[str, Any]] = answer.get_json()["entries"]
    return found


def alert(page: Element) -> str:
    """What the page says went wrong."""
    return " ".join(one.text for one in page.walk() if one.get("role") == "alert")


def notices(page: Element) -> str:
    """What the page tells of what was just done."""
    return " ".join(one.text for one in page.walk() if one.get("role") == "status")


def change_many(
    client: FlaskClient, word: str, keys: Sequence[int], page: Element | None = None, asked: str = "", **fields: str
) -> Element:
    """The form of a list, by its word in addresses, sent with some rows ticked; the page after it.

    `page`: as it was opened before, else as it is now, `asked` for so.
    """
    page = page or opened(client, f"{DESK}/{word}?{asked}")
    filled: dict[str, Any] = {**form(page, f"/{word}/many"), word.removesuffix("s"): [*keys], **fields}
    filled["rev"] = [one["value"] for one in page.all("input") if one.get("name") == "rev"]
    answer = client.post(f"{DESK}/{word}/many", data={name: value for name, value in filled.items() if value != ""})
    return audit(client.get(said(answer)).text)


def undo(client: FlaskClient, page: Element) -> Element:
    """Press Undo on the page after a change of many; the page after it."""
    (action,) = [act for one in page.all("form") if "/undo/" in (act := one.get("action")) or "/let-go/" in act]
    return audit(client.get(said(client.post(action, data=form(page, action)))).text)
