"""A phone on the demo show, against a server that answers as the test wants."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.core.browser.site import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """The server."""
    made = Site()
    made.start()
    yield made
    made.stop()


def open_field(page: Page, site: Site) -> Page:
    """The field shell, with the kernel ready."""
    page.goto(f"{site.url}/field")
    expect(page.locator("body[data-ready]")).to_be_attached()
    return page


def work(page: Page, site: Site) -> Page:
    """The same, signed in and on the show."""
    open_field(page, site)
    page.evaluate("() => core.start.connect()")
    page.evaluate("() => until(({ fresh }) => fresh)")
    return page


@pytest.fixture
def field(page: Page, site: Site) -> Page:
    """Ana's phone, on the show, online."""
    return work(page, site)


@pytest.fixture
def tab(field: Page, site: Site) -> Callable[[], Page]:
    """Another tab on Ana's phone."""
    return lambda: work(field.context.new_page(), site)
