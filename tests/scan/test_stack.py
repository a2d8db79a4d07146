"""A stack of cases in one picture: each is held against the list, and one tap records or takes back all of them."""

import re

import pytest
from playwright.sync_api import expect

from siteops.core.codes import mint
from tests.harness import scenes
from tests.harness.camera import frame, jpeg, wall
from tests.harness.looks import audit
from tests.scan.stage import add_cases

pytestmark = pytest.mark.browser

FRESH = [f"BULK-{number:05}" for number in range(8)]
PATIENCE_MS = 20_000
HARD = 1
"""The degree to which a stack from the side, or in motion, is read for certain."""


@pytest.fixture
def codes(app, cast, codes):
    add_cases(app, cast, len(FRESH))
    return codes | {name: cast.codes[name] for name in FRESH} | {"unknown": "9T2FK7QX"}


@pytest.fixture
def reel(stage, tmp_path):
    """A stack of twelve: a held case, one that is in already, a code nobody knows, eight good ones, and a dock's."""
    seen = ["LX-0108", "AU-1001", "unknown", *FRESH, "dock2"]
    film = tmp_path / "stack.mjpeg"
    stack = wall([stage.label(name) for name in seen], size=(510, 720), across=3)
    film.write_bytes(jpeg(frame(stack, tilt=0, share=1)))
    return film


def test_a_stack_is_judged_in_the_picture_recorded_with_one_tap_and_taken_back_with_one(hand, stage, reel):
    held = stage.lea.entry("Held", stage.ref("LX-0108"), reason="Wrong content")
    moved = stage.lea.entry("Moved", stage.ref("AU-1001"), place=stage.cast.refs["dock1"], leg="in")
    stage.lea.push(held, moved)
    cem = hand("cem", film=reel)
    cem.wedge(stage.codes["dock1"])
    cem.sees("ok", "You are at", "Dock 1")
    stack = cem.page.get_by_label("A stack")
    # A dock's sign in the picture is no case, and moves nobody.
    expect(stack.get_by_role("heading")).to_have_text("11 cases", timeout=PATIENCE_MS)
    expect(stack.locator(".chip").first).to_have_text("8 fine")
    told = [one.split("\n") for one in stack.locator("li").all_inner_texts()]
    assert told == [["LX-0108", "On hold"], ["9T2FK7QX", "New code"], ["AU-1001", "Already in"]]
    expect(cem.page.locator(".outlines [data-v=stop] text")).to_have_text("On hold")
    expect(cem.page.locator(".outlines [data-v=ok]")).to_have_count(8)
    assert stage.told("code:9T2FK7QX") == []
    cem.press("Record all 11 cases")
    cem.sees("stop", "On hold", "1 of 11", "LX-0108", "All 11 are saved on this phone")
    subjects = [stage.ref(name) for name in ("LX-0108", "AU-1001", *FRESH)] + ["code:9T2FK7QX"]
    cem.all_sent()
    place = {"place": stage.cast.refs["dock1"], "leg": "in", "slot": None, "typed": False}
    assert [stage.told(subject)[-1] for subject in subjects] == [("Moved", place)] * 11
    cem.verdict.get_by_role("button", name="Undo all 11").click()
    expect(cem.page.locator(".says")).to_contain_text("Undone")
    cem.all_sent()
    assert [stage.told(subject)[-1][0] for subject in subjects] == ["Undone"] * 11


def test_a_stack_waits_for_its_place_and_can_be_left(hand, stage, reel):
    cem = hand("cem", film=reel)
    expect(cem.page.get_by_label("A stack")).to_contain_text("11 cases", timeout=PATIENCE_MS)
    cem.press("Record all 11 cases")
    cem.sees("unknown", "Where are you?", "11 codes", "These scans are kept and count there")
    cem.clear()
    cem.wedge(stage.codes["dock1"])
    cem.sees("ok", "You are at", "11 scans that waited are recorded here")
    cem.all_sent()
    assert [kind for kind, _ in stage.told("code:9T2FK7QX")] == ["Moved"]


@pytest.mark.parametrize("scene", scenes.STACKS)
def test_a_stack_of_twelve_is_read_from_the_side_and_in_motion(hand, stage, tmp_path, scene):
    labels = [stage.label(name) for name in ("LX-0108", "AU-1001", "BW-KH-01", "unknown", *FRESH)]
    film = tmp_path / "walk.mjpeg"
    film.write_bytes(b"".join(jpeg(scenes.stack(scene, labels, HARD, seed)) * 10 for seed in range(4)))
    cem = hand("cem", film=film)
    expect(cem.page.get_by_label("A stack").get_by_role("heading")).to_have_text("12 cases", timeout=PATIENCE_MS)


def test_each_new_code_of_a_stack_is_said_what_it_is_one_after_the_other(hand, stage, tmp_path):
    fresh = ["9T2FK7QX", *sorted(mint() for _ in range(2))]
    stage.codes.update({code: code for code in fresh})
    film = tmp_path / "new.mjpeg"
    stack = wall([stage.label(name) for name in ("LX-0108", *fresh)], size=(510, 720), across=2)
    film.write_bytes(jpeg(frame(stack, tilt=0, share=1)))
    cem = hand("cem", film=film)
    cem.wedge(stage.codes["dock1"])
    expect(cem.page.get_by_label("A stack")).to_contain_text("4 cases", timeout=PATIENCE_MS)
    cem.press("Record all 4 cases")
    cem.sees("unknown", "New code", "3 of 4")
    left = cem.page.locator("main .list > a")
    cem.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    with cem.no_server():
        cem.press("Link 3 new codes")
        expect(left).to_have_count(3)
        audit(cem.page)
        left.filter(has_text=fresh[0]).click()
        cem.page.get_by_label("Number or name").fill("AU-1001")
        cem.page.get_by_role("button", name="AU-1001").click()
        expect(left).to_have_count(2)
        expect(cem.page.locator(".says")).to_contain_text(f"{fresh[0]} is AU-1001 from now on")
        left.filter(has_text=fresh[1]).click()
        cem.page.get_by_label("Number or name").fill("LX-0200")
        cem.press("New case: LX-0200")
        expect(left).to_have_count(1)
        cem.page.reload()
        expect(left).to_have_text(re.compile(fresh[2]))
        cem.open("#recent")
        cem.press("Link 1 new code")
        left.click()
        cem.page.get_by_label("Number or name").fill("khamsin")
        cem.page.get_by_role("button", name="BW-KH-01").click()
        expect(cem.page.get_by_role("heading", name="None is left")).to_be_visible()
    cem.page.reload()
    cem.all_sent()
    assert [[kind for kind, _ in stage.told(f"code:{code}")] for code in fresh] == [
        ["Moved", "Bound"], ["Moved", "Named"], ["Moved", "Bound"],
    ]  # fmt: skip
