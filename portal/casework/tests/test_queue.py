"""F1: which requests an officer sees, in which order, and who may look."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.access.models import AccessRequest, Assessment, Consent, Question
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.casework.presenters.queue_row import row
from portal.casework.presenters.tabs import Tab, tabs
from portal.casework.queue import Order, Show, page_of, paper_counts, requests_of
from portal.matching.representatives import ON_FILE
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory, EvidenceFactory, FailedEmailFactory

Status = AccessRequest.Status
QUEUE = reverse("casework:requests")
NOW = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)  # a Tuesday, 10am in the UK


@pytest.fixture
def many(stranger: Account, officer: Account) -> dict[str, AccessRequest]:
    """One request for each list."""
    hour = timedelta(hours=1)
    return {
        "overdue": AccessRequestFactory.create(account=stranger, promised_by=NOW - hour),
        "today": AccessRequestFactory.create(
            account=stranger, promised_by=NOW + hour, status=Status.IN_REVIEW, claimed_by=officer
        ),
        "later": AccessRequestFactory.create(account=stranger, promised_by=NOW + 30 * hour),
        "paused": AccessRequestFactory.create(account=stranger, promised_by=NOW, status=Status.INFORMATION_NEEDED),
        "checked": AccessRequestFactory.create(account=stranger, promised_by=NOW, status=Status.SECOND_CHECK),
        "rejected": AccessRequestFactory.create(
            account=stranger,
            promised_by=NOW,
            status=Status.REJECTED,
            decided_at=NOW,
            decided_by=officer,
            reject_reason="duplicate",
        ),
        "withdrawn": AccessRequestFactory.create(
            account=stranger, promised_by=NOW, status=Status.WITHDRAWN, withdrawn_at=NOW
        ),
    }


@pytest.mark.parametrize(
    ("show", "names"),
    [
        (Show.TO_DO, ["overdue", "today", "later"]),
        (Show.MINE, ["today"]),
        (Show.WAITING, ["paused"]),
        (Show.SECOND_CHECK, ["checked"]),
        (Show.DECIDED, ["rejected"]),
    ],
)
def test_each_list_shows_its_own(
    many: dict[str, AccessRequest], officer: Account, show: Show, names: list[str]
) -> None:
    page = page_of(requests_of(show, officer, NOW), Order.DUE, "")
    assert [request.pk for request in page.rows] == [many[name].pk for name in names]


def test_all_shows_everything_but_drafts(many: dict[str, AccessRequest], officer: Account) -> None:
    AccessRequestFactory.create(
        account=AccountFactory.create(), status=Status.DRAFT, sent_at=None, promised_by=None, reference=""
    )
    assert requests_of(Show.ALL, officer, NOW).count() == len(many)


@pytest.mark.parametrize("order", [Order.DUE, Order.DUE_LAST, Order.SENT, Order.SENT_LAST])
def test_pages_follow_one_another_without_a_gap_or_a_double(officer: Account, order: Order) -> None:
    account = AccountFactory.create()
    for number in range(105):
        moment = NOW + timedelta(minutes=number // 40)
        AccessRequestFactory.create(account=account, promised_by=moment, sent_at=moment)
    seen: list[object] = []
    after = ""
    sizes = []
    while True:
        page = page_of(requests_of(Show.TO_DO, officer, NOW), order, after)
        seen += [request.pk for request in page.rows]
        sizes.append(len(page.rows))
        after = page.next_after
        if not after:
            break
    assert sizes == [50, 50, 5]
    assert len(set(seen)) == 105
    everything = AccessRequest.objects.order_by(order, "-id" if order.startswith("-") else "id")
    assert seen == [request.pk for request in everything]


@pytest.mark.parametrize("after", ["x", "1_2", "nan_x", "inf_00000000-0000-4000-8000-000000000000", "_"])
def test_a_made_up_place_is_the_beginning(many: dict[str, AccessRequest], officer: Account, after: str) -> None:
    assert len(page_of(requests_of(Show.TO_DO, officer, NOW), Order.DUE, after).rows) == 3


@pytest.mark.usefixtures("many")
def test_the_numbers_are_links_to_their_lists(officer: Account) -> None:
    page = client_of(officer).get(QUEUE).content.decode()
    for address, text, number in (
        ("?status=submitted", "New", 2),
        ("?show=mine", "Mine", 1),
        ("?due=today", "Due today", 0),
        ("?due=overdue", "Overdue", 3),
        ("?show=waiting", "Waiting for requester", 1),
    ):
        assert f'{address}">{text}&nbsp;<strong>{number}</strong>' in page
    assert "Second check" not in page


def test_the_list_says_who_asks_for_whom_and_until_when(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, promised_by=timezone.now())
    page = client_of(officer).get(QUEUE).content.decode()
    for text in (request.reference, "Ffion O’Brien", "Mary Bloggs", "Power of Attorney (POA)", "Overdue by", "Nobody"):
        assert text in page
    assert reverse("casework:request", args=[request.pk]) in page


def test_dates_in_the_list_are_short(officer: Account, stranger: Account) -> None:
    sent, now = datetime(2026, 6, 1, 8, 11, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)
    request = AccessRequestFactory.create(account=stranger, sent_at=sent, promised_by=sent + timedelta(days=8))
    [listed] = page_of(requests_of(Show.TO_DO, officer, now), Order.DUE, "").rows
    shown = row(listed, now, officer)
    assert request.sent_at
    assert (shown.sent, shown.due and shown.due.words) == ("1 Jun, 9:11am", "by 9:11am Tue 9 Jun")


def acting(tier: str, words: str = ON_FILE) -> list[dict[str, object]]:
    """What is kept of the best candidate, as far as the list reads it."""
    return [{"representative": {"tier": tier, "words": words}}, {"representative": {"tier": "strong"}}]


@pytest.mark.parametrize(
    ("candidates", "doubt"),
    [
        ([], ""),
        ([{"representative": None}], ""),
        (acting("strong"), ""),
        (acting("possible"), ""),
        (acting("weak"), "role on file in a similar name"),
        (acting("not_on_file", "not on file"), "role not on file"),
        (acting("possible", "on file in another role"), "on file in another role"),
        (acting("possible", "the role ended on 3 March 2025"), "the role ended on 3 March 2025"),
    ],
)
def test_beside_the_match_the_list_says_if_the_role_is_in_doubt(
    candidates: list[dict[str, object]], doubt: str, officer: Account, stranger: Account
) -> None:
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True, match_band="exact", match_weight=41)
    Assessment.objects.create(request=request, rule_version="1", candidates=candidates)
    [listed] = page_of(requests_of(Show.TO_DO, officer, NOW), Order.DUE, "").rows
    assert row(listed, NOW, officer).role_doubt == doubt
    assert doubt in client_of(officer).get(QUEUE).content.decode()


def test_the_list_says_whose_question_was_answered(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, status=Status.IN_REVIEW, claimed_by=officer)
    question = Question.objects.create(request=request, asked_by=officer, text="Which?", closes_on=NOW.date())
    assert "Answered" not in client_of(officer).get(QUEUE).content.decode()
    question.answered_at = NOW
    question.save()
    assert "Answered" in client_of(officer).get(QUEUE).content.decode()
    AccessRequest.objects.update(status=Status.SECOND_CHECK)
    assert "Answered" not in client_of(officer).get(f"{QUEUE}?show=all").content.decode()


def test_a_consent_form_counts_as_evidence(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger, for_someone_else=True)
    assert tabs(request, Tab.EVIDENCE)[1].text == "Evidence (0)"
    EvidenceFactory.create(request=request)
    Consent.objects.create(request=request, name="Mary Bloggs", kinds=[], ends_on=NOW, given_on=NOW)
    [listed] = page_of(requests_of(Show.TO_DO, officer, NOW), Order.DUE, "").rows
    assert paper_counts([listed]) == {request.pk: 2}
    assert tabs(request, Tab.EVIDENCE)[1].text == "Evidence (2)"


def test_only_a_request_that_presses_has_a_coloured_due_time(officer: Account, stranger: Account) -> None:
    AccessRequestFactory.create(account=stranger, promised_by=timezone.now() - timedelta(hours=1))
    AccessRequestFactory.create(account=stranger, promised_by=timezone.now() + timedelta(days=9))
    page = client_of(officer).get(QUEUE).content.decode()
    assert page.count("govuk-tag--red") == 1
    assert "govuk-tag--grey" not in page


def test_the_list_can_be_ordered_by_its_headings(officer: Account, stranger: Account) -> None:
    AccessRequestFactory.create(account=stranger)
    page = client_of(officer).get(QUEUE).content.decode()
    assert 'aria-sort="ascending"' in page
    assert "order=-promised_by" in page
    assert 'aria-sort="descending"' in client_of(officer).get(f"{QUEUE}?order=-promised_by").content.decode()


def test_reading_the_list_leaves_an_entry_with_the_requests(officer: Account, stranger: Account) -> None:
    request = AccessRequestFactory.create(account=stranger)
    client_of(officer).get(QUEUE)
    entry = Entry.objects.get(action="casework.requests_listed")
    assert (entry.actor_id, entry.details["requests"]) == (officer.pk, [str(request.pk)])


def test_the_queue_links_to_the_emails_that_could_not_be_sent_lately(officer: Account) -> None:
    client = client_of(officer)
    assert "could not be sent" not in client.get(QUEUE).content.decode()
    FailedEmailFactory.create()
    assert ">1 email could not be sent</a>" in client.get(QUEUE).content.decode()
    FailedEmailFactory.create()
    FailedEmailFactory.create(failed_at=timezone.now() - timedelta(days=30))
    page = client.get(QUEUE).content.decode()
    assert f'href="{reverse("casework:emails")}?status=failed">2 emails could not be sent</a>' in page


@pytest.mark.parametrize("show", [show for show in Show if show is not Show.DECIDED])
def test_requests_nobody_has_decided_are_not_ordered_by_decision(
    show: Show, officer: Account, stranger: Account
) -> None:
    AccessRequestFactory.create_batch(51, account=stranger, claimed_by=officer)
    answer = client_of(officer).get(reverse("casework:requests"), {"show": show, "order": Order.DECIDED_LAST})
    assert answer.status_code == 200
