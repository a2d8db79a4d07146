"""What a browser that cannot be started leaves behind: nothing that runs."""

from pathlib import Path

import pytest

from tests.engines.conftest import ENGINES

pytestmark = pytest.mark.browser


def children():
    """Processes that this one has started, also those that ended and nobody has looked after."""
    return {child for one in Path("/proc/self/task").glob("*/children") for child in one.read_text().split()}


@pytest.mark.parametrize("name", ENGINES)
def test_a_browser_that_ends_at_once_leaves_nothing_running(name, tmp_path, monkeypatch):
    monkeypatch.setenv(name.upper(), "false")
    before = children()
    with pytest.raises(AssertionError):
        ENGINES[name](tmp_path).start()
    assert children() == before
