"""The served show, and hands that hold phones of other makes than Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.engines.palm import Palm
from tests.harness.engines import Engine
from tests.harness.firefox import Firefox
from tests.harness.webkit import WebKit
from tests.scan.conftest import codes, stage
from tests.scan.stage import Stage

__all__ = ["codes", "stage"]
ENGINES: dict[str, Callable[..., Engine]] = {"firefox": Firefox, "webkit": WebKit}


@pytest.fixture(params=ENGINES)
def palm(request: pytest.FixtureRequest, stage: Stage, tmp_path: Path) -> Iterator[Callable[..., Palm]]:
    """`palm("cem")`: somebody signed in on a phone of this make, at the scanner. Options are the browser's."""
    with ExitStack() as held:

        def pick_up(who: str = "cem", **options: Any) -> Palm:
            engine = ENGINES[request.param](tmp_path, **options)
            engine.start()
            picked = Palm(engine, stage)
            held.callback(picked.put_down)
            return picked.sign_in(who)

        yield pick_up
