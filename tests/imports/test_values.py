"""Single cells: numbers, weights, sizes, quantities, flags, dates."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siteops.imports import dates, values
from siteops.imports.columns import normal


@pytest.mark.parametrize(
    ("written", "sign", "number"),
    [
        ("93,5", ".", 93.5),
        ("93.5", ",", 93.5),
        ("1.046,5", ".", 1046.5),
        ("1,046.5", ",", 1046.5),
        ("1.046", ",", 1046),
        ("1.046", ".", 1.046),
        ("1,046", ".", 1046),
        ("0,125", ".", 0.125),
        ("3.984.874,00", ".", 3984874),
        ("3.984.874", ".", 3984874),
        ("1 046,5", ".", 1046.5),
        ("1'046.5", ".", 1046.5),
        ("-4", ".", -4),
    ],
)
def test_numbers(written, sign, number):
    assert values.number(written, sign=sign) == number


@pytest.mark.parametrize("written", ["ca", "1-2", "12 or 13", "0x1F", "1e5", "٣kg", "=1+1"])
def test_what_is_no_number(written):
    with pytest.raises(values.Unreadable):
        values.number(written)


def test_the_decimal_sign_is_found_per_column():
    assert values.decimal_sign(["1.046", "93,5", "82"]) == ","
    assert values.decimal_sign(["1,046", "93.5", "82"]) == "."
    assert values.decimal_sign(["1.046", "82"], default=",") == ","


@pytest.mark.parametrize(
    ("cell", "unit", "kilograms"),
    [
        ("92,5 kg", "lb", 92.5),
        ("203 lb", "", 92.08),
        ("203lbs", "", 92.08),
        (100.0, "lb", 45.36),
        ("1,2 t", "", 1200),
        ("450 g", "", 0.45),
        ("-", "", None),
        (0.0, "", None),
        ("", "kg", None),
    ],
)
def test_weights(cell, unit, kilograms):
    weight = values.weight(cell, unit=unit)
    assert (weight.value if weight else None) == kilograms


def test_a_guessed_weight_is_marked():
    guess = values.weight("ca. 84")
    assert guess == values.Measure(84, "kg", about=True)


@pytest.mark.parametrize("written", ["?", "heavy", "-5 kg", "80 bananas", "80/90"])
def test_what_is_no_weight(written):
    with pytest.raises(values.Unreadable):
        values.weight(written)


@pytest.mark.parametrize(
    ("written", "count"),
    [("12", 12), ("12x", 12), ("12 pcs", 12), (4.0, 4), ("1.000", 1000), ("", None), ("3 Stück", 3)],
)
def test_quantities(written, count):
    assert values.quantity(written, sign=",") == count


@pytest.mark.parametrize("written", ["-4", "2,5", "lots", "9999999999", float("inf"), float("nan")])
def test_what_is_no_quantity(written):
    with pytest.raises(values.Unreadable):
        values.quantity(written)


def test_flags():
    assert [values.flag(each) for each in ("Y", "ja", "TRUE", "1", "x", True)] == [True] * 6
    assert [values.flag(each) for each in ("N", "no", "FALSE", "0", "nein", False)] == [False] * 6
    assert values.flag("") is None


@pytest.mark.parametrize(
    "written",
    ["25-03-2027 06:00", "25.03.2027", "2027-03-25", "25/3/27", "25. März 2027", "Mar 25, 2027", "25 March 2027"],
)
def test_days(written):
    assert dates.day(written) == date(2027, 3, 25)


def test_a_day_that_does_not_exist_is_not_moved():
    with pytest.raises(values.Unreadable):
        dates.day("31.09.2027")


def test_the_month_comes_first_only_where_a_cell_proves_it():
    assert dates.month_first(["3/4/2027", "3/26/2027"])
    assert not dates.month_first(["3/4/2027", "26/3/2027"])
    assert dates.day("3/4/2027", american=True) == date(2027, 3, 4)


@pytest.mark.parametrize("written", ["08:00", "0800", "8 am", "8:00 AM", "8.00"])
def test_times_of_day(written):
    assert dates.clock(written) == time(8)


@pytest.mark.parametrize(
    ("title", "name", "unit"),
    [
        ("Weight [LBS]", "weight", "lbs"),
        ("Name (In Database)", "name", ""),
        ("Gewicht in kg", "gewicht", "kg"),
        ("assetTypes_mass", "asset types mass", ""),
        ("HB.asset_id", "hb asset id", ""),
        ("Width (mm)", "width", "mm"),
        ("Checked in", "checked", "in"),
        ("✓", "", ""),
    ],
)
def test_headers_are_compared_without_case_brackets_and_units(title, name, unit):
    assert normal(title) == (name, unit)


CELLS = st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none())


@given(CELLS)
def test_no_cell_breaks_a_reader(cell):
    for reader in (
        values.number,
        values.weight,
        values.size,
        values.sizes,
        values.quantity,
        values.flag,
        dates.day,
        dates.clock,
    ):
        try:
            reader(cell)
        except values.Unreadable:
            continue
