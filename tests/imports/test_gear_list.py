"""An equipment export of a rental system: 921 rows with everything that real ones have."""

from collections import Counter

import pytest

from siteops.imports.gear.compare import compare
from siteops.imports.gear.planned import GearPlan
from tests.imports.conftest import as_stored, file, told


@pytest.fixture(scope="module")
def plan() -> GearPlan:
    return file("rentman-equipment.csv")


def test_every_case_comes_in_once(plan):
    assert len(plan.cases) == 240
    assert sum(1 for case in plan.cases if case.inside) == 36
    assert Counter(case.truck for case in plan.cases if not case.inside) == {
        "Truck 1 (HH-NV 1201)": 69,
        "Truck 2 (HH-NV 1202)": 80,
        "Truck 3 (HH-NV 1203)": 55,
    }


def test_contents_stay_in_their_case(plan):
    assert (plan.serials, plan.bulk) == (550, 122)
    assert sum(1 for row in plan.contents if row.code == "B-XLR10M") > 1


def test_cases_nest_three_deep(plan):
    inside = {case.code: case.inside for case in plan.cases}
    assert (inside["AU-10P5-A"], inside["AU-10P5"], inside["AU-1001"]) == ("AU-10P5", "AU-1001", None)


def test_weights_add_up(plan):
    weights = Counter[str]()
    for case in plan.cases:
        if case.truck and not case.about:
            weights[case.truck] += case.weight or 0
    assert weights == {
        "Truck 1 (HH-NV 1201)": 16474.5,
        "Truck 2 (HH-NV 1202)": 9856.0,
        "Truck 3 (HH-NV 1203)": 5044.5,
    }
    guessed = next(case for case in plan.cases if case.about)
    assert (guessed.code, guessed.weight) == ("LX-0402", 84)


def test_owners_are_one_however_spelt(plan):
    assert Counter(case.owner for case in plan.cases) == {
        None: 198,
        "Brightwater AV Rental Ltd": 24,
        "Żuraw Rigging Sp. z o.o.": 18,
    }


def test_zeros_in_front_make_another_case(plan):
    assert {"000417", "00417", "0417"} <= {case.code for case in plan.cases}


def test_exactly_the_seven_odd_lines_are_reported(plan):
    assert told(plan) == [
        (191, "weight_about"),
        (249, "same_again"),
        (313, "other_again"),
        (677, "unknown_case"),
        (678, "quantity_impossible"),
        (679, "serial_again"),
        (765, "no_code"),
    ]
    first = next(case for case in plan.cases if case.code == "LX-0201")
    assert first.weight == pytest.approx(118, abs=1)


def test_words_of_all_scripts_come_through_as_they_are(plan):
    notes = {case.code: case.note or "" for case in plan.cases}
    assert notes["LX-0701"] == "=1+1"
    assert "👀🔧" in notes["LX-0103"]
    assert notes["AU-0501"].startswith("Do not stack; ramp only.\nTwo people")


def test_a_second_import_changes_nothing(plan):
    stored = as_stored(plan)
    again = compare(file("rentman-equipment.csv", stored), stored)
    assert (again.new, again.changes, again.missing) == ([], [], [])
    assert (again.new_contents, again.content_changes) == ([], [])
    assert (again.unchanged, again.unchanged_contents) == (240, 673)
    assert again.names == {"owner": [], "truck": [], "zone": [], "dock": []}


def test_before_the_first_import_everything_is_new(plan):
    first = compare(plan, as_stored(GearPlan()))
    assert (len(first.new), len(first.new_contents), first.changed) == (240, 673, 0)
    assert len(first.names["truck"]) == 3
    assert len(first.names["zone"]) == 10
