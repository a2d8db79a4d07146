"""The gate's rules give what the table says, which the phone's rules run too."""

from typing import Any

import pytest

from siteops.crew import rules
from siteops.crew.state import PersonState
from tests.harness.cases import cases, names

TABLE = cases("crew")


def ask(case: dict[str, Any]) -> Any:
    """What the rules say of a case."""
    if case["ask"] == "presence":
        return rules.presence([(one["call"], PersonState(**one["state"])) for one in case["people"]], case["now"])
    scan = case["scan"]
    state = None if scan["state"] is None else PersonState(**scan["state"])
    return rules.verdict(scan["isKnown"], scan["call"], state, scan["way"], scan["at"])


@pytest.mark.parametrize("case", TABLE, ids=names(TABLE))
def test_a_badge_is_judged_as_the_table_says(case: dict[str, Any]):
    assert ask(case)._asdict() == case["gives"]
