"""Papers on the list of people and on a person's page: held against the days on which each works."""

from datetime import UTC, date, datetime, timedelta

import pytest

from siteops.core.access.people import Call, Certificate
from siteops.core.db import editing
from siteops.core.facts.show import PHASES
from siteops.core.plan import Phase
from tests.desk.conftest import opened
from tests.harness.cast import SHOW
from tests.people.conftest import DESK


@pytest.fixture
def cem(app, cast):
    """Cem, who works on the Saturday and the Sunday of load-out."""
    key = cast.people["cem"]
    with app.app_context(), editing() as session:
        for day in (27, 28):
            starts = datetime(2027, 3, day, 7, tzinfo=UTC)
            session.add(Call(SHOW, key, date(2027, 3, day), starts, starts.replace(hour=16), "Driver"))
    return key


@pytest.mark.parametrize(
    ("papers", "words", "needs_a_look"),
    [
        ([("forklift", date(2027, 3, 20), False)], "Forklift ended 20 Mar 2027", True),
        ([("first_aid", date(2027, 3, 27), False)], "First aid to 27 Mar 2027", True),
        ([("rigging", None, True)], "Rigging: “IRATA”", True),
        ([("first_aid", date(2027, 3, 27), False), ("forklift", date(2027, 3, 20), False)], "Forklift ended 20", True),
        ([("rigging", date(2027, 3, 28), False), ("driving", None, False)], "All valid", False),
    ],
)  # fmt: skip
def test_the_paper_that_needs_a_look_first_stands_beside_the_name(app, lead, cem, papers, words, needs_a_look):
    with app.app_context(), editing() as session:
        session.add_all(Certificate(cem, kind, until, "IRATA", doubtful) for kind, until, doubtful in papers)
    (row,) = [row.text for row in opened(lead, f"{DESK}/people").all("tr") if "Cem" in row.text]
    assert words in row
    narrowed = opened(lead, f"{DESK}/people?view=papers")
    assert ("Cem Arslan" in narrowed.text) is needs_a_look


@pytest.mark.both
@pytest.mark.parametrize(
    ("call", "phases", "until", "words"),
    [
        ((date(2027, 3, 27), 21, 25), (), date(2027, 3, 27), "First aid to 27 Mar 2027"),  # wraps on the Sunday
        ((date(2027, 3, 27), 21, 25), (), date(2027, 3, 28), "All valid"),
        ((None, 47, None), (), date(2027, 3, 28), "First aid ended 28 Mar 2027"),  # 23 h UTC is the 29th in Berlin
        (None, (27, 29), date(2027, 3, 28), "First aid to 28 Mar 2027"),
        (None, (27, 29), date(2027, 3, 29), "All valid"),
        (None, (), date(2001, 1, 1), "First aid ended 1 Jan 2001"),
        (None, (), date(2199, 1, 1), "All valid"),
    ],
)  # fmt: skip
def test_the_view_says_what_stands_beside_the_name_whatever_the_hour(app, cast, lead, call, phases, until, words):
    key, first = cast.people["cem"], datetime(2027, 3, 27, tzinfo=UTC)
    with app.app_context(), editing() as session:
        if call:
            day, starts, ends = call
            ends = first + timedelta(hours=ends) if ends else None
            session.add(Call(SHOW, key, day, first + timedelta(hours=starts), ends))
        session.add_all(Phase(SHOW, name, first.replace(day=day)) for name, day in zip(PHASES, phases, strict=False))
        session.add(Certificate(key, "first_aid", until))
    (row,) = [row.text for row in opened(lead, f"{DESK}/people").all("tr") if "Cem" in row.text]
    assert words in row
    narrowed = opened(lead, f"{DESK}/people?view=papers")
    assert ("Cem Arslan" in narrowed.text) is (words != "All valid")


def test_a_persons_page_says_calls_and_papers_and_does_not_ask_for_the_call_once_more(app, lead, cem):
    with app.app_context(), editing() as session:
        session.add(Certificate(cem, "forklift", date(2027, 3, 20)))
    page = opened(lead, f"{DESK}/people/{cem}")
    assert "Sat 27 Mar, 08:00–17:00 · Driver" in page.text
    assert "Forklift ended 20 Mar 2027" in page.text
    assert not [field for field in page.all("input") if field.get("name") == "call"]

