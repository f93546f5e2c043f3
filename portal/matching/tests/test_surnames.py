import pytest

from portal.matching.normalising import name_words
from portal.matching.records import Level
from portal.matching.surnames import compare_surname


def compared(typed: str, held: str, *previous: str) -> tuple[Level, str]:
    found = compare_surname(name_words(typed), name_words(held), tuple(map(name_words, previous)))
    return found.level, found.words


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("OBrien", "O’Brien"),
        ("O Brien", "O'Brien"),
        ("Mac Donald", "MacDonald"),
        ("SMITH HARTLEY", "Smith-Hartley"),
        ("Nunez", "Núñez"),
        ("de la Cruz", "De La Cruz"),
        ("Wójcik", "wojcik"),
    ],
)
def test_the_same_name_however_it_is_written(typed: str, held: str) -> None:
    assert compared(typed, held) == (Level.SAME, "same")


@pytest.mark.parametrize(
    ("typed", "held", "words"),
    [
        ("Smith", "Smith-Hartley", "one half of a double name"),
        ("Smith-Jones", "Jones", "one half of a double name"),
        ("Cruz", "de la Cruz", "one half of a double name"),
        ("Smiht-Hartley", "Hartley", "one half of a double name"),
        ("Brien", "O’Brien", "with or without O’, Mc, Mac or Al"),
        ("McDonald", "MacDonald", "with or without O’, Mc, Mac or Al"),
        ("Bumett", "Burnett", "letters that look alike"),
        ("Okaofr", "Okafor", "two letters swapped"),
        ("Willson", "Wilson", "a letter too many"),
        ("Choudhury", "Chowdhury", "one letter differs"),
        ("Chaudhry", "Chowdhury", "another spelling"),
        ("Kowalska", "Kowalski", "one letter differs"),
        ("Hussein", "Husain", "another spelling"),
        ("Smythe", "Smith", "another spelling"),
    ],
)
def test_near_names_are_said_to_be_so(typed: str, held: str, words: str) -> None:
    assert compared(typed, held) == (Level.NEAR, words)


def test_a_previous_name_counts() -> None:
    assert compared("Jones", "Patel", "Jones") == (Level.NEAR, "a previous last name")
    assert compared("Jomes", "Patel", "Jones") == (Level.NEAR, "a previous last name: one letter differs")
    assert compared("Patel", "Patel", "Jones") == (Level.SAME, "same")


@pytest.mark.parametrize(("typed", "held"), [("Jones", "Patel"), ("Li", "Wu"), ("Khan", "Kaur"), ("Ng", "Wong")])
def test_other_names_differ(typed: str, held: str) -> None:
    assert compared(typed, held)[0] is Level.DIFFERENT


def test_nothing_typed_or_held_is_neither_for_nor_against() -> None:
    assert compared("", "Jones")[0] is Level.NOT_GIVEN
    assert compared("Jones", "")[0] is Level.NOT_HELD
