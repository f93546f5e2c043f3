import pytest

from portal.matching.forenames import Forenames, compare_forename
from portal.matching.normalising import name_words
from portal.matching.records import Level


def compared(typed: str, first: str, middle: str = "", known_as: str = "") -> tuple[Level, bool, str]:
    held = Forenames(name_words(first), name_words(middle), name_words(known_as))
    found = compare_forename(name_words(typed), held)
    return found.level, found.is_safe, found.words


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Mary", "MARY"),
        ("Sian", "Siân"),
        ("Mary-Ann", "Mary Ann"),
        ("Annemarie", "Anne Marie"),
        ("Mrs Mary", "Mary"),
        ("Małgorzata", "Malgorzata"),
        ("Lukasz", "Łukasz"),
    ],
)
def test_the_same_name_however_it_is_written(typed: str, held: str) -> None:
    assert compared(typed, held) == (Level.SAME, True, "same")


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Bill", "William"),
        ("Liz", "Betty"),
        ("Peggy", "Margaret"),
        ("Dai", "Dafydd"),
        ("Paddy", "Patrick"),
        ("Hamish", "James"),
        ("Mohd", "Muhammad"),
        ("Ayesha", "Aisha"),
        ("Kasia", "Katarzyna"),
        ("Wojtek", "Wojciech"),
        ("Emeka", "Chukwuemeka"),
        ("Joseph", "Yusuf"),
        ("Tony", "Antonio"),
        ("Neve", "Niamh"),
        ("Euan", "Eoghan"),
        ("Balvinder", "Balwinder"),
    ],
)
def test_names_that_stand_for_one_another(typed: str, held: str) -> None:
    assert compared(typed, held)[:2] == (Level.NEAR, True)
    assert compared(held, typed)[:2] == (Level.NEAR, True)


@pytest.mark.parametrize(
    ("typed", "held", "words"),
    [
        ("Margsret", "Margaret", "one letter differs"),
        ("Dorotyh", "Dorothy", "two letters swapped"),
        ("Dorthy", "Dorothy", "a letter is missing"),
        ("Raviii", "Ravii", "a letter too many"),
        ("Bemard", "Bernard", "letters that look alike"),
        ("Rukshaana", "Rukhsana", "two letters differ"),
        ("Gerldnie", "Geraldine", "two letters differ"),
        ("Jayesch", "Jayesh", "a letter too many"),
    ],
)
def test_slips_are_named(typed: str, held: str, words: str) -> None:
    assert compared(typed, held) == (Level.NEAR, True, words)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jean", "Joan"), ("Hassan", "Hussain"), ("Gurpreet", "Harpreet"), ("Marion", "Maureen"), ("Paul", "Paula"),
     ("Sunil", "Sunita"), ("Christine", "Christopher"), ("Dan", "Don"), ("Jan", "Jen"), ("Eileen", "Elaine")],
)  # fmt: skip
def test_two_names_of_their_own_are_never_a_slip(one: str, other: str) -> None:
    assert not compared(one, other)[1]
    assert not compared(other, one)[1]


@pytest.mark.parametrize(
    ("typed", "held"), [("Chrisy", "Christabel"), ("Tundi", "Olatundi"), ("Reg", "Reginaldo"), ("Davy", "Davidson")]
)
def test_a_short_form_we_do_not_know_is_near(typed: str, held: str) -> None:
    assert compared(typed, held)[:2] == (Level.NEAR, True)


def test_an_initial_says_little() -> None:
    assert compared("M", "Mary") == (Level.NEAR, False, "same initial")
    assert compared("M", "Wendy")[0] is Level.DIFFERENT


def test_the_name_they_are_known_by_and_a_middle_name_count() -> None:
    assert compared("Polly", "Ethel", known_as="Polly") == (Level.SAME, True, "same as the name they are known by")
    assert compared("Grace", "Ethel", middle="Grace") == (Level.NEAR, True, "same as a middle name")
    assert compared("Ethel Grace", "Ethel", middle="Grace") == (Level.SAME, True, "same")


def test_brothers_who_share_a_first_name_are_told_apart() -> None:
    assert compared("Mohammed Bilal", "Mohammed Imran")[1] is False
    assert compared("Mohammed", "Mohammed", middle="Imran")[1] is True
    assert compared("Muhammad", "Mohammed", middle="Imran")[1] is False
    assert compared("Imran", "Mohammed Imran")[:2] == (Level.NEAR, True)
    assert compared("Mary Ann", "Mary", middle="Elizabeth") == (Level.NEAR, False, "another middle name")


def test_nothing_typed_or_held_is_neither_for_nor_against() -> None:
    assert compared("", "Mary")[0] is Level.NOT_GIVEN
    assert compared("Mary", "")[0] is Level.NOT_HELD
    assert compared("Mr", "Mary")[0] is Level.DIFFERENT
