"""The pages of archives in a browser: from one show's file to the same show once more, for everybody."""

import pytest
from playwright.sync_api import Page

from tests.exports.conftest import EXPORT
from tests.harness.cast import SHOW
from tests.harness.desks import LOOKS, judge, sign_in, wear

pytestmark = pytest.mark.browser


@pytest.fixture(params=LOOKS)
def administrator(request, phone, cast, live_server) -> Page:
    """Ada's browser in one of the looks, signed in."""
    page = phone(base_url=live_server.url, **LOOKS[request.param])
    return sign_in(wear(page, request.param, live_server.url), "ada")


def test_a_show_is_taken_along_and_read_by_everybody(administrator, full, tmp_path):
    page = administrator
    page.goto(EXPORT)
    judge(page)
    with page.expect_download() as taken:
        page.locator("a[href$='/export/archive']").click()
    archive = tmp_path / taken.value.suggested_filename
    taken.value.save_as(archive)
    page.goto("/archives")
    judge(page)
    (tmp_path / "no archive.zip").write_text("Nothing is packed here.")
    for file in (tmp_path / "no archive.zip", archive):
        page.locator("#f-file").set_input_files(file)
        page.locator("main .btn--act").click()
        page.wait_for_url("**/archives/*")
        judge(page)
    page.locator("#f-id").fill("No Id!")
    page.locator("main .btn--act").click()
    assert page.locator("#f-id").get_attribute("aria-invalid") == "true"
    judge(page)
    page.locator("#f-id").fill(f"{SHOW}-2")
    page.locator("main .btn--act").click()
    page.wait_for_url(f"**/shows/{SHOW}-2")
    judge(page)
