"""F6: exact matches approved at once: who may, which ones, and what a second click does."""

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.access.models import AccessRequest, Assessment
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from portal.emails.models import Email
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, PersonFactory

Status = AccessRequest.Status
QUEUE = reverse("casework:requests")
BULK, CONFIRM, RESULT = (reverse(f"casework:{name}") for name in ("bulk", "bulk-confirm", "bulk-result"))
IDENTITY = ("first_name", "last_name", "date_of_birth", "place")


def exact_match(*, caution: bool = False, **given: object) -> AccessRequest:
    """A request of somebody for themselves whose details are all the same as on file."""
    request = AccessRequestFactory.create(match_band="exact", match_weight=17.0, **given)
    name = {"first_name": request.own_first_name, "last_name": request.own_last_name}
    person = PersonFactory.create(caution=caution, **name)
    fields = {name: {"level": "same", "words": ""} for name in IDENTITY}
    candidate = {"person_id": person.pk, "person_ref": person.person_ref, "tier": "strong", "weight": 17.0}
    candidate |= {"fields": fields, "representative": None}
    Assessment.objects.create(request=request, rule_version="1", candidates=[candidate])
    return request


def tick(request: AccessRequest) -> str:
    return f"{request.pk}.{request.version}"


@pytest.fixture(autouse=True)
def nobody_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No request goes to a second check by chance."""
    monkeypatch.setattr("portal.access.actions.bulk._is_sample", lambda chance: False)


def test_exact_matches_are_read_through_confirmed_and_approved(senior: Account) -> None:
    first, second, third = (exact_match() for _ in range(3))
    client = client_of(senior)
    ticks = [tick(request) for request in (first, second, third)]
    page = client.post(QUEUE, {"do": "approve", "ticked": ticks}, follow=True)
    assert page.redirect_chain == [(BULK, 302)]
    words = unescape(page.content.decode())
    assert '<h1 class="govuk-heading-l">Approve 3 exact matches</h1>' in words
    assert words.count(" checked>") == 3
    page = client.post(BULK, {"ticked": ticks[:2]}, follow=True)  # the third was unticked
    assert "Confirm that you approve 2 requests" in page.content.decode()
    assert Email.objects.count() == 0
    page = client.post(CONFIRM, {"ticked": ticks[:2]}, follow=True)
    assert page.redirect_chain == [(RESULT, 302)]
    assert "2 approved, 0 sent to second check, 0 failed" in page.content.decode()
    for request, status in ((first, Status.APPROVED), (second, Status.APPROVED), (third, Status.SUBMITTED)):
        request.refresh_from_db()
        assert request.status == status
        if status == Status.APPROVED:
            assert reverse("casework:request", args=[request.pk]) in page.content.decode()


def test_a_second_click_gives_the_first_result_and_one_email(senior: Account) -> None:
    request = exact_match()
    client = client_of(senior)
    for _ in range(2):
        page = client.post(CONFIRM, {"ticked": tick(request)}, follow=True).content.decode()
        assert "1 approved, 0 sent to second check, 0 failed" in page
    assert Email.objects.filter(template="request_approved").count() == 1


def test_one_chosen_at_random_goes_to_a_second_check(senior: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.access.actions.bulk._is_sample", lambda chance: True)
    request = exact_match()
    page = client_of(senior).post(CONFIRM, {"ticked": tick(request)}, follow=True).content.decode()
    assert "0 approved, 1 sent to second check, 0 failed" in page
    request.refresh_from_db()
    assert request.status == Status.SECOND_CHECK


def test_what_is_no_exact_match_is_left_to_be_decided_by_itself(senior: Account) -> None:
    flagged = exact_match(flagged=True)
    cautious = exact_match(caution=True)
    near = exact_match()
    AccessRequest.objects.filter(pk=near.pk).update(match_band="likely")
    for_another = exact_match(for_someone_else=True)
    unknown = AccessRequestFactory.create()
    ticks = [tick(request) for request in (flagged, cautious, near, for_another, unknown)]
    client = client_of(senior)
    page = unescape(client.post(QUEUE, {"do": "approve", "ticked": ticks}, follow=True).content.decode())
    assert "Approve 0 exact matches" in page
    assert "To decide one by one" in page
    assert 'name="ticked"' not in page
    answer = client.post(CONFIRM, {"ticked": ticks}, follow=True).content.decode()
    assert "0 approved, 0 sent to second check, 5 failed" in answer
    assert Email.objects.count() == 0


def test_what_changed_meanwhile_fails_and_is_named(senior: Account) -> None:
    request = exact_match()
    AccessRequest.objects.filter(pk=request.pk).update(version=2)
    page = client_of(senior).post(CONFIRM, {"ticked": tick(request)}, follow=True).content.decode()
    assert "0 approved, 0 sent to second check, 1 failed" in page
    assert f"{request.reference}</a> – {request.own_name}: It has changed since you ticked it" in page


def test_an_id_that_is_no_request_does_not_hide_what_became_of_the_others(senior: Account) -> None:
    draft = AccessRequestFactory.create(status=Status.DRAFT, reference="", sent_at=None)
    ticks = [tick(exact_match()), f"{uuid4()}.1", tick(draft)]
    page = client_of(senior).post(CONFIRM, {"ticked": ticks}, follow=True)
    assert "1 approved, 0 sent to second check, 0 failed" in page.content.decode()


def test_nothing_left_ticked_is_said(senior: Account) -> None:
    request = exact_match()
    client = client_of(senior)
    client.post(QUEUE, {"do": "approve", "ticked": tick(request)})
    page = client.post(BULK, {}).content.decode()
    assert '<a href="#id_ticked">Tick at least one request</a>' in page
    assert 'id="id_ticked"' in page


def test_no_more_are_approved_at_once_than_the_council_allows(senior: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    few = type(council().casework)(bulk_most=1)
    monkeypatch.setattr(type(council()), "casework", few, raising=False)
    ticks = [tick(exact_match()), tick(exact_match())]
    client = client_of(senior)
    page = client.post(QUEUE, {"do": "approve", "ticked": ticks}, follow=True).content.decode()
    assert "Approve 1 exact match<" in page
    assert "Only the first 1 are shown" in page
    assert "1 approved" in client.post(CONFIRM, {"ticked": ticks}, follow=True).content.decode()


def test_reading_through_leaves_an_entry_for_each_person(senior: Account) -> None:
    request = exact_match()
    client_of(senior).post(QUEUE, {"do": "approve", "ticked": tick(request)}, follow=True)
    entry = Entry.objects.get(action="casework.person_viewed", object_id=str(request.pk))
    assert entry.actor_id == senior.pk


@pytest.mark.parametrize("url", [BULK, CONFIRM, RESULT])
def test_it_is_for_senior_reviewers_and_needs_ticks(officer: Account, senior: Account, url: str) -> None:
    assert client_of(officer).get(url).status_code == 404
    assert client_of(senior).get(url).headers["Location"] == QUEUE


def test_more_requests_take_no_more_statements(
    senior: Account, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(senior)
    for number in (1, 10):
        ticks = [tick(exact_match()) for _ in range(number)]
        client.post(QUEUE, {"do": "approve", "ticked": ticks})
        # session, officer, requests; assessments, people, roles, evidence, refusals, grants, consents; two entries
        with django_assert_num_queries(13):
            client.get(BULK)
