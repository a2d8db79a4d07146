"""The JavaScript tests, one Node a file."""

from pathlib import Path

import pytest

from tests.harness import javascript


@pytest.mark.parametrize("path", javascript.files(), ids=lambda path: str(path.relative_to(javascript.ROOT)))
def test_javascript_passes(path: Path):
    javascript.run(path)
