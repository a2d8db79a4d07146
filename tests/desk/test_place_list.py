"""The list of places: searched, narrowed, sorted, a page at a time, in as few questions for many as for few."""

from datetime import UTC, datetime

import pytest

from siteops.core.db import editing
from siteops.core.plan import Place
from siteops.desk.site.place_list import SORTS
from tests.desk.conftest import DESK, opened, questions
from tests.harness.cast import SHOW

PLACES = f"{DESK}/places"


def names(client, asked: str = "") -> list[str]:
    """The places on a page of the list, in order."""
    page = opened(client, f"{PLACES}?{asked}")
    return [row.all("th")[0].text for row in page.all("tbody")[0].all("tr")] if page.all("tbody") else []


@pytest.fixture
def many(app, cast):
    """Sixty docks more, a zone with an accent, and a truck that is to be full by noon."""
    with app.app_context(), editing() as session:
        for number in range(3, 63):
            session.add(Place(SHOW, "dock", f"Dock {number}", sort=number))
        session.add(Place(SHOW, "zone", "Bühne", note="with a ramp", dock=cast.places["dock2"]))
        session.get_one(Place, cast.places["truck1"]).due = datetime(2026, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=zone", ["Bühne", "FOH", "Stage left"]),
        ("q=buhne", ["Bühne"]),
        ("q=ramp", ["Bühne"]),
        ("q=DOCK+2&kind=zone", ["Bühne"]),
        ("q=brightwater", ["Truck 2"]),
        ("q=stage+left", ["Stage left"]),
        ("q=zzzz", []),
        ("kind=cellar&q=gate", ["Gate A"]),
        ("kind=zone&sort=-name", ["Stage left", "FOH", "Bühne"]),
        ("kind=zone&sort=planned", ["Stage left", "Bühne", "FOH"]),
        ("kind=zone&sort=-dock", ["Bühne", "FOH", "Stage left"]),
        ("kind=truck&sort=-planned", ["Truck 1", "Truck 2"]),
        ("kind=truck&sort=due", ["Truck 1", "Truck 2"]),
    ],
)
def test_places_are_searched_narrowed_and_sorted(lea, many, asked, found):
    assert names(lea, asked) == found


def test_figures_in_names_count_as_numbers(lea, many):
    assert names(lea, "kind=dock&sort=name")[:3] == ["Dock 1", "Dock 2", "Dock 3"]
    assert names(lea, "kind=dock&sort=-name")[:2] == ["Dock 62", "Dock 61"]


def test_the_list_comes_a_page_at_a_time_and_holds_what_was_asked(lea, many):
    first = opened(lea, f"{PLACES}?kind=dock&sort=-name")
    assert "1–50 of 62" in first.text
    (ahead,) = [one["href"] for one in first.all("a") if one.get("rel") == "next"]
    later = opened(lea, ahead)
    assert "51–62 of 62" in later.text
    assert [one.all("th")[0].text for one in later.all("tbody")[0].all("tr")][-1] == "Dock 1"
    assert len(names(lea, "size=100")) == 68
    assert names(lea, "kind=dock&page=99999") == names(lea, "kind=dock&page=2")
    (search,) = [one for one in first.all("form") if one.get("role") == "search"]
    held = {one["name"]: one.get("value", "") for one in search.all("input")}
    assert held == {"q": "", "kind": "dock", "sort": "-name"}


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_asks_as_few_questions_for_many_as_for_few(app, lea, cast, sort, request):
    path = f"{PLACES}?sort={sort}&q=dock"
    few = questions(app, lea, path)
    request.getfixturevalue("many")
    more = questions(app, lea, path)
    assert len(more) == len(few) <= 14, "\n".join(more)
