import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.keys import last_name_key, postcode_area


@pytest.mark.parametrize(
    ("surname", "key"),
    [
        ("Bloggs", "bloggs"),
        ("  BLOGGS ", "bloggs"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("O\u02bcBrien", "obrien"),
        ("Núñez-Whitfield", "nunezwhitfield"),
        ("Núñez", "nunez"),
        ("Mac Donald", "macdonald"),
        ("Sørensen", "sorensen"),
        ("ŁUKASZEWSKI", "lukaszewski"),
        ("Weiß", "weiss"),
        ("Þórsdóttir", "thorsdottir"),
        ("YILDIRIM", "yildirim"),
        ("Yıldırım", "yildirim"),
        ("İnan", "inan"),
        ("王", "王"),
        ("St. John 3rd", "stjohnrd"),
        ("-", ""),
        ("", ""),
    ],
)
def test_a_surname_is_known_by_its_letters_alone(surname: str, key: str) -> None:
    assert last_name_key(surname) == key


def test_the_key_of_a_very_long_name_fits_into_an_index() -> None:
    assert len(last_name_key("\ufdfa" * 2000).encode()) <= 400


@given(st.text(max_size=300))
def test_any_text_has_a_key_and_the_key_of_a_key_is_itself(text: str) -> None:
    key = last_name_key(text)
    assert last_name_key(key) == key


@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=40))
def test_case_does_not_change_the_key_of_a_european_name(text: str) -> None:
    assert last_name_key(text.upper()) == last_name_key(text) == last_name_key(text.lower())


@pytest.mark.parametrize(
    ("postcode", "area"),
    [
        ("WR5 2NP", "WR"),
        ("wr52np", "WR"),
        ("  W r 5 2 n p", "WR"),
        ("B1 1AA", "B"),
        ("SW1A 1AA", "SW"),
        ("WR5", "WR"),
        ("WR", ""),
        ("75008", ""),
        ("not known", ""),
        ("", ""),
    ],
)
def test_a_postcode_area_is_the_letters_in_front(postcode: str, area: str) -> None:
    assert postcode_area(postcode) == area


@given(st.text(max_size=20))
def test_any_text_has_an_area_of_at_most_two_letters(text: str) -> None:
    assert len(postcode_area(text)) <= 2
