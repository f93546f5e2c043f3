"""F3 and F4: approving and rejecting, as officers do it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from html import unescape
from re import sub
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.access.actions import withdraw_request
from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from portal.emails.composing import compose
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.cast import client_of
from tests.support.factories import (
    AccessRequestFactory,
    DocumentFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

Status = AccessRequest.Status
ALL_KINDS = ["remittance_advice", "deferred_payment_statement", "financial_assessment"]


@pytest.fixture
def mary_on_file(db: None) -> Person:
    return PersonFactory.create(person_ref="MARY")


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    """Ffion says that she has power of attorney for Mary."""
    return AccessRequestFactory.create(account=stranger, for_someone_else=True)


@pytest.fixture
def own(stranger: Account) -> AccessRequest:
    """Ffion asks for her own documents."""
    return AccessRequestFactory.create(account=stranger)


@pytest.fixture
def ffion_on_file(db: None) -> Person:
    return PersonFactory.create(person_ref="FFION", first_name="Ffion", last_name="O'Brien")


def approve_url(request: AccessRequest, person: Person) -> str:
    return reverse("casework:approve", args=[request.pk]) + f"?person={person.public_id}"


def reject_url(request: AccessRequest) -> str:
    return reverse("casework:reject", args=[request.pk])


def answers(request: AccessRequest, **changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    given = {
        "version": request.version,
        "kinds": ALL_KINDS,
        "representative": "none",
        "starts_on_day": today.day,
        "starts_on_month": today.month,
        "starts_on_year": today.year,
        "note": "Seen the paper.",
    }
    return given | changes


def ends_on(day: date) -> dict[str, int]:
    return {"ends_on_day": day.day, "ends_on_month": day.month, "ends_on_year": day.year}


def sent_text(template: str) -> str:
    email = Email.objects.get(template=template)
    return compose(template, unseal(email.sealed_context)).text


def shown_text(page: str) -> str:
    """The preview on a page, line breaks and markup left out."""
    inset = page.split('id="preview"')[1].partition("</div>")[0]
    return " ".join(unescape(sub(r"<[^>]+>", " ", inset)).split())


def test_an_own_request_is_approved_with_everything_ticked(
    officer: Account, own: AccessRequest, ffion_on_file: Person
) -> None:
    DocumentFactory.create(person=ffion_on_file)
    client = client_of(officer)
    page = client.get(approve_url(own, ffion_on_file)).content.decode()
    assert "Approve access for Ffion O’Brien" in page
    assert page.count(" checked") == 3
    assert "1 on file" in page
    answer = client.post(approve_url(own, ffion_on_file), answers(own, note=""), follow=True)
    assert f"Request {own.reference} is approved. We are emailing Ffion O’Brien." in answer.content.decode()
    grant = Grant.objects.of(own.account).live().get()
    assert (grant.person, grant.role, grant.kinds, grant.ends_on) == (ffion_on_file, "", ALL_KINDS, None)


def test_the_role_on_file_is_chosen_and_its_end_filled_in(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    last_day = timezone.localdate() + timedelta(days=40)
    role = RepresentativeFactory.create(person=mary_on_file, first_name="Ffion", last_name="OBrien", ends_on=last_day)
    RepresentativeFactory.create(person=mary_on_file, role="deputy", first_name="Ravi", last_name="Shah")
    client = client_of(officer)
    page = client.get(approve_url(asked, mary_on_file)).content.decode()
    assert f'value="{role.pk}" checked' in page
    assert f'value="{last_day.year}"' in page
    answer = client.post(approve_url(asked, mary_on_file), answers(asked, representative=role.pk, **ends_on(last_day)))
    assert answer["Location"] == reverse("casework:requests")
    grant = Grant.objects.get(request=asked)
    assert (grant.representative, grant.role, grant.ends_on) == (role, "power_of_attorney", last_day)


@pytest.mark.parametrize("role", [role.code for role in council().roles if role.enabled])
def test_each_role_opens_by_default_what_the_council_says(
    officer: Account, stranger: Account, mary_on_file: Person, role: str
) -> None:
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, role=role)
    page = client_of(officer).get(approve_url(request, mary_on_file)).content.decode()
    opens = council().role(role).opens
    for kind in ALL_KINDS:
        assert (f'value="{kind}" checked' in page) is (kind in opens)


def test_the_email_is_shown_as_it_is_then_sent(officer: Account, own: AccessRequest, ffion_on_file: Person) -> None:
    client = client_of(officer)
    last_day = timezone.localdate() + timedelta(days=40)
    typed = answers(own, kinds=["financial_assessment"], **ends_on(last_day))
    preview = client.post(approve_url(own, ffion_on_file), typed | {"preview": "1"}).content.decode()
    assert not Email.objects.exists()
    client.post(approve_url(own, ffion_on_file), typed)
    assert " ".join(sent_text("request_approved").split()) in shown_text(preview)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"kinds": []}, "Select at least one type of document"),
        ({"representative": ""}, "Select the role this access rests on, or not on file"),
        ({"note": ""}, "Enter why you approve this request: the role is not on file"),
        ({"starts_on_day": ""}, "Access starts on must include a day"),
        (ends_on(date(2020, 1, 1)), "The end date must be today or later"),
        ({"starts_on_year": "2098"} | ends_on(date(2097, 1, 1)), "The end date must not be before the start"),
    ],
)
def test_an_approval_that_cannot_be_says_why(
    officer: Account, asked: AccessRequest, mary_on_file: Person, changes: dict[str, Any], error: str
) -> None:
    page = client_of(officer).post(approve_url(asked, mary_on_file), answers(asked, **changes)).content.decode()
    assert "<title>Error: Approve access for" in page
    assert error in page
    assert not Grant.objects.exists()


def test_a_role_that_is_over_is_no_basis(officer: Account, asked: AccessRequest, mary_on_file: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    role = RepresentativeFactory.create(person=mary_on_file, first_name="Ffion", last_name="O’Brien", ends_on=yesterday)
    client = client_of(officer)
    assert f'value="{role.pk}" checked' not in client.get(approve_url(asked, mary_on_file)).content.decode()
    page = client.post(approve_url(asked, mary_on_file), answers(asked, representative=role.pk)).content.decode()
    assert "This role has ended." in page


def test_a_difference_needs_a_written_reason(officer: Account, own: AccessRequest) -> None:
    other = PersonFactory.create(first_name="Ffion", last_name="O’Brien", date_of_birth=date(1948, 3, 28))
    page = client_of(officer).post(approve_url(own, other), answers(own, note="")).content.decode()
    assert "Enter why you approve this request: date of birth is not the same" in page


def test_nobody_gets_access_to_somebody_who_has_died(officer: Account, own: AccessRequest) -> None:
    died = PersonFactory.create(first_name="Ffion", last_name="O’Brien", date_of_death=date(2026, 1, 1))
    answer = client_of(officer).post(approve_url(own, died), answers(own))
    assert answer.status_code == 409
    assert "The person has died" in answer.content.decode()


@pytest.mark.parametrize("person", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_without_a_person_the_officer_chooses_first(officer: Account, asked: AccessRequest, person: str) -> None:
    answer = client_of(officer).get(reverse("casework:approve", args=[asked.pk]), {"person": person})
    assert answer["Location"] == reverse("casework:request", args=[asked.pk]) + "?choose=1"


def test_looking_at_the_approval_is_a_read_of_the_person(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    client_of(officer).get(approve_url(asked, mary_on_file))
    assert Entry.objects.about(mary_on_file).get().action == "casework.person_viewed"


def test_a_second_click_gives_the_first_result(officer: Account, own: AccessRequest, ffion_on_file: Person) -> None:
    client = client_of(officer)
    for _ in range(2):
        assert client.post(approve_url(own, ffion_on_file), answers(own)).status_code == 302
    assert Grant.objects.count() == Email.objects.count() == 1


def test_an_approved_request_says_what_was_approved(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    client = client_of(officer)
    client.post(approve_url(asked, mary_on_file), answers(asked, kinds=["remittance_advice", "financial_assessment"]))
    page = client.get(reverse("casework:request", args=[asked.pk])).content.decode()
    assert "Direct Payment remittance advices, Financial assessment results" in page
    assert "Deferred Payment statements" not in page


def test_whoever_comes_second_is_told_who_decided(
    officer: Account, senior: Account, own: AccessRequest, ffion_on_file: Person
) -> None:
    client_of(senior).post(reject_url(own), {"version": own.version, "reason": "identity"})
    answer = client_of(officer).post(approve_url(own, ffion_on_file), answers(own))
    assert answer.status_code == 409
    assert "Angharad Price has decided this request at" in answer.content.decode()
    assert not Grant.objects.exists()


def test_a_request_that_was_withdrawn_meanwhile_is_told(officer: Account, own: AccessRequest) -> None:
    withdraw_request(account=own.account, request_id=own.pk, reason="")
    answer = client_of(officer).post(reject_url(own), {"version": own.version, "reason": "identity"})
    assert "The requester has withdrawn this request." in answer.content.decode()


@pytest.mark.parametrize("page", ["approve", "reject"])
def test_nobody_decides_their_own_request(officer: Account, ffion_on_file: Person, page: str) -> None:
    own = AccessRequestFactory.create(account=officer)
    client = client_of(officer)
    url = reverse(f"casework:{page}", args=[own.pk]) + f"?person={ffion_on_file.public_id}"
    for answer in (client.get(url), client.post(url, answers(own, reason="identity"))):
        assert answer.status_code == 403
        assert "You cannot decide this request" in answer.content.decode()
    own.refresh_from_db()
    assert own.status == Status.SUBMITTED


def test_nobody_decides_about_a_person_they_see_in_private_life(
    officer: Account, asked: AccessRequest, mary_on_file: Person
) -> None:
    GrantFactory.create(account=officer, person=mary_on_file)
    assert client_of(officer).post(approve_url(asked, mary_on_file), answers(asked)).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_officers_deciding_in_one_second_make_one_decision(
    officer: Account, senior: Account, stranger: Account
) -> None:
    own = AccessRequestFactory.create(account=stranger)
    person = PersonFactory.create(first_name="Ffion", last_name="O’Brien")

    def post(client: Client, url: str, typed: dict[str, Any]) -> int:
        try:
            return client.post(url, typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        approved = pool.submit(post, client_of(officer), approve_url(own, person), answers(own))
        rejected = pool.submit(
            post, client_of(senior), reject_url(own), {"version": own.version, "reason": "details_do_not_match"}
        )
    assert sorted([approved.result(), rejected.result()]) == [302, 409]
    assert Email.objects.count() == 1
    assert Entry.objects.filter(action__in=("access.request_approved", "access.request_rejected")).count() == 1


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "²", "\x00", ""])
def test_a_version_no_page_showed_is_stale(officer: Account, own: AccessRequest, version: str) -> None:
    answer = client_of(officer).post(reverse("casework:claim", args=[own.pk]), {"version": version})
    assert answer.status_code == 409
