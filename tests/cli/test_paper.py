"""Files from the office in, labels on paper out."""

import pypdfium2
import pytest
import zxingcpp

from tests.harness.cast import SHOW

PUBLIC = "https://ops.example"
GEAR = """Code;Name;Type;Weight;Vehicle
NX-01;Robe BMFL 2-way;Case;98,5;Truck 1
NX-02;Robe BMFL 2-way;Case;ca. 98;Truck 1
;No code;Case;12;Truck 1
"""


@pytest.fixture
def gear(tmp_path):
    file = tmp_path / "gear.csv"
    file.write_text(GEAR)
    return str(file)


@pytest.mark.both
def test_a_gear_list_comes_in_and_a_second_time_changes_nothing(run, cast, phone_of, gear):
    first = run("import", gear, "--show", SHOW)
    assert first.exit_code == 0, first.output
    assert "Cases: 2 new, 0 changed" in first.stdout
    assert "Line 4" in first.stdout
    rows = phone_of("lea").rows("case", key="code")
    assert (rows["NX-01"]["weight"], rows["NX-01"]["truck"]) == (98.5, cast.places["truck1"])
    assert "Cases: 0 new, 0 changed, 2 unchanged" in run("import", gear, "--show", SHOW).stdout


def test_a_dry_run_stores_nothing(run, cast, phone_of, gear):
    tried = run("import", gear, "--show", SHOW, "--dry-run")
    assert "Cases: 2 new" in tried.stdout
    assert "dry run" in tried.stdout
    assert "NX-01" not in phone_of("lea").rows("case", key="code")


def test_a_file_that_is_no_list_is_refused(run, cast, tmp_path):
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.7\n")
    refused = run("import", str(tmp_path / "x.csv"), "--show", SHOW)
    assert refused.exit_code == 1
    assert "This is a PDF" in refused.stderr
    assert "Traceback" not in refused.output


def test_a_file_that_is_not_there_is_wrong_usage(run, cast):
    assert run("import", "/nowhere/gear.csv", "--show", SHOW).exit_code == 2


def read_codes(file):
    """What an independent decoder reads on the pages of a PDF."""
    document = pypdfium2.PdfDocument(file)
    images = [page.render(scale=4).to_pil() for page in document]
    return {found.text for image in images for found in zxingcpp.read_barcodes(image)}


@pytest.mark.both
def test_labels_that_are_printed_can_be_scanned(run, cast, tmp_path):
    output = tmp_path / "labels.pdf"
    made = run("labels", "--show", SHOW, "-o", str(output), PUBLIC_URL=PUBLIC)
    assert made.exit_code == 0, made.output
    assert read_codes(output) == {f"HTTPS://OPS.EXAMPLE/Q/{code}" for code in cast.codes.values()}


@pytest.mark.parametrize(("kind", "count"), [("places", 7), ("people", 3)])
def test_places_and_people_get_codes_when_they_are_printed(run, cast, tmp_path, kind, count):
    output = tmp_path / "made.pdf"
    made = run("labels", "--show", SHOW, "--kind", kind, "-o", str(output), PUBLIC_URL=PUBLIC)
    assert made.exit_code == 0, made.output
    assert len(read_codes(output)) == count


def test_one_truck_is_printed_by_its_name(run, cast, tmp_path):
    output = tmp_path / "truck.pdf"
    run("labels", "--show", SHOW, "--truck", "truck 2", "-o", str(output), PUBLIC_URL=PUBLIC)
    assert len(read_codes(output)) == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--sheet", "?"], 2, "L7160"),
        (["--sheet", "L7160", "--start", "99"], 1, "1 to 21"),
        (["--truck", "Truck 9"], 1, "truck 1"),
    ],
)
def test_what_cannot_be_printed_is_said_plainly(run, cast, tmp_path, words, code, said):
    refused = run("labels", "--show", SHOW, *words, "-o", str(tmp_path / "x.pdf"), PUBLIC_URL=PUBLIC)
    assert refused.exit_code == code
    assert said in refused.stderr
    assert not (tmp_path / "x.pdf").exists()


def test_labels_need_to_know_where_they_lead(run, cast, tmp_path):
    refused = run("labels", "--show", SHOW, "-o", str(tmp_path / "x.pdf"))
    assert refused.exit_code == 1
    assert "set PUBLIC_URL" in refused.stderr
