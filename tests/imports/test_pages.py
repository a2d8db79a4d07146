"""The import's pages, as a lead goes through them: choose, check, store, look back."""

import io
import re

import pytest
from sqlalchemy import func, select

from siteops.core.db import db
from siteops.core.plan import Case, Line
from siteops.imports.child.limits import FILE_BYTES
from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.pages import audit
from tests.imports.conftest import DATA, MULTIPART, multipart

AT = f"/shows/{OTHER}/import"
"""Of the show that has no cases yet. Sam leads it."""


@pytest.fixture
def sam(client, cast):
    return sign_in(client, "sam")


def sent(client, content: bytes, name: str):
    """Upload a file; the page it leads to."""
    answer = client.post(AT, data={"file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    return answer.location, client.get(answer.location)


def checked(client, name: str):
    """Upload one of our sample files; its address and its audited check page."""
    where, answer = sent(client, (DATA / name).read_bytes(), name)
    assert answer.status_code == 200
    return where.partition("?")[0], audit(answer.text)


def rows(page, heading: str) -> list[list[str]]:
    """The body of the table in a card, as texts."""
    for card in page.all("section"):
        if card.all("h2") and card.all("h2")[0].text.startswith(heading):
            return [[cell.text for cell in row.all("th", "td")] for row in card.one("tbody").all("tr")]
    return []


def facts(page) -> dict[str, str]:
    """Every term of the page and what stands beside it."""
    return {
        term.text: said.text
        for given in page.all("dl")
        for term, said in zip(given.all("dt"), given.all("dd"), strict=True)
    }


def stored(client, where: str, name: str, **wishes):
    """Store; the page of the batch."""
    answer = client.post(f"{where}/store", data={"name": name, **wishes})
    assert answer.status_code == 303, answer.text
    return audit(client.get(answer.location).text)


def test_an_equipment_export_is_shown_as_it_will_come_in(sam):
    _, page = checked(sam, "rentman-equipment.csv")
    assert [(row[0], row[1], row[2]) for row in rows(page, "Rows with a problem")] == [
        ("191", "LX-0402", "Doubtful"),
        ("249", "LX-0105", "Double"),
        ("313", "LX-0201", "Left out"),
        ("677", "S90001", "Left out"),
        ("678", "B-BNC12G5M", "Left out"),
        ("679", "S90002", "Doubtful"),
        ("765", "–", "Left out"),
    ]
    assert "240 new cases" in page.text
    told = facts(page)
    expected = {
        "Inside another case": "36", "Serial items": "550", "Quantity lines": "122", "Changed": "0", "Left out": "4",
        "Truck 1 (HH-NV 1201)": "16,474.5 kg", "Truck 2 (HH-NV 1202)": "9,856.0 kg",
        "Truck 3 (HH-NV 1203)": "5,044.5 kg", "Brightwater AV Rental Ltd": "24 cases",
        "Żuraw Rigging Sp. z o.o.": "18 cases", "Own stock": "198 cases",
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected
    columns = {row[0]: row[3] for row in rows(page, "Columns")}
    assert len(columns) == 22
    assert columns["Code"] == "Sure"


def test_nothing_is_stored_before_somebody_says_so(app, sam):
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(Case))
    where, page = checked(sam, "rentman-equipment.csv")
    assert "Nothing is stored yet" in page.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Case)) == before
    page = stored(sam, where, "rentman-equipment.csv")
    assert "rentman-equipment.csv" in page.text
    assert facts(page)["Reported"] == "7"
    with app.app_context():
        lines = select(func.count()).select_from(Line).where(Line.show == OTHER, ~Line.gone)
        assert db.session.scalar(lines) == 240
    history = audit(sam.get(AT).text)
    assert [row[0] for row in rows(history, "Stored before")] == ["rentman-equipment.csv"]
    again = audit(sam.get(f"{where}?name=again.csv").text)
    assert "All of this is stored already" in again.text
    assert not [button for button in again.all("button") if button.text.startswith("Store")]


def test_a_truck_pack_shows_changes_missing_and_new_cases(sam):
    where, _ = checked(sam, "rentman-equipment.csv")
    stored(sam, where, "rentman-equipment.csv")
    where, page = checked(sam, "truck-pack.xlsx")
    assert [row[:2] for row in rows(page, "Rows with a problem")] == [
        ["37", "TRUCK 1 RIG-PWR-LX"], ["85", "TRUCK 2 LX-LED"], ["61", "TRUCK 3 VID-BL-PROD"],
    ]  # fmt: skip
    assert "2 new cases" in page.text
    moved = [row for row in rows(page, "What changes") if row[1] == "Truck"]
    assert moved == [["LX-1201", "Truck", "Truck 1 (HH-NV 1201)", "Truck 2 (HH-NV 1202)"]]
    for code in ("LX-0118", "AU-0204", "BL701"):
        assert code in page.text
    strict = sam.post(where, data={"leave-unknown": "1", "name": "truck-pack.xlsx"})
    page = audit(strict.text)
    assert "0 new cases" in page.text
    assert {"LX-0199", "CT-01"} <= {row[2] for row in rows(page, "Rows with a problem")}
    page = stored(sam, where, "truck-pack.xlsx", **{"leave-unknown": "1"})
    assert "0 new rows" in page.text


def test_an_unchanged_form_looks_at_the_file_as_before(sam):
    where, page = checked(sam, "rentman-equipment.csv")
    fields = {one["name"]: chosen(one) for one in page.all("select")}
    again = audit(sam.post(where, data=fields).text)
    assert facts(again) == facts(page)


def test_a_column_can_be_chosen(sam):
    where, page = checked(sam, "rentman-equipment.csv")
    weight = next(one["name"] for one in page.all("select") if one["aria-label"] == "Becomes, for Weight")
    again = audit(sam.post(where, data={weight: ""}).text)
    assert facts(again)["Truck 3 (HH-NV 1203)"] == "206.0 kg"  # the one case whose weight is known here
    assert next(row for row in rows(again, "Columns") if row[0] == "Weight")[3] == "Chosen"
    carried = {one["name"] for form in again.all("form") for one in form.all("input") if one.get("type") == "hidden"}
    assert weight in carried


def test_without_a_header_its_line_can_be_named(sam):
    where, answer = sent(sam, b"LX-1,Wash,12\nLX-2,Spot,13\n", "bare.csv")
    page = audit(answer.text)
    assert "no row names" in page.text.lower()
    assert not [button for button in page.all("button") if button.text.startswith("Store")]
    where = where.partition("?")[0]
    named = audit(sam.post(where, data={"line-0": "1", "column-0-0": "code", "column-0-1": "name"}).text)
    assert "1 new case" in named.text


HOSTILE = {
    "bomb.xlsx": b"PK\x03\x04" + b"\0" * 200,
    "image.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
    "report.pdf": b"%PDF-1.7\n%...",
    "page.xls": b"<html><body><table></table></body></html>",
    "empty.csv": b"",
    "quote.csv": b'code,name\nLX-1,"never closed\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_told_in_plain_words(sam, name):
    where, answer = sent(sam, HOSTILE[name], name)
    assert answer.status_code == 200
    page = audit(answer.text)
    (told,) = [one for one in page.walk() if one.get("role") == "alert"]
    assert "Nothing was stored" in told.text
    refused = sam.post(where.partition("?")[0] + "/store", data={"name": name})
    assert refused.status_code == 409
    audit(refused.text)


def test_a_file_beyond_the_limit_is_refused_in_words(sam):
    for size in (FILE_BYTES + 1, FILE_BYTES * 2):
        answer = sam.post(AT, data=multipart(b"x" * size, "big.csv"), content_type=MULTIPART)
        assert answer.status_code == 413
        assert "larger than 10 MB" in audit(answer.text).text


def test_without_a_file_the_field_says_so(sam):
    answer = sam.post(AT, data={})
    assert answer.status_code == 400
    assert audit(answer.text).one("h1").text == "Import a list"


def test_a_forgotten_file_leads_back_to_the_start(sam):
    answer = sam.get(f"{AT}/{'0' * 64}?name=old.csv")
    assert (answer.status_code, answer.location) == (303, AT)
    assert "Choose it again" in sam.get(AT).text
    assert sam.post(f"{AT}/../etc/store").status_code in (303, 404)


def test_a_batch_of_another_show_is_not_there(app, sam):
    where, _ = checked(sam, "truck-4.xls")
    stored(sam, where, "truck-4.xls")
    lea = sign_in(app.test_client(), "lea")
    for at in (f"/shows/{OTHER}/batches/1", f"/shows/{SHOW}/batches/1", f"/shows/{SHOW}/batches/1/undo/preview"):
        assert lea.get(at).status_code == 404
    assert lea.post(f"/shows/{SHOW}/batches/1/undo").status_code == 404
    assert lea.get(f"/shows/{SHOW}/import").status_code == 200


@pytest.mark.parametrize("path", ["", "/" + "0" * 64])
def test_only_leads_import(app, cast, path):
    cem, stranger = sign_in(app.test_client(), "cem"), app.test_client()
    at = f"/shows/{SHOW}/import"
    assert cem.get(at + path).status_code == 403
    assert stranger.get(at + path).status_code == 303
    assert cem.post(at).status_code == 403
    assert stranger.post(at).status_code == 401


def chosen(select_) -> str:
    """What a choice would send."""
    return next((one["value"] for one in select_.all("option") if "selected" in one), "")


def test_the_pages_hold_no_style_and_ask_no_other_site(sam):
    _, page = checked(sam, "truck-4.xls")
    assert not re.search(r"https?://", " ".join(one.get("href") for one in page.all("link", "a")))


def test_a_file_that_is_no_list_misses_nothing_of_the_show(client, cast):
    lea = sign_in(client, "lea")
    for content, why in (
        (b"Mood,Weather\nGood,Fine\n", "no row names columns"), (b"", "nothing in this file"),
        (b"Vendor,Trade\nNordvik,Light\n", "This is a list of vendors."),
    ):  # fmt: skip
        answer = lea.post(f"/shows/{SHOW}/import", data={"file": (io.BytesIO(content), "vendors.csv")})
        page = audit(lea.get(answer.location).text)
        assert why in page.text
        assert "not in the file" not in page.text
