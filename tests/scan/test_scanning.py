"""The kind of a code decides the verb, and everything scanned is kept."""

import pytest
from playwright.sync_api import expect

from tests.harness.camera import film, loop

pytestmark = pytest.mark.browser


def test_a_filmed_place_says_where_and_a_filmed_case_is_moved_there(hand, stage, tmp_path):
    reel = film(tmp_path / "dock.mjpeg", loop([stage.label("dock1"), stage.label("LX-0108")], seen=40, gap=50))
    cem = hand("cem", film=reel)
    expect(cem.here).to_have_text("You are at Dock 1", timeout=20_000)
    # The film may begin with the case: then its scan has waited for the place, and counts there all the same.
    expect(cem.page.locator(".card .code, .card b").first).to_have_text("LX-0108 at Dock 1", timeout=20_000)
    cem.all_sent()
    assert stage.told(stage.ref("LX-0108"))[0] == (
        "Moved", {"place": stage.cast.refs["dock1"], "leg": "in", "slot": None, "typed": False},
    )  # fmt: skip


def test_green_clears_itself_amber_later_and_red_stays(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.sees("ok", "In")
    expect(cem.verdict).to_be_hidden(timeout=1500)
    cem.scan("LX-0108")
    cem.sees("again", "Already in", "Dock 1")
    expect(cem.verdict).to_be_hidden(timeout=2600)
    stage.lea.push(stage.lea.entry("Held", stage.ref("AU-1001"), reason="Wrong content"))


def test_another_dock_is_amber_kept_and_may_be_left_with_a_reason(hand, stage):
    cem = hand()
    cem.at("dock2")
    cem.scan("LX-0108")
    cem.sees("again", "Another dock", "Belongs at Dock 1", "Kept and flagged for the lead")
    cem.press("Stays here")
    cem.press("No room there")
    cem.press("It stays here")
    cem.all_sent()
    place = stage.cast.refs["dock2"]
    assert [kind for kind, _ in stage.told(stage.ref("LX-0108"))] == ["Moved", "LeftHere"]
    assert stage.told(stage.ref("LX-0108"))[1][1] == {"place": place, "reason": "No room there"}


def test_undo_is_one_tap_from_the_verdict_and_from_the_scanner(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.press("Undo")
    expect(cem.page.locator(".says")).to_contain_text("Undone")
    cem.scan("AU-1001")
    cem.clear()
    cem.press("Undo")
    cem.all_sent()
    for case in ("LX-0108", "AU-1001"):
        moved, undone = stage.log(stage.ref(case))
        assert (undone["kind"], undone["body"]) == ("Undone", {"entry": moved["id"]})
    cem.see_case("LX-0108")
    expect(cem.page.locator(".facts")).to_contain_text("Not scanned yet")


def test_an_unknown_code_is_recorded_at_once_and_linked_later(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.type("9T2FK7QX")
    cem.sees("unknown", "New code", "9T2FK7QX", "Saved. Which case is this?")
    cem.all_sent()
    assert [kind for kind, _ in stage.told("code:9T2FK7QX")] == ["Moved"]
    cem.press("Link to a case")
    cem.page.get_by_label("Number or name").fill("khamsin")
    cem.page.get_by_role("button", name="BW-KH-01").click()
    expect(cem.page.locator(".says")).to_contain_text("BW-KH-01")
    cem.all_sent()
    assert ("Bound", {"to": stage.ref("BW-KH-01")}) in stage.told("code:9T2FK7QX")
    cem.scan("9T2FK7QX")
    cem.sees("again", "Already in", "BW-KH-01")


def test_a_case_goes_into_a_case_and_moves_with_it(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.scan("LX-0108")
    cem.clear()
    cem.see_case("LX-0108")
    cem.press("Pack")
    expect(cem.page.locator(".notice")).to_contain_text("Packing LX-0108")
    cem.scan("BW-KH-01")
    cem.sees("ok", "Packed", "in LX-0108")
    cem.clear()
    cem.scan("LX-0108")
    cem.sees("stop", "Cannot go in there", "Nothing was recorded")
    cem.press("Next scan")
    cem.press("Closed")
    cem.at("stage")
    cem.scan("LX-0108")
    cem.clear()
    cem.see_case("BW-KH-01")
    expect(cem.page.locator(".facts")).to_contain_text("in LX-0108, Stage left")
    cem.all_sent()
    assert stage.told(stage.ref("BW-KH-01")) == [("Packed", {"into": stage.cast.cases["LX-0108"]})]


def test_a_hand_scanner_is_heard_anywhere(hand, stage):
    cem = hand()
    cem.wedge(stage.codes["dock1"])
    cem.sees("ok", "You are at", "Dock 1")
    cem.wedge(stage.codes["LX-0108"])
    cem.sees("ok", "In", "LX-0108")
    cem.all_sent()
    assert len(stage.told(stage.ref("LX-0108"))) == 1


def test_a_painted_number_counts_however_it_is_typed(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.type(" lx-0108 ")
    cem.sees("ok", "In", "LX-0108")
    cem.all_sent()
    assert stage.told(stage.ref("LX-0108"))[0][1]["typed"] is True


def test_the_code_of_a_booking_means_its_dock_and_its_direction(hand, stage):
    cem = hand()
    cem.at("slot")
    expect(cem.here).to_contain_text("Dock 2")
    cem.scan("LX-0108")
    cem.clear()
    cem.all_sent()
    ((_, body),) = stage.told(stage.ref("LX-0108"))
    assert (body["place"], body["leg"]) == (stage.cast.refs["dock2"], "out")
    assert isinstance(body["slot"], int)


@pytest.mark.parametrize(
    ("case", "truck", "title", "word"),
    [("LX-0108", "truck2", "Wrong truck", "Truck 1"), ("BW-KH-01", "truck1", "Wrong truck", "Truck 2")],
)
def test_at_load_out_a_wrong_truck_is_red_and_may_be_undone_or_left(hand, stage, case, truck, title, word):
    stage.begin("load-out")
    cem = hand()
    cem.at(truck)
    cem.scan(case)
    cem.sees("stop", title, word)
    cem.page.clock.install()
    cem.page.clock.fast_forward("10:00")
    expect(cem.verdict.get_by_role("button", name="Undo")).to_be_visible()
    expect(cem.verdict.get_by_role("button", name="Stays here")).to_be_visible()


def test_a_supplier_s_label_is_kept_as_a_hash_and_can_be_linked(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.type("https://assets.example/t?id=4711&secret=hush")
    cem.sees("unknown", "New code", "Another label")
    cem.press("Link to a case")
    cem.page.get_by_label("Number or name").fill("khamsin")
    cem.page.get_by_role("button", name="BW-KH-01").click()
    cem.all_sent()
    told = stage.lea.client.get("/api/shows/glass-horizon/changes").text
    assert "hush" not in told
    cem.type("https://assets.example/t?id=4711&secret=hush")
    cem.sees("again", "Already in", "BW-KH-01")


def test_an_asset_number_of_a_supplier_is_learned_once(hand, stage):
    cem = hand()
    cem.at("dock1")
    cem.type("vendor 0815")
    cem.sees("unknown", "New code", "VENDOR 0815")
    cem.press("Link to a case")
    cem.page.get_by_label("Number or name").fill("108")
    cem.page.get_by_role("button", name="LX-0108").click()
    cem.type("Vendor 0815")
    cem.sees("again", "Already in", "LX-0108")
    cem.all_sent()
    assert [kind for kind, _ in stage.told("code:VENDOR 0815")] == ["Moved", "Bound"]


def test_an_invitation_is_no_case_and_leaves_no_trace(hand, stage):
    cem = hand()
    cem.at("dock1")
    link = f"{stage.server.url}/join/ABCDEFGHJKMNPQRSTVWXYZ0123"
    cem.type(link)
    cem.sees("unknown", "An invitation")
    expect(cem.verdict.get_by_role("button", name="Open it")).to_be_visible()
    cem.clear()
    cem.all_sent()
    assert "ABCDEFGHJK" not in stage.lea.client.get("/api/shows/glass-horizon/changes").text
