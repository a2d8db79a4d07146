"""Crew lists in other shapes: other systems' headers, languages, several sheets, names in any script."""

from datetime import UTC, date, datetime, time

import pytest
from openpyxl import Workbook

from siteops.imports.crew.days import Contradiction, days
from siteops.imports.crew.sheets import interpret
from siteops.imports.crew.times import span
from siteops.imports.reader import read
from tests.imports.conftest import BERLIN, crew, crew_site, told

FRIDAY, SATURDAY, SUNDAY = date(2027, 3, 26), date(2027, 3, 27), date(2027, 3, 28)


def people(plan):
    return {one.name: one for one in plan.people}


def clocks(one) -> list[str]:
    """Somebody's calls on the site's clock."""
    return [
        "–".join(f"{each.astimezone(BERLIN):%d %H:%M}" if each else "?" for each in (call.starts, call.ends))
        for call in one.calls
    ]


def test_rentman_crew_of_a_project():
    plan = crew(
        "function,crewmember,planperiod_start,planperiod_end,transport,project_leader,remark\n"
        "LX technician,Marlies Terhorst,2027-03-26 07:00:00,2027-03-27 02:00:00,Own transport,true,Brings a meter\n"
        "Stagehand,Tomasz Bąk,2027-03-26T06:00:00+01:00,2027-03-28T13:00:00+02:00,,false,\n"
        "Stagehand,,2027-03-26 06:00:00,2027-03-26 13:00:00,,,\n"
    )
    marlies, tomasz = plan.people
    assert (marlies.function, clocks(marlies)) == ("LX technician", ["26 07:00–27 02:00"])
    assert marlies.remark == "transport: Own transport · project_leader: true · Brings a meter"
    assert clocks(tomasz) == ["26 06:00–26 13:00", "27 06:00–27 13:00", "28 06:00–28 13:00"]
    assert tomasz.remark == ""
    assert told(plan) == [(4, "no_name")]
    assert [(note.where.line, note.code) for note in plan.notes] == [(3, "period")]


def test_a_period_of_whole_days_says_no_times():
    plan = crew("crewmember,planperiod_start,planperiod_end\nA B,2027-03-26 00:00,2027-03-27 23:59\n")
    assert [(call.day, call.starts, call.ends) for call in plan.people[0].calls] == [
        (FRIDAY, None, None), (SATURDAY, None, None),
    ]  # fmt: skip


HEADERS = {
    "german": "Vorname;Nachname;Funktion;Gewerk;Firma;Handy;E-Mail-Adresse;Datum;Beginn;Ende;Staplerschein;Bemerkung",
    "french": "Prénom;Nom;Fonction;Département;Société;Portable;Courriel;Jour;Heure de début;Heure de fin;Cariste;"
    "Remarque",
    "dutch": "Voornaam;Achternaam;Functie;Afdeling;Bedrijf;Mobiel;E-mailadres;Dag;Aanvang;Einde;Heftruck;Opmerking",
    "english": "First name;Last name;Role;Dept.;Company;Mobile phone;E-mail;Date;Start;End;Forklift ticket;Notes",
    "surname": "Vorname;Name;Funktion;Abteilung;Firma;Telefon;Mail;Einsatztage;Von;Bis;Stapler;Info",
}
WHEN = {
    "german": "26.03.2027;8 Uhr;18:00 Uhr;30.11.2027",
    "french": "26 mars 2027;8h00;18h00;30/11/2027",
    "dutch": "26 maart 2027;08.00;18.00 uur;30-11-2027",
    "english": "2027-03-26;8 am;6:00 p.m.;30 Nov 2027",
    "surname": "26.3.27;800;1800;11.2027",
}


@pytest.mark.parametrize("language", HEADERS)
def test_headers_of_other_languages(language):
    row = f"Jörg;Müller;Tontechniker;Audio;Müller GmbH;0176 1234567;J@M.example;{WHEN[language]};Ch. 1"
    plan = crew(f"{HEADERS[language]}\n{row}\n")
    assert told(plan) == []
    (one,) = plan.people
    assert (one.name, one.function, one.department, one.company) == (
        "Jörg Müller", "Tontechniker", "audio", "Müller GmbH",
    )  # fmt: skip
    assert (one.phone, one.email, one.remark) == ("0176 1234567", "j@m.example", "Ch. 1")
    assert clocks(one) == ["26 08:00–26 18:00"]
    assert one.papers["forklift"].until == date(2027, 11, 30)


def test_surnames_before_a_comma():
    plan = crew("Name;Phone\nSilva, Maria;+49 40 5550101\nvan der Meulen, Noor;+49 40 5550102\nCher;+49 40 5550103\n")
    assert list(people(plan)) == ["Maria Silva", "Noor van der Meulen", "Cher"]


def test_one_sheet_a_day(tmp_path):
    workbook = Workbook()
    for title, hour in (("Fri 26 March 2027", "06:00"), ("27.03.", "10:00"), ("Sunday 28", "22:00")):
        sheet = workbook.create_sheet(title)
        sheet.append(["Name", "Company", "Call", "Wrap"])
        sheet.append(["Ümit Şahin", "Hafencrew", hour, "23:00"])
    workbook.remove(workbook.worksheets[0])
    workbook.save(tmp_path / "days.xlsx")
    plan = interpret(read(tmp_path / "days.xlsx"), crew_site())
    assert clocks(plan.people[0]) == ["26 06:00–26 23:00", "27 10:00–27 23:00", "28 22:00–28 23:00"]
    assert (len(plan.people), told(plan)) == (1, [])


def test_times_without_any_day_are_reported_and_the_people_come_in():
    plan = crew("Name;Phone;Call\nA B;+49 40 5550101;08:00\n")
    assert (plan.people[0].calls, told(plan)) == ([], [(2, "no_day")])


def test_a_title_that_names_one_day_is_the_day_of_its_sheet():
    plan = crew("Call sheet for 26 March 2027;;\nName;Phone;Call\nA B;+49 40 5550101;08:00\n")
    assert clocks(plan.people[0]) == ["26 08:00–?"]


def test_a_list_of_another_year_is_read_by_its_own_days():
    plan = crew("Fri 26 March 2027;;\nName;Days;Call\nA B;Fri 26, Sat 27;08:00\n", date(2026, 3, 27))
    assert [call.day for call in plan.people[0].calls] == [FRIDAY, SATURDAY]
    plan = crew("Printed 12.03.2027;;\nName;Days;Call\nA B;Fri 26;08:00\n")
    assert [call.day for call in plan.people[0].calls] == [FRIDAY]


def test_a_call_that_the_clocks_leave_out_is_reported():
    plan = crew("Name;Phone;Date;Call;Wrap\nA B;+49 40 5550101;2027-03-28;02:15;06:00\n")
    assert told(plan) == [(2, "call_no_such_time")]
    (call,) = plan.people[0].calls
    assert (call.day, call.starts, call.ends) == (SUNDAY, None, datetime(2027, 3, 28, 4, tzinfo=UTC))


def test_a_night_in_which_the_clocks_go_back_has_its_hour():
    plan = crew("Name;Phone;Date;Call;Wrap\nA B;+49 40 5550101;2026-10-24;22:00;02:30\n")
    (call,) = plan.people[0].calls
    assert call.starts
    assert call.ends
    assert (call.ends - call.starts).total_seconds() / 3600 == 4.5  # the first of the two


def test_a_weekday_that_is_not_the_dates_is_a_contradiction():
    with pytest.raises(Contradiction):
        days("Thu 26 March", crew_site(FRIDAY).calendar)
    plan = crew("Name;Phone;Days;Call\nA B;+49 40 5550101;Thu 26 March 2027;08:00\n")
    assert (told(plan), plan.people[0].calls) == ([(2, "day_contradicts")], [])


def test_one_cell_may_hold_call_and_wrap():
    found = [each.at for each in span("08:00 – 18:00", BERLIN) if each]
    assert found == [time(8), time(18)]
    plan = crew("Name;Phone;Date;Shift\nA B;+49 40 5550101;2027-03-26;22:00-03:30\n")
    assert clocks(plan.people[0]) == ["26 22:00–27 03:30"]


def test_people_without_contact_are_one_by_name_and_company():
    plan = crew(
        "Name;Company;Function;Date;Call\n"
        "Jan Jansen;Crew BV;Stagehand;2027-03-26;08:00\n"
        "JAN  JANSEN;crew bv;Loader;2027-03-27;08:00\n"
        "Jan Jansen;Other BV;Stagehand;2027-03-26;08:00\n"
    )
    assert [(one.name, one.company, len(one.calls)) for one in plan.people] == [
        ("Jan Jansen", "Crew BV", 2), ("Jan Jansen", "Other BV", 1),
    ]  # fmt: skip


def test_whoever_could_be_two_is_left_out_and_reported():
    plan = crew(
        "Name;Company;Phone;Date;Call\n"
        "Jan Jansen;Crew BV;+31 20 5550101;2027-03-26;08:00\n"
        "Jan Jansen;Crew BV;+31 20 5550102;2027-03-26;08:00\n"
        "Jan Jansen;Crew BV;;2027-03-27;08:00\n"
    )
    assert (len(plan.people), told(plan)) == (2, [(4, "no_contact"), (4, "which_person")])


def test_a_mailbox_that_several_share_makes_them_not_one():
    plan = crew(
        "Name;Phone;E-mail\nAnna Berg;+49 40 5550101;crew@firm.example\nBob Stone;+49 40 5550102;crew@firm.example\n"
    )
    assert [(one.name, one.email) for one in plan.people] == [("Anna Berg", "crew@firm.example"), ("Bob Stone", "")]
    assert told(plan) == [(3, "email_shared")]


def test_the_same_row_again_is_a_double_and_other_contacts_are_told():
    plan = crew(
        "Name;Phone;E-mail\nAnna Berg;+49 40 5550101;anna@firm.example\n"
        "Anna Berg;040 5550101;anna@firm.example\nA. Berg;+49 40 5550109;anna@firm.example\n"
    )
    assert (len(plan.people), told(plan)) == (1, [(3, "person_again"), (4, "other_contact")])


def test_a_list_of_names_alone_is_a_list_of_people():
    plan = crew("Name\nAnna Berg\n陳志明\nيوسف المنصوري\nCher\n")
    assert list(people(plan)) == ["Anna Berg", "陳志明", "يوسف المنصوري", "Cher"]


def test_bands_totals_and_notes_are_nobody_but_a_lone_name_is_somebody():
    plan = crew(
        "Name;Function;Phone\nLIGHTING CREW;;\nAnna Berg;LX;+49 40 5550101\n--- Local crew ---;;\nStage hands;;\n"
        "Bob Stone;Hand;+49 40 5550102\nCarl Vance;;\nTotal;3;\nMeals at noon;;\n"
    )
    assert list(people(plan)) == ["Anna Berg", "Bob Stone", "Carl Vance"]
    assert told(plan) == [(7, "no_contact")]


def test_companies_are_one_however_spelt_and_near_ones_are_suggested():
    plan = crew("Name;Company\nA B;Nordvik GmbH\nC D;NORDVIK  gmbh\nE F;Nordvyk GmbH\n")
    assert [one.company for one in plan.people] == ["Nordvik GmbH", "Nordvik GmbH", "Nordvyk GmbH"]
    assert [(near.name, near.other) for near in plan.near] == [("Nordvik GmbH", "Nordvyk GmbH")]
