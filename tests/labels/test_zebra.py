"""What a label printer makes of our file: every code read again, every text inside, nothing that it could misread."""


import pytest
from PIL import Image

from siteops.core import codes
from siteops.labels import graphic_field, qr, render, zebra
from siteops.labels.orders import DENSITIES
from siteops.labels.sheets import BADGE_SHEETS, CASE_SHEETS
from siteops.labels.things import Blank, Thing
from tests.labels.desk import PAGE
from tests.labels.paper import seen
from tests.labels.test_paper import HOSTILE, badge, job, label, urls
from tests.labels.zebra import graphic, labels
from tests.labels.zebra import labels as printed

ROLLS = {name: sheet for name, sheet in CASE_SHEETS.items() if sheet.roll}


def read(zpl: bytes) -> list[str]:
    """Codes of all labels, each of which must have exactly one."""
    found = [seen(one.image) for one in printed(zpl)]
    assert all(len(codes_of) == 1 for codes_of in found)
    return [one.text for (one,) in found]


def unpacked(field: str) -> Image.Image:
    """The dots of a graphic field; black is 1."""
    _gfa, _total, size, row, data = field.split(",", 4)
    return graphic(int(size), int(row), data)


@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize("dpi", DENSITIES)
@pytest.mark.parametrize("name", ROLLS)
def test_every_label_has_exactly_its_own_code(name, dpi, demo):
    things: list[Thing] = [label(f"LX-{i:04}", owner="" if i % 2 else "Brightwater") for i in range(3)]
    things += [Blank(codes.mint()), label("AU-1", name="مكبر صوت", zone="يسار المسرح"), label("VX-1", zone="ビデオ村")]
    assert read(render.zpl(things, job(ROLLS[name], demo=demo), DENSITIES[dpi])) == urls(things)


def test_a_badge_from_a_roll_is_read(app):
    people = [badge(text) for text in ("Iker Etxeberria", "محمد علي", "山田 太郎")]
    assert read(render.zpl(people, job(BADGE_SHEETS["badge-62x100"]), 8.0)) == urls(people)


@pytest.mark.parametrize("dots", [3, 8, 13])
def test_a_module_is_a_square_of_whole_dots(dots):
    code = qr.matrix(codes.url("siteops.example.com", codes.mint()))
    image = unpacked(graphic_field.modules(code, dots)).crop((0, 0, len(code) * dots, len(code) * dots))
    for y, row in enumerate(code):
        for x, dark in enumerate(row):
            square = image.crop((x * dots, y * dots, (x + 1) * dots, (y + 1) * dots))
            assert square.getextrema() == (255 * dark, 255 * dark)


@pytest.mark.parametrize("name", ROLLS)
def test_white_is_kept_around_a_code(name):
    (one,) = printed(render.zpl([label()], job(ROLLS[name]), 8.0))
    (left, top, right, bottom) = (side * 8 for side in seen(one.image, 203)[0].box)
    quiet = (right - left) / 25 * 4 - 2
    at_the_left, above = (left - quiet, top, left - 2, bottom), (left, top - quiet, right, top - 2)
    for box in (at_the_left, above, (right + 3, top, right + quiet, bottom)):
        assert one.image.crop(box).getextrema() == (255, 255)


@pytest.mark.parametrize("name", ["62x100", "29x90"])
def test_no_text_however_strange_speaks_to_the_printer_or_leaves_the_label(name):
    hostile = [*HOSTILE, "^XA^FDevil^FS^XZ", "~JA~HS", "^", "~", "_5E", "\\&", "a,b", "100%"]
    things = [label(text, name=text, zone=text, dock=text, truck=text, owner=text) for text in hostile]
    made = render.zpl(things, job(ROLLS[name]), 8.0)
    assert read(made) == urls(things)
    texts = [text for one in labels(made) for text in one.texts]
    assert any(text.startswith("^XA^FD") for text in texts)
    assert made.count(b"^XA") == len(things)
    assert b"~" not in made


def test_letters_that_the_printer_has_are_its_own_and_others_travel_as_dots():
    one, other = labels(render.zpl([label("Żuraw-Ø7", zone="Größe"), label("ХЛ-1", zone="Ω")], job(ROLLS["4x6"]), 8.0))
    assert {"Żuraw-Ø7", "GRÖSSE"} <= set(one.texts)
    assert not {"ХЛ-1", "Ω"} & set(other.texts)


@pytest.mark.parametrize("wide", [1, 7, 8, 9, 33, 800])
def test_dots_are_packed_so_that_they_come_out_again(wide):
    image = Image.new("1", (wide, 40), 1)
    for i in range(0, wide * 40, 7):
        image.putpixel((i % wide, i // wide), 0)
    image.paste(0, (0, 20, wide, 24))
    image.paste(1, (0, 30, wide, 34))
    again = unpacked(graphic_field.picture(image)).crop((0, 0, wide, 40))
    assert again.tobytes() == Image.eval(image.convert("L"), lambda dot: 255 - dot).convert("1").tobytes()


def test_the_page_offers_a_file_for_the_printer_and_says_how_to_send_it(lead, cast):
    page = lead.get(PAGE, query_string={"family": "zpl"}).text
    assert "Download ZPL" in page
    assert "nc PRINTER 9100 &lt; labels.zpl" in page
    answer = lead.post(f"{PAGE}.zpl", data={"paper": "4x6", "dpi": "300", "format": "zpl"})
    assert answer.headers["Content-Disposition"].endswith("labels-glass-horizon-cases.zpl")
    assert sorted(read(answer.data)) == sorted(codes.url("siteops.example", code) for code in cast.codes.values())
    assert b"^PW1200^LL1800" in answer.data
    assert "Download ZPL" in lead.get(PAGE).text, "the printer is remembered"
    assert "4 of these have a label already" in lead.get(PAGE).text


def test_a_sheet_is_nothing_for_a_label_printer(lead, cast):
    answer = lead.post(f"{PAGE}.zpl", data={"paper": "L7160"})
    assert answer.status_code == 409
    assert "choose one of them" in answer.text


def test_escapes_are_those_of_the_language():
    assert zebra.escaped("a^b~c_d\\e") == "a_5Eb_7Ec_5Fd_5Ce"
