"""Lists in other shapes: other systems' headers, delimiters, encodings, units, languages."""

import pytest

from siteops.imports.columns import Choice
from tests.imports.conftest import as_stored, reads, told


def cases(plan):
    return {case.code: case for case in plan.cases}


@pytest.mark.parametrize("delimiter", ["\t", "|", ",", ";", "~", "^"])
def test_any_delimiter(delimiter):
    rows = [["Code", "Name", "Weight"], ["A-1", "Amp rack", "120.5"], ["A-2", "Cable trunk", "80"]]
    plan = reads("\n".join(delimiter.join(row) for row in rows))
    assert [(case.code, case.name, case.weight) for case in plan.cases] == [
        ("A-1", "Amp rack", 120.5),
        ("A-2", "Cable trunk", 80),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding(encoding):
    plan = reads("Code;Name\r\nM-1;Müller’s Bühnenpodest\r\nM-2;Größe\r\n".encode(encoding))
    assert cases(plan)["M-1"].name == "Müller’s Bühnenpodest"


def test_german_headers_with_decimal_commas():
    plan = reads(
        "Inventarnummer;Bezeichnung;Gewerk;Gewicht (kg);Länge (mm);Breite (mm);Höhe (mm);LKW;Zielort;"
        "Bemerkung;Vermieter\n"
        "T-01;Tonpult;Tontechnik;1.046,5;1580;980;520;LKW 2;FOH;vorsichtig;Müller GmbH\n"
        "T-02;Dimmer;Licht;92,5;800;600;700;LKW 2;Bühne;;MÜLLER  GmbH\n"
        "Gesamt;;;1.139;;;;;;;\n"
    )
    desk, dimmer = plan.cases
    assert (desk.weight, desk.length, desk.width, desk.height) == (1046.5, 158, 98, 52)
    assert (desk.department, dimmer.department) == ("audio", "lighting")
    assert (desk.truck, desk.zone, desk.note, desk.owner, dimmer.owner) == (
        "LKW 2",
        "FOH",
        "vorsichtig",
        "Müller GmbH",
        "Müller GmbH",
    )
    assert told(plan) == []


def test_pounds_and_inches_from_the_header_or_the_cell():
    plan = reads(
        "Asset Tag\tAsset Name\tWeight [lbs]\tLength (in)\tWidth (in)\tHeight (in)\n"
        'C-1\tConsole\t200\t40\t"30"\t20\n'
        'C-2\tRack\t50 kg\t1.2 m\t600 mm\t24"\n'
    )
    console, rack = plan.cases
    assert (console.weight, console.length, console.width) == (90.72, 101.6, 76.2)
    assert (rack.weight, rack.length, rack.width, rack.height) == (50, 120, 60, 60.96)


def test_three_sizes_in_one_cell():
    plan = reads("Code;Name;Dimensions (mm)\nA-1;Rack;820 x 620 x 880\nA-2;Rack;82x62x88 cm\nA-3;Rack;big\n")
    assert [(case.length, case.width, case.height) for case in plan.cases] == [
        (82, 62, 88),
        (82, 62, 88),
        (None, None, None),
    ]
    assert told(plan) == [(4, "size_unreadable")]


def test_a_header_in_row_seven_below_titles_and_blanks():
    plan = reads(
        "Aurelia Vance,,\nGlass Horizon,,\n,,\nPrinted by:,Zeynep,\nDate:,26.03.2027,\n,,\n"
        "Case,Contents,Weight\nA-1,Amps,80\n"
    )
    found = plan.headers[""]
    assert found
    assert found.line == 7
    assert [case.code for case in plan.cases] == ["A-1"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("assets_tag,assetTypes_name,assetTypes_mass,assets_mass,assetCategories_name", "A-1,Amp rack,10,12.5,Sound"),
        ("Barcode,Name,Weight,MasterCategory", "A-1,Amp rack,12.5,Sound"),
        ("Barcode,Stencil,Item Name,Weight (kg),Department", "A-1,,Amp rack,12.5,Audio"),
        ("sku,Name,Weight,Category", "A-1,Amp rack,12.5,Audio"),
        ("Asset Tag,Asset Name,Weight,Category", "A-1,Amp rack,12.5,Audio"),
        ("Asset Identification Number,Name,Weight,Group", "A-1,Amp rack,12.5,Audio"),
        ("title,id,weight,category", "Amp rack,A-1,12.5,Audio"),
        ("HB.asset_id,HB.name,HB.location,Weight,HB.labels", "A-1,Amp rack,Shelf 3,12.5,Audio"),
        ("SKU,Item Name,Weight (kg),Department,Container,Load Step", "A-1,Amp rack,12.5,Audio,Truck 1,4"),
        ("CODE,Name (In Database),Wieght,Departement", "A-1,Amp rack,12.5,Audio"),
    ],
    ids=["AdamRMS", "HireTrack", "Flex", "Current", "Snipe-IT", "EZRentOut", "Shelf", "Homebox", "LOP", "misspelt"],
)
def test_exports_of_other_systems(header, row):
    case = reads(f"{header}\n{row}\n").cases[0]
    assert (case.code, case.name, case.weight, case.department) == ("A-1", "Amp rack", 12.5, "audio")


def test_a_container_is_the_truck_beside_load_steps_and_the_case_where_it_names_one():
    loaded = reads("Container,Load Step,SKU,Item Name\nTruck 1,1,A-1,Rack\nTruck 1,2,A-2,Rack\n")
    assert {case.truck for case in loaded.cases} == {"Truck 1"}
    packed = reads("Code,Name,Container\nA-1,Trunk,\nA-2,Drawer,A-1\n")
    assert cases(packed)["A-2"].inside == "A-1"


def test_of_two_code_columns_the_one_that_does_not_repeat_is_the_code():
    plan = reads(
        "Stockcode;Description;Barcode;Weight\n"
        "MEGA;MegaPointe;100231;46\nMEGA;MegaPointe;100232;46\nJDC1;JDC1;100233;30\n"
    )
    assert [case.code for case in plan.cases] == ["100231", "100232", "100233"]


def test_a_column_that_only_numbers_the_rows_is_no_code():
    plan = reads("No;Asset tag;Name\n1;A-1;Rack\n2;;Loose cable\n3;A-3;Trunk\n")
    assert [case.code for case in plan.cases] == ["A-1", "A-3"]
    assert told(plan) == [(3, "no_code")]


def test_a_column_that_says_what_is_a_container():
    plan = reads(
        "Barcode;Name;Is container;In case;Serial No;Qty\n"
        "C-1;Trunk;yes;;;1\nL-1;Lamp;no;C-1;SN1;1\nB-1;Clamp;no;C-1;;12\n"
    )
    assert [case.code for case in plan.cases] == ["C-1"]
    assert [(row.case, row.code, row.serial, row.quantity) for row in plan.contents] == [
        ("C-1", "L-1", "SN1", 1),
        ("C-1", "B-1", None, 12),
    ]


def test_without_such_a_column_a_row_that_only_names_its_case_is_content():
    plan = reads(
        "Code;In case;Name;Qty\nC-1;;Trunk;\nC-2;C-1;Drawer;\n;C-2;XLR 10 m;40\n;X-9;XLR 5 m;10\n;;Nothing;1\n"
    )
    assert {case.code: case.inside for case in plan.cases} == {"C-1": None, "C-2": "C-1"}
    assert [(row.case, row.name, row.quantity) for row in plan.contents] == [("C-2", "XLR 10 m", 40)]
    assert told(plan) == [(5, "unknown_case"), (6, "no_code")]


def test_a_packing_list_that_repeats_the_case_on_every_line():
    rows = [f"{case};{thing};{count}" for case in ("C-1", "C-2") for thing, count in (("Lamp", 2), ("Clamp", 4))]
    plan = reads("Case;Item;Qty\n" + "\n".join(rows))
    assert [case.code for case in plan.cases] == ["C-1", "C-2"]
    assert [(row.case, row.name, row.quantity) for row in plan.contents][1] == ("C-1", "Clamp", 4)
    assert told(plan) == []


def test_a_type_column_may_be_the_name_of_the_model():
    assert reads("Barcode,Type\nA-1,MegaPointe\nA-2,JDC1\n").cases[1].name == "JDC1"


def test_the_case_inside_itself_is_cut_loose():
    plan = reads("Code;In case;Name\nA;B;one\nB;A;two\nC;C;three\nD;C;four\n")
    assert {case.code: case.inside for case in plan.cases} == {"A": None, "B": "A", "C": None, "D": "C"}
    assert told(plan) == [(2, "in_itself"), (4, "in_itself")]


def test_a_case_in_a_case_that_was_left_out_is_left_out_too():
    plan = reads("Code;In case;Name\nA;X-1;one\nB;A;two\nC;;three\n")
    assert [case.code for case in plan.cases] == ["C"]
    assert told(plan) == [(2, "unknown_case"), (3, "unknown_case")]


def test_a_person_may_overrule_header_and_columns():
    text = "What;Which;How heavy\nRack;A-1;12\nTrunk;A-2;14\n"
    chosen = Choice(line=1, fields={0: "name", 1: "code", 2: "weight"})
    plan = reads(text, choices={"": chosen})
    assert [(case.code, case.name, case.weight) for case in plan.cases] == [("A-1", "Rack", 12), ("A-2", "Trunk", 14)]


def test_codes_merge_without_regard_to_case_and_space():
    stored = as_stored(reads("Code;Name\nLX-1;Lamp\n"))
    plan = reads("Code;Name\n  lx-1 ;Lamp\nLX-2;Lamp\n", stored)
    assert [case.code for case in plan.cases] == ["LX-1", "LX-2"]


def test_zeros_that_a_spreadsheet_ate_are_asked_about():
    stored = as_stored(reads("Code;Name\n000413;Distro\n"))
    plan = reads("Code;Name\n413;Distro\n", stored)
    assert [case.code for case in plan.cases] == ["413"]
    assert told(plan) == [(2, "code_like")]


def test_near_names_are_suggested_and_never_joined():
    stored = as_stored(reads("Code;Name;Owner\nA-1;Hoist;Żuraw Rigging Sp. z o.o.\n"))
    plan = reads("Code;Name;Owner\nA-2;Hoist;Zuraw Rigging\nA-3;Hoist;Rheinbild\n", stored)
    assert [(near.name, near.other) for near in plan.near] == [("Zuraw Rigging", "Żuraw Rigging Sp. z o.o.")]
    assert cases(plan)["A-2"].owner == "Zuraw Rigging"


def test_numbered_names_are_not_near():
    plan = reads("Code;Name;Truck;Dock\nA-1;Rack;Truck 1;Loading dock A\nA-2;Rack;Truck 2;Loading dock B\n")
    assert plan.near == []


def test_a_code_on_several_pieces_is_one_case():
    plan = reads("Code;Name;Qty\nA-1;Trunk;4\nA-2;Trunk;0\nA-3;Trunk;many\n")
    assert [case.code for case in plan.cases] == ["A-1"]
    assert told(plan) == [(2, "case_quantity"), (3, "quantity_none"), (4, "quantity_impossible")]


def test_a_blank_cell_changes_nothing_that_is_stored():
    from siteops.imports.gear.compare import compare

    stored = as_stored(reads("Code;Name;Weight;Owner\nA-1;Trunk;80;Rheinbild\n"))
    assert compare(reads("Code;Name;Weight;Owner\nA-1;;;\n", stored), stored).changes == []
