"""`siteops export`: the same tables, from a terminal."""

import csv

import pytest

from siteops.exports.catalogue import TABLES
from tests.exports.conftest import rows
from tests.harness.cast import SHOW


@pytest.mark.both
def test_everything_is_written_for_our_eyes_only(run, taken, tmp_path):
    done = run("export", SHOW, str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert "cases.csv: 4 rows" in done.stdout
    files = sorted((tmp_path / "out").iterdir())
    assert [one.name for one in files] == sorted(f"{name}.csv" for name in TABLES)
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}
    assert (tmp_path / "out" / "cases.csv").read_text("utf-8-sig") == taken("cases").replace("\r\n", "\n")


def test_in_another_language_with_its_separator(run, tmp_path):
    run("export", SHOW, str(tmp_path), "--language", "de")
    found = rows((tmp_path / "cases.csv").read_text("utf-8-sig"), ";")
    assert {row["Gewicht (kg)"] for row in found} == {"92,5", "206", "40", "135"}
    run("export", SHOW, str(tmp_path), "--language", "de", "--separator", "comma")
    with (tmp_path / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["Gewicht (kg)"] for row in csv.DictReader(file)} == {"92.5", "206", "40", "135"}


def test_a_show_that_is_not_there(run, tmp_path):
    refused = run("export", "nowhere", str(tmp_path / "out"))
    assert refused.exit_code == 1
    assert "There is no show nowhere" in refused.stderr
    assert not (tmp_path / "out").exists()
