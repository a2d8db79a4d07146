"""A call sheet as a production office sends it: 65 rows with everything that real ones have."""

from collections import Counter
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from siteops.crew.papers import standing, worked
from siteops.imports.crew.planned import CrewPlan, PersonRow
from siteops.imports.crew.sheets import interpret
from siteops.imports.reader import read
from tests.imports.conftest import BERLIN, DATA, crew_site, told

FRIDAY, SATURDAY, SUNDAY = date(2027, 3, 26), date(2027, 3, 27), date(2027, 3, 28)


@pytest.fixture(scope="module")
def plan() -> CrewPlan:
    return interpret(read(DATA / "crew-list.xlsx"), crew_site())


def named(plan: CrewPlan, name: str) -> list[PersonRow]:
    return [one for one in plan.people if one.name == name]


def at(day: date, clock: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)


def calls(plan: CrewPlan, name: str) -> list[tuple[str, str]]:
    """Somebody's calls on the site's clock: from, until."""
    (one,) = named(plan, name)
    spelled = [
        [f"{each.astimezone(BERLIN):%d %H:%M}" if each else "" for each in (call.starts, call.ends)]
        for call in one.calls
    ]
    return [(starts, ends) for starts, ends in spelled]


def test_sixty_five_rows_are_sixty_four_people(plan):
    assert len(plan.people) == 64
    assert {one.where.line for one in plan.people} == {*range(6, 46), *range(48, 72)}


def test_two_of_one_name_are_told_apart_by_their_contacts(plan):
    assert [(one.function, one.phone, one.email) for one in named(plan, "Maria Silva")] == [
        ("LX technician", "+49 176 04069008", "maria.silva@nordvik.example"),
        ("Stagehand", "0176 04069043", "m.silva2@hafencrew.example"),
    ]


def test_one_person_on_two_rows_has_a_second_call(plan):
    (iker,) = named(plan, "Iker Etxeberria")
    assert iker.function == "PA technician"
    saturday = [(f"{call.starts.astimezone(BERLIN):%H:%M}", call.function) for call in iker.calls
                if call.day == SATURDAY and call.starts]  # fmt: skip
    assert saturday == [("07:30", "PA technician"), ("22:00", "Truck loader (load-out)")]


def test_exactly_the_seven_odd_rows_are_reported(plan):
    assert told(plan) == [
        (22, "paper_doubtful"),
        (24, "phone_mended"),
        (36, "paper_doubtful"),
        (39, "email_mended"),
        (55, "call_unreadable"),
        (58, "no_contact"),
        (60, "paper_doubtful"),
    ]


def test_times_are_read_however_they_are_written(plan):
    assert calls(plan, "Théo Marchand") == [("26 08:00", "27 01:00"), ("27 08:00", "28 01:00")]
    assert calls(plan, "Jonas Brückner")[0] == ("26 06:00", "27 03:00")
    assert calls(plan, "Dmytro Kovalenko") == [("27 11:00", "28 00:00")]
    assert calls(plan, "Björn Lindqvist")[0] == ("26 07:30", "27 02:00")
    assert calls(plan, "Leila Haddad") == [("26 07:00", "27 00:30"), ("27 07:00", "28 00:30")]
    assert calls(plan, "Sofia Lindgren") == [("27 13:00", "28 00:00")]


def test_days_are_read_in_all_their_styles(plan):
    days = Counter(len(one.calls) for one in plan.people)
    assert set(days) == {1, 2, 3, 5}
    for name, expected in {
        "Ingrid Solheim": [FRIDAY, SATURDAY, SUNDAY],
        "Katarzyna Wójcik": [FRIDAY, SATURDAY, SUNDAY],
        "Oluwaseun Adebayo": [SATURDAY],
        "Aoife Ní Bhriain": [FRIDAY, SATURDAY],
        "Ole Hinrichs": [FRIDAY, SUNDAY],
        "Ralf Kröger": [FRIDAY, SUNDAY],
        "Noor van der Meulen": [SATURDAY],
    }.items():
        (one,) = named(plan, name)
        assert [call.day for call in one.calls] == expected, name


def test_a_call_time_that_is_not_known_yet_leaves_the_day(plan):
    assert calls(plan, "Amara Diallo") == [("", "26 13:00"), ("", "27 13:00")]


def test_a_wrap_in_the_hour_that_the_clocks_leave_out_is_as_late_as_it_was_meant(plan):
    assert calls(plan, "Ingrid Solheim")[1] == ("27 06:00", "28 03:30")
    assert [(note.where.line, note.code, note.params["taken"]) for note in plan.notes] == [(6, "wrap_moved", "03:30")]
    assert calls(plan, "Marlies Terhorst")[1] == ("27 07:00", "28 03:00")  # 02:00 is when they go forward


def test_contacts_are_mended_where_that_is_safe(plan):
    (kwabena,), (okan,) = named(plan, "Kwabena Mensah"), named(plan, "Okan Demirtaş")
    assert kwabena.phone == "+4917604069018"
    assert okan.email == "okan.demirtas@zuraw.example"
    assert [one.phone for one in named(plan, "Katarzyna Wójcik")] == ["+49 176 04069002"]
    assert [one.phone for one in named(plan, "Oluwaseun Adebayo")] == ["+44 7700 900105"]
    (nobody,) = named(plan, "Ümit Şahin")
    assert (nobody.phone, nobody.email) == ("", "")


def test_departments_that_we_know_are_departments_and_others_are_kept_as_words(plan):
    assert Counter(one.department for one in plan.people if one.department)["lighting"] == 8
    (medic,) = named(plan, "Dr. Annika Voß")
    assert (medic.department, medic.remark) == ("", "Medical")
    (driver,) = named(plan, "Ole Hinrichs")
    assert driver.remark == "Transport · Truck 1"


def test_names_and_remarks_of_all_scripts_come_through_as_they_are(plan):
    names = {one.name for one in plan.people}
    assert {"يوسف المنصوري", "田中 美咲", "陳志明", "Chiara D'Amico", "Lê Thị Hồng"} <= names
    (sofia,) = named(plan, "Sofia Lindgren")
    assert sofia.remark == "Production · Quick-change stage left 👗"


def test_four_papers_do_not_hold_for_the_whole_show(plan):
    lapsing = [
        (one.where.line, paper.kind, how, paper.until)
        for one in plan.people
        for paper in one.papers.values()
        if (how := standing(paper, worked(((c.day, c.starts, c.ends) for c in one.calls), BERLIN))) in ("ended", "ends")
    ]
    assert lapsing == [
        (8, "first_aid", "ends", SATURDAY),
        (36, "rigging", "ended", date(2027, 2, 1)),
        (48, "first_aid", "ended", date(2026, 12, 31)),
        (50, "forklift", "ended", date(2027, 3, 20)),
    ]


def test_papers_are_kept_as_written_where_they_cannot_be_told(plan):
    papers = {(one.where.line, kind): paper for one in plan.people for kind, paper in one.papers.items()}
    doubtful = {at: (paper.written, paper.until) for at, paper in papers.items() if paper.doubtful}
    assert doubtful == {
        (22, "first_aid"): ("yes", None),
        (36, "rigging"): ("IRATA L2 exp 01/02/2027", date(2027, 2, 1)),
        (60, "forklift"): ("2028", date(2028, 12, 31)),
    }
    assert papers[37, "rigging"].until == date(2028, 8, 31)
    assert papers[34, "rigging"].until == date(2028, 2, 14)
