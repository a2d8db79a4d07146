"""What comes out of the printer: Chromium prints the pages, and another decoder reads every code from the paper."""

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageStat

from siteops.core.db import editing
from siteops.core.plan import Case, Code, Line
from tests.harness.cast import PASSWORD, SHOW

pytestmark = pytest.mark.browser
PAPER = f"/shows/{SHOW}/paper"
DPI = 300
SIZES = {"A4": (210, 297), "Letter": (216, 279)}
CASES = 30


@pytest.fixture
def labels(app, cast) -> set[str]:
    """Thirty more cases on the first truck; the codes of all of its cases."""
    with app.app_context(), editing() as session:
        for number in range(CASES):
            name = f"Long name of a case that wraps around on paper, number {number}"
            session.add(case := Case(f"NX-{number:04d}", f"nx-{number:04d}", name, "video", 101.5))
            session.flush()
            session.add(Line(SHOW, case.id, truck=cast.places["truck1"], zone=cast.places["stage"], sort=100 + number))
            session.add(Code(f"AAAA{number:04d}", f"case:{case.id}"))
    own = {cast.codes[code] for code in ("LX-0108", "AU-1001", "AU-10P5")}
    return own | {f"AAAA{number:04d}" for number in range(CASES)}


def signed_in(phone, server, **look):
    """A lead's browser on a desk."""
    page = phone(viewport={"width": 1440, "height": 900}, is_mobile=False, has_touch=False, **look)
    page.goto(f"{server.url}/login")
    page.get_by_label("E-mail").fill("lea@site.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: not url.endswith("/login"))
    return page


def printed(page, url: str, size: str = "A4") -> list[Image.Image]:
    """The sheets of a page at a printer's resolution, in grey."""
    page.goto(url)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format=size, prefer_css_page_size=False)))
    return [sheet.render(scale=DPI / 72).to_pil().convert("L") for sheet in document]


def words(page, url: str) -> list[str]:
    """The text of each printed sheet."""
    page.goto(url)
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))
    return [sheet.get_textpage().get_text_range() for sheet in document]


@pytest.mark.parametrize("size", SIZES)
def test_every_code_scans_from_the_pull_sheet_and_is_large_enough(phone, live_server, cast, labels, size):
    page = signed_in(phone, live_server)
    sheets = printed(page, f"{live_server.url}{PAPER}/pull?truck={cast.places['truck1']}", size)
    found = [one for sheet in sheets for one in zxingcpp.read_barcodes(sheet)]
    assert {one.text.rpartition("/")[2] for one in found} == labels
    assert len(found) == len(labels)
    for one in found:
        wide = abs(one.position.top_right.x - one.position.top_left.x)
        assert wide / DPI * 25.4 >= 12, one.text
    expected = [round(side / 25.4 * DPI) for side in SIZES[size]]
    assert all(abs(got - want) < 12 for got, want in zip(sheets[0].size, expected, strict=True))


def test_head_total_page_and_time_stand_on_the_paper_and_the_desk_does_not(phone, live_server, cast, labels):
    page = signed_in(phone, live_server)
    sheets = words(page, f"{live_server.url}{PAPER}/pull?truck={cast.places['truck1']}")
    assert len(sheets) > 2
    for number, text in enumerate(sheets, 1):
        assert "Truck 1" in text
        assert "Glass Horizon" in text
        assert "Printed " in text
        assert f"{number} / {len(sheets)}" in text
        assert "Sign out" not in text
        assert "Live board" not in text
    assert "32 cases and 1 inside others, 3,343.5 kg" in sheets[-1]


@pytest.mark.parametrize("path", ["/cases", "/people", "/places", "/slots", "/lists", "/board", "/paper/calls"])
def test_every_list_prints_black_on_white_in_either_theme(phone, live_server, cast, path):
    url = f"{live_server.url}/shows/{SHOW}{path}"
    light, dark = (signed_in(phone, live_server, color_scheme=theme) for theme in ("light", "dark"))
    first, second = printed(light, url), printed(dark, url)
    assert len(first) == len(second)
    for sheet in second:
        assert sheet.getpixel((5, 5)) == 255
        assert ImageStat.Stat(sheet).mean[0] > 200  # paper, with some ink on it
    text = " ".join(words(dark, url))
    assert "Glass Horizon" in text
    assert "Sign out" not in text


def test_a_list_of_the_desk_says_its_show_its_age_and_its_address(phone, live_server, cast):
    page = signed_in(phone, live_server)
    text = " ".join(words(page, f"{live_server.url}/shows/{SHOW}/cases"))
    assert "As of " in text
    assert f"/shows/{SHOW}/cases" in text
    assert "LX-0108" in text


def test_nothing_is_cut_off_right_to_left(phone, live_server, cast, labels):
    page = signed_in(phone, live_server)
    page.context.add_cookies([{"name": "lang", "value": "ar_XB", "url": live_server.url}])
    for sheet in printed(page, f"{live_server.url}{PAPER}/pull?truck={cast.places['truck1']}"):
        wide, high = sheet.size
        for edge in (sheet.crop((0, 0, 60, high)), sheet.crop((wide - 60, 0, wide, high))):
            assert sum(edge.histogram()[:200]) == 0
