"""The rules of the show as a whole give what the table says, which the phone's rules run too."""

from typing import Any

import pytest

from siteops.dock import rules
from tests.harness.cases import cases, names

TABLE = cases("dock")
ASKED: dict[str, Any] = {
    "leg": lambda case: rules.leg(case["of"]),
    "lapse": lambda case: rules.lapse(rules.Chosen("dock:3", **case["of"]), **case["then"]),
    "silent": lambda case: rules.silent([(name, at) for name, at in case["of"]], case["now"]),
}


@pytest.mark.parametrize("case", TABLE, ids=names(TABLE))
def test_the_show_is_judged_as_the_table_says(case: dict[str, Any]):
    assert ASKED[case["ask"]](case) == case["gives"]
