"""Files that are broken, or meant to break us: a clear report each, and this process lives on."""

import zipfile
from pathlib import Path

import pytest

from siteops.imports.gear.planned import Stored
from siteops.imports.gear.sheets import interpret
from siteops.imports.reader import Book, read
from tests.imports.conftest import told
from tests.imports.hostile import PARTS


@pytest.fixture
def opened(tmp_path: Path):
    """`opened(bytes)`: the book that the confined process makes of them."""

    def of(content: bytes) -> Book:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return read(path)

    return of


@pytest.fixture
def workbook(tmp_path: Path):
    """`workbook(rows as XML, other parts)`: the bytes of an XLSX that holds them."""

    def of(rows: str, **parts: str | bytes) -> bytes:
        path = tmp_path / "made.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in (*PARTS.items(), *parts.items()):
                archive.writestr(name, part)
            sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{rows}</worksheet>'
            archive.writestr("xl/worksheets/sheet1.xml", sheet)
        return path.read_bytes()

    return of


def refusal(book: Book) -> tuple[str, int]:
    assert book.refused is not None
    assert book.sheets == []
    plan = interpret(book, Stored())
    assert (plan.cases, plan.contents) == ([], [])
    return book.refused.code, book.refused.where.line


def test_two_cells_at_the_far_corners_of_a_sheet(opened, workbook):
    corners = workbook(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert len(corners) < 2000
    assert refusal(opened(corners)) == ("unsafe", 0)


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """65 MiB of nothing."""
    return bytes(65 * 2**20)


def test_a_zip_bomb(opened, workbook, bomb):
    assert refusal(opened(workbook("", bomb=bomb)))[0] == "unpacks_too_big"


def test_a_zip_bomb_that_lies_about_its_size(opened, workbook, bomb):
    honest = workbook("", **{"xl/sharedStrings.xml": bomb})
    lying = honest.replace(len(bomb).to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert lying != honest
    book = opened(lying)
    assert book.refused or not book.sheets[0].rows


def test_laughing_entities(opened, workbook):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    styles = f'<!DOCTYPE s [<!ENTITY l0 "ha">{entities}]><styleSheet>&l11;</styleSheet>'
    book = opened(
        workbook('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>', **{"xl/styles.xml": styles})
    )
    assert book.refused or len(book.sheets[0].rows) == 1


def test_broken_workbooks(opened, workbook):
    whole = workbook("<sheetData/>")
    assert refusal(opened(whole[: len(whole) // 2]))[0] == "broken_workbook"
    assert refusal(opened(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000))[0] in ("broken_workbook", "unsafe")


def test_a_workbook_with_a_password(opened):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000
    assert refusal(opened(locked))[0] in ("locked", "unsafe")


def test_things_that_are_no_table(opened):
    assert refusal(opened(b"%PDF-1.7 ..."))[0] == "pdf"
    assert refusal(opened(b"  <!DOCTYPE html><table><tr><td>Code"))[0] == "web_page"
    assert refusal(opened(bytes(range(256)) * 400))[0] == "no_table"


def test_an_empty_file_is_said_to_be_empty_and_a_note_to_name_no_columns(opened):
    for content in (b"", b"\n\n\n", b"\xef\xbb\xbf"):
        assert told(interpret(opened(content), Stored())) == [(0, "empty")]
    assert "nothing_found" in [code for _, code in told(interpret(opened(b"just a note\n"), Stored()))]


def test_two_hundred_thousand_rows_of_commas_hold_nothing(opened):
    book = opened(b",,,,\n" * 200_000)
    assert told(interpret(book, Stored())) == [(0, "empty")]


def test_two_hundred_thousand_rows(opened):
    assert refusal(opened(b"Code,Name\n" + b"A,B\n" * 200_000)) == ("too_many_rows", 20_001)


def test_too_many_columns(opened):
    assert refusal(opened(b"Code,Name\n" + b",".join([b"x"] * 300))) == ("too_many_columns", 2)


def test_a_file_that_is_too_big(opened):
    assert refusal(opened(b"Code,Name\n" + b"A,B\n" * 3_000_000))[0] == "file_too_big"


def test_a_quote_that_never_closes(opened):
    rows = "".join(f"A-{n};Trunk\n" for n in range(50))
    assert refusal(opened(f'Code;Name\nA-51;Trunk\nA-52;"19 inch\n{rows}'.encode())) == ("open_quote", 3)


def test_a_quote_that_swallows_lines_is_reported_where_it_opens(opened):
    plan = interpret(
        opened(b'Code;Name;Dept\nA-1;"19 inch;LX\nA-2;Trunk;LX\nA-3;24" rack;LX\nA-4;Trunk;LX\n'), Stored()
    )
    assert told(plan) == [(2, "swallowed")]
    assert [case.code for case in plan.cases] == ["A-4"]


def test_a_zero_byte_is_taken_out_and_reported(opened):
    plan = interpret(opened(b"Code;Name\nA-1;Tr\0unk\nA-2;Trunk\n"), Stored())
    assert told(plan) == [(2, "control_characters")]
    assert plan.cases[0].name == "Trunk"


def test_a_cell_of_a_megabyte_costs_its_row_alone(opened):
    plan = interpret(opened(b"Code;Name\nA-1;" + b"x" * 2**20 + b"\nA-2;Trunk\n"), Stored())
    assert told(plan) == [(2, "long_cell")]
    assert [case.code for case in plan.cases] == ["A-2"]


def test_a_file_that_takes_too_long(tmp_path):
    path = tmp_path / "slow.csv"
    path.write_bytes(b"Code;Name\nA-1;Trunk\n")
    assert refusal(read(path, seconds=0.001)) == ("unsafe", 0)
