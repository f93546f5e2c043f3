"""The reference of a request."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access.references import reference


@pytest.mark.parametrize(
    ("first_name", "last_name", "expected"),
    [
        ("Joan", "Bloggs", "J_Bloggs_1234_5"),
        ("ffion", "O’Brien-Núñez", "F_OBrienNunez_1234_5"),
        ("Łukasz", "Żółć", "L_Zolc_1234_5"),
        ("Æthelred", "MacDonald Straße", "A_MacDonaldStrasse_1234_5"),
        ("明", "李", "X_X_1234_5"),
        ("Anna", "A" * 100, f"A_{'A' * 20}_1234_5"),
        ("", "<script>", "X_script_1234_5"),
    ],
)
def test_a_name_becomes_an_initial_and_letters(first_name: str, last_name: str, expected: str) -> None:
    made = reference(first_name=first_name, last_name=last_name, account_number=1234, sent_before=5)
    assert made == expected


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_name_makes_a_reference(first_name: str, last_name: str) -> None:
    made = reference(first_name=first_name, last_name=last_name, account_number=1, sent_before=0)
    initial, surname, number, sent_before = made.split("_")
    assert re.fullmatch("[A-Z]", initial)
    assert re.fullmatch("[A-Za-z]{1,20}", surname)
    assert (number, sent_before) == ("1", "0")
