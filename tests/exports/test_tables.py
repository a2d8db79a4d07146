"""Each table says what the show knows, in a form that a spreadsheet takes; and who may have it."""

import pytest

from siteops.core.access.people import Call, Certificate
from siteops.core.db import editing
from siteops.core.plan import Contact, Item, Phase, Slot
from siteops.exports.catalogue import TABLES
from tests.desk.conftest import opened
from tests.exports.conftest import EXPORT, rows
from tests.harness.cast import DAWN, OTHER, SHOW, sign_in
from tests.harness.databases import counting


@pytest.mark.both
def test_where_cases_are(day, taken):
    found = {row["Code"]: row for row in rows(taken("states"))}
    assert (found["LX-0108"]["State"], found["LX-0108"]["Where"]) == ("Placed", "Stage left")
    assert found["LX-0108"]["Since"] == "2026-05-01T08:01:00+02:00"
    assert (found["BW-KH-01"]["State"], found["BW-KH-01"]["Held because"]) == ("Held", "'=wet")
    assert found["AU-10P5"]["In case"] == "AU-1001"


def test_a_case_that_came_without_being_listed_stands_last(app, cast, phone_of, taken, lea):
    lea.post(f"/shows/{SHOW}/cases/{cast.cases['AU-1001']}/off")
    cem = phone_of("cem")
    cem.push(cem.entry("Moved", f"case:{cast.cases['AU-1001']}", 1, place=cast.refs["dock1"]))
    assert [row["Code"] for row in rows(taken("states"))][-1] == "AU-1001"
    assert "AU-1001" not in [row["Code"] for row in rows(taken("cases"))]


@pytest.mark.both
def test_the_log_as_a_person_reads_it(day, taken):
    found = rows(taken("log"))
    assert [row["What"] for row in found] == [
        "Checked in at Gate A", "Stage left", "Dock 2", "Undo: Dock 2", "Held: =wet", "Packed into AU-1001",
        "Reported: Damage, Serious at Dock 1", "Released", "Ticked", "Taken on", "Checked out at Gate A",
        "Checked in at Gate A",
    ]  # fmt: skip
    assert [row["Does not count"] for row in found if row["Does not count"]] == ["undone", "waits for a lead"]
    assert (found[1]["When"], found[1]["Who"], found[1]["Which"]) == (
        "2026-05-01T08:01:00+02:00", "Cem Arslan", "LX-0108",
    )  # fmt: skip
    assert found[8]["Which"] == "Load bars every 3 m"


@pytest.mark.both
def test_who_was_on_site_from_when_to_when(day, taken):
    first, second = rows(taken("attendance"))
    assert (first["Name"], first["In"], first["Out"], first["Hours"]) == (
        "Cem Arslan", "2026-05-01T07:30:00+02:00", "2026-05-01T09:00:00+02:00", "1.5",
    )  # fmt: skip
    assert (second["In"], second["Gate in"], second["Out"]) == ("2026-05-01T09:30:00+02:00", "Gate A", "")


@pytest.mark.both
def test_incidents_and_what_was_written_of_them(day, taken):
    (one,) = rows(taken("incidents"))
    assert (one["Kind"], one["Severity"], one["Place"]) == ("Damage", "Serious", "Dock 1")
    assert one["Taken on by"] == "Lea Lead"
    assert one["Account"] == "Forklift hit\nthe door"
    assert [row["Words"] for row in rows(taken("reports"))] == ["Forklift hit\nthe door"]


@pytest.mark.both
def test_the_rest_of_the_plan(app, cast, day, taken):
    with app.app_context(), editing() as session:
        session.add(Slot(SHOW, cast.places["dock1"], cast.places["truck1"], "in", DAWN, DAWN, vendor="@home"))
        session.add(Item(cast.cases["AU-1001"], "0007", "Stage box", serial="=9"))
        session.add(Call(SHOW, cast.people["cem"], DAWN.date(), DAWN, None, "Rigger"))
        session.add(Certificate(cast.people["cem"], "forklift", DAWN.date(), "1.5.26"))
        session.add(Phase(SHOW, "load-in", DAWN))
        session.add(Contact(SHOW, "Harbour police", "Gate 7", "110"))
    assert rows(taken("slots"))[0]["Vendor"] == "'@home"
    (item,) = rows(taken("contents"))
    assert (item["Kind"], item["Code"], item["Serial number"], item["In case"]) == ("Item", "'0007", "'=9", "AU-1001")
    assert rows(taken("calls"))[0]["Call from"] == "2026-05-01T08:00:00+02:00"
    assert rows(taken("papers"))[0]["Valid until"] == "2026-05-01"
    assert rows(taken("phases")) == [{"Phase": "Load-in", "From": "2026-05-01T08:00:00+02:00"}]
    assert [list(row.values()) for row in rows(taken("contacts"))] == [["Harbour police", "Gate 7", "110", ""]]
    assert rows(taken("places"))[0]["Name"] == "Dock 1"
    assert rows(taken("owners")) == [{"Owner": "Brightwater AV Rental Ltd", "Cases": "1", "Weight (kg)": "135"}]
    assert [row["Done"] for row in rows(taken("lists"))] == ["Yes", "No"]
    cem = next(row for row in rows(taken("people")) if row["Name"] == "Cem Arslan")
    assert (cem["Phone"], cem["Hours on site"]) == ("'+49 40 5550199", "1.5")
    assert [row["What"] for row in rows(taken("findings"))] == ["On hold", "Not theirs to say"]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"department": "audio"}, ["AU-1001", "AU-10P5"]),
        ({"state": "held"}, ["BW-KH-01"]),
        ({"q": "lx"}, ["LX-0108"]),
        ({"sort": "-code", "page": "3"}, ["LX-0108", "BW-KH-01", "AU-10P5", "AU-1001"]),
    ],
)
def test_the_list_is_taken_as_it_was_narrowed(day, taken, asked, codes):
    assert [row["Code"] for row in rows(taken("cases", **asked))] == codes
    assert [row["Code"] for row in rows(taken("states", **asked))] == codes


def test_the_list_of_cases_links_to_what_it_shows(lea, cast):
    page = opened(lea, f"/shows/{SHOW}/cases?department=audio&sort=-code")
    (link,) = [one["href"] for one in page.all("a") if "/export/" in one.get("href")]
    with lea.get(link) as answer:
        assert [row["Code"] for row in rows(answer.data.decode("utf-8-sig"))] == ["AU-10P5", "AU-1001"]


def test_a_file_is_what_excel_opens(lea, cast):
    with lea.get(f"{EXPORT}/cases.csv") as answer:
        assert answer.data.startswith(b"\xef\xbb\xbfKind,Code,")
        assert answer.data.count(b"\r\n") == 5
        assert answer.content_type == "text/csv; charset=utf-8"
        assert f"{SHOW}-cases-" in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_lists_every_table(lea, cast):
    page = opened(lea, EXPORT)
    links = [one["href"].partition("?")[0] for one in page.all("a") if ".csv" in one.get("href")]
    assert sorted(links) == sorted(f"{EXPORT}/{name}.csv" for name in TABLES)


def test_only_leads_of_the_show_take_anything_away(app, cast):
    cem, sam = sign_in(app.test_client(), "cem"), sign_in(app.test_client(), "sam")
    for path in (EXPORT, *(f"{EXPORT}/{name}.csv" for name in TABLES)):
        assert [one.get(path).status_code for one in (cem, sam, app.test_client())] == [403, 404, 303]


def test_another_shows_rows_are_in_no_table(app, cast, day):
    sam = sign_in(app.test_client(), "sam")
    for name in TABLES:
        with sam.get(f"/shows/{OTHER}/export/{name}.csv") as answer:
            found = rows(answer.data.decode("utf-8-sig"))
            assert [row["Name"] for row in found] == (["Sam Stranger"] if name == "people" else [])


def test_there_is_no_table_of_another_name(lea, cast):
    assert lea.get(f"{EXPORT}/passwords.csv").status_code == 404


@pytest.mark.parametrize("name", TABLES)
def test_the_number_of_queries_does_not_grow_with_the_show(app, lea, cast, day, name):
    lea.get(f"{EXPORT}/{name}.csv").close()  # what the first one finds out and keeps is not counted
    with app.app_context(), counting() as few, lea.get(f"{EXPORT}/{name}.csv"):
        pass
    with app.app_context(), editing() as session:
        for number in range(20):
            session.add(Item(cast.cases["AU-1001"], f"X-{number}", "Cable"))
            session.add(Call(SHOW, cast.people["cem"], DAWN.date(), DAWN, None, f"Hand {number}"))
    with app.app_context(), counting() as many, lea.get(f"{EXPORT}/{name}.csv"):
        pass
    assert len(many) == len(few) <= 25
