"""The desk's board against the plan: the same figures as on the phone, without a script."""

import re

import pytest

from tests.harness import pages
from tests.harness.cast import SHOW, sign_in

pytestmark = pytest.mark.both
BOARD = f"/shows/{SHOW}/board"


def part(page, name):
    """The part of a page that is called so."""
    (found,) = [one for one in page.walk() if one.get("aria-label") == name and one.tag == "section"]
    return found


def rows(section):
    """A table's rows by their heads."""
    return {one.one("th").text: one.text for one in section.one("tbody").all("tr")}


@pytest.mark.usefixtures("rush")
def test_the_desk_says_how_far_behind_we_are_and_when_all_is_in(app):
    page = pages.audit(sign_in(app.test_client(), "cem").get(BOARD).text)
    assert re.search(r"23 / 61 cases in\s*1\d min behind", part(page, "Cases").text)
    assert re.search(r"\d\d:\d\d\s*all in, about\s*planned \d\d:\d\d", part(page, "All there").text)
    day = part(page, "The day so far")
    assert re.search(r"a minute over 4\d min · at this pace", day.text)
    (chart,) = day.all("svg")
    assert chart["aria-label"].startswith("23 of 61; the plan says 30 by now and all by")
    assert len(chart.all("path")) == 5
    assert re.search(r"Truck 1 23/60 .* min behind \d\d:\d\d", rows(part(page, "Places"))["Truck 1"])
    assert "20/57" in rows(part(page, "Departments"))["Power"]


@pytest.mark.usefixtures("late_rush")
def test_what_comes_after_midnight_is_told_by_the_time_alone(app):
    page = pages.audit(sign_in(app.test_client(), "cem").get(BOARD).text)
    assert re.fullmatch(r"\d\d:\d\d\s*all in, about\s*planned 0\d:\d\d", part(page, "All there").text)
    assert re.search(r"min behind \d\d:\d\d$", rows(part(page, "Places"))["Truck 1"])
    assert re.search(r"at this pace \d\d:\d\d–\d\d:\d\d$", part(page, "The day so far").one("p").text)


@pytest.mark.usefixtures("rush")
def test_the_desk_says_what_stands_at_the_dock_too_long_and_who_saw_it(app, cast):
    page = pages.audit(sign_in(app.test_client(), "lea").get(BOARD).text)
    stuck = part(page, "Stuck")
    assert re.search(r"LX-0108 Robe MegaPointe .*Dock 1 · Lea Lead\s*4[56] min", stuck.text)
    (case,) = stuck.all("li")
    assert case.one("a")["href"] == f"cases/{cast.cases['LX-0108']}"


@pytest.mark.usefixtures("cast")
def test_without_a_plan_nothing_is_ahead_or_behind(app):
    page = pages.audit(sign_in(app.test_client(), "cem").get(BOARD).text)
    assert not [one for one in page.walk() if one.get("aria-label") in ("The day so far", "All there")]
    assert "4 to come" in rows(part(page, "Places"))["Stage left"]


@pytest.mark.usefixtures("rush")
def test_what_did_not_come_in_a_leg_that_is_closed_is_not_late_for_ever(app, phone_of):
    lea = phone_of("lea")
    lea.push(lea.entry("LegClosed", f"show:{SHOW}", leg="in"))
    page = pages.audit(sign_in(app.test_client(), "cem").get(BOARD).text)
    assert "behind" not in page.text
    assert "37 to come" in rows(part(page, "Places"))["Truck 1"]
