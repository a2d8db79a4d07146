"""Nobody stumbles over the desk's board, in either theme, in either direction."""

import pytest
from sqlalchemy import update

from siteops.core.db import editing
from siteops.core.plan import Place
from tests.harness.accessibility import axe
from tests.harness.cast import PASSWORD, SHOW

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False}
CUT_OFF = """[...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => one.getAttribute("aria-label"))"""


@pytest.fixture
def desk(phone, live_server):
    """Opens Lea's browser at her desk, in a language."""

    def opened(language="en", **options):
        page = phone(**DESK, **options)
        page.context.add_cookies([{"name": "lang", "value": language, "url": live_server.url}])
        sign_in = {"email": "lea@site.example", "password": PASSWORD}
        assert page.context.request.post(f"{live_server.url}/login", form={**sign_in}).ok
        return page

    return opened


@pytest.mark.usefixtures("night")
@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "en"), ("dark", "en"), ("light", "ar_XB")], ids=["sun", "dark", "right-to-left"]
)
def test_nobody_stumbles_over_the_desk(desk, live_server, scheme, language):
    page = desk(language, color_scheme=scheme)
    for name in ("board?still", "look", "day"):
        page.goto(f"{live_server.url}/shows/{SHOW}/{name}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_column_of_the_board_is_cut_off(desk, live_server, app, late_rush):
    with app.app_context(), editing() as session:
        session.execute(update(Place).where(Place.id == late_rush.places["stage"]).values(name="Production office"))
    page = desk()
    page.goto(f"{live_server.url}/shows/{SHOW}/board?still")
    assert page.evaluate(CUT_OFF) == []
