"""A phone that is killed without a word, an answer that is lost: the queue arrives once all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.core.browser.test_keeping import boot, power_cut
from tests.scan.conftest import codes, stage
from tests.scan.hand import EMPTY, READY_MS, Hand
from tests.scan.stage import Stage
from tests.scan.test_without_signal import KEPT
from tests.story.pocket import queue

__all__ = ["boot", "codes", "stage"]

pytestmark = pytest.mark.browser


def test_a_queue_outlives_its_phone_and_is_sent_once(stage: Stage, boot: Callable[[], BrowserContext], tmp_path: Path):
    cem = Hand(boot().new_page(), stage).sign_in("cem")
    cem.page.evaluate(KEPT)
    cem.at("dock1")
    stage.server.kill()
    for case in ("LX-0108", "AU-1001"):
        cem.scan(case)
        cem.sees("ok", "In", case)
        cem.clear()
    before = queue(cem.page)
    power_cut(tmp_path / "phone")

    cem = Hand(boot().new_page(), stage)
    cem.page.goto(f"{stage.server.url}/field")
    expect(cem.chip).to_have_text("2 waiting", timeout=READY_MS)
    assert queue(cem.page) == before
    cem.press("Yes")
    cem.clear()
    cem.scan("BW-KH-01")
    cem.sees("ok", "In", "BW-KH-01")
    cem.clear()
    stage.server.restart()
    # A browser that is killed may lose the newest cookies; the phone's own key sends all the same.
    cem.page.evaluate(EMPTY)
    for number, case in enumerate(("LX-0108", "AU-1001", "BW-KH-01"), before[0]["n"]):
        (moved,) = stage.log(stage.ref(case))
        assert (moved["n"], moved["held"], moved["flags"]) == (number, False, [])
    assert [stage.log(one["subject"])[0]["id"] for one in before] == [one["id"] for one in before]


def test_what_the_server_took_but_could_not_confirm_is_sent_again_and_kept_once(stage: Stage, page: Page):
    cem = Hand(page, stage).sign_in("cem")
    cem.at("dock1")
    taken: list[int] = []

    def lose(route: Route) -> None:
        taken.append(route.fetch().status)
        route.abort()

    cem.page.route("**/entries", lose, times=1)
    cem.scan("LX-0108")
    cem.sees("ok", "In", "LX-0108")
    cem.clear()
    cem.all_sent()
    assert taken == [200]
    assert [kind for kind, _ in stage.told(stage.ref("LX-0108"))] == ["Moved"]
