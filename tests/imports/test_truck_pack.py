"""A loader's workbook: one sheet a truck, bands, totals, pounds, a number where a code should be."""

from collections import Counter

import pytest
from openpyxl import Workbook

from siteops.imports.gear.compare import Comparison, compare
from siteops.imports.gear.planned import Stored
from siteops.imports.gear.sheets import interpret
from siteops.imports.reader import read
from tests.imports.conftest import as_stored, file, reads, told


@pytest.fixture(scope="module")
def stored() -> Stored:
    return as_stored(file("rentman-equipment.csv"))


@pytest.fixture(scope="module")
def preview(stored) -> Comparison:
    return compare(file("truck-pack.xlsx", stored), stored)


def test_rows_and_cases(stored):
    plan = file("truck-pack.xlsx", stored)
    assert len(plan.cases) == 203
    trucks = Counter(case.truck for case in plan.cases)
    assert trucks == {"Truck 1 (HH-NV 1201)": 67, "Truck 2 (HH-NV 1202)": 81, "Truck 3 (HH-NV 1203)": 55}


def test_what_is_reported(stored):
    plan = file("truck-pack.xlsx", stored)
    assert told(plan) == [(37, "code_shown"), (85, "on_two_trucks"), (61, "weight_unreadable")]
    shown, twice, _ = plan.problems
    assert shown.params == {"written": "413", "code": "000413"}
    assert (twice.params["first_truck"], twice.params["truck"]) == ("Truck 1 (HH-NV 1201)", "Truck 2 (HH-NV 1202)")


def test_unknown_codes_are_new_cases_or_left_out_as_the_user_chooses(stored, preview):
    assert [(case.code, case.contents) for case in preview.new] == [
        ("LX-0199", "Spare MegaPointe 2-way, added Friday"),
        ("CT-01", "Catering hot boxes (borrowed)"),
    ]
    strict = file("truck-pack.xlsx", stored, add_unknown=False)
    assert compare(strict, stored).new == []
    assert [p.params["code"] for p in strict.problems if p.code == "unknown_code"] == ["LX-0199", "CT-01"]


def test_what_the_pack_forgot_is_missing_but_not_what_rides_inside(preview):
    assert preview.missing == ["LX-0118", "AU-0204", "BL701"]


def test_only_a_truck_and_the_load_order_change_never_a_weight(preview):
    assert {change.field for change in preview.changes} == {"truck", "sort"}
    moved = [(c.subject, c.before, c.after) for c in preview.changes if c.field == "truck"]
    assert moved == [("LX-1201", "Truck 1 (HH-NV 1201)", "Truck 2 (HH-NV 1202)")]
    assert preview.changed + preview.unchanged == 201


def test_a_position_merged_over_three_rows_holds_for_all_three(stored):
    places = {case.code: case.position for case in file("truck-pack.xlsx", stored).cases}
    assert [places[f"BW-CB5-0{n}"] for n in range(1, 5)] == ["Row 1", "Row 1", "Row 1", "Row 2"]


def test_a_number_cell_without_zeros_means_the_one_code_it_can_be(stored, book):
    plan = interpret(read(book(packed(413, 417))), stored)
    assert [case.code for case in plan.cases] == ["000413"]
    assert told(plan) == [(2, "code_padded"), (3, "code_ambiguous")]


def test_a_number_cell_of_a_new_list_is_a_code_without_decimals(book):
    assert [case.code for case in interpret(read(book(packed(413, 414))), Stored()).cases] == ["413", "414"]


def packed(*codes: int) -> Workbook:
    workbook = Workbook()
    sheet = workbook.create_sheet("Pack", 0)
    sheet.append(["Case", "Contents", "Load step"])
    for step, code in enumerate(codes, 1):
        sheet.append([code, "Distro", step])
    return workbook


def test_a_plain_workbook_of_the_old_kind(stored):
    plan = file("truck-4.xls", stored)
    assert [(case.code, case.weight, case.truck, case.position) for case in plan.cases] == [
        ("BL-01", 100.02, "Truck 4", "Row 1"),
        ("BL-02", 49.9, "Truck 4", "Row 1"),
    ]
    assert told(plan) == []


def test_a_pack_for_one_truck_does_not_miss_the_others(stored):
    plan = reads("Truck,Case,Load step\nTruck 3,BL001,1\n", stored)
    missing = compare(plan, stored).missing
    assert len(missing) == 54
    assert plan.cases[0].truck == "Truck 3 (HH-NV 1203)"
