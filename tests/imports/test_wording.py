"""Every problem has a sentence."""

import inspect
import re
from pathlib import Path

import pytest
from flask import Flask

import siteops.imports
from siteops.imports.columns import Choice
from siteops.imports.gear.compare import CASE_FIELDS, compare
from siteops.imports.gear.known import Known
from siteops.imports.gear.planned import Stored
from siteops.imports.gear.preview import GearPreview
from siteops.imports.kind import Kind
from siteops.imports.kinds import KINDS
from siteops.imports.problems import Outcome, Problem, Where
from siteops.imports.report import lines
from siteops.imports.wishes import Offered, Wishes, from_form, to_form
from siteops.imports.wording import happens, place, sayer
from tests.imports.conftest import as_stored, file

HERE = Path(siteops.imports.__file__).parent
RAISED = re.compile(
    r"(?:Problem|Refused|_report|problem|_told|doubt|note|_tell|tell)\((?:plan, )?\s*\"([a-z_]+)\""
    r"|\"(\w+_unreadable)\"|\"((?:same|other)_again)\"|\"(\w+_keeps|other_(?:contact|paper))\""
)


def module(kind: Kind) -> Path:
    """The file that a kind is written in, within its package."""
    return Path(inspect.getfile(type(kind)))


@pytest.fixture
def words():
    from siteops.core import words

    app = Flask("words")
    words.init_app(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_problem_has_a_sentence(words, kind):
    """A kind has words for what its own package reports, and the machine for the rest."""
    mine = module(kind)
    others = {module(other) for other in KINDS.values()} - {mine}
    shut = {other if other.parent == mine.parent else other.parent for other in others}
    own = [path for path in HERE.rglob("*.py") if not any(path.is_relative_to(other) for other in shut)]
    codes = {code for path in own for found in RAISED.findall(path.read_text()) for code in found if code}
    assert len(codes) > 20
    for code in codes:
        problem = Problem(code, Where("", 3), Outcome.LEFT_OUT, {"limit": 5, "until": 9, "name": "N", "parent": "P"})
        filled = {"truck": "T", "first_truck": "U", "serial": "S", "taken": "R", "lines": "1, 2", **problem.params}
        filled |= {"early": "E", "late": "L", "list": "M"}
        assert "%" not in sayer(kind)(Problem(code, problem.where, problem.outcome, filled))


def test_outcomes_and_places_have_words(words):
    assert all(happens(outcome) for outcome in Outcome)
    assert place(Where("Truck 1", 4)) == "Truck 1, line 4"
    assert place(Where("", 4)) == "Line 4"


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_and_option_has_a_name(words, kind):
    assert kind.title()
    assert all(kind.field_name(field) for field in (*kind.vocabulary.fields, kind.subject))
    assert all(kind.option_name(option) for option in kind.options)


def test_every_change_of_a_case_has_a_name(words):
    assert all(KINDS["gear"].field_name(field) for field in CASE_FIELDS)


def terminal(name: str, stored: Stored):
    """What a terminal shows of one of our sample files."""
    plan = file(name, stored)
    return lines(KINDS["gear"], GearPreview(plan, compare(plan, stored), Known(stored)))


def test_a_terminal_is_told_everything_once(words):
    stored = as_stored(file("rentman-equipment.csv"))
    told = list(terminal("truck-pack.xlsx", stored))
    assert told[0] == "Cases: 2 new, 119 changed, 82 unchanged"
    assert "LX-1201 · Truck: Truck 1 (HH-NV 1201) → Truck 2 (HH-NV 1202)" in told
    assert "Load order: 99 more changes" in told
    assert "On the list, not in the file: LX-0118, AU-0204, BL701" in told
    assert told[-1] == "TRUCK 3 VID-BL-PROD, line 61: Weight “?” is no weight. Comes in, doubtful."


def test_a_file_that_cannot_be_read_is_told_in_one_sentence(words):
    told = list(terminal("missing.csv", Stored()))
    assert told[-1] == "This file cannot be opened safely. Save it again as CSV and try that."


def test_wishes_travel_with_a_form():
    choices = {"Truck 1": Choice(4, fields={0: "code", 3: None}), "Notes": Choice(use=False)}
    wishes = Wishes(choices, frozenset({"leave-unknown"}), "gear")
    offered = Offered(["Truck 1", "Notes", "Truck 2"], {"code", "name"}, ["leave-unknown"])
    form = dict(to_form(wishes, offered.sheets))
    assert from_form(form, offered, form["kind"]) == wishes
    nonsense = {"line-0": "x", "column-0-1": "nonsense", "column-9-1": "code", "other-option": "1"}
    assert from_form(nonsense, offered, "") == Wishes()
