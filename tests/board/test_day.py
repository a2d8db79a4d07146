"""The day again: the board's figures at any moment of the past."""

import pytest

from tests.harness.cast import SHOW, sign_in
from tests.harness.pages import audit

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("night")]
PAGE = f"/shows/{SHOW}/day"


@pytest.fixture
def day(app):
    """`day("08:20")`: the page at a time of the first day, on the show's clock; without one, as it opens."""
    client = sign_in(app.test_client(), "lea")

    def opened(time: str = "", query: str = ""):
        if time:
            hour, minute = time.split(":")
            query = f"?date=2026-05-01&minute={int(hour) * 60 + int(minute)}"
        answer = client.get(PAGE + query)
        assert answer.status_code == 200
        return audit(answer.text)

    return opened


def label(page, name):
    """The text of the part of a page that is called so."""
    (found,) = [one for one in page.walk() if one.get("aria-label") == name and one.tag == "section"]
    return found.text


def test_each_moment_is_told_as_it_stood(day):
    told = {time: day(time) for time in ("07:59", "08:10", "08:11", "08:12", "08:40", "08:41")}
    assert [label(page, "Cases").split()[0] for page in told.values()] == ["0", "1", "3", "3", "3", "3"]
    assert label(told["07:59"], "Crew").startswith("0 / 3")
    assert label(told["08:11"], "Crew").startswith("1 / 3")
    assert [label(told[time], "Incidents")[0] for time in ("08:12", "08:40")] == ["0", "1"]
    assert "Hazard" in label(told["08:40"], "Open incidents")
    assert "On hold" in label(told["08:40"], "Not as planned")
    assert "On hold" not in label(told["08:12"], "Not as planned")


def test_the_page_opens_at_the_last_thing_that_happened_and_leads_to_every_hour(day):
    page = day()
    assert page.one("output").text == "08:41"
    hours = [one for one in page.all("a") if one.get("aria-current") == "true" and "day?" in one["href"]]
    assert [one.text.split()[0] for one in hours] == ["08:00"]
    assert "date=2026-05-01&minute=539" in hours[0]["href"]
    assert day(query=hours[0]["href"].partition("day")[2]).one("output").text == "08:59"


@pytest.mark.parametrize("query", ["?date=soon&minute=3", "?date=2026-05-01&minute=1440", "?date=2026-05-01"])
def test_what_is_no_moment_is_said_and_the_last_one_is_shown(day, query):
    page = day(query=query)
    assert "That is no day and time" in page.one("main").text
    assert page.one("output").text == "08:41"


def test_no_moment_is_beyond_the_log_or_now(day):
    first = {one.get("name"): one.get("value") for one in day(query="?date=1999-12-31&minute=0").all("input")}
    assert first["date"] == "2000-01-01"
    assert day(query="?date=9999-12-31&minute=1439").one("h1").text == "The day again"


def test_it_is_for_leads(app):
    assert sign_in(app.test_client(), "cem").get(PAGE).status_code == 403
    assert sign_in(app.test_client(), "sam").get(PAGE).status_code == 404
