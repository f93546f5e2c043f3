"""F2's tabs History, Notes and Other requests."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.actions import assign_request, withdraw_request
from portal.access.models import AccessRequest, Assessment, Note
from portal.accounts.models import Account
from portal.audit.actions import record, record_reads
from portal.audit.models import Entry
from portal.emails.models import Email
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory, PersonFactory

Status = AccessRequest.Status
TABS = ["request", "request-evidence", "request-history", "request-notes", "request-others"]


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    """Ffion asks to see Mary's documents."""
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


def address(request: AccessRequest, tab: str) -> str:
    return reverse(f"casework:{tab}", args=[request.pk])


def page_of(account: Account, request: AccessRequest, tab: str) -> str:
    return client_of(account).get(address(request, tab)).content.decode()


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_has_the_bar_and_says_which_tab_it_is(officer: Account, asked: AccessRequest, tab: str) -> None:
    page = page_of(officer, asked, tab)
    assert f'href="{address(asked, tab)}" aria-current="page"' in page
    for other in TABS:
        assert f'href="{address(asked, other)}"' in page
    for text in (asked.reference.split("_")[0], "Ffion O’Brien for Mary Bloggs", "Reject…", "Assign", "Flag"):
        assert text in page
    assert Entry.objects.on(asked).filter(action="casework.request_viewed", details__tab=tab).count() == 1


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_of_an_own_request_is_empty(officer: Account, tab: str) -> None:
    own = AccessRequestFactory.create(account=officer)
    Note.objects.create(request=own, author=officer, text="About me.")
    page = page_of(officer, own, tab)
    assert "This is your own request." in page
    for nothing in ("About me.", "About this request", "Reject…", "Claim"):
        assert nothing not in page


@pytest.mark.parametrize("tab", TABS)
def test_a_viewer_sees_each_tab_without_buttons(viewer: Account, asked: AccessRequest, tab: str) -> None:
    page = page_of(viewer, asked, tab)
    for button in ("Claim", "Approve…", "Reject…", "Add this note", "Strike out"):
        assert button not in page


@pytest.mark.parametrize("tab", TABS)
def test_for_the_public_and_of_a_draft_there_are_no_tabs(stranger: Account, officer: Account, tab: str) -> None:
    asked = AccessRequestFactory.create(account=stranger)
    draft = AccessRequestFactory.create(status=Status.DRAFT, reference="", sent_at=None)
    assert client_of(stranger).get(address(asked, tab)).status_code == 404
    assert client_of(officer).get(address(draft, tab)).status_code == 404


def test_the_history_tells_what_who_when_and_from_where(officer: Account, senior: Account, stranger: Account) -> None:
    asked = AccessRequestFactory.create(account=stranger)
    record(actor=stranger, action="access.request_sent", on=asked)
    Email.objects.create(template="request_received", to=stranger.email, about=asked.pk)
    assign_request(officer=officer, request_id=asked.pk, version=asked.version, to=senior)
    page_of(senior, asked, "request-notes")
    page = page_of(officer, asked, "request-history")
    told = ["Looked at the request, tab Notes", "Assigned the request to Angharad Price", "Sent the request"]
    places = [page.index(text) for text in told]
    assert places == sorted(places)
    for text in ("Email “Request: received”: not sent yet", "Ffion O’Brien", "Priya Sharma", "127.0.0.1"):
        assert text in page


def test_records_read_on_one_page_are_one_line(officer: Account, asked: AccessRequest) -> None:
    people = PersonFactory.create_batch(2)
    record_reads(actor=officer, action="casework.person_viewed", on=asked, person_ids=[each.pk for each in people])
    page = page_of(officer, asked, "request-history")
    assert f"Looked at the record of persons {people[0].person_ref}, {people[1].person_ref}" in page


def test_emails_of_another_request_are_not_told(officer: Account, asked: AccessRequest) -> None:
    Email.objects.create(template="request_rejected", to="x@example.com", account_id=asked.account_id)
    assert "Decision: rejected" not in page_of(officer, asked, "request-history")


def test_a_verb_nobody_has_words_for_is_told_by_its_name(officer: Account, asked: AccessRequest) -> None:
    record(actor=None, action="access.request_turned_over", on=asked)
    page = page_of(officer, asked, "request-history")
    assert "Request turned over" in page
    assert "The portal" in page


def test_a_long_history_goes_on_page_by_page_and_no_email_is_told_twice(officer: Account, asked: AccessRequest) -> None:
    start = timezone.now() - timedelta(days=1)
    Entry.objects.bulk_create(
        Entry(
            at=start + timedelta(minutes=minute), actor_role="system", action=f"access.step_{minute}",
            object_type="accessrequest", object_id=str(asked.pk),
        )
        for minute in range(70)
    )  # fmt: skip
    for minute in (10, 60):
        email = Email.objects.create(template=f"letter_{minute}", to="x@example.com", about=asked.pk)
        Email.objects.filter(pk=email.pk).update(owed_at=start + timedelta(minutes=minute))
    client = client_of(officer)
    first_page = client.get(address(asked, "request-history")).content.decode()
    onwards = re.search(r'rel="next" href="([^"]+)"', first_page)
    assert onwards
    next_page = client.get(onwards[1]).content.decode()
    assert ("Step 69<" in first_page, "Step 19<" in first_page, "Step 0<" in next_page) == (True, False, True)
    assert ("Letter 60" in first_page, "Letter 10" in first_page) == (True, False)
    assert ("Letter 60" in next_page, "Letter 10" in next_page) == (False, True)


@pytest.mark.parametrize("after", ["x", "1_x", "9" * 30, "nan_5"])
def test_a_place_nobody_gave_out_is_the_beginning(officer: Account, asked: AccessRequest, after: str) -> None:
    assert client_of(officer).get(address(asked, "request-history"), {"after": after}).status_code == 200


def test_a_note_is_added_and_struck_out(officer: Account, senior: Account, asked: AccessRequest) -> None:
    answer = client_of(officer).post(address(asked, "request-notes"), {"text": "She called.\n=cmd()"}, follow=True)
    page = answer.content.decode()
    for text in ("She called.", "Priya Sharma", "The requester can ask to see notes.", "Notes (1)"):
        assert text in page
    note = asked.notes.get()
    client_of(senior).post(reverse("casework:strike-out", args=[asked.pk, note.pk]))
    page = page_of(officer, asked, "request-notes")
    assert "<s>She called.</s>" in page
    assert "Struck out by Angharad Price" in page


def test_an_empty_note_is_an_error(officer: Account, asked: AccessRequest) -> None:
    page = client_of(officer).post(address(asked, "request-notes"), {"text": " "}).content.decode()
    assert "<title>Error: " in page
    assert "Enter a note" in page


def test_notes_are_for_those_who_decide_and_not_about_oneself(
    viewer: Account, officer: Account, asked: AccessRequest
) -> None:
    assert client_of(viewer).post(address(asked, "request-notes"), {"text": "Hello."}).status_code == 403
    own = AccessRequestFactory.create(account=officer)
    assert client_of(officer).post(address(own, "request-notes"), {"text": "Hello."}).status_code == 403
    assert not Note.objects.exists()


def test_a_note_of_another_request_is_not_there(officer: Account, asked: AccessRequest) -> None:
    note = Note.objects.create(request=AccessRequestFactory.create(), author=officer, text="Hello.")
    answer = client_of(officer).post(reverse("casework:strike-out", args=[asked.pk, note.pk]))
    assert answer.status_code == 404


def test_other_requests_of_the_account_are_listed_without_drafts(
    officer: Account, asked: AccessRequest, stranger: Account
) -> None:
    earlier = AccessRequestFactory.create(account=stranger, status=Status.REJECTED, reject_reason="duplicate")
    AccessRequestFactory.create(account=stranger, status=Status.DRAFT, reference="DRAFT", sent_at=None)
    page = page_of(officer, asked, "request-others")
    assert address(earlier, "request") in page
    assert "Rejected – Duplicate" in page
    assert "DRAFT" not in page
    assert "We do not know yet whom this request is about." in page


def test_requests_of_others_for_the_same_person_are_listed_and_the_reading_recorded(
    officer: Account, asked: AccessRequest
) -> None:
    person = PersonFactory.create()
    decided = AccessRequestFactory.create(status=Status.APPROVED, person=person)
    seen = AccessRequestFactory.create(account=AccountFactory.create(last_name="Kowalska"))
    namesake = AccessRequestFactory.create()
    for request, tier in ((asked, "strong"), (seen, "possible"), (namesake, "weak")):
        Assessment.objects.create(
            request=request, rule_version="1", candidates=[{"person_id": person.pk, "tier": tier, "weight": 9.5}]
        )
    page = page_of(officer, asked, "request-others")
    assert "Kowalska" in page
    assert [address(each, "request") in page for each in (decided, seen, namesake)] == [True, True, False]
    entry = Entry.objects.get(action="casework.requests_listed", object_id=str(asked.pk))
    assert set(entry.details["requests"]) == {str(decided.pk), str(seen.pk)}


def test_a_weak_candidate_says_nothing_of_others(officer: Account, asked: AccessRequest) -> None:
    person = PersonFactory.create()
    AccessRequestFactory.create(status=Status.APPROVED, person=person)
    Assessment.objects.create(
        request=asked, rule_version="1", candidates=[{"person_id": person.pk, "tier": "weak", "weight": 1}]
    )
    assert "We do not know yet whom this request is about." in page_of(officer, asked, "request-others")


@pytest.mark.parametrize(
    ("tab", "statements"),
    # session, officer, request, who else looks, asked, sent back, numbers of the tabs, entry of the look, messages, and
    [
        ("request-evidence", 11),  # evidence, consent
        ("request-history", 13),  # evidence, entries, emails, names
        ("request-notes", 10),  # notes
        ("request-others", 15),  # assessment, two ways to the same person, both lists, the entry of the reading
    ],
)
def test_a_tab_takes_as_many_statements_however_much_is_on_it(
    officer: Account, asked: AccessRequest, tab: str, statements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    person, client = PersonFactory.create(), client_of(officer)
    about = [{"person_id": person.pk, "tier": "strong"}]
    Assessment.objects.create(request=asked, rule_version="1", candidates=about)
    client.get(address(asked, tab))
    for number in range(2):
        for _ in range(number * 5 + 1):
            Note.objects.create(request=asked, author=AccountFactory.create(staff_role="reviewer"), text="Note.")
            AccessRequestFactory.create(account=asked.account)
            AccessRequestFactory.create(status=Status.APPROVED, person=person)
            Assessment.objects.create(request=AccessRequestFactory.create(), rule_version="1", candidates=about)
            Email.objects.create(template="request_received", to="x@example.com", about=asked.pk)
            record(actor=officer, action="access.note_written", on=asked)
        with django_assert_num_queries(statements):
            client.get(address(asked, tab))


def test_a_withdrawn_request_is_only_looked_at(officer: Account, asked: AccessRequest) -> None:
    withdraw_request(account=asked.account, request_id=asked.pk)
    page = page_of(officer, asked, "request-notes")
    assert "The requester withdrew this request" in page
    assert address(asked, "assign") not in page
    assert "Add this note" in page
