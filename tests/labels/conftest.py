"""An installation that knows its address, and a lead at the desk."""

import pytest

from tests.harness.cast import sign_in


@pytest.fixture
def app(app):
    app.config["PUBLIC_URL"] = "https://siteops.example"
    return app


@pytest.fixture
def lead(app, cast):
    return sign_in(app.test_client(), "lea")
