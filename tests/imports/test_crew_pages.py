"""A call sheet through the import's pages and the command line, as an office does it."""

import pytest

from tests.harness.cast import OTHER, sign_in
from tests.harness.commands import runner
from tests.harness.pages import audit
from tests.imports.conftest import DATA
from tests.imports.test_pages import checked, facts, rows, stored

AT = f"/shows/{OTHER}/import"


@pytest.fixture
def sam(client, cast):
    return sign_in(client, "sam")


def test_a_call_sheet_is_shown_as_it_will_come_in(sam):
    _, page = checked(sam, "crew-list.xlsx")
    assert [(row[0], row[1], row[2]) for row in rows(page, "Rows with a problem")] == [
        ("22", "Björn Lindqvist", "Doubtful"),
        ("24", "Kwabena Mensah", "Doubtful"),
        ("36", "Bartłomiej Krawczyk", "Doubtful"),
        ("39", "Okan Demirtaş", "Doubtful"),
        ("55", "Amara Diallo", "Doubtful"),
        ("58", "Ümit Şahin", "Doubtful"),
        ("60", "Mihkel Tamm", "Doubtful"),
    ]
    said = facts(page)
    assert "64 new people" in page.text
    assert said["Cem Arslan"] == "Forklift ended 20 Mar 2027"
    assert said["Sun 28 Mar 2027"] == "37 calls"
    assert "2027-03-28 02:30 does not exist" in page.text
    columns = {row[0]: row[3] for row in rows(page, "Columns of Call sheet")}
    assert len(columns) == 13
    assert set(columns.values()) == {"Sure"}


def test_storing_it_twice_leaves_nothing_to_store(sam):
    where, _ = checked(sam, "crew-list.xlsx")
    page = stored(sam, where, "crew-list.xlsx")
    assert page.one("h1").text == "Stored"
    assert "See the people" in page.text
    again, page = checked(sam, "crew-list.xlsx")
    assert again == where
    assert "All of this is stored already." in page.text


def test_another_column_is_taken_as_somebody_chose(sam):
    where, _ = checked(sam, "crew-list.xlsx")
    answer = sam.post(where, data={"name": "crew-list.xlsx", "column-0-6": ""})
    page = audit(answer.text)
    assert "55" not in [row[0] for row in rows(page, "Rows with a problem")]
    assert {row[0]: row[3] for row in rows(page, "Columns of Call sheet")}["Call time"] == "Chosen"


def test_the_command_line_says_the_same(cast, database, data):
    run = runner(database, data)
    dry = run("import", str(DATA / "crew-list.xlsx"), "--show", OTHER, "--dry-run")
    assert dry.exit_code == 0
    said = dry.output.splitlines()
    assert said[0] == "People: 64 new, 0 changed, 0 unchanged"
    assert "Not valid during the show: Cem Arslan, Forklift ended 20 Mar 2027" in said
    assert "Call sheet, line 55: Call time “tbc” is no time. The call stays open. Comes in, doubtful." in said
    assert run("import", str(DATA / "crew-list.xlsx"), "--show", OTHER).exit_code == 0
    assert run("import", str(DATA / "crew-list.xlsx"), "--show", OTHER, "--dry-run").output.startswith(
        "People: 0 new, 0 changed, 64 unchanged"
    )
