"""Who decides what, once, and what follows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from portal.access.actions import approve_request, claim_request, reject_request, release_request, withdraw_request
from portal.access.errors import DecisionRefused, NoBasis, NotAllowed, OwnRequest, StaleRequest
from portal.access.models import AccessRequest, Grant
from portal.access.reject_reasons import reject_reasons
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.people.models import Person
from tests.support.factories import AccessRequestFactory, GrantFactory, PersonFactory, RepresentativeFactory

KINDS = ["remittance_advice", "financial_assessment"]


@pytest.fixture
def request_of_stranger(stranger: Account) -> AccessRequest:
    return AccessRequestFactory.create(account=stranger)


@pytest.fixture
def person(db: None) -> Person:
    return PersonFactory.create(first_name="Ffion", last_name="O’Brien")


def approve(request: AccessRequest, officer: Account, person: Person, **changes: Any) -> AccessRequest:
    answers: dict[str, Any] = {
        "version": request.version,
        "representative": None,
        "kinds": KINDS,
        "starts_on": timezone.localdate(),
        "ends_on": None,
        "note": "",
    }
    return approve_request(officer=officer, request_id=request.pk, person=person, **answers | changes)


def reject(request: AccessRequest, officer: Account, **changes: Any) -> AccessRequest:
    answers: dict[str, Any] = {"version": request.version, "reason": "details_do_not_match", "paragraph": ""} | changes
    return reject_request(officer=officer, request_id=request.pk, **answers)


def emails(template: str) -> list[dict[str, Any]]:
    return [unseal(email.sealed_context) for email in Email.objects.filter(template=template)]


def test_an_approved_request_opens_the_documents_and_tells_the_requester(
    request_of_stranger: AccessRequest, officer: Account, person: Person
) -> None:
    approved = approve(request_of_stranger, officer, person, note="Seen on the phone list.")

    assert approved.status == AccessRequest.Status.APPROVED
    assert (approved.decided_by, approved.person, approved.staff_note) == (officer, person, "Seen on the phone list.")
    grant = Grant.objects.of(request_of_stranger.account).live().get()
    assert (grant.person, grant.kinds, grant.role, grant.request) == (person, KINDS, "", approved)
    [email] = emails("request_approved")
    assert email["documents"] == ["Direct Payment remittance advices", "Financial assessment results"]
    assert (email["asked_for"], email["ends_on"]) == ("yourself", "")
    entry = Entry.objects.get(action="access.request_approved")
    assert (entry.actor_id, entry.person_id, entry.object_id) == (officer.pk, person.pk, str(approved.pk))


def test_the_grant_of_a_representative_rests_on_the_role_on_file(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, role="deputy")
    representative = RepresentativeFactory.create(role="deputy", ends_on=timezone.localdate() + timedelta(days=30))

    approved = approve(request, officer, representative.person, representative=representative)

    assert (approved.grant.role, approved.grant.representative) == ("deputy", representative)
    assert approved.grant.last_day == representative.ends_on
    assert emails("request_approved")[0]["asked_for"] == "Mary Bloggs"
    assert emails("request_approved")[0]["ends_on"] != ""


def test_the_role_on_file_counts_when_another_one_was_chosen(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, role="power_of_attorney")
    representative = RepresentativeFactory.create(role="dwp_appointee")

    assert approve(request, officer, representative.person, representative=representative).grant.role == "dwp_appointee"


def test_a_rejection_is_in_general_words(request_of_stranger: AccessRequest, officer: Account) -> None:
    rejected = reject(request_of_stranger, officer, paragraph="Call us on Monday.")

    assert (rejected.status, rejected.reject_reason) == ("rejected", "details_do_not_match")
    [email] = emails("request_rejected")
    assert email["reason_text"] == "We could not match what you told us to our records."
    assert email["paragraph"] == "Call us on Monday."
    assert Entry.objects.filter(action="access.request_rejected", actor_id=officer.pk).count() == 1
    assert not Grant.objects.exists()


@pytest.mark.parametrize("word", ["birth", "postcode", "address", "surname", "spelling", "phone number"])
def test_no_reason_names_the_detail_that_differed(word: str) -> None:
    for reason in reject_reasons():
        assert word not in " ".join([reason.words, *reason.next_steps]).lower()


def test_a_second_click_gets_the_first_result(
    request_of_stranger: AccessRequest, officer: Account, person: Person
) -> None:
    first = approve(request_of_stranger, officer, person)
    second = approve(request_of_stranger, officer, person)

    assert (first.pk, first.version) == (second.pk, second.version)
    assert len(emails("request_approved")) == 1


def test_a_second_click_on_reject_sends_one_email(request_of_stranger: AccessRequest, officer: Account) -> None:
    reject(request_of_stranger, officer)
    reject(request_of_stranger, officer)

    assert len(emails("request_rejected")) == 1


def test_a_colleague_with_an_older_page_is_told(
    request_of_stranger: AccessRequest, officer: Account, senior: Account, person: Person
) -> None:
    approve(request_of_stranger, officer, person)

    with pytest.raises(StaleRequest) as refused:
        reject(request_of_stranger, senior)
    assert refused.value.request.status == "approved"
    assert not emails("request_rejected")


def test_a_withdrawn_request_is_not_decided(
    request_of_stranger: AccessRequest, officer: Account, person: Person
) -> None:
    withdraw_request(account=request_of_stranger.account, request_id=request_of_stranger.pk)

    with pytest.raises(StaleRequest):
        approve(request_of_stranger, officer, person)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_in_one_second_one_decides(
    request_of_stranger: AccessRequest, officer: Account, senior: Account, person: Person
) -> None:
    outcomes = at_once(
        lambda: approve(request_of_stranger, officer, person), lambda: reject(request_of_stranger, senior)
    )

    assert sorted(outcomes) == ["StaleRequest", "done"]
    assert Email.objects.count() == 1
    assert Entry.objects.filter(action__in=["access.request_approved", "access.request_rejected"]).count() == 1


def at_once(*verbs: Callable[[], object]) -> list[str]:
    def attempt(verb: Callable[[], object]) -> str:
        try:
            verb()
        except DecisionRefused as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as threads:
        return list(threads.map(attempt, verbs))


def test_nobody_decides_their_own_request(officer: Account, person: Person) -> None:
    request = AccessRequestFactory.create(account=officer)

    with pytest.raises(OwnRequest):
        claim_request(officer=officer, request_id=request.pk, version=request.version)
    with pytest.raises(OwnRequest):
        approve(request, officer, person)
    with pytest.raises(OwnRequest):
        reject(request, officer)


def test_nobody_decides_who_else_sees_documents_they_see_privately(
    request_of_stranger: AccessRequest, officer: Account, person: Person
) -> None:
    GrantFactory.create(account=officer, person=person)

    with pytest.raises(OwnRequest):
        approve(request_of_stranger, officer, person)


def test_a_viewer_and_a_member_of_the_public_do_not_decide(
    request_of_stranger: AccessRequest, viewer: Account, mary: Account, person: Person
) -> None:
    for account in (viewer, mary):
        with pytest.raises(NotAllowed):
            approve(request_of_stranger, account, person)


def test_a_draft_is_not_decided(stranger: Account, officer: Account, person: Person) -> None:
    draft = AccessRequestFactory.create(account=stranger, status="draft", reference="")

    with pytest.raises(AccessRequest.DoesNotExist):
        approve(draft, officer, person)


def test_a_grant_rests_on_something(request_of_stranger: AccessRequest, officer: Account, person: Person) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    someone_elses = RepresentativeFactory.create()
    dead = PersonFactory.create(date_of_death=date(2026, 1, 4))

    for person_, changes in (
        (person, {"kinds": []}),
        (person, {"ends_on": yesterday}),
        (person, {"starts_on": date(2999, 1, 2), "ends_on": date(2999, 1, 1)}),
        (person, {"representative": someone_elses}),
        (person, {"representative": RepresentativeFactory.create(person=person, ends_on=yesterday)}),
        (dead, {}),
    ):
        with pytest.raises(NoBasis):
            approve(request_of_stranger, officer, person_, **changes)
    assert not Grant.objects.exists()


def test_a_death_reported_after_the_page_was_opened_stops_the_approval(
    request_of_stranger: AccessRequest, officer: Account, person: Person
) -> None:
    Person.objects.filter(pk=person.pk).update(date_of_death=date(2026, 1, 4))

    with pytest.raises(NoBasis):
        approve(request_of_stranger, officer, person)  # with the person as the page had read them


@pytest.mark.django_db(transaction=True)
def test_two_requests_for_one_person_approved_in_one_second_leave_one_live_grant(
    stranger: Account, officer: Account, senior: Account, person: Person
) -> None:
    misspelt, spelt = (AccessRequestFactory.create(account=stranger) for _ in range(2))

    outcomes = at_once(lambda: approve(misspelt, officer, person), lambda: approve(spelt, senior, person))

    assert outcomes == ["done", "done"]
    assert Grant.objects.of(stranger).live().count() == 1
    assert Grant.objects.filter(end_reason="replaced").count() == 1


def test_an_executor_gets_access_after_a_death(stranger: Account, officer: Account) -> None:
    dead = PersonFactory.create(date_of_death=date(2026, 1, 4))
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, role="executor")

    approve(request, officer, dead)

    assert Grant.objects.of(stranger).live().count() == 1


def test_a_newer_approval_takes_the_place_of_an_earlier_one(
    mary: Account, marys_person: Person, officer: Account
) -> None:
    earlier = Grant.objects.get(account=mary)
    tomorrow = timezone.localdate() + timedelta(days=1)

    approved = approve(AccessRequestFactory.create(account=mary), officer, marys_person, starts_on=tomorrow)

    earlier.refresh_from_db()
    assert earlier.end_reason == Grant.EndReason.REPLACED
    assert Grant.objects.of(mary).live().get() == approved.grant
    assert approved.grant.starts_on == earlier.starts_on


def test_access_that_has_run_out_does_not_bring_the_first_day_forward(
    mary: Account, marys_person: Person, officer: Account
) -> None:
    today = timezone.localdate()
    Grant.objects.filter(account=mary).update(ends_on=today - timedelta(days=1))

    approve(AccessRequestFactory.create(account=mary), officer, marys_person, starts_on=today + timedelta(days=1))

    assert not Grant.objects.of(mary).live().exists()


def test_an_officer_claims_and_releases(request_of_stranger: AccessRequest, officer: Account, senior: Account) -> None:
    claimed = claim_request(officer=officer, request_id=request_of_stranger.pk, version=1)
    assert (claimed.status, claimed.claimed_by, claimed.version) == ("in_review", officer, 2)
    assert claim_request(officer=officer, request_id=claimed.pk, version=1).version == 2

    with pytest.raises(StaleRequest):
        claim_request(officer=senior, request_id=claimed.pk, version=1)
    taken_over = claim_request(officer=senior, request_id=claimed.pk, version=2)
    released = release_request(officer=senior, request_id=claimed.pk, version=taken_over.version)
    assert (released.status, released.claimed_by) == ("submitted", None)
    assert release_request(officer=senior, request_id=claimed.pk, version=1).version == released.version
