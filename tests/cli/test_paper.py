"""Files from the office come in."""

import contextlib
import io
import os
import pty
import subprocess

import pytest

from tests.harness.cast import OTHER, SHOW, sign_in
from tests.harness.served import COMMAND

GEAR = """Code;Name;Type;Weight;Vehicle
NX-01;Robe BMFL 2-way;Case;98,5;Truck 1
NX-02;Robe BMFL 2-way;Case;ca. 98;Truck 1
;No code;Case;12;Truck 1
"""


@pytest.fixture
def gear(tmp_path):
    file = tmp_path / "gear.csv"
    file.write_text(GEAR)
    return str(file)


@pytest.mark.both
def test_a_gear_list_comes_in_and_a_second_time_changes_nothing(run, cast, phone_of, gear):
    first = run("import", gear, "--show", SHOW)
    assert first.exit_code == 0, first.output
    assert "Cases: 2 new, 0 changed" in first.stdout
    assert "Line 4" in first.stdout
    rows = phone_of("lea").rows("case", key="code")
    assert (rows["NX-01"]["weight"], rows["NX-01"]["truck"]) == (98.5, cast.places["truck1"])
    assert "Cases: 0 new, 0 changed, 2 unchanged" in run("import", gear, "--show", SHOW).stdout


def test_a_dry_run_stores_nothing(run, cast, phone_of, gear):
    tried = run("import", gear, "--show", SHOW, "--dry-run")
    assert "Cases: 2 new" in tried.stdout
    assert "dry run" in tried.stdout
    assert "NX-01" not in phone_of("lea").rows("case", key="code")


def test_a_file_that_is_no_list_is_refused(run, cast, tmp_path):
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.7\n")
    refused = run("import", str(tmp_path / "x.csv"), "--show", SHOW)
    assert refused.exit_code == 1
    assert "This is a PDF" in refused.stderr
    assert "Traceback" not in refused.output


def test_a_file_that_is_not_there_is_wrong_usage(run, cast):
    assert run("import", "/nowhere/gear.csv", "--show", SHOW).exit_code == 2


@pytest.fixture
def chosen(client, cast):
    """Sam said in the browser which columns of a Finnish list are code, name and weight, and stored it."""
    sam = sign_in(client, "sam")
    text = b"Koodi;Nimi;Paino\nA-1;Teline;80\n"
    page = sam.post(f"/shows/{OTHER}/import", data={"file": (io.BytesIO(text), "lista.csv")}).location.partition("?")[0]
    wishes = {"name": "lista 2026-03-24.csv", "line-0": "1", "column-0-0": "code", "column-0-2": "weight"}
    assert sam.post(f"{page}/store", data=wishes).status_code == 303


def test_columns_are_read_as_somebody_chose_them_in_the_browser(run, chosen, tmp_path):
    file = tmp_path / "lista-tiistai.csv"
    file.write_text("Lista;tiistai\nKoodi;Nimi;Paino\nA-1;Teline;81\n")
    guessed = run("import", str(file), "--show", OTHER, "--dry-run", "--guess")
    assert "1 changed" not in guessed.stdout
    assert "Sam Stranger" not in guessed.stdout
    done = run("import", str(file), "--show", OTHER, "--by", "sam@site.example")
    assert "Columns as Sam Stranger chose for “lista”. Read them anew with --guess." in done.stdout
    assert "A-1 · Weight: 80.0 → 81.0" in done.stdout
    again = run("import", str(file), "--show", OTHER, "--dry-run")
    assert "0 new, 0 changed, 1 unchanged" in again.stdout
    assert "for “lista-tiistai”" in again.stdout


def test_a_terminal_is_told_how_far_it_is_and_a_log_is_not(run, cast, database, data, gear):
    command = [*COMMAND, "import", gear, "--show", SHOW]
    environment = {**os.environ, "SITEOPS_DATA": str(data), "DATABASE_URL": database}
    screen, terminal = pty.openpty()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=terminal) as process:
        os.close(terminal)
        said = b""
        with contextlib.suppress(OSError):  # its other end was closed
            while some := os.read(screen, 4096):
                said += some
        assert process.stdout is not None
        assert b"Stored as import 1." in process.stdout.read()
    os.close(screen)
    words = said.decode()
    assert [one for one in ("Reading the file", "Comparing it with the plan", "Storing") if one not in words] == []
    assert words.endswith("\r\x1b[K")
    assert run("import", gear, "--show", SHOW).stderr == ""
