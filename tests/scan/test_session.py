"""The scanner says what a place awaits next, how the work goes, and aloud what a scan means."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_next_case_of_a_place_and_the_pace_of_the_work_are_on_screen(hand):
    cem = hand()
    cem.at("dock1")
    main = cem.page.locator("main")
    expect(main).to_contain_text("Next of 4 left LX-0108")
    cem.scan("LX-0108")
    cem.sees("ok", "In")
    expect(main).to_contain_text("Next of 3 left AU-1001")
    expect(main).to_contain_text("1 scan")
    for case in ("AU-1001", "BW-KH-01", "AU-10P5", "LX-0108"):
        cem.scan(case)
        cem.clear()
    expect(main).to_contain_text("5 scans")
    expect(main).to_contain_text("5 a minute")
    expect(main).not_to_contain_text("left")
    cem.press("Undo")
    expect(main).to_contain_text("4 scans")


VOICE = """
    window.spoken = []
    SpeechSynthesis.prototype.speak = function ({ text, lang }) { window.spoken.push([text, lang]) }
"""
HEARD = """async (count) => {
    while (spoken.length < count) await new Promise((done) => setTimeout(done, 20))
    return spoken
}"""


def test_whoever_wants_it_hears_what_a_scan_means(hand):
    cem = hand()
    cem.page.add_init_script(VOICE)
    cem.page.reload()
    cem.at("dock1")
    assert cem.page.evaluate("spoken") == []
    cem.open("#settings")
    cem.page.get_by_label("Speak it").check()
    cem.open("#scan")
    cem.scan("LX-0108")
    cem.sees("ok", "In")
    heard = cem.page.evaluate(HEARD, 2)
    assert heard == [["Speak it", "en"], ["In. Goes to Stage left", "en"]]
