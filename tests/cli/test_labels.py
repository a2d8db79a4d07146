"""Labels by the command line: files for printers of every kind, chosen by names and numbers as people say them."""

import zipfile
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import select

from siteops.core.db import db
from siteops.core.plan import Code
from tests.harness.cast import SHOW
from tests.labels import zebra

PUBLIC = "https://ops.example"


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


def test_cases_are_chosen_as_people_name_them(run, cast, tmp_path):
    def printed(*words: str) -> set[str]:
        output = tmp_path / "some.pdf"
        made = run("labels", "--show", SHOW, *words, "-o", str(output), PUBLIC_URL=PUBLIC)
        assert made.exit_code == 0, made.output
        numbers = {f"HTTPS://OPS.EXAMPLE/Q/{code}": number for number, code in cast.codes.items()}
        return {numbers[code] for code in read_codes(output)}

    assert printed("--zone", "STAGE LEFT", "--owner", "-") == {"LX-0108", "AU-1001", "AU-10P5"}
    assert printed("--owner", "brightwater av rental ltd") == {"BW-KH-01"}
    assert printed("--case", "lx-0108", "--case", "BW-KH-01") == {"LX-0108", "BW-KH-01"}
    assert printed("--search", "rack", "--department", "audio") == {"AU-10P5"}


def test_a_label_printer_gets_its_own_language(run, cast, tmp_path):
    output = tmp_path / "labels.zpl"
    made = run("labels", "--show", SHOW, "--format", "zpl", "--dpi", "300", "--bare", "weight", "-o", str(output),
               PUBLIC_URL=PUBLIC)  # fmt: skip
    assert made.exit_code == 0, made.output
    assert "9100" in made.stdout
    labels = zebra.labels(output.read_bytes())
    assert len(labels) == len(cast.codes)
    assert labels[0].image.size == (1200, 1800)
    assert not [text for label in labels for text in label.texts if "kg" in text]


def test_codes_alone_come_as_pictures(run, cast, tmp_path):
    one, many = tmp_path / "one.svg", tmp_path / "all.zip"
    run("labels", "--show", SHOW, "--format", "svg", "--width", "50", "--case", "LX-0108", "-o", str(one),
        PUBLIC_URL=PUBLIC)  # fmt: skip
    assert 'width="50mm"' in one.read_text()
    run("labels", "--show", SHOW, "--format", "png", "-o", str(many), PUBLIC_URL=PUBLIC)
    with zipfile.ZipFile(many) as archive:
        (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(archive.read("AU-1001.png"))).convert("L"))
    assert read.text.endswith(cast.codes["AU-1001"])


@pytest.mark.both
def test_blank_codes_are_made_and_stand_for_nothing(run, cast, tmp_path, app):
    output = tmp_path / "blank.pdf"
    made = run("labels", "--show", SHOW, "--blank", "30", "-o", str(output), PUBLIC_URL=PUBLIC)
    assert made.exit_code == 0, made.output
    codes = {text.rpartition("/")[2] for text in read_codes(output)}
    with app.app_context():
        stored = db.session.scalars(select(Code).where(Code.blank)).all()
    assert {row.code for row in stored} == codes
    assert len(codes) == 30
    assert {(row.subject, row.show) for row in stored} == {(None, None)}


def test_what_the_plan_no_longer_agrees_with_is_printed_again(run, cast, tmp_path):
    said = ["labels", "--show", SHOW, "-o", str(tmp_path / "x.pdf")]
    run(*said, PUBLIC_URL=PUBLIC)
    nothing = run(*said, "--changed", PUBLIC_URL=PUBLIC)
    assert (nothing.exit_code, "nothing to print" in nothing.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [(["--case", "ZZ-9"], "ZZ-9"), (["--zone", "Moon"], "stage left"), (["--owner", "Nobody"], "brightwater"),
     (["--format", "zpl", "--sheet", "L7160"], "rolls"), (["--blank", "-3"], "how many codes"),
     (["--blank", "99999"], "too many")],
)  # fmt: skip
def test_what_is_not_there_is_said_plainly(run, cast, tmp_path, words, said):
    refused = run("labels", "--show", SHOW, *words, "-o", str(tmp_path / "x"), PUBLIC_URL=PUBLIC)
    assert refused.exit_code == 1
    assert said in refused.stderr
    assert not (tmp_path / "x").exists()
