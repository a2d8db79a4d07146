"""The rules of lists give what the table says, which the phone's rules run too."""

from typing import Any

import pytest

from siteops.checklists.rules import Load, Planned, progress, standing
from siteops.checklists.state import StepState
from tests.harness.cases import cases, names

TABLE = cases("checklists")


def given(case: dict[str, Any]) -> tuple[Planned, StepState, Load]:
    """Plan, state and load of a case."""
    return Planned(1, **case["step"]), StepState(**case["state"]), Load(**case.get("load", {"total": 0, "loaded": 0}))


@pytest.mark.parametrize("case", TABLE, ids=names(TABLE))
def test_a_step_stands_as_the_table_says(case: dict[str, Any]):
    step, state, load = given(case)
    assert standing(step, state, load) == case["gives"]
    assert progress([(step, state), (step, state)], load) == (2 * (case["gives"] == "done"), 2)
