"""A badge at a gate checks its owner in; nobody is checked out by chance."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def subject(stage):
    return f"person:{stage.cast.people['cem']}"


def test_a_badge_comes_in_once_and_goes_out_by_a_button(hand, stage):
    lea = hand("lea")
    lea.at("gate")
    lea.scan("badge:cem")
    lea.sees("again", "On site, late", "Cem Arslan")
    lea.clear()
    lea.scan("badge:cem")
    lea.sees("again", "In since")
    lea.press("Check out")
    lea.sees("ok", "Checked out")
    lea.clear()
    lea.all_sent()
    assert [kind for kind, _ in stage.told(subject(stage))] == ["CheckedIn", "CheckedIn", "CheckedOut"]
    assert stage.told(subject(stage))[0][1] == {"gate": stage.cast.refs["gate"]}


def test_a_lead_turns_the_gate_round_and_crew_cannot(hand, stage):
    cem = hand("cem")
    cem.at("gate")
    expect(cem.page.get_by_role("button", name="In", exact=True)).to_have_count(0)
    lea = hand("lea")
    lea.at("gate")
    lea.press("In")
    lea.scan("badge:cem")
    lea.sees("again", "Was not in")
    lea.clear()
    lea.all_sent()
    assert [kind for kind, _ in stage.told(subject(stage))] == ["CheckedOut"]


def test_an_unknown_badge_is_kept_and_linked_to_its_owner(hand, stage):
    lea = hand("lea")
    lea.at("gate")
    lea.type("7M3K 9XQW 2B4D 6FGH")
    lea.sees("unknown", "New badge", "Saved. Whose badge is this?")
    lea.press("Link to a person")
    lea.page.get_by_label("Name").fill("cem")
    lea.page.get_by_role("button", name="Cem Arslan").click()
    lea.all_sent()
    lea.type("7M3K9XQW2B4D6FGH")
    lea.sees("again", "In since", "Cem Arslan")
