"""States: each noun's fold gives what the tables say, which the phone's folds run too."""

from dataclasses import asdict
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siteops import FEATURES
from siteops.core import bindings, facts
from siteops.core.journal.fold import FOLDS, refold
from tests.harness.cases import cases, entries

FOLDED = (bindings, *(import_module(f"siteops.{feature}.state") for feature in FEATURES))
NOUNS = ("case", "person", "incident", "step", "show", "code")
TABLE = [(noun, case) for noun in NOUNS for case in cases(f"state-{noun}")]


@pytest.mark.parametrize(("noun", "case"), TABLE, ids=[f"{noun}: {case['name']}" for noun, case in TABLE])
def test_a_subject_stands_as_the_table_says(noun: str, case: dict[str, Any]):
    fold = FOLDS[noun]
    assert asdict(refold(fold, entries(case["entries"]))) == asdict(fold.state()) | case["state"]


@given(st.data())
def test_the_order_of_arrival_never_matters(data: st.DataObject):
    noun, case = data.draw(st.sampled_from(TABLE))
    made = entries(case["entries"])
    assert refold(FOLDS[noun], data.draw(st.permutations(made))) == refold(FOLDS[noun], made)


def test_the_phone_knows_the_rights_of_every_kind():
    [table] = cases("rights")
    assert {name: kind.by.name.lower() for name, kind in facts.KINDS.items()} == table["least"]
