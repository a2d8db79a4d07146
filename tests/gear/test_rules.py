"""Gear's rules give what the table says, which the phone's rules run too."""

from typing import Any

import pytest

from siteops.gear import counts, findings, rules
from siteops.gear.state import CaseState
from tests.harness.cases import cases, names

[BASE, *TABLE] = cases("gear")


def site_of(case: dict[str, Any]) -> rules.Site:
    """The table's site, with what the case says of it."""
    return rules.Site(
        cases={one["id"]: rules.Planned(**one) for one in BASE["site"]["cases"]},
        places={one["id"]: rules.Spot(**one) for one in BASE["site"]["places"]},
        states={int(key): CaseState(**one) for key, one in case.get("states", {}).items()},
        leg=case.get("leg", "in"), phase=case.get("phase", "load-in"), closed=case.get("closed", ()),
    )  # fmt: skip


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


ASKED: dict[str, Any] = {
    "where": rules.where, "plan": rules.plan, "verdict": rules.verdict, "rung": rules.rung, "packing": rules.packing,
    "findings": findings.findings, "tally": counts.tally, "aboard": counts.aboard,
    "lacking": lambda ref, site: [one.id for one in counts.lacking(ref, site)],
    "answers": lambda found, name, state, site: findings.answers(found, name, CaseState(**state)),
    "pace": lambda count, leg, due, now, site: counts.pace(counts.Count(**count), leg, due, now),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE, ids=names(TABLE))
def test_a_case_is_judged_as_the_table_says(case: dict[str, Any]):
    assert plain(ASKED[case["ask"]](*case["of"], site_of(case))) == case["gives"]


def test_every_finding_can_be_answered():
    asked = {one["kind"] for case in TABLE if case["ask"] == "findings" for one in case["gives"]}
    assert asked == findings.CHOICES.keys() == findings.TONES.keys()
