"""F2: what was typed beside who is on file, and who may see it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.models import AccessRequest, Assessment
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import (
    AccessRequestFactory,
    AccountFactory,
    FailedEmailFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

Status = AccessRequest.Status


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    """Ffion asks to see Mary's documents: she says she has power of attorney."""
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


@pytest.fixture
def mary_on_file(db: None) -> Person:
    return PersonFactory.create(
        person_ref="MARY", previous_last_names=["Whitfield"], known_as="Molly", date_of_birth=date(1948, 3, 27)
    )


def address(request: AccessRequest, page: str = "request") -> str:
    return reverse(f"casework:{page}", args=[request.pk])


def page_of(account: Account, request: AccessRequest) -> str:
    return client_of(account).get(address(request)).content.decode()


@pytest.mark.usefixtures("mary_on_file")
def test_the_page_shows_what_was_typed_beside_what_is_held(officer: Account, asked: AccessRequest) -> None:
    page = page_of(officer, asked)
    assert "<h1" in page
    for text in ("Ffion O’Brien for Mary Bloggs", "27 March 1948", "Whitfield", "Molly", "WR5 2NP", "Same", "MARY"):
        assert text in page
    assert "Direct payment active" in page
    assert "Nobody is on file as acting for this person." in page


def test_a_difference_is_marked_in_words(officer: Account, asked: AccessRequest) -> None:
    PersonFactory.create(last_name="Whitfield", previous_last_names=["Bloggs"])
    page = page_of(officer, asked)
    assert '<mark><span aria-hidden="true">≈</span> Nearly the same: a previous last name</mark>' in page
    assert "<strong>Nearly: last name: a previous last name.</strong>" in page


def test_a_date_that_contradicts_is_marked_as_different(officer: Account, asked: AccessRequest) -> None:
    PersonFactory.create(date_of_birth=date(1980, 1, 1))
    page = page_of(officer, asked)
    assert '<mark><span aria-hidden="true">✗</span> Different</mark>' in page
    assert "<strong>Different: date of birth.</strong>" in page


@pytest.mark.usefixtures("mary_on_file")
def test_nothing_is_marked_where_all_is_the_same(officer: Account, asked: AccessRequest) -> None:
    page = page_of(officer, asked)
    assert "<mark>" not in page
    assert "All that was given is the same." in page


def test_a_death_and_a_caution_stand_out(officer: Account, asked: AccessRequest) -> None:
    PersonFactory.create(date_of_death=date(2026, 5, 3), caution=True)
    page = page_of(officer, asked)
    for text in ("Has died", "Yes, on 3 May 2026", "Decide with care"):
        assert text in page


def test_the_requester_stands_beside_their_contact_on_file(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    RepresentativeFactory.create(
        person=mary_on_file, first_name="Ffion", last_name="O Brien", address={"postcode": "WR5 2NQ"}, phone="01632 1"
    )
    RepresentativeFactory.create(person=mary_on_file, role="deputy", first_name="Ravi", last_name="Shah")
    page = page_of(officer, asked)
    for text in ("The requester and our finance contact", "Ffion", "O Brien", "one character differs", "No end date"):
        assert text in page
    assert page.index("Others on file who act for this person") < page.index("Ravi Shah")


def test_a_role_that_has_ended_stands_out(officer: Account, asked: AccessRequest, mary_on_file: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    RepresentativeFactory.create(person=mary_on_file, first_name="Ffion", last_name="O’Brien", ends_on=yesterday)
    page = page_of(officer, asked)
    assert f"Different: the role ended on {yesterday.day} {yesterday:%B %Y}</mark>" in page
    assert "The role on file has ended" in page


def test_a_requester_who_is_not_on_file_is_said_to_be_not_on_file(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    RepresentativeFactory.create(person=mary_on_file, first_name="", last_name="", organisation="Westmere Law")
    page = page_of(officer, asked)
    assert "Not on file: nobody on file who acts for this person has the requester’s name." in page
    assert "Westmere Law" in page
    assert "The role is not on file for this person" in page


def test_somebody_who_asks_for_themselves_is_compared_by_phone_and_email_too(
    officer: Account, stranger: Account
) -> None:
    PersonFactory.create(first_name="Ffion", last_name="O’Brien", phone="01632 960123", email="other@example.com")
    page = page_of(officer, AccessRequestFactory.create(account=stranger))
    assert "Different: email." in page
    assert "The requester and our finance contact" not in page


@pytest.mark.usefixtures("mary_on_file")
def test_a_page_before_the_assessment_searches_by_itself_and_says_so(officer: Account, asked: AccessRequest) -> None:
    page = page_of(officer, asked)
    assert "The finance system was not searched when this request came in." in page
    assert "Strong match" in page
    assert not Assessment.objects.exists()


def kept(request: AccessRequest, *people: Person, **fields: str) -> None:
    """An assessment as the worker keeps it."""
    levels = {"first_name": "same", "last_name": "same", "date_of_birth": "same", "place": "same"} | fields
    about = {name: {"level": level, "words": level} for name, level in levels.items()}
    candidates = [
        {"person_id": person.pk, "person_ref": person.person_ref, "tier": "possible", "weight": 20.4, "fields": about}
        for person in people
    ]
    Assessment.objects.create(request=request, rule_version="1", candidates=candidates)


def test_the_candidates_are_those_of_the_assessment_with_its_score(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    PersonFactory.create(person_ref="LATER")
    kept(asked, mary_on_file)
    page = page_of(officer, asked)
    assert "Possible match" in page
    assert "Score 20." in page
    assert "LATER" not in page
    assert "was not searched" not in page
    assert "Our records have changed" not in page


def test_a_record_that_has_changed_since_is_told(officer: Account, asked: AccessRequest, mary_on_file: Person) -> None:
    kept(asked, mary_on_file, last_name="different")
    page = page_of(officer, asked)
    assert "Our records have changed since the request was sent. It was then a possible match, score 20." in page


def test_the_checks_stand_with_each_candidate(officer: Account, asked: AccessRequest) -> None:
    PersonFactory.create(caution=True, date_of_birth=date(1948, 3, 27))
    page = page_of(officer, asked)
    for text in ("There is a caution on file for this person", "Fail", "Pass", "The person is an adult"):
        assert text in page


def test_who_can_see_the_documents_already_is_told(officer: Account, asked: AccessRequest, mary: Account) -> None:
    page = page_of(officer, asked)
    assert f"Mary Bloggs ({mary.email}), themselves, since 1 January 2024" in page


def test_every_person_shown_leaves_an_entry(officer: Account, asked: AccessRequest, mary_on_file: Person) -> None:
    namesake = PersonFactory.create(date_of_birth=date(1980, 1, 1))
    page_of(officer, asked)
    for person in (mary_on_file, namesake):
        entry = Entry.objects.about(person).get()
        assert (entry.action, entry.actor_id, entry.object_id) == ("casework.person_viewed", officer.pk, str(asked.pk))
    assert Entry.objects.filter(action="casework.request_viewed").count() == 1


def test_more_people_and_roles_take_no_more_statements(
    officer: Account, asked: AccessRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(officer)
    client.get(address(asked))
    for wanted in (1, 8):
        for person in PersonFactory.create_batch(wanted):
            RepresentativeFactory.create_batch(2, person=person)
            GrantFactory.create(person=person)
        # session, officer, request, who else looks; the assessment, which is made: candidates, representatives; people,
        # representatives, grants; four for the checks; both kinds of audit entries; the numbers of the tabs; the
        # address; what was asked; what was sent back; messages
        with django_assert_num_queries(21):
            client.get(address(asked))


def test_nobody_on_file_is_said_plainly(officer: Account, asked: AccessRequest) -> None:
    page = page_of(officer, asked)
    assert "Nobody in our finance system fits what was typed." in page
    assert "Who is this request about?" not in page


def find(client: Client, request: AccessRequest, **typed: str) -> str:
    answer = client.post(address(request, "find"), typed, follow=True)
    assert answer.redirect_chain == [(address(request) + "#search", 302)]
    return answer.content.decode()


def test_somebody_the_typed_details_do_not_find_is_found_by_a_search(officer: Account, asked: AccessRequest) -> None:
    winston = PersonFactory.create(first_name="Winston", last_name="Okafor", date_of_birth=date(1931, 2, 2))
    page = find(client_of(officer), asked, name="Okafor")
    assert "Found by your search" in page
    assert str(winston.public_id) in page
    assert Entry.objects.about(winston).exists()


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Enter a name, a date of birth, a postcode or a person number"),
        ({"date_of_birth_day": "31", "date_of_birth_month": "2", "date_of_birth_year": "1948"}, "must be a real date"),
    ],
)
def test_a_search_that_cannot_be_read_says_why(
    officer: Account, asked: AccessRequest, typed: dict[str, str], error: str
) -> None:
    page = find(client_of(officer), asked, **typed)
    assert "<title>Error: " in page
    assert error in page


def test_the_chosen_person_is_taken_to_the_decision(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    answer = client_of(officer).get(address(asked), {"choose": "1", "person": str(mary_on_file.public_id)})
    assert answer["Location"] == f"{address(asked, 'approve')}?person={mary_on_file.public_id}"


@pytest.mark.usefixtures("mary_on_file")
def test_none_of_these_leads_to_the_search(officer: Account, asked: AccessRequest) -> None:
    answer = client_of(officer).get(address(asked), {"choose": "1", "person": "none"}, follow=True)
    assert "Look for the person here." in answer.content.decode()


@pytest.mark.usefixtures("mary_on_file")
def test_choosing_nobody_is_an_error(officer: Account, asked: AccessRequest) -> None:
    page = client_of(officer).get(address(asked), {"choose": "1"}).content.decode()
    assert "<title>Error: " in page
    assert "Select who this request is about, or none of these" in page


def test_an_own_request_shows_no_file_and_no_buttons(officer: Account, mary_on_file: Person) -> None:
    own = AccessRequestFactory.create(account=officer, own_last_name="Bloggs")
    page = page_of(officer, own)
    assert "This is your own request. Somebody else must decide it." in page
    assert "MARY" not in page
    assert address(own, "reject") not in page
    assert not Entry.objects.about(mary_on_file).exists()


def test_a_viewer_sees_the_request_and_decides_nothing(
    viewer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    page = page_of(viewer, asked)
    assert "MARY" in page
    assert "Who is this request about?" not in page
    assert address(asked, "claim") not in page
    assert (
        client_of(viewer).get(address(asked), {"choose": "1", "person": str(mary_on_file.public_id)}).status_code == 200
    )


@pytest.mark.parametrize("page", ["claim", "release", "approve", "reject"])
def test_for_a_viewer_the_decisions_do_not_exist(viewer: Account, asked: AccessRequest, page: str) -> None:
    client = client_of(viewer)
    assert client.post(address(asked, page), {"version": asked.version}).status_code == 404
    asked.refresh_from_db()
    assert asked.status == Status.SUBMITTED


@pytest.mark.parametrize("page", ["request", "find", "claim", "release", "approve", "reject"])
def test_for_the_public_none_of_it_exists(stranger: Account, asked: AccessRequest, page: str) -> None:
    client = client_of(stranger)
    if page in ("request", "approve", "reject"):
        assert client.get(address(asked, page)).status_code == 404
    assert client.post(address(asked, page)).status_code in (404, 405)
    assert client.get(reverse("casework:requests")).status_code == 404
    assert client.post(reverse("casework:search")).status_code == 404


@pytest.mark.parametrize("page", ["request", "approve", "reject"])
def test_a_draft_is_its_writers_alone(officer: Account, page: str) -> None:
    draft = AccessRequestFactory.create(status=Status.DRAFT, reference="", sent_at=None)
    assert client_of(officer).get(address(draft, page)).status_code == 404


def test_a_colleague_who_looks_at_it_is_named(officer: Account, senior: Account, asked: AccessRequest) -> None:
    client_of(senior).get(address(asked))
    assert "Angharad Price has been looking at this since" in page_of(officer, asked)
    assert "Angharad Price has been" not in page_of(senior, asked)


def test_a_viewer_who_looks_warns_nobody(officer: Account, viewer: Account, asked: AccessRequest) -> None:
    client_of(viewer).get(address(asked))
    assert "has been looking" not in page_of(officer, asked)


def test_a_claimed_request_can_be_given_back(officer: Account, asked: AccessRequest) -> None:
    client = client_of(officer)
    client.post(address(asked, "claim"), {"version": asked.version})
    asked.refresh_from_db()
    assert client.post(address(asked, "release"), {"version": asked.version}).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.claimed_by) == (Status.SUBMITTED, None)


@pytest.mark.parametrize("version", ["", "x", "99", "²"])
def test_a_claim_from_a_page_that_is_out_of_date_is_told(officer: Account, asked: AccessRequest, version: str) -> None:
    answer = client_of(officer).post(address(asked, "claim"), {"version": version})
    assert answer.status_code == 409
    assert "This request has changed" in answer.content.decode()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "=cmd()", "李", "x" * 100])
def test_any_name_is_shown_as_text(officer: Account, name: str) -> None:
    details: dict[str, Any] = {"own_first_name": name, "own_last_name": name}
    page = page_of(officer, AccessRequestFactory.create(account=AccountFactory.create(), reference="R", **details))
    assert "<script>alert" not in page


def test_a_wrong_address_warns_whoever_decides(officer: Account, asked: AccessRequest) -> None:
    account = asked.account
    FailedEmailFactory.create(account_id=account.pk, to=account.email, address_refused=True)
    page = page_of(officer, asked)
    assert "They will not get your decision by email." in page
    assert reverse("casework:account", args=[account.public_id]) in page


def test_a_role_on_file_in_a_similar_name_is_told_as_such(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    RepresentativeFactory.create(person=mary_on_file, first_name="Fion", last_name="O’Brien")
    assert "The role is on file in a similar name" in page_of(officer, asked)


@pytest.mark.parametrize(
    ("typed", "held", "result"),
    [
        ("Molly", {"known_as": "Molly"}, "✓</span> Same"),
        ("Whitfield", {"previous_last_names": ["Whitfield"]}, "✓</span> Same"),
        ("Zuzanna", {"known_as": "Molly"}, "✗</span> Different"),
        ("Zuzanna", {}, "–</span> Not held"),
        ("", {"known_as": "Molly"}, "–</span> Not given"),
    ],
)
def test_another_name_is_looked_for_among_all_names_on_file(
    officer: Account, stranger: Account, typed: str, held: dict[str, Any], result: str
) -> None:
    PersonFactory.create(**held)
    asked = AccessRequestFactory.create(account=stranger, for_someone_else=True, person_known_as=typed)
    row = page_of(officer, asked).partition("Other names")[2].partition("</tr>")[0]
    assert result in row
