"""What tests of the plan's pages share: Lea at her desk, forms as a browser sends them, and a count of queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from siteops.core.db import db
from tests.harness.cast import SHOW, Cast, Phone, sign_in
from tests.harness.pages import Element, audit

DESK = f"/shows/{SHOW}"


@pytest.fixture
def lea(client: FlaskClient, cast: Cast) -> FlaskClient:
    """Lea at her desk."""
    return sign_in(client, "lea")


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements asked meanwhile."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


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
