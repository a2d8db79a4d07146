"""What was exported comes back as it went: through our own pages, through Excel, in any language."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siteops.core.marks import marked, marked_code, unmarked
from siteops.core.words import LANGUAGES, PSEUDO
from siteops.imports.values import code, text
from tests.exports.conftest import EXPORT, rows
from tests.harness.cast import SHOW

GEAR = Path(__file__).parent.parent / "imports" / "data" / "rentman-equipment.csv"
HARD = ("LX-0701", "LX-0103", "AU-0501", "FX-0101", "VX-0401", "000417", "00417", "0417")
"""A formula, an emoji, a line break, Arabic, Japanese, and three cases that Excel makes one of."""


def bring(desk, content: bytes, name: str = "list.csv") -> dict[str, str]:
    """Import a file at the desk; the batch that it became."""
    kept = desk.post(f"/shows/{SHOW}/import", data={"file": (BytesIO(content), name)})
    assert kept.status_code == 303, kept.text
    stored = desk.post(f"{kept.location.partition('?')[0]}/store", data={"name": name})
    assert stored.status_code == 303, stored.text
    with desk.get(f"{EXPORT}/imports.csv") as answer:
        return rows(answer.data.decode("utf-8-sig"), "," if b";" not in answer.data[:60] else ";")[-1]


@pytest.fixture
def full(lea):
    """Lea at her desk, with the office's gear list on the show."""
    brought = bring(lea, GEAR.read_bytes())
    assert (brought["New"], brought["Reported"]) == ("909", "7")
    return lea


@pytest.mark.both
@pytest.mark.parametrize("separator", ["comma", "semicolon"])
def test_a_gear_list_that_was_exported_changes_nothing_when_it_is_imported(full, taken, separator):
    for name, count in (("cases", 240), ("contents", 673)):
        brought = bring(full, taken(name, separator=separator).encode("utf-8-sig"))
        assert (brought["New"], brought["Changed"], brought["Unchanged"]) == ("0", "0", str(count))


def test_nothing_that_is_hard_to_write_down_is_lost(full, taken):
    found = {row["Code"].removeprefix("'"): row for row in rows(taken("cases"))}
    assert all(code in found for code in HARD)
    assert found["LX-0701"]["Note"] == "'=1+1"
    assert "\n" in found["AU-0501"]["Note"]
    assert {row["Weight (kg)"] for row in rows(taken("cases", separator="semicolon"), ";")} >= {"118", "92,5"}


@pytest.mark.parametrize("separator", ["comma", "semicolon"])
def test_excel_opens_and_saves_it_and_it_still_changes_nothing(full, taken, separator):
    for name in ("cases", "contents"):
        saved = as_excel_saves(taken(name, separator=separator), separator)
        brought = bring(full, saved.encode("utf-8-sig"))
        assert (brought["New"], brought["Changed"]) == ("0", "0")


def test_without_its_apostrophe_a_shortened_code_is_asked_about(full, taken):
    """Somebody took them off and saved: 417 may be any of three, and the importer says which."""
    shortened = as_excel_saves(taken("cases").replace("'0", "0"), "comma")
    kept = full.post(f"/shows/{SHOW}/import", data={"file": (BytesIO(shortened.encode()), "x.csv")})
    page = full.get(kept.location).text
    (asked,) = set(re.findall("417 is taken as it stands. Was (.*) meant", page))
    assert sorted(asked.split(", ")) == ["000417", "00417", "0417"]


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
def test_every_language_is_read_back(full, taken, language):
    full.set_cookie("lang", language)
    for name in ("cases", "contents"):
        brought = list(bring(full, taken(name).encode("utf-8-sig")).values())
        assert brought[5:7] == ["0", "0"], taken(name).partition("\r\n")[0]


def as_excel_saves(table: str, separator: str) -> str:
    """A table as Excel saves it in a country where `separator` stands between cells, after merely opening it."""
    delimiter = {"comma": ",", "semicolon": ";"}[separator]
    cells = csv.reader(StringIO(table, newline=""), delimiter=delimiter)
    opened = [[changed(cell, separator) for cell in row] for row in cells]
    saved = StringIO(newline="")
    csv.writer(saved, delimiter=delimiter, lineterminator="\r\n").writerows(opened)
    return saved.getvalue()


def changed(cell: str, separator: str) -> str:
    """What Excel makes of a cell: it calculates, takes for numbers and days what looks like it, and keeps the rest."""
    if cell.startswith(("=", "+", "-", "@")):
        return "#NAME?"
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}|\d+e\d+", cell, re.IGNORECASE) and not re.fullmatch(r"\d+[.,]\d+", cell):
        return "1-Jan"
    sign = "," if separator == "semicolon" else "."
    if re.fullmatch(rf"\d+(?:\{sign}\d+)?", cell):
        return f"{float(cell.replace(',', '.')):.15g}".replace(".", sign)
    return cell


@given(st.text(alphabet=st.sampled_from("'=+-@0179.,:/ eEabMARmar\t\n＝é"), max_size=8))
def test_an_apostrophe_is_taken_off_exactly_where_it_was_put(written):
    assert unmarked(marked(written)) == written
    tidy = " ".join(written.split())
    assert code(marked_code(tidy)) == tidy
    assert text(marked(text(written).strip())) == text(written).strip() or written.startswith("'")
