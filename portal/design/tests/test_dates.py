from datetime import date

import pytest
from django.core.exceptions import ValidationError

from portal.design.dates import DateField, DateParts, DateWidget, month_number


def born() -> DateField:
    return DateField(
        label="Date of birth", missing="Enter your date of birth", past=True, today=lambda: date(2025, 6, 3)
    )


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MAR.", " march "])
def test_a_month_may_be_a_number_or_its_name(month: str) -> None:
    assert born().clean(DateParts("27", month, "1948")) == date(1948, 3, 27)


@pytest.mark.parametrize("word", ["ma", "j", "", "marchy", "³"])
def test_what_is_no_month_is_none(word: str) -> None:
    assert month_number(word) is None


@pytest.mark.parametrize(
    ("parts", "sentence", "wrong"),
    [
        (("", "", ""), "Enter your date of birth", None),
        ((" ", "\u200b", ""), "Enter your date of birth", None),
        (("27", "3", ""), "Date of birth must include a year", ["year"]),
        (("27", "", "1948"), "Date of birth must include a month", ["month"]),
        (("", "", "1948"), "Date of birth must include a day and month", ["day", "month"]),
        (("27", "3", "48"), "Year must have 4 numbers", ["year"]),
        (("27", "3", "19480"), "Year must have 4 numbers", ["year"]),
        (("27", "3", "MCML"), "Year must have 4 numbers", ["year"]),
        (("27", "3", "٢٠٢٤"), "Year must have 4 numbers", ["year"]),
        (("27", "3", "0000"), "Date of birth must be a real date", ["year"]),
        (("1", "1", "0001"), "Date of birth must be a real date", ["year"]),
        (("31", "12", "9999"), "Date of birth must be a real date", ["year"]),
        (("31", "2", "1948"), "Date of birth must be a real date", ["day"]),
        (("32", "3", "1948"), "Date of birth must be a real date", ["day"]),
        (("27", "13", "1948"), "Date of birth must be a real date", ["month"]),
        (("x", "y", "1948"), "Date of birth must be a real date", ["day", "month"]),
        (("-1", "3", "1948"), "Date of birth must be a real date", ["day"]),
        (("3", "6", "2025"), "Date of birth must be in the past", ["day", "month", "year"]),
    ],
)
def test_an_error_says_what_to_put_right(parts: tuple[str, str, str], sentence: str, wrong: list[str] | None) -> None:
    with pytest.raises(ValidationError) as error:
        born().clean(DateParts(*parts))
    assert error.value.messages == [sentence]
    assert (error.value.params or {}).get("parts") == wrong


def test_yesterday_is_in_the_past() -> None:
    assert born().clean(DateParts("2", "6", "2025")) == date(2025, 6, 2)


def test_a_leap_day_is_real_in_a_leap_year() -> None:
    assert born().clean(DateParts("29", "2", "2024")) == date(2024, 2, 29)


def test_an_optional_date_may_be_left_empty_but_not_half_given() -> None:
    field = DateField(label="End date", missing="", optional=True)
    assert field.label == "End date (optional)"
    assert field.clean(DateParts()) is None
    with pytest.raises(ValidationError, match="End date must include a year"):
        field.clean(DateParts("1", "2", ""))


def test_a_percent_sign_in_a_name_does_no_harm() -> None:
    with pytest.raises(ValidationError) as error:
        DateField(label="100% date", missing="").clean(DateParts("31", "2", "2024"))
    assert error.value.messages == ["100% date must be a real date"]


def test_a_date_known_before_fills_the_boxes() -> None:
    assert DateWidget().format_value(date(1948, 3, 27)) == DateParts("27", "3", "1948")
    assert DateWidget().format_value(None) == DateParts()


@pytest.mark.parametrize("parts", [("9" * 5000, "3", "1948"), ("27", "9" * 5000, "1948"), ("27", "3", "9" * 5000)])
def test_a_number_of_thousands_of_digits_is_a_mistake_like_any_other(parts: tuple[str, str, str]) -> None:
    with pytest.raises(ValidationError):
        born().clean(DateParts(*parts))
