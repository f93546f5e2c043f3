"""The bulk bar of the queue: several requests claimed or assigned at once."""

from html import unescape

from django.urls import reverse

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory

Status = AccessRequest.Status
QUEUE = reverse("casework:requests")
ASSIGN = reverse("casework:assign-ticked")


def tick(request: AccessRequest) -> str:
    return f"{request.pk}.{request.version}"


def test_an_officer_claims_what_is_ticked(officer: Account, stranger: Account) -> None:
    ticked, other = AccessRequestFactory.create_batch(2, account=stranger)
    client = client_of(officer)
    page = client.post(f"{QUEUE}?status=submitted", {"do": "claim", "ticked": tick(ticked)}, follow=True)
    assert page.redirect_chain == [(f"{QUEUE}?status=submitted", 302)]
    assert "You have claimed 1 request." in page.content.decode()
    for request in (ticked, other):
        request.refresh_from_db()
    assert (ticked.status, ticked.claimed_by) == (Status.IN_REVIEW, officer)
    assert other.claimed_by is None


def test_what_changed_meanwhile_is_left_alone_and_named(officer: Account, senior: Account, stranger: Account) -> None:
    changed, other = AccessRequestFactory.create_batch(2, account=stranger)
    ticks = [tick(changed), tick(other)]
    client_of(senior).post(QUEUE, {"do": "claim", "ticked": tick(changed)})
    page = client_of(officer).post(QUEUE, {"do": "claim", "ticked": ticks}, follow=True).content.decode()
    assert "You have claimed 1 request." in page
    assert f"1 request left as before, because of a change meanwhile: {changed.reference}" in page
    changed.refresh_from_db()
    assert changed.claimed_by == senior


def test_nothing_ticked_is_said_and_the_list_stays(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger)
    for typed in ({}, {"ticked": "x"}, {"ticked": "-" * 36 + ".1"}):
        page = client_of(officer).post(f"{QUEUE}?status=submitted", {"do": "claim"} | typed).content.decode()
        assert "<title>Error: Requests" in page
        assert '<a href="#id_ticked">Tick at least one request</a>' in page
        assert 'id="id_ticked"' in page
        assert request.reference in page


def test_ticked_requests_are_given_to_a_colleague(officer: Account, senior: Account, stranger: Account) -> None:
    requests = AccessRequestFactory.create_batch(2, account=stranger)
    ticks = [tick(request) for request in requests]
    client = client_of(officer)
    page = client.post(QUEUE, {"do": "assign", "ticked": ticks}, follow=True)
    assert page.redirect_chain == [(ASSIGN, 302)]
    assert "Assign 2 requests" in page.content.decode()
    for typed, error in (({"ticked": ticks}, "Select who will look after these requests"),):
        assert error in client.post(ASSIGN, typed).content.decode()
    for _ in range(2):  # the second click does nothing more
        answer = client.post(ASSIGN, {"ticked": ticks, "to": senior.pk}, follow=True).content.decode()
        assert "2 requests assigned to Angharad Price." in unescape(answer)
    for request in requests:
        request.refresh_from_db()
        assert (request.claimed_by, request.status, request.version) == (senior, Status.IN_REVIEW, 2)


def test_nobody_gets_their_own_request_among_others(officer: Account, senior: Account, stranger: Account) -> None:
    own = AccessRequestFactory.create(account=senior)
    page = client_of(officer).post(ASSIGN, {"ticked": tick(own), "to": senior.pk}, follow=True).content.decode()
    assert own.reference in page
    own.refresh_from_db()
    assert own.claimed_by is None


def test_without_ticks_there_is_nothing_to_assign(officer: Account) -> None:
    assert client_of(officer).get(ASSIGN).headers["Location"] == QUEUE


def test_a_viewer_sees_no_boxes_and_claims_nothing(viewer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger)
    page = client_of(viewer).get(QUEUE).content.decode()
    assert request.reference in page
    assert 'name="ticked"' not in page
    assert client_of(viewer).post(QUEUE, {"do": "claim", "ticked": tick(request)}).status_code == 404


def test_nobody_ticks_their_own(officer: Account, stranger: Account) -> None:
    own, other = AccessRequestFactory.create(account=officer), AccessRequestFactory.create(account=stranger)
    page = client_of(officer).get(QUEUE).content.decode()
    assert tick(other) in page
    assert tick(own) not in page


def test_only_who_may_approve_many_is_offered_it(officer: Account, senior: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger)
    assert "Approve exact matches" in client_of(senior).get(QUEUE).content.decode()
    assert "Approve exact matches" not in client_of(officer).get(QUEUE).content.decode()
    assert client_of(officer).post(QUEUE, {"do": "approve", "ticked": tick(request)}).status_code == 404
