"""Which passwords are accepted: the guide's rule, and promises.md."""

import time

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError

from portal.accounts.models import Registration
from portal.accounts.passwords import GuideRule, problems_of

TOO_COMMON = "This password is too common. Choose one that is harder to guess"
OWN_NAME = "Your password must not contain your name or email address"
MARY = Registration(
    first_name="Mary Ann", last_name="O’Brien-Świątek", known_as="Hargreaves", email="mob1948@example.com"
)


def problems(password: str, **who: object) -> list[str]:
    return list(problems_of(password, **who))  # type: ignore[arg-type]  # as given by the test


def test_every_rule_that_is_not_met_is_told() -> None:
    assert problems("") == [
        "Your password needs at least 12 characters",
        "Your password needs a lower case letter",
        "Your password needs a capital letter",
        "Your password needs a number",
        "Your password needs a special character, such as ! or &",
    ]


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("Teapot-Lan-4", None),
        ("Teapot-La-4", "Your password needs at least 12 characters"),
        ("TEAPOT-LANTERN-42", "Your password needs a lower case letter"),
        ("teapot-lantern-42", "Your password needs a capital letter"),
        ("Teapot-Lantern-xy", "Your password needs a number"),
        ("TeapotLantern42", "Your password needs a special character, such as ! or &"),
        ("Teapot Lantern 42", None),
        ("Чайник-Фонарь-42", None),
        ("Žluťoučký kůň 42", None),
        ("Teapot-Lantern-42" + "x" * 111, None),
        ("Teapot-Lantern-42" + "x" * 112, "Your password must be 128 characters or fewer"),
    ],
)
def test_each_rule_stands_alone(password: str, problem: str | None) -> None:
    assert problems(password) == ([problem] if problem else [])


@pytest.mark.parametrize(
    "password",
    [
        "Password1234!",
        "P@ssw0rd2024!!",
        "Pa$$word123456",
        "Qwertyuiop12!",
        "Abcd1234!@#$",
        "Aa1!Aa1!Aa1!",
        "PasswordPassword1!",
        "2024!Password",
        "Letmein123456!",
        "L3tm31n!!12345",
        "Football2023!!",
        "Aaaaaaaaaaaa1!",
        "1234567890Aa!",
        "Iloveyou!12345",
        "Sunshine-123456",
        "Liverpool!!1892",
        "1qaz2WSX3edc!",
        "Poiuytrewq-99",
    ],
)
def test_what_everybody_tries_first_is_refused_however_it_is_dressed_up(password: str) -> None:
    assert TOO_COMMON in problems(password)


@pytest.mark.parametrize(
    "password", ["Teapot-Lantern-42", "correct Horse battery 9", "Purple!Monkey7Dish", "x9$Kw2!vQz7#Lp"]
)
def test_three_random_words_are_not_common(password: str) -> None:
    assert problems(password) == []


@pytest.mark.parametrize(
    "password",
    [
        "Mary-Teapot-42!",
        "teapot-MARY-42!",
        "M4ry-Lantern-42!",
        "obrien+Lantern42",
        "Lantern-Swiatek-9",
        "Hargreaves!2024x",
        "xx-Brien-Teapot-9",
    ],
)
def test_it_never_contains_the_persons_name(password: str) -> None:
    assert OWN_NAME in problems(password, whose=MARY)


@pytest.mark.parametrize(
    ("email", "bad"),
    [("winston.okafor@example.com", "Okafor-Teapot-42"), ("winston.okafor@example.com", "Teapot!winston7")],
)
def test_it_never_contains_the_address(email: str, bad: str) -> None:
    assert OWN_NAME in problems(bad, email=email)
    assert problems("Teapot-example-42", email=email) == []


def test_short_names_do_not_forbid_half_of_all_words() -> None:
    jo = Registration(first_name="Jo", last_name="Li")
    assert problems("Jolly-Lilac-Teapot-4", whose=jo) == []
    assert problems("Teapot-JoLi-1948x", whose=jo) == [OWN_NAME]


def test_it_never_contains_the_councils_name() -> None:
    assert problems("Westm3re-Teapot!") == ["Your password must not contain the council’s name"]
    assert problems("Council-Teapot-42") == []


def test_django_asks_the_same_rule() -> None:
    with pytest.raises(ValidationError) as refused:
        GuideRule().validate("teapots", MARY)
    assert len(refused.value.messages) == 4


def test_the_same_letters_from_two_keyboards_are_the_same_password() -> None:
    composed, decomposed = "Café-Lantern-42", "Cafe\u0301-Lantern-42"
    assert check_password(decomposed, make_password(composed))
    assert check_password(composed, make_password(decomposed))


def test_passwords_are_kept_with_the_parameters_of_owasp() -> None:
    assert make_password("Teapot-Lantern-42").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("long", ["7" * 900_000, "a" + "\u0315\u0300" * 400_000, "qwerty" * 100_000])
def test_a_megabyte_is_refused_at_once(long: str) -> None:
    start = time.process_time()
    assert problems(long) == ["Your password must be 128 characters or fewer"]
    assert not check_password(long, make_password("Teapot-Lantern-42"))
    assert time.process_time() - start < 2
