"""Accounts are found by names as people type them."""

import pytest

from portal.accounts.models import Account
from portal.accounts.names import has_words
from tests.support.factories import AccountFactory

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    condition = has_words("name_words", typed)
    return [] if condition is None else sorted(account.name for account in Account.objects.filter(condition))


@pytest.fixture(autouse=True)
def people() -> None:
    for first_name, last_name, known_as in (
        ("Ffion", "O’Brien", ""),
        ("Zoë", "Smith-Núñez", ""),
        ("Łukasz", "Þórsson", ""),
        ("Mary", "van der Berg", "Whitfield"),
        ("秀英", "李", ""),
        ("Robert", "x'); DROP TABLE students;--", ""),
    ):
        AccountFactory.create(first_name=first_name, last_name=last_name, known_as=known_as)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ffion", ["Ffion O’Brien"]),
        ("O'BRIEN", ["Ffion O’Brien"]),
        ("obri ffi", ["Ffion O’Brien"]),
        ("zoe nunez", ["Zoë Smith-Núñez"]),
        ("smith-nunez", ["Zoë Smith-Núñez"]),
        ("Zoe\u0308", ["Zoë Smith-Núñez"]),
        ("lukasz thorsson", ["Łukasz Þórsson"]),
        ("Van der Berg", ["Mary van der Berg"]),
        ("mary whitfield", ["Mary van der Berg"]),
        ("李", ["秀英 李"]),
        ("brien", []),
        ("mary smith", []),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(typed: str, names: list[str]) -> None:
    assert found(typed) == names


@pytest.mark.parametrize(
    "typed", ["", "'", "!!", "a:* | b", "mary & !", "((", "\\", "%", "<->", "mary:ABCD", "\u0301", "²"]
)
def test_no_text_breaks_the_search(typed: str) -> None:
    found(typed)


def test_a_changed_name_is_found_at_once() -> None:
    account = AccountFactory.create(last_name="Before")
    account.last_name = "After"
    account.save(update_fields=["last_name"])
    assert (found("before"), found("after")) == ([], ["Amira After"])
