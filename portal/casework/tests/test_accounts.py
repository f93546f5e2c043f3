"""F7 and F8: finding an account, and what staff see and do there."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from portal.access.models import AccessRequest, Grant
from portal.accounts.actions.codes import make_code
from portal.accounts.actions.registering import send_code
from portal.accounts.models import Account, AccountNote, Correction, Registration, SecurityCode, SignInFailures
from portal.audit.models import Entry
from portal.casework.accounts import accounts_found
from portal.casework.seen_documents import documents_seen_by
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.cast import PASSWORD, client_of
from tests.support.factories import (
    AccessRequestFactory,
    AccountFactory,
    DocumentFactory,
    FailedEmailFactory,
    GrantFactory,
)

pytestmark = pytest.mark.django_db
FOUND = reverse("casework:accounts") + "?found=1"


def page(client: Client, name: str, account: Account) -> str:
    answer = client.get(reverse(f"casework:{name}", args=[account.public_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, name: str, account: Account, **typed: str) -> str:
    answer = client.post(reverse(f"casework:{name}", args=[account.public_id]), typed, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize(
    "words",
    ["mary.bloggs@EXAMPLE.com", "mary.bl@", "bloggs", "Mary Bl", "01632 960 555", "+44 1632 960555", "MARY1", "mary1"],
)
def test_an_account_is_found_by_what_a_caller_says(mary: Account, words: str) -> None:
    AccountFactory.create()
    Person.objects.update(person_ref="MARY1")
    Account.objects.filter(pk=mary.pk).update(phone_e164="+441632960555")
    assert accounts_found(words.replace("bl@", "bloggs@"), "").page.rows == [mary]


def test_an_account_is_found_by_the_reference_of_a_request(stranger: Account) -> None:
    asked = AccessRequestFactory.create(account=stranger, reference="F_OBrien_1234_0")
    asked.save()
    AccessRequestFactory.create()
    assert accounts_found("f_obrien_1234_0", "").page.rows == [stranger]


def test_who_asked_about_a_person_is_found_by_the_persons_number(stranger: Account, marys_person: Person) -> None:
    AccessRequestFactory.create(account=stranger, person=marys_person, status="rejected")
    Person.objects.update(person_ref="4711")
    assert stranger in accounts_found("4711", "").page.rows


def test_staff_are_not_among_the_accounts(officer: Account) -> None:
    assert accounts_found(officer.email, "").page.rows == []
    answer = client_of(officer).get(reverse("casework:account", args=[officer.public_id]))
    assert answer.status_code == 404


@pytest.mark.parametrize("words", ["%", "_", "@", "!", "1", "\x00x", "' or 1=1", "x" * 254])
def test_no_words_break_the_search(mary: Account, words: str) -> None:
    accounts_found(words.replace("\x00", ""), "9" * 40)


def test_fifty_stand_on_a_page_and_the_next_ones_follow(db: None) -> None:
    accounts = AccountFactory.create_batch(51, last_name="Zielinska")
    first = accounts_found("zielinska", "")
    assert first.page.rows == list(reversed(accounts))[:50]
    assert accounts_found("zielinska", first.page.next_after).page.rows == [accounts[0]]


def test_what_is_searched_for_stays_out_of_addresses_and_is_recorded(mary: Account, officer: Account) -> None:
    client = client_of(officer)
    answer = client.post(reverse("casework:accounts-search"), {"words": "Bloggs"})
    assert answer["Location"] == FOUND
    assert "Mary Bloggs" in client.get(FOUND).content.decode()
    entry = Entry.objects.get(action="casework.accounts_listed")
    assert (entry.actor_id, entry.details) == (officer.pk, {"accounts": [str(mary.public_id)]})


def test_an_empty_search_is_told(officer: Account) -> None:
    client = client_of(officer)
    client.post(reverse("casework:accounts-search"), {"words": " "})
    assert "<title>Error: Accounts" in client.get(FOUND).content.decode()


def test_a_list_takes_no_more_statements_for_more_accounts(
    officer: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(officer)
    client.post(reverse("casework:accounts-search"), {"words": "rahman"})
    client.get(FOUND)
    for more in (1, 20):
        AccountFactory.create_batch(more)
        with django_assert_num_queries(5):  # session, officer, accounts, audit entry, messages
            client.get(FOUND)


@pytest.fixture
def registration(db: None) -> Registration:
    """Somebody on the phone who has not typed in their code."""
    made: Registration = Registration.objects.create(first_name="Ada", last_name="Lowe", email="ada@example.com")
    send_code(registration=made)
    return made


def test_a_caller_who_is_registering_gets_a_new_code(registration: Registration, officer: Account) -> None:
    client = client_of(officer)
    client.post(reverse("casework:accounts-search"), {"words": "ada@example.com"})
    assert "Send a new code" in client.get(FOUND).content.decode()
    sent = client.post(reverse("casework:send-code", args=[registration.pk]), follow=True).content.decode()

    assert "We are sending a new code." in sent
    code = unseal(Email.objects.latest("pk").sealed_context)["code"]
    assert code not in sent
    assert SecurityCode.objects.filter(email="ada@example.com", ended_at=None).count() == 1
    assert Entry.objects.filter(action="accounts.code_sent", actor_id=officer.pk).count() == 1


def test_staff_send_no_more_codes_than_an_address_may_have(registration: Registration, officer: Account) -> None:
    for _ in range(4):
        make_code("ada@example.com")
    url = reverse("casework:send-code", args=[registration.pk])
    assert "had too many codes" in client_of(officer).post(url, follow=True).content.decode()
    assert Email.objects.filter(to="ada@example.com").count() == 1


def test_a_finished_registration_gets_no_code(registration: Registration, officer: Account, mary: Account) -> None:
    Registration.objects.update(account=mary)
    assert client_of(officer).post(reverse("casework:send-code", args=[registration.pk])).status_code == 404


def test_the_bar_says_how_it_stands_with_signing_in(mary: Account, officer: Account) -> None:
    client = client_of(officer)
    shown = page(client, "account", mary)
    assert "Never" in shown
    assert "Unlock" not in shown
    SignInFailures.objects.create(email=mary.email, count=12, last_at=timezone.now())
    assert "after 12 wrong passwords in a row" in (shown := page(client, "account", mary))
    assert "Locked until" in shown

    assert "Sign-in is unlocked." in press(client, "unlock", mary)
    assert "Unlock" not in page(client, "account", mary)
    assert Client().post("/sign-in", {"login": mary.email, "password": PASSWORD}).status_code == 302
    assert "Signed in" in (signed := page(client, "account-sign-ins", mary))
    assert "Sign-in unlocked by staff" in signed


def test_a_wrong_address_shows_until_an_email_is_taken(mary: Account, officer: Account) -> None:
    client = client_of(officer)
    FailedEmailFactory.create(account_id=mary.pk, to=mary.email, address_refused=True)
    assert "Wrong address: emails are refused since" in page(client, "account", mary)
    Email.objects.create(account_id=mary.pk, to=mary.email, template="welcome", status="sent")
    assert "Wrong address" not in page(client, "account", mary)


def test_ending_sessions_signs_out_everywhere_and_leaves_the_password(mary: Account, officer: Account) -> None:
    theirs, other = client_of(mary), client_of(officer)
    press(other, "sign-out-everywhere", mary)
    assert theirs.get(reverse("pages:home")).status_code == 302
    assert other.get(reverse("casework:accounts")).status_code == 200
    mary.refresh_from_db()
    assert mary.check_password(PASSWORD)
    assert client_of(mary).get(reverse("pages:home")).status_code == 200


DETAILS = {
    "first_name": "Mary", "last_name": "Whitfield", "known_as": "", "phone": "01632 960 001",
    "address": "12 Orchard Lane", "town": "Westmere", "postcode": "wr5 2np", "country": "",
}  # fmt: skip


def test_details_are_put_right_with_a_reason_and_what_stood_there_is_kept(mary: Account, officer: Account) -> None:
    client = client_of(officer)
    assert "Enter why you correct this" in press(client, "correct-details", mary, **DETAILS)
    press(client, "correct-details", mary, **DETAILS, reason="Married in May, saw the certificate")

    mary.refresh_from_db()
    assert (mary.last_name, mary.phone_e164, mary.uprn) == ("Whitfield", "+441632960001", "100120000012")
    fix = Correction.objects.get()
    assert (fix.before["last_name"], fix.after["last_name"]) == ("Bloggs", "Whitfield")
    entry = Entry.objects.get(action="accounts.details_corrected")
    assert entry.details == {"correction": fix.pk, "fields": ["last_name", "phone"]}
    assert "last name: “Bloggs” is now “Whitfield”" in page(client, "account-sign-ins", mary)


def test_a_corrected_address_is_no_longer_the_one_that_was_chosen(mary: Account, officer: Account) -> None:
    press(client_of(officer), "correct-details", mary, **DETAILS | {"town": "Elsewhere"}, reason="moved")
    mary.refresh_from_db()
    assert (mary.uprn, mary.address_entered) == ("", "manual")


@pytest.mark.parametrize(("field", "typed"), [("phone", "12"), ("postcode", "nowhere")])
def test_details_that_cannot_be_right_are_refused(mary: Account, officer: Account, field: str, typed: str) -> None:
    shown = press(client_of(officer), "correct-details", mary, **DETAILS | {field: typed}, reason="so")
    assert "There is a problem" in shown
    assert not Correction.objects.exists()


def test_notes_are_kept_and_struck_out(mary: Account, officer: Account) -> None:
    client = client_of(officer)
    for _ in range(2):  # the second click
        assert "Called about her code" in press(client, "account-notes", mary, text="Called about her code")
    note = AccountNote.objects.get()
    client.post(reverse("casework:strike-out-account-note", args=[mary.public_id, note.pk]))
    assert "<s>Called about her code</s>" in page(client, "account-notes", mary)


def test_closing_ends_access_and_sessions_and_keeps_the_requests(mary: Account, senior: Account) -> None:
    theirs, client = client_of(mary), client_of(senior)
    AccessRequestFactory.create(account=mary, status="approved")
    assert "We are emailing Mary Bloggs." in press(client, "close-account", mary, reason="She asked us to")

    mary.refresh_from_db()
    assert (mary.is_active, Grant.objects.of(mary).get().end_reason) == (False, "account_closed")
    assert theirs.get(reverse("pages:home")).status_code == 302
    assert AccessRequest.objects.of(mary).count() == 1
    assert list(Email.objects.values_list("template", flat=True)) == ["account_closed"]
    press(client, "close-account", mary, reason="again")
    assert Email.objects.count() == 1


def test_an_account_with_a_waiting_request_is_not_closed(mary: Account, senior: Account) -> None:
    asked = AccessRequestFactory.create(account=mary)
    client = client_of(senior)
    assert asked.reference in page(client, "close-account", mary)
    assert "A request came in meanwhile" in press(client, "close-account", mary, reason="She asked us to")
    mary.refresh_from_db()
    assert mary.is_active


def test_a_closed_account_is_opened_again_without_its_access(mary: Account, senior: Account) -> None:
    client = client_of(senior)
    press(client, "close-account", mary, reason="mistake")
    assert "The account is open again." in press(client, "reopen", mary)
    mary.refresh_from_db()
    assert client_of(mary).get(reverse("pages:home")).status_code == 200
    assert not Grant.objects.of(mary).live().exists()


def test_who_registers_with_a_closed_address_is_told_so_by_email(mary: Account, registration: Registration) -> None:
    Account.objects.filter(pk=mary.pk).update(is_active=False, closed_at=timezone.now())
    registration.email = mary.email
    registration.save()
    send_code(registration=registration)
    assert Email.objects.latest("pk").template == "closed_before"


@pytest.mark.parametrize("name", ["close-account", "reopen"])
def test_a_reviewer_neither_closes_nor_opens(mary: Account, officer: Account, name: str) -> None:
    assert client_of(officer).post(reverse(f"casework:{name}", args=[mary.public_id])).status_code == 404


def test_the_preview_lists_what_they_see_and_leaves_it_unread(
    mary: Account, marys_person: Person, officer: Account
) -> None:
    document = DocumentFactory.create(person=marys_person)
    DocumentFactory.create(person=marys_person, withdrawn=True)
    DocumentFactory.create()
    shown = page(client_of(officer), "account-documents", mary)
    assert shown.count("Remittance advice, 1 to 28 September 2025") == 1
    assert reverse("documents:document", args=[document.public_id]) not in shown
    assert not document.openings.exists()
    assert Entry.objects.get(action="casework.documents_previewed").details == {"shown": 1}
    assert Entry.objects.filter(action="casework.person_viewed", person_id=marys_person.pk).count() == 1


def test_the_preview_goes_on_after_fifty(mary: Account, marys_person: Person) -> None:
    documents = DocumentFactory.create_batch(51, person=marys_person)
    first = documents_seen_by(mary, "")
    assert first.rows == list(reversed(documents))[:50]
    assert documents_seen_by(mary, first.next_after).rows == [documents[0]]
    assert documents_seen_by(mary, "x_y").rows == first.rows


@pytest.mark.parametrize(
    ("tab", "statements"),
    [("account", 10), ("account-requests", 9), ("account-sign-ins", 10), ("account-emails", 9), ("account-notes", 9)],
)
def test_each_tab_takes_its_statements_and_leaves_its_entry(
    peter: Account, officer: Account, tab: str, statements: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(officer)
    AccessRequestFactory.create_batch(3, account=peter, for_someone_else=True)
    GrantFactory.create(account=peter, role="deputy", ended_at=timezone.now(), end_reason="staff")
    Email.objects.create(account_id=peter.pk, template="welcome", to=peter.email)
    press(client, "sign-out-everywhere", peter)
    page(client, tab, peter)
    with django_assert_num_queries(statements):
        page(client, tab, peter)
    assert Entry.objects.filter(action="casework.account_viewed", details__tab=tab).exists()


def test_access_that_ended_stands_below_what_holds(mary: Account, senior: Account) -> None:
    Grant.objects.update(starts_on=timezone.localdate() - timedelta(days=900))
    GrantFactory.create(account=mary, role="deputy", ended_at=timezone.now(), end_reason="safeguarding")
    shown = page(client_of(senior), "account", mary)
    assert shown.index("Holds") < shown.index("Safeguarding")
    assert shown.count("End access<") == 1
