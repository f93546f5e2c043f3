"""H1: what each of the cast finds on top, the people, the payments and the requests."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.documents.models import Opening
from portal.pages.tests.reading import Reading
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import (
    AccessRequestFactory,
    AccountFactory,
    DocumentFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

pytestmark = pytest.mark.django_db


def home(account: Account) -> Reading:
    response = client_of(account).get("/home")
    assert response.status_code == 200
    return Reading(response.content)


def links_to(reading: Reading, name: str, *args: object) -> int:
    return reading.links.count(reverse(name, args=args))


def test_a_visitor_is_asked_to_sign_in() -> None:
    response = Client().get("/home")
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in")


def test_my_account_stands_beside_it(mary: Account) -> None:
    reading = home(mary)
    assert reading.h1 == "Hello Mary"
    assert "My Account" in reading.lines
    assert links_to(reading, "access:start") == 1
    assert links_to(reading, "accounts:details") == 1


def test_somebody_new_sees_the_four_steps_and_the_button_twice(stranger: Account) -> None:
    reading = home(stranger)
    assert "You cannot see any documents yet" in reading.lines
    assert "Ask for access – do this now" in reading.lines
    assert links_to(reading, "access:start") == 2
    assert "Your requests" not in reading.lines


def test_a_draft_can_be_carried_on_with_or_deleted(stranger: Account) -> None:
    with time_machine.travel("2026-06-01T09:00:00Z", tick=False):
        AccessRequestFactory.create(account=stranger, status="draft", reference="", sent_at=None, promised_by=None)
        response = client_of(stranger).get("/home")
    reading = Reading(response.content)
    assert "Your request is not sent yet" in reading.lines
    assert "You last saved it on 1 June 2026. We will delete it on 1 July 2026 if you do not send it." in reading.text
    assert f'href="{reverse("access:delete-draft")}"' in response.content.decode()
    assert "Your requests" not in response.content.decode()
    assert "You cannot see any documents yet" not in reading.text


def test_a_waiting_request_says_when_the_answer_comes(stranger: Account) -> None:
    with time_machine.travel("2026-06-02T15:00:00Z", tick=False):
        request = AccessRequestFactory.create(
            account=stranger, promised_by="2026-06-03T16:00:00Z", for_someone_else=True
        )
        reading = home(stranger)
    assert f"Your request {request.reference}" in reading.lines
    assert "For: Mary Bloggs" in reading.lines
    assert "Received" in reading.lines
    assert "We will email you by 5pm on Wednesday 3 June." in reading.lines
    assert links_to(reading, "access:request", request.pk) == 2


def test_a_late_answer_is_apologised_for(stranger: Account) -> None:
    AccessRequestFactory.create(account=stranger, promised_by=timezone.now() - timedelta(hours=1))
    text = home(stranger).text
    assert "We have not finished on time. We are sorry. You do not need to do anything." in text
    assert "We will email you by" not in text


def test_a_question_comes_before_what_waits(stranger: Account) -> None:
    asked = AccessRequestFactory.create(account=stranger, status="info_needed")
    AccessRequestFactory.create(account=stranger)
    reading = home(stranger)
    assert f"We need more from you about {asked.reference}" in reading.lines
    assert "Answer now" in reading.lines
    assert "See progress" not in reading.text


@pytest.mark.parametrize(
    ("status", "words"),
    [("rejected", "Not approved"), ("withdrawn", "Withdrawn by you"), ("in_review", "Being checked")],
)
def test_every_request_is_in_the_table_in_plain_words(stranger: Account, status: str, words: str) -> None:
    request = AccessRequestFactory.create(account=stranger, status=status)
    reading = home(stranger)
    assert request.reference in reading.text
    assert words in reading.lines
    assert status not in reading.text


def test_after_a_rejection_the_button_is_there_again(stranger: Account) -> None:
    AccessRequestFactory.create(account=stranger, status="rejected")
    reading = home(stranger)
    assert "You cannot see any documents at the moment" in reading.lines
    assert links_to(reading, "access:start") == 2


def test_one_s_own_card_tells_the_latest_payment(mary: Account, marys_person: Person) -> None:
    DocumentFactory.create(person=marys_person, issued_on=date(2025, 9, 3), body=None)
    DocumentFactory.create(person=marys_person, issued_on=date(2025, 10, 1))
    reading = home(mary)
    assert "Mary Bloggs" in reading.lines
    assert "Your own documents" in reading.lines
    assert "Latest payment: £809.68 paid 3 October 2025" in reading.lines
    assert "See all 2 documents of Mary Bloggs" in reading.lines
    assert links_to(reading, "documents:list", marys_person.public_id) == 1


def test_without_documents_the_card_says_so(mary: Account) -> None:
    reading = home(mary)
    assert "There are no documents here yet." in reading.lines
    assert "See documents of Mary Bloggs" in reading.lines
    assert "Why did my payment change?" not in reading.text


def test_each_person_one_acts_for_has_a_card_with_the_role(peter: Account) -> None:
    lines = home(peter).lines
    assert lines.index("Grace Okafor") < lines.index("Winston Okafor")
    assert lines.count("Your role: Power of Attorney (POA)") == 2


def test_two_roles_for_one_person_make_one_card(peter: Account) -> None:
    grace = Person.objects.get(person_ref="GRACE")
    deputy = RepresentativeFactory.create(person=grace, role="deputy")
    GrantFactory.create(account=peter, person=grace, role="deputy", representative=deputy)
    lines = home(peter).lines
    assert lines.count("Grace Okafor") == 1
    assert "Your role: Deputy, Power of Attorney (POA)" in lines


def test_new_documents_are_named_until_they_are_opened(peter: Account) -> None:
    first, second = (DocumentFactory.create(person=person) for person in Person.objects.order_by("person_ref"))
    reading = home(peter)
    assert "You have 2 new documents" in reading.lines
    assert "Remittance advice, 1 to 28 September 2025 – Grace Okafor" in reading.lines
    Opening.objects.create(account=peter, document=first)
    reading = home(peter)
    assert "You have 1 new document" in reading.lines
    assert links_to(reading, "documents:document", first.public_id) == 0
    assert links_to(reading, "documents:document", second.public_id) == 1
    Opening.objects.create(account=peter, document=second)
    assert "new document" not in home(peter).text


def test_of_many_new_documents_five_are_named(mary: Account, marys_person: Person) -> None:
    for month in range(1, 8):
        DocumentFactory.create(person=marys_person, issued_on=date(2025, month, 1))
    reading = home(mary)
    assert "You have 7 new documents" in reading.lines
    assert sum(line.startswith("Remittance advice,") for line in reading.lines) == 5
    assert "The other 2 are in the list of documents." in reading.lines


def test_opened_by_somebody_else_is_still_new_to_me(mary: Account, marys_person: Person, peter: Account) -> None:
    Opening.objects.create(account=peter, document=DocumentFactory.create(person=marys_person))
    assert "You have 1 new document" in home(mary).lines


def test_nobody_sees_other_people_s_documents(mary: Account) -> None:
    DocumentFactory.create(person=PersonFactory.create(first_name="Somebody", last_name="Else"))
    text = home(mary).text
    assert "Somebody" not in text
    assert "£809.68" not in text


def test_a_withdrawn_document_does_not_count(mary: Account, marys_person: Person) -> None:
    DocumentFactory.create(person=marys_person, withdrawn=True)
    assert "There are no documents here yet." in home(mary).lines


def test_ended_access_leaves_no_card(mary: Account) -> None:
    request = AccessRequestFactory.create(account=mary, status="approved", decided_at=timezone.now())
    Grant.objects.filter(account=mary).update(
        ended_at=timezone.now(), end_reason=Grant.EndReason.STAFF, request=request
    )
    reading = home(mary)
    assert "Your own documents" not in reading.lines
    assert "You cannot see any documents at the moment" in reading.lines
    assert "Access ended" in reading.lines


def test_a_name_is_shown_as_text() -> None:
    account = AccountFactory.create(first_name="<script>alert(1)</script>")
    page = client_of(account).get("/home").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_page_takes_the_same_number_of_statements_for_three_people_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries, mary: Account, marys_person: Person
) -> None:
    def fill(person: Person) -> None:
        DocumentFactory.create(person=person)
        DocumentFactory.create(person=person, kind="financial_assessment", body=None)
        request = AccessRequestFactory.create(account=mary, status="approved", for_someone_else=True)
        representative = RepresentativeFactory.create(person=person, role="deputy")
        GrantFactory.create(account=mary, person=person, role="deputy", representative=representative, request=request)

    fill(marys_person)
    client = client_of(mary)
    client.get("/home")
    with django_assert_num_queries(STATEMENTS):
        client.get("/home")
    for _ in range(2):
        fill(PersonFactory.create())
    with django_assert_num_queries(STATEMENTS):
        assert client.get("/home").content.count(b"Your role: Deputy") == 2
    assert AccessRequest.objects.of(mary).count() == 3


# The session, the account, the grants, the requests, the documents counted, the latest payments, the new documents, who
# else sees them, and the audit trail's entries.
STATEMENTS = 10


def test_the_people_on_the_page_are_in_the_audit_trail(peter: Account) -> None:
    home(peter)
    read = Entry.objects.by(peter).filter(action="pages.home_viewed")
    people = Person.objects.filter(grants__account=peter).values_list("pk", flat=True)
    assert sorted(entry.person_id or 0 for entry in read) == sorted(people)
    assert len(people) == 2


def test_somebody_reads_who_else_can_see_their_documents_and_how_to_object(mary: Account, marys_person: Person) -> None:
    assert "Who else can see" not in client_of(mary).get("/home").content.decode()
    peter = AccountFactory.create(first_name="Peter", last_name="Okafor")
    GrantFactory.create(account=peter, person=marys_person, role="power_of_attorney")
    ended = {"ended_at": timezone.now(), "end_reason": "staff"}
    GrantFactory.create(account=AccountFactory.create(last_name="Gone"), person=marys_person, role="deputy", **ended)
    page = client_of(mary).get("/home").content.decode()
    assert "Peter Okafor, Power of Attorney (POA), since 1 January 2024" in page
    assert "Gone" not in page
    assert "If you do not want one of them to see your documents, " in page
    # Whom Mary lets in sees only what is theirs to know.
    assert "Who else can see" not in client_of(peter).get("/home").content.decode()
