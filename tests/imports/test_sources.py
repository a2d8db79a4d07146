"""What a person decides about the columns of a file is there for the next file of that shape."""

import io

import pytest
from sqlalchemy import func, select

from siteops.core.batch.batches import Source
from siteops.core.db import db
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit

AT = f"/shows/{OTHER}/import"
MONDAY = "Koodi;Nimi;Paino\nA-1;Teline;80\nA-2;Arkku;60\n"
TUESDAY = "Lista;tiistai\nKoodi;Nimi;Paino (kg)\nA-3;Teline;81\n"
CHOSEN = {"line-0": "1", "column-0-0": "code", "column-0-1": "name", "column-0-2": "weight"}


@pytest.fixture
def sam(client, cast):
    return sign_in(client, "sam")


def sent(client, text: str, name: str = "lista.csv", at: str = AT):
    """Upload a text; where it is checked, and the page."""
    answer = client.post(at, data={"file": (io.BytesIO(text.encode()), name)})
    page = audit(client.get(answer.location).text)
    return answer.location.partition("?")[0], page


def stored(client, where: str, **wishes: str) -> None:
    answer = client.post(f"{where}/store", data={"name": "lista 2026-03-24.csv", **wishes})
    assert answer.status_code == 303, answer.text


def carried(page) -> dict[str, str]:
    """What the button that stores sends along."""
    form = next(form for form in page.all("form") if form.get("action").endswith("/store"))
    return {one["name"]: one["value"] for one in form.all("input")}


def test_the_next_file_of_that_shape_begins_with_what_was_chosen(sam):
    where, page = sent(sam, MONDAY)
    assert "As you chose" not in page.text
    stored(sam, where, **CHOSEN)
    _, page = sent(sam, TUESDAY)
    assert "1 new case" in page.text
    assert "for “lista”" in page.text
    assert carried(page) | {"name": ""} == {**CHOSEN, "line-0": "2", "kind": "gear", "name": ""}


def test_one_tap_goes_back_to_the_guess_and_storing_that_forgets(sam, app):
    where, _ = sent(sam, "Code;Name;Weight\nA-1;Rack;80\n")
    stored(sam, where, **{"column-0-2": ""})
    where, page = sent(sam, "Code;Name;Weight\nA-2;Rack;70\n")
    (reset,) = [form for form in page.all("form") if "Guess instead" in form.text]
    again = audit(sam.post(reset["action"], data={one["name"]: one["value"] for one in reset.all("input")}).text)
    assert "As you chose" not in again.text
    assert "column-0-2" not in carried(again)
    stored(sam, where, **carried(again))
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Source)) == 0


def test_a_file_that_needed_no_choice_leaves_nothing_to_remember(sam, app):
    where, _ = sent(sam, "Code;Name\nA-1;Rack\n")
    stored(sam, where)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Source)) == 0


def test_a_file_of_another_shape_is_guessed(sam):
    where, _ = sent(sam, MONDAY)
    stored(sam, where, **CHOSEN)
    _, page = sent(sam, "Koodi;Nimi;Pituus\nA-9;Teline;80\n")
    assert "As you chose" not in page.text


def test_another_lead_is_told_who_chose(app, sam):
    where, _ = sent(sam, MONDAY)
    stored(sam, where, **CHOSEN)
    lea = sign_in(app.test_client(), "lea")
    _, page = sent(lea, TUESDAY, at=f"/shows/{SHOW}/import")
    assert "As Sam Stranger chose on" in page.text


@pytest.mark.parametrize("header", ["Name (In Database);Code;Weight", "HB.asset_id;HB.name;Code"])
def test_a_source_is_called_by_the_program_that_writes_it(sam, header):
    where, _ = sent(sam, f"{header}\nA-1;A-2;80\n")
    stored(sam, where, **{"column-0-2": ""})
    _, page = sent(sam, f"{header}\nA-7;A-8;80\n")
    assert "Rentman export" in page.text or "Homebox export" in page.text


def test_every_sheet_of_a_book_has_its_own_shape(sam, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for number, header in ((1, ("Koodi", "Nimi")), (2, ("Nimi", "Koodi")), (3, ("Code", "Name"))):
        sheet = book.create_sheet(f"Truck {number}")
        sheet.append(header)
        sheet.append((f"X-{number}", f"Y-{number}"))
    del book["Sheet"]
    book.save(tmp_path / "pack.xlsx")
    upload = {"file": (io.BytesIO((tmp_path / "pack.xlsx").read_bytes()), "pack.xlsx")}
    where = sam.post(AT, data=upload).location.partition("?")[0]
    wishes = {"line-0": "1", "column-0-0": "code", "line-1": "1", "column-1-1": "code", "skip-2": "1"}
    stored(sam, where, **wishes)
    page = audit(sam.get(where).text)
    assert carried(page).items() >= wishes.items()
