"""Cells of crew lists: days, times, phone numbers, e-mail addresses and papers, as offices write them."""

from datetime import date, datetime, time

import pytest

from siteops.imports.crew import contacts
from siteops.imports.crew.days import days
from siteops.imports.crew.papers import paper
from siteops.imports.crew.times import moment
from siteops.imports.values import Unreadable
from tests.imports.conftest import BERLIN, crew_site

FRIDAY, SATURDAY, SUNDAY = date(2027, 3, 26), date(2027, 3, 27), date(2027, 3, 28)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Fri 26, Sat 27, Sun 28", [FRIDAY, SATURDAY, SUNDAY]), ("26.03. + 27.03.", [FRIDAY, SATURDAY]),
        ("26-28 March", [FRIDAY, SATURDAY, SUNDAY]), ("27 March", [SATURDAY]), ("26/27 March", [FRIDAY, SATURDAY]),
        ("26 + 28 March", [FRIDAY, SUNDAY]), ("March 26–28, 2027", [FRIDAY, SATURDAY, SUNDAY]), ("26/03", [FRIDAY]),
        ("03/26", [FRIDAY]), ("3/27/2027", [SATURDAY]), ("26.-28.03.", [FRIDAY, SATURDAY, SUNDAY]),
        ("26.3.", [FRIDAY]), ("26.3", [FRIDAY]), ("26.03.27", [FRIDAY]), ("2027-03-26, 2027-03-28", [FRIDAY, SUNDAY]),
        ("26-03-2027", [FRIDAY]), ("Fr-So", [FRIDAY, SATURDAY, SUNDAY]), ("Fri & Sun", [FRIDAY, SUNDAY]),
        ("Freitag, 26. März", [FRIDAY]), ("ven 26, sam 27 mars", [FRIDAY, SATURDAY]), ("vr 26 t/m zo 28 maart",
         [FRIDAY, SATURDAY, SUNDAY]), ("26 to 28 March", [FRIDAY, SATURDAY, SUNDAY]), ("all days", [FRIDAY, SATURDAY]),
        ("26th and 27th March", [FRIDAY, SATURDAY]), ("", []), ("–", []), (26.0, [FRIDAY]), (FRIDAY, [FRIDAY]),
        ("31 March + 1 April", [date(2027, 3, 31), date(2027, 4, 1)]),
    ],
)  # fmt: skip
def test_days_in_many_styles(written, expected):
    assert days(written, crew_site(FRIDAY, SATURDAY).calendar) == expected


@pytest.mark.parametrize("written", [
    "tbc", "26-25 March", "31.02.2027", "1 Jan-31 Dec", "x26", "46107", "26:00", "45", "9999-12-31",
    date(9999, 12, 31), datetime(9999, 12, 31, 8),  # noqa: DTZ001
])  # fmt: skip
def test_what_names_no_days_is_unreadable(written):
    with pytest.raises(Unreadable):
        days(written, crew_site(FRIDAY).calendar)


def test_without_any_named_day_the_next_one_of_the_month_is_meant():
    calendar = crew_site().calendar  # on 1 December 2026
    assert days("26.03.", calendar) == [FRIDAY]
    assert days("20.11.", calendar) == [date(2026, 11, 20)]
    with pytest.raises(Unreadable):  # of February, or of March
        days("Fri 26", calendar)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("08:00", (time(8), 0)), ("0600", (time(6), 0)), (600.0, (time(6), 0)), ("6 am", (time(6), 0)),
        ("7:30 am", (time(7, 30), 0)), ("6 P.M.", (time(18), 0)), ("12 am", (time(0), 0)), ("8", (time(8), 0)),
        ("8.30", (time(8, 30), 0)), ("8h30", (time(8, 30), 0)), ("18 Uhr", (time(18), 0)), ("24:00", (time(0), 1)),
        ("02:30 (+1)", (time(2, 30), 1)), ("02:30 +1", (time(2, 30), 1)), ("02:30 next day", (time(2, 30), 1)),
        (0.25, (time(6), 0)), (time(6), (time(6), 0)), (datetime(1899, 12, 31, 6), (time(6), 0)),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_times_in_many_styles(written, expected):
    found = moment(written, BERLIN)
    assert found
    assert (found.at, found.later, found.on) == (*expected, None)


@pytest.mark.parametrize("written", [
    "tbc", "25:00", "8:75", "early", "08:00:00:00", "+1", 1e12, "9999-12-31T23:59:00-12:00",
    "0001-01-01T00:00:00+12:00", "0001-01-01 00:00", datetime(9999, 12, 31, 8),  # noqa: DTZ001
])  # fmt: skip
def test_what_is_no_time_is_unreadable(written):
    with pytest.raises(Unreadable):
        moment(written, BERLIN)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("+44 7700 900100", "+44 7700 900100"), ("07700 900101", "07700 900101"),
        ("0049-176-04069002", "+49 176 04069002"),
        ("+44 (0)7700 900105", "+44 7700 900105"), ("(0049) 176 04069002", "+49 176 04069002"),
        ("Tel.: 040 5550100", "040 5550100"), ("+49 40 5550100 ext. 12", "+49 40 5550100"),
        ("040 5550100; 0176 123", "040 5550100"), ("040 5550100 / 0176 1234567", "040 5550100"),
        ("(555) 010-1234", "(555) 010-1234"), ("", ""), ("n/a", ""),
    ],
)  # fmt: skip
def test_phones_are_tidied(written, expected):
    assert contacts.phone(written) == contacts.Read(expected)


@pytest.mark.parametrize(
    ("written", "known", "expected"),
    [
        (4917604069018.0, {"49"}, "+4917604069018"), ("4917604069018", set(), "+4917604069018"),
        (17604069018.0, {"44", "49"}, "017604069018"), (15550101234.0, set(), "+15550101234"),
    ],
)  # fmt: skip
def test_phones_that_lost_their_plus_or_nought_are_put_right_and_reported(written, known, expected):
    assert contacts.phone(written, frozenset(known)) == contacts.Read(expected, mended=True)


@pytest.mark.parametrize("written", ["4,91760E+12", "ask Ingrid", "12", "1234567890123456789"])
def test_what_is_no_phone_is_unreadable(written):
    with pytest.raises(Unreadable):
        contacts.phone(written)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+49 176 04069002", "0176-04069002", True), ("0049 176 04069002", "+4917604069002", True),
        ("+49 176 04069002", "+44 176 04069002", False), ("0176 04069002", "0176 04069003", False),
        ("07700 900101", "+44 (0)7700 900101", True), ("112", "112", False), ("", "", False),
    ],
)  # fmt: skip
def test_two_spellings_of_a_number_are_one(one, other, same):
    assert contacts.is_same(one, other) is same


@pytest.mark.parametrize(
    ("written", "value", "mended"),
    [
        ("A@B.example", "a@b.example", False), ("Ana <ana@b.example>", "ana@b.example", False),
        ("mailto:ana@b.example", "ana@b.example", False), ("ana(at)b.example", "ana@b.example", True),
        ("ana [at] b [dot] example", "ana@b.example", True), ("-", "", False),
    ],
)  # fmt: skip
def test_e_mail_addresses(written, value, mended):
    assert contacts.email(written) == contacts.Read(value, mended)


@pytest.mark.parametrize(
    ("written", "until", "doubtful"),
    [
        (date(2027, 11, 30), date(2027, 11, 30), False), ("IRATA L3 exp 14/02/2028", date(2028, 2, 14), False),
        ("IRATA L2 exp 01/02/2027", date(2027, 2, 1), True), ("SQQ2 08.2028", date(2028, 8, 31), False),
        ("2028-02", date(2028, 2, 29), False), ("2028", date(2028, 12, 31), True), (2028.0, date(2028, 12, 31), True),
        ("yes", None, True), ("x", None, True), (True, None, True), ("IRATA L3", None, True),
        ("unbefristet", None, False), ("05/05/2027", date(2027, 5, 5), False),
        ("valid until 31.09.2027", date(2027, 12, 31), True),
        ("30 Nov 2027", date(2027, 11, 30), False), ("13.2027", date(2027, 12, 31), True),
    ],
)  # fmt: skip
def test_papers_are_read_as_far_as_they_can_be(written, until, doubtful):
    found = paper("rigging", written)
    assert found
    assert (found.until, found.doubtful) == (until, doubtful)


@pytest.mark.parametrize("written", ["", None, "no", "nein", "-", "n/a", False, 0.0])
def test_no_paper_is_no_paper(written):
    assert paper("rigging", written) is None
