"""The search box of the queue: what a request is found by, and that it stays out of the address."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.access.models import AccessRequest, Assessment
from portal.accounts.models import Account
from portal.casework.queue import Show, requests_of
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory, PersonFactory

QUEUE = reverse("casework:requests")


def found(officer: Account, words: str) -> bool:
    return requests_of(Show.FOUND, officer, timezone.now(), words).exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ffion", True),
        ("O’Brien", True),
        ("obrien", True),
        ("O'BRIEN", True),
        ("o brien", True),
        ("brien", True),
        ("ffion o’b", True),
        ("Ffion Shah", False),
        ("WR52NP", True),
        ("WR1 1AA", False),
        ("FFION.OBRIEN@example.com", True),
        ("ffion@example.com", False),
        ("F_O", True),
        ("f_o", True),
        ("F_X", False),
        ("100%", False),
        ("'", False),
        ("' | 'o", True),
        ("\\", False),
        ("_", False),
        ("李", False),
    ],
)
def test_a_request_is_found_by_reference_name_email_or_postcode(
    stranger: Account, officer: Account, words: str, *, expected: bool
) -> None:
    AccessRequestFactory.create(account=stranger)
    assert found(officer, words) is expected


@pytest.mark.parametrize(
    ("name", "words"),
    [("Núñez", "nunez"), ("nunez", "NÚÑEZ"), ("Łukasz", "lukasz"), ("李", "李"), ("Smith-Jones", "jones")],
)
def test_a_name_is_found_however_it_is_spelt(officer: Account, name: str, words: str) -> None:
    AccessRequestFactory.create(own_last_name=name)
    assert found(officer, words)


def test_the_person_asked_for_is_found_too(stranger: Account, officer: Account) -> None:
    AccessRequestFactory.create(account=stranger, for_someone_else=True, person_known_as="Polly")
    for words in ("Mary Bloggs", "bloggs ma", "polly", "Ffion Bloggs"):
        assert found(officer, words)


def test_a_person_number_finds_what_was_decided_and_what_is_likely_about_them(
    stranger: Account, officer: Account
) -> None:
    person = PersonFactory.create(person_ref="P000777")
    decided = AccessRequestFactory.create(account=stranger, person=person)
    likely = AccessRequestFactory.create(account=stranger)
    AccessRequestFactory.create(account=stranger)
    Assessment.objects.create(request=likely, rule_version="1", candidates=[{"person_ref": "P000777"}])
    requests = requests_of(Show.FOUND, officer, timezone.now(), "p000777")
    assert {request.pk for request in requests} == {decided.pk, likely.pk}


def test_a_draft_is_not_found(officer: Account) -> None:
    draft = {"status": AccessRequest.Status.DRAFT, "sent_at": None, "promised_by": None, "reference": ""}
    AccessRequestFactory.create(own_last_name="Quill", **draft)
    assert not found(officer, "quill")


def test_a_search_keeps_its_words_out_of_the_address(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger)
    other = AccessRequestFactory.create(account=AccountFactory.create(first_name="Zainab", last_name="Ali"))
    answer = client_of(officer).post(reverse("casework:search"), {"words": "  o’brien "}, follow=True)
    assert answer.redirect_chain == [(f"{QUEUE}?show=found", 302)]
    page = answer.content.decode()
    assert request.reference in page
    assert other.reference not in page


def test_a_search_for_nothing_says_what_to_enter(officer: Account, stranger: Account) -> None:
    AccessRequestFactory.create(account=stranger)
    page = client_of(officer).post(reverse("casework:search"), {"words": " "}, follow=True).content.decode()
    assert "<title>Error: Requests" in page
    assert "Enter a reference, a name, an email address, a postcode or a person number" in page
    assert "F_O" not in page
