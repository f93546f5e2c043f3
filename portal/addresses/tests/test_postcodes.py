"""Postcodes as people type them."""

import pytest

from portal.addresses.postcodes import NotAPostcode, normalise_postcode


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("WR5 2NP", "WR5 2NP"),
        ("wr52np", "WR5 2NP"),
        ("  w r 5  2 n p ", "WR5 2NP"),
        ("(WR5-2NP).,", "WR5 2NP"),
        ("WR5\u200b 2NP\u202c", "WR5 2NP"),
        ("WR5\u20132NP", "WR5 2NP"),
        ("ＷＲ５　２ＮＰ", "WR5 2NP"),
        ("SW1A 1AA", "SW1A 1AA"),
        ("B1 1BB", "B1 1BB"),
        ("W1W 7RT", "W1W 7RT"),
        ("CR0 6YL", "CR0 6YL"),
        ("gir 0aa", "GIR 0AA"),
        ("M60 1NW", "M60 1NW"),
    ],
)
def test_a_postcode_is_read_in_any_case_and_spacing(typed: str, read: str) -> None:
    assert normalise_postcode(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("0X1 1AA", "OX1 1AA"),
        ("CRO 6YL", "CR0 6YL"),
        ("M6O INW", "M60 1NW"),
        ("W01 2NP", "WO1 2NP"),
        ("1G11AA", "IG1 1AA"),
    ],
)
def test_letters_and_digits_that_look_alike_are_swapped(typed: str, read: str) -> None:
    assert normalise_postcode(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "WR5", "2NP", "WR5 2N", "WR5 2NPX", "WR5 2CP", "12345", "WR5/2NP", "O" * 50, "<script>"]
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(NotAPostcode):
        normalise_postcode(typed)
