"""What tests of people share: a lead's browser, and the way from an invitation's page to its address."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.harness.cast import SHOW, Cast, sign_in
from tests.harness.pages import audit

DESK = f"/shows/{SHOW}"


@pytest.fixture
def lead(app: Flask, cast: Cast) -> FlaskClient:
    """Lea at her desk."""
    return sign_in(app.test_client(), "lea")


@pytest.fixture
def invite(lead: FlaskClient) -> Callable[..., str]:
    """`invite(role=1, uses=1, …)`: the address of a fresh invitation by Lea."""

    def made(client: FlaskClient = lead, show: str = SHOW, **form: object) -> str:
        return address(client.post(f"/shows/{show}/invitations", data=form).text)

    return made


def address(html: str) -> str:
    """The path that an invitation's page leads to."""
    page = audit(html)
    (link,) = (one["value"] for one in page.all("input") if one.get("id") == "f-link")
    return str(re.sub(r"https?://[^/]+", "", link))
