"""What comes out of the printer: every code on its own label, everything inside its edges, every text readable."""

from datetime import UTC, datetime, timedelta

import pytest
from PIL import ImageFilter

from siteops.core import codes
from siteops.labels import render
from siteops.labels.sheets import BADGE_SHEETS, CASE_SHEETS, POSTER_PAPERS, Sheet
from siteops.labels.things import Badge, CaseLabel, Poster, SlotPoster
from tests.labels.paper import Seen, grainy, pages, seen, sizes, word_boxes, words

HOST = "siteops.example.com"
NINE = datetime(2027, 3, 26, 9, tzinfo=UTC)
HOSTILE = [
    "A\x00B\x1b[31m\r\nC\tD", "\u202eevil \u2066left\u2069", "🚚🔥👩\u200d🔧⚡", "x" * 500, "y " * 250,
    "\ud800\udfff", " ", "", "مكبر صوت رقم 12 (يسار)", "天地無用・取扱注意", "<b>&amp;</b> ) Tj ET (",
    "e\u0301\u0301\u0301", "हिन्दी ไทย",
]  # fmt: skip


def label(number="LX-0108", **given) -> CaseLabel:
    said = {
        "name": "Robe MegaPointe 7/18", "department": "lighting", "weight": 92.5, "owner": "Brightwater AV Rental Ltd",
        "zone": "Truss build", "dock": "Dock B", "truck": "Truck 2",
    }  # fmt: skip
    return CaseLabel(codes.mint(), number, **{**said, **given})


def badge(name="Katarzyna Wójcik", **given) -> Badge:
    return Badge(codes.mint_badge(), name, **{"function": "Rigger", "company": "Stagehands", "show": "Tour", **given})


def job(sheet: Sheet, **given) -> render.Job:
    return render.Job(sheet, HOST, **given)


def urls(things) -> list[str]:
    return [codes.url(HOST, thing.code) for thing in things]


def inside(code: Seen, spot: tuple[float, float], sheet: Sheet, quiet: float) -> bool:
    left, top, right, bottom = code.box
    x, y = spot
    return (
        x + quiet <= left and y + quiet <= top
        and right <= x + sheet.label[0] - quiet + 0.1 and bottom <= y + sheet.label[1] - quiet
    )  # fmt: skip


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", CASE_SHEETS)
def test_every_label_has_exactly_its_own_code_with_white_around_it(name, dpi):
    sheet = CASE_SHEETS[name]
    labels = [label(f"LX-{i:04}") for i in range(sheet.count + 1)]
    first, second = pages(render.pdf(labels, job(sheet)), dpi)
    found = seen(first, dpi)
    assert [code.text for code in found] == urls(labels)[:-1]
    for code, spot in zip(found, sheet.spots(), strict=True):
        module = (code.box[2] - code.box[0]) / 25
        assert inside(code, spot, sheet, 4 * module * 0.97)
        x, y, right, bottom = (side / 25.4 * dpi for side in code.box)
        pad = 3.6 * module / 25.4 * dpi
        around = first.crop((round(x - pad), round(y - pad), round(right + pad), round(bottom + pad)))
        around.paste(255, tuple(round(side) for side in (pad - 2, pad - 2, pad + right - x + 2, pad + bottom - y + 2)))
        assert around.getextrema() == (255, 255)
    assert [code.text for code in seen(second, dpi)] == urls(labels)[-1:]


@pytest.mark.parametrize("name", BADGE_SHEETS)
def test_every_badge_has_exactly_its_own_code(name):
    sheet = BADGE_SHEETS[name]
    people = [badge(text, department="rigging") for text in ["Iker Etxeberria", "محمد علي", "山田 太郎"]]
    found = [code.text for page in pages(render.pdf(people, job(sheet)), 203) for code in seen(page, 203)]
    assert found == urls(people)


@pytest.mark.parametrize("name", POSTER_PAPERS)
def test_every_poster_has_its_code_and_its_word(name):
    things: list[Poster | SlotPoster] = [
        Poster(codes.mint(), "dock", "Dock B", "Tour", "right"),
        Poster(codes.mint(), "zone", "Video village"),
        Poster(codes.mint(), "gate", "Gate North", arrow="up"),
        SlotPoster(codes.mint(), "Dock B", NINE, NINE + timedelta(minutes=90), "in", "Truck 2", "Brightwater"),
    ]
    pdf = render.pdf(things, job(POSTER_PAPERS[name]))
    assert [code.text for page in pages(pdf, 100) for code in seen(page, 100)] == urls(things)
    dock, zone, gate, slot = words(pdf)
    assert {"DOCK", "B"} <= set(dock.split())
    assert {"ZONE", "Video", "village"} <= set(zone.split())
    assert {"GATE", "North"} <= set(gate.split())
    assert {"IN", "09:00–10:30", "Friday", "Brightwater"} <= set(slot.split())


@pytest.mark.parametrize("name", [*CASE_SHEETS, *BADGE_SHEETS, *POSTER_PAPERS])
def test_pages_have_the_exact_size_of_the_paper(name):
    sheet = {**CASE_SHEETS, **BADGE_SHEETS, **POSTER_PAPERS}[name]
    (size,) = sizes(render.pdf([label()], job(sheet)))
    assert size == pytest.approx(sheet.page, abs=0.01)


@pytest.mark.parametrize(
    ("name", "across", "down", "last"),
    [
        # The makers' own measures: left and top margin, and the last label's left and top, in mm.
        ("L7160", 7.21, 15.15, (139.29, 243.75)),
        ("L7163", 4.65, 15.15, (106.25, 243.75)),
        ("L7165", 4.65, 13.10, (106.25, 216.20)),
        ("5160", 4.76, 12.70, (144.46, 241.30)),
        ("5163", 3.97, 12.70, (110.33, 215.90)),
        ("62x100", 0, 0, (0, 0)),
    ],
)
def test_labels_lie_where_the_makers_put_them(name, across, down, last):
    spots = list(CASE_SHEETS[name].spots())
    assert spots[0] == pytest.approx((across, down), abs=0.01)
    assert spots[-1] == pytest.approx(last, abs=0.01)


@pytest.mark.parametrize("sheet", [CASE_SHEETS["L7160"], CASE_SHEETS["5160"], CASE_SHEETS["62x100"]])
def test_no_text_however_strange_leaves_its_label_or_touches_another(sheet):
    labels = [
        label(text, name=text, zone=text, dock=text, truck=text, owner=text, department=text, weight=-1e300)
        for text in HOSTILE
    ]
    pdf = render.pdf(labels, job(sheet))
    read = []
    for page in pages(pdf, 203):
        read += [code.text for code in seen(page, 203)]
        for x, y in sheet.spots():
            box = [x + 0.8, y + 0.8, x + sheet.label[0] - 0.8, y + sheet.label[1] - 0.8]
            page.paste(255, tuple(round(side / 25.4 * 203) for side in box))
        assert page.getextrema() == (255, 255), "ink outside the labels"
    assert read == urls(labels)


@pytest.mark.parametrize("text", HOSTILE)
def test_strange_texts_make_badges_and_posters_too(text):
    person = badge(text, function=text, company=text, show=text, department=text)
    place = Poster(codes.mint(), text, text, text, text)
    slot = SlotPoster(codes.mint(), text, NINE, NINE, text, text, text, text)
    assert [c.text for page in pages(render.pdf([person], job(BADGE_SHEETS["badge-62x100"])), 203) for c in seen(page)]
    pdf = render.pdf([place, slot], job(POSTER_PAPERS["A4"], demo=True))
    assert [code.text for page in pages(pdf, 72) for code in seen(page)] == urls([place, slot])


def test_words_of_one_label_never_lie_on_each_other():
    for sheet in CASE_SHEETS.values():
        for owner in ("", "Żuraw Rigging Sp. z o.o.", "x" * 400):
            long = label(
                "AU-10P5-A", name="StageDeck 2×1 m cart with legs and handrails 1/3", zone="Dressing rooms", owner=owner
            )
            boxes = word_boxes(render.pdf([long], job(sheet)))
            for i, (left, bottom, right, top) in enumerate(boxes):
                for other in boxes[i + 1 :]:
                    wide = min(right, other[2]) - max(left, other[0])
                    high = min(top, other[3]) - max(bottom, other[1])
                    assert wide < 0.5 or high < 0.5, (sheet.name, owner, wide, high)


def test_a_used_sheet_is_begun_at_its_first_free_label():
    sheet = CASE_SHEETS["5160"]
    labels = [label() for _ in range(25)]
    first, second = pages(render.pdf(labels, job(sheet, start=8)), 203)
    found = seen(first, 203)
    assert [code.text for code in found] == urls(labels)[:23]
    assert inside(found[0], list(sheet.spots())[7], sheet, 1)
    assert inside(seen(second, 203)[0], next(sheet.spots()), sheet, 1)


@pytest.mark.parametrize("start", [0, 31, -1])
def test_a_label_that_the_sheet_does_not_have_is_refused(start):
    with pytest.raises(ValueError, match="1 to 30"):
        render.pdf([label()], job(CASE_SHEETS["5160"], start=start))


def test_no_labels_are_an_empty_page():
    (page,) = pages(render.pdf([], job(CASE_SHEETS["L7160"])), 72)
    assert page.getextrema() == (255, 255)


def test_a_sheet_is_read_blurred_and_turned():
    labels = [label() for _ in range(21)]
    (page,) = pages(render.pdf(labels, job(CASE_SHEETS["L7160"])), 150)
    for angle in (90, 180, 7):
        turned = page.rotate(angle, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(1.2))
        assert {code.text for code in seen(grainy(turned, share=0.05))} == set(urls(labels))


def test_a_label_says_what_a_stagehand_needs():
    (text,) = words(render.pdf([label()], job(CASE_SHEETS["L7160"])))
    said = " ".join(text.split())
    for part in ("LX-0108", "7/18", "92.5 kg", "Lighting", "TRUSS BUILD", "Dock B · Truck 2", "Cross-hire"):
        assert part in said


def test_our_own_gear_is_not_marked_as_cross_hire_and_an_unknown_weight_is_not_said():
    (text,) = words(render.pdf([label(owner="", weight=None)], job(CASE_SHEETS["L7160"])))
    assert "Cross-hire" not in text
    assert "kg" not in text


def test_the_count_of_a_long_name_is_never_cut_off():
    (text,) = words(render.pdf([label(name="Very long name of a case " * 9 + "12/128")], job(CASE_SHEETS["5160"])))
    assert "12/128" in text


def test_the_letters_of_the_code_are_on_the_label():
    one = label()
    (text,) = words(render.pdf([one], job(CASE_SHEETS["29x90"])))
    assert codes.spaced(one.code) in text


def test_only_a_demo_is_called_one():
    labels = [label() for _ in range(4)]
    (demo,) = words(render.pdf(labels, job(CASE_SHEETS["L7163"], demo=True)))
    (real,) = words(render.pdf(labels, job(CASE_SHEETS["L7163"])))
    assert demo.replace("\r\n", "").count("DEMO") == 4
    assert "DEMO" not in real


def test_a_letter_without_a_font_becomes_a_box():
    (text,) = words(render.pdf([label(name="سلام ไทย")], job(CASE_SHEETS["62x100"])))
    assert "سلام ▯▯▯" in text


def test_little_pictures_are_left_out_where_words_remain():
    (text,) = words(render.pdf([label(name="🚚🔥 Tour truck 👩\u200d🔧"), label(name="🚚")], job(CASE_SHEETS["5163"])))
    assert "Tour truck" in text
    assert text.count("▯") == 1
