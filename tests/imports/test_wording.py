"""Every problem has a sentence."""

import re
from pathlib import Path

import pytest
from flask import Flask

import siteops.imports
from siteops.imports.columns import Choice
from siteops.imports.planned import Stored
from siteops.imports.preview import CASE_FIELDS, compare
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.report import lines
from siteops.imports.wishes import FIELDS, Wishes, from_form, to_form
from siteops.imports.wording import field_name, happens, place, say
from tests.imports.conftest import as_stored, file

HERE = Path(siteops.imports.__file__).parent
RAISED = re.compile(
    r"(?:Problem|Refused|_report|problem|_told)\(\s*\"([a-z_]+)\"|\"(\w+_unreadable)\"|\"((?:same|other)_again)\""
)


@pytest.fixture
def words():
    from siteops.core import words

    app = Flask("words")
    words.init_app(app)
    with app.test_request_context():
        yield


def test_every_problem_has_a_sentence(words):
    codes = {
        code for path in HERE.rglob("*.py") for found in RAISED.findall(path.read_text()) for code in found if code
    }
    assert len(codes) > 30
    for code in codes:
        problem = Problem(code, Where("", 3), Outcome.LEFT_OUT, {"limit": 5, "until": 9, "name": "N", "parent": "P"})
        filled = {"truck": "T", "first_truck": "U", "serial": "S", **problem.params}
        assert "%" not in say(Problem(code, problem.where, problem.outcome, filled))


def test_outcomes_and_places_have_words(words):
    assert all(happens(outcome) for outcome in Outcome)
    assert place(Where("Truck 1", 4)) == "Truck 1, line 4"
    assert place(Where("", 4)) == "Line 4"


def test_every_field_has_a_name(words):
    assert all(field_name(field) for field in (*FIELDS, *CASE_FIELDS))


def test_a_terminal_is_told_everything_once(words):
    stored = as_stored(file("rentman-equipment.csv"))
    told = list(lines(compare(file("truck-pack.xlsx", stored), stored)))
    assert told[0] == "Cases: 2 new, 119 changed, 82 unchanged"
    assert "LX-1201 · Truck: Truck 1 (HH-NV 1201) → Truck 2 (HH-NV 1202)" in told
    assert "Load order: 99 more changes" in told
    assert "On the list, not in the file: LX-0118, AU-0204, BL701" in told
    assert told[-1] == "TRUCK 3 VID-BL-PROD, line 61: Weight “?” is no weight. Comes in, doubtful."


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(words):
    told = list(lines(compare(file("missing.csv"), Stored())))
    assert told[-1] == "This file cannot be opened safely. Save it again as CSV and try that."


def test_wishes_travel_with_a_form():
    wishes = Wishes({"Truck 1": Choice(4, fields={0: "code", 3: None}), "Notes": Choice(use=False)}, add_unknown=False)
    sheets = ["Truck 1", "Notes", "Truck 2"]
    form = dict(to_form(wishes, sheets))
    assert from_form(form, sheets) == wishes
    assert from_form({"line-0": "x", "column-0-1": "nonsense", "column-9-1": "code"}, sheets) == Wishes()
