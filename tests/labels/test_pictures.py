"""Codes alone, as pictures: of the size asked for, read again, and named for the thing."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from siteops.core import codes
from siteops.core.db import editing
from siteops.core.plan import Case, Code, folded
from siteops.labels import pictures
from siteops.labels.things import CaseLabel
from tests.harness.cast import SHOW
from tests.harness.pages import audit
from tests.labels.desk import PAGE, stored
from tests.labels.paper import seen


@pytest.mark.parametrize("wide", [10, 30, 77, 300])
def test_a_png_has_the_size_that_was_asked_for_and_is_read(lead, cast, wide):
    form = {"what": "cases", "case": cast.cases["LX-0108"], "wide": wide}
    answer = lead.post(f"{PAGE}.png", data=form)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == "attachment; filename=LX-0108.png"
    image = Image.open(BytesIO(answer.data))
    assert image.size == (round(wide / 25.4 * 300),) * 2
    assert [round(side) for side in image.info["dpi"]] == [300, 300]
    assert [one.text for one in seen(image.convert("L"))] == [codes.url("siteops.example", cast.codes["LX-0108"])]


def test_an_svg_says_its_size(lead, cast):
    answer = lead.post(f"{PAGE}.svg", data={"what": "cases", "case": cast.cases["LX-0108"], "wide": "45"})
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.text.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="45mm" height="45mm"')


@pytest.mark.parametrize("wide", ["", "x", "9", "301", "-30", "1e3"])
def test_a_strange_size_is_the_usual_one(lead, cast, wide):
    answer = lead.post(f"{PAGE}.svg", data={"case": cast.cases["LX-0108"], "wide": wide})
    assert 'width="30mm"' in answer.text


def test_several_come_in_one_file_by_their_names(lead, cast):
    answer = lead.post(f"{PAGE}.png", data={"what": "cases"})
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == sorted(f"{number}.png" for number in cast.codes)
        image = Image.open(BytesIO(archive.read("BW-KH-01.png"))).convert("L")
    assert [one.text for one in seen(image)] == [codes.url("siteops.example", cast.codes["BW-KH-01"])]


@pytest.mark.parametrize("name", ["../../etc/passwd", "A/B\\C:D", "CON", "Ünï 8/18", "", ".", "x" * 300])
def test_a_file_is_called_what_every_disk_can_write(name):
    ((file, _thing),) = pictures.named([CaseLabel("3FHQ81TC", name)])
    assert file
    assert not set(file) & set('/\\:*?"<>|')
    assert len(file) <= 60
    assert not file.startswith(".")


def test_two_of_one_name_are_two_files():
    things = [CaseLabel("3FHQ81TC", "A/1"), CaseLabel("9T2FK7QX", "a 1")]
    assert [file for file, _ in pictures.named(things)] == ["A-1", "a-1-9T2FK7QX"]


def test_a_picture_is_no_label(lead, cast, app):
    lead.post(f"{PAGE}.png", data={"what": "cases"})
    assert all(row.printed is None for row in stored(app).values())


def test_from_its_own_page_a_case_or_a_place_gives_its_code(lead, cast, app):
    for path, what in ((f"cases/{cast.cases['AU-1001']}", "case"), (f"places/{cast.places['dock1']}", "place")):
        page = audit(lead.get(f"/shows/{SHOW}/{path}").text)
        (form,) = [one for one in page.all("form") if one.get("action").endswith("labels.png")]
        sent = {one["name"]: one["value"] for one in form.all("input")}
        answer = lead.post(form["action"], data=sent)
        code = stored(app)[f"{'case' if what == 'case' else 'dock'}:{sent[what]}"].code
        image = Image.open(BytesIO(answer.data)).convert("L")
        assert [one.text for one in seen(image)] == [codes.url("siteops.example", code)]


def test_another_show_s_thing_has_no_picture_here(lead, cast, app):
    with app.app_context(), editing() as session:
        case = Case("ZZ-1", folded("ZZ-1"))
        session.add(case)
        session.flush()
        session.add(Code(codes.mint(), f"case:{case.id}"))
        key = case.id
    assert lead.post(f"{PAGE}.png", data={"case": key}).status_code == 409
