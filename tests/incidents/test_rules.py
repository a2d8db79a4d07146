"""The rules of incidents give what the table says, which the phone's rules run too."""

from typing import Any

import pytest

from siteops.incidents import rules
from siteops.incidents.state import KINDS, SEVERITIES, IncidentState
from tests.harness.cases import cases, names

TABLE = cases("incidents")
ASKED: dict[str, Any] = {
    "kind": lambda kind: [rules.preset(kind), list(rules.calls(kind))],
    "order": lambda known: rules.in_order((key, IncidentState(**one)) for key, one in known.items()),
    "open": lambda state: rules.is_open(IncidentState(**state)),
}


@pytest.mark.parametrize("case", TABLE, ids=names(TABLE))
def test_an_incident_is_judged_as_the_table_says(case: dict[str, Any]):
    assert ASKED[case["ask"]](case["of"]) == case["gives"]


def test_every_kind_has_its_severity():
    assert rules.PRESETS.keys() == set(KINDS)
    assert set(rules.PRESETS.values()) <= set(SEVERITIES)
