"""Every problem has a sentence."""

import re
from pathlib import Path

import pytest
from flask import Flask

import siteops.imports
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.wording import happens, place, say

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
