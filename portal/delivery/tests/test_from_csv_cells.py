"""Cells of CSVs as values: amounts and dates in any writing, and nothing else by mistake."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.delivery.from_csv import cells
from portal.delivery.from_csv.mistakes import BadCell

MOST = 99_999_999_999
BELOW = ("-{}", "−{}", "({})", "{}-", "-£{}", "£-{}", "(£{})", "- {}", "{} -")
ABOVE = ("{}", "£{}", "+{}", "£ {}")


@given(st.integers(-MOST, MOST), st.data(), st.booleans())
def test_an_amount_is_read_however_it_is_written(pence: int, data: st.DataObject, commas: bool) -> None:
    pounds = f"{abs(pence) // 100:{',' if commas else ''}}.{abs(pence) % 100:02}"
    way = data.draw(st.sampled_from(BELOW if pence < 0 else ABOVE))

    assert cells.pence(way.format(pounds)) == pence


@pytest.mark.parametrize(
    ("cell", "pence"), [("12", 1200), ("12.5", 1250), ("12.3000", 1230), ("-0.00", 0), ("(0.01)", -1), ("0", 0)]
)
def test_other_writings_of_amounts(cell: str, pence: int) -> None:
    assert cells.pence(cell) == pence


@pytest.mark.parametrize(
    "cell",
    ["12,30", "1.234,50", "12,3456.00", "1,23.00", "--1", "-(1)", "(1", "1)", "£", "", "1.2.3", "1e3", "12.345", "€5",
     "٣", "1 234.50", "12p", "NaN", "-", "1,,000", ".50"],
)  # fmt: skip
def test_what_is_no_amount(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.pence(cell)


@given(st.text(alphabet="0123456789.,£()-+ −e", max_size=14))
def test_whatever_is_read_as_an_amount_has_its_digits(cell: str) -> None:
    try:
        pence = cells.pence(cell)
    except BadCell:
        return
    whole, _, part = cell.partition(".")
    digits = "".join(filter(str.isdigit, whole)) + "".join(filter(str.isdigit, part))[:2].ljust(2, "0")
    assert abs(pence) == int(digits)


@given(
    st.dates(min_value=date(1000, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d.%m.%Y %H:%M", "%Y%m%d"]),
)
def test_a_date_is_read_in_the_way_it_was_written(day: date, written: str) -> None:
    assert cells.day(day.strftime(written), written) == day


@given(st.text(alphabet="0123456789/- ", max_size=12))
def test_whatever_is_read_as_a_date_is_that_day(cell: str) -> None:
    try:
        found = cells.day(cell, "%d/%m/%Y")
    except BadCell:
        return
    assert [int(part) for part in cell.split("/")] == [found.day, found.month, found.year]


@pytest.mark.parametrize("written", ["%d/%m/%y", "%d/%m", "%Y", "%m/%Y", "hello", "%d/%m/%Y %Q", ""])
def test_a_way_to_write_dates_must_tell_days_apart(written: str) -> None:
    assert not cells.tells_days_apart(written)


@pytest.mark.parametrize(
    ("cell", "decimal"),
    [
        ("21.48", "21.48"),
        ("£21.480", "21.480"),
        ("4.85 %", "4.85"),
        ("1,234.5", "1234.5"),
        ("2.500000000", "2.5"),
        ("0", "0"),
    ],
)
def test_rates_and_quantities(cell: str, decimal: str) -> None:
    assert cells.decimal(cell) == decimal


@pytest.mark.parametrize("cell", ["-1", "1,5", "", "abc", "1.", "٤"])
def test_what_is_no_rate(cell: str) -> None:
    with pytest.raises(BadCell):
        cells.decimal(cell)
