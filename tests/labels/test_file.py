"""The file of a print: small, though a roll has as many pages as labels; and what pages share is whole on each."""

from io import BytesIO

import pytest
from PIL import Image

from siteops.labels import render
from siteops.labels.sheets import BADGE_SHEETS, CASE_SHEETS
from tests.labels.paper import pages, seen, words
from tests.labels.test_paper import badge, job, label, urls


@pytest.mark.parametrize("name", CASE_SHEETS)
def test_a_thousand_labels_stay_under_a_megabyte(name):
    labels = [label(f"LX-{i:04}", name=f"Robe MegaPointe {i}/1000") for i in range(1000)]
    assert len(render.pdf(labels, job(CASE_SHEETS[name]))) < 900_000


def test_labels_of_a_roll_that_are_all_alike_are_each_whole():
    """Pages share what they begin with: here that is all of it."""
    one = label(name="Cable (trunk) ) 1")
    pdf = render.pdf([one] * 3, job(CASE_SHEETS["62x100"], demo=True))
    assert [code.text for page in pages(pdf, 203) for code in seen(page, 203)] == urls([one] * 3)
    assert [" ".join(text.split()).count("Cable (trunk) )") for text in words(pdf)] == [1, 1, 1]


def test_a_photo_stays_beside_the_shape_of_a_department():
    """Both are drawn by number."""
    file = BytesIO()
    Image.new("RGB", (90, 90), (200, 30, 30)).save(file, "JPEG")
    worn = [badge(department="rigging", photo="red"), badge(department="audio", photo="red")]
    sheet = BADGE_SHEETS["badge-62x100"]
    faces = pages(render.pdf(worn, job(sheet, photos={"red": file.getvalue()})), 72)
    for page, plain in zip(faces, pages(render.pdf(worn, job(sheet)), 72), strict=True):
        red, without = (sum(one.histogram()[74:88]) for one in (page, plain))
        assert red > 2000 > without
        top = (0, 0, page.width, page.height // 3)
        assert page.crop(top).tobytes() == plain.crop(top).tobytes()
