"""A list of people that was exported comes back as it went: no one new, nothing changed, in any language."""

from pathlib import Path

import pytest

from siteops.core.words import LANGUAGES, PSEUDO
from tests.exports.test_round_trip import as_excel_saves, bring

CREW = Path(__file__).parent.parent / "imports" / "data" / "crew-list.xlsx"


@pytest.fixture
def crewed(lea, day):
    """Lea at her desk, with the office's call sheet on the show, and somebody who was on site for a while."""
    assert bring(lea, CREW.read_bytes(), "crew-list.xlsx")["New"] == "64"
    return lea


@pytest.mark.both
@pytest.mark.parametrize("separator", ["comma", "semicolon"])
def test_people_that_were_exported_change_nothing_when_they_are_imported(crewed, taken, separator):
    brought = bring(crewed, taken("people", separator=separator).encode("utf-8-sig"), "people.csv")
    assert (brought["Kind"], brought["New"], brought["Changed"]) == ("crew", "0", "0")
    assert int(brought["Unchanged"]) >= 60


@pytest.mark.parametrize("separator", ["comma", "semicolon"])
def test_excel_opens_and_saves_people_and_it_still_changes_nothing(crewed, taken, separator):
    saved = as_excel_saves(taken("people", separator=separator), separator)
    brought = bring(crewed, saved.encode("utf-8-sig"), "people.csv")
    assert (brought["New"], brought["Changed"]) == ("0", "0")


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
def test_every_language_of_people_is_read_back(crewed, taken, language):
    crewed.set_cookie("lang", language)
    text = taken("people")
    brought = list(bring(crewed, text.encode("utf-8-sig"), "people.csv").values())
    assert (brought[3], brought[5:7]) == ("crew", ["0", "0"]), text.partition("\r\n")[0]
