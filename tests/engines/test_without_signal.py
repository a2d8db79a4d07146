"""In every engine: signal or no signal, nothing is lost, and the app is there."""

import pytest

pytestmark = pytest.mark.browser


def test_the_app_is_there_when_the_server_is_not(palm, stage):
    cem = palm()
    cem.kept()
    cem.open_sheet()
    assert ("private window" in cem.text()) is cem.engine.forgets
    stage.server.kill()
    cem.reload()
    cem.reads("Pick the place, or scan its code")
    cem.open("#board", "Live board")
    cem.reads("0 of 4 in")
    cem.open("#lists", "Lists")
    cem.reads("Truck 1: close the doors")


def test_what_was_scanned_outlives_server_page_and_browser(palm, stage):
    cem = palm()
    cem.kept()
    cem.at("dock1")
    stage.server.kill()
    cem.scan("LX-0108")
    cem.sees("ok", "In", "LX-0108", "Saved on this phone")
    cem.reload()
    cem.press("Yes")
    cem.sees("ok")
    cem.scan("AU-1001")
    cem.sees("ok", "In", "AU-1001")
    queued = cem.queued()
    if not cem.engine.forgets:
        cem.lose_power()
    assert cem.queued() == queued
    cem.chip_says("2 waiting")
    stage.server.start()
    cem.all_sent()
    got = [one["id"] for case in ("LX-0108", "AU-1001") for one in stage.log(stage.ref(case))]
    assert got == queued


def test_a_private_window_says_that_it_forgets(palm):
    cem = palm(private=True)
    cem.open_sheet()
    cem.reads("This looks like a private window.")
