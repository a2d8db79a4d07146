"""Nobody stumbles over the desk's board, in either theme, in either direction."""

import pytest

from tests.harness.accessibility import axe
from tests.harness.cast import PASSWORD, SHOW

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("night")]


@pytest.mark.parametrize(
    ("scheme", "language"), [("light", "en"), ("dark", "en"), ("light", "ar_XB")], ids=["sun", "dark", "right-to-left"]
)
def test_nobody_stumbles_over_the_desk(phone, live_server, scheme, language):
    page = phone(color_scheme=scheme, viewport={"width": 1280, "height": 800}, is_mobile=False)
    page.context.add_cookies([{"name": "lang", "value": language, "url": live_server.url}])
    sign_in = {"email": "lea@site.example", "password": PASSWORD}
    assert page.context.request.post(f"{live_server.url}/login", form={**sign_in}).ok
    for name in ("board?still", "look", "day"):
        page.goto(f"{live_server.url}/shows/{SHOW}/{name}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
