"""The filter panel of the queue: what each filter lets through, and how it is taken off again."""

from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory

Status = AccessRequest.Status
QUEUE = reverse("casework:requests")
NOW = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)  # a Tuesday, 10am in the UK
EVERYTHING = ["overdue", "today", "flagged", "other"]


@pytest.fixture
def several(stranger: Account, officer: Account, senior: Account) -> dict[str, AccessRequest]:
    """Requests that differ in one thing each."""
    day = timedelta(days=1)
    return {
        "overdue": AccessRequestFactory.create(
            account=stranger, promised_by=NOW - day, sent_at=NOW - 9 * day, match_band="exact", match_weight=17.25
        ),
        "today": AccessRequestFactory.create(
            account=stranger,
            promised_by=NOW + timedelta(hours=2),
            sent_at=NOW - 2 * day,
            status=Status.IN_REVIEW,
            claimed_by=officer,
            match_band="none",
        ),
        "flagged": AccessRequestFactory.create(account=stranger, promised_by=NOW + day, sent_at=NOW, flagged=True),
        "other": AccessRequestFactory.create(
            account=stranger,
            for_someone_else=True,
            role="deputy",
            promised_by=NOW + 2 * day,
            sent_at=NOW - day,
            claimed_by=senior,
            status=Status.IN_REVIEW,
        ),
    }


def shown(officer: Account, several: dict[str, AccessRequest], address: str) -> list[str]:
    with time_machine.travel(NOW, tick=False):
        page = client_of(officer).get(QUEUE + address).content.decode()
    return [name for name, request in several.items() if f">{request.reference}</a>" in page]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("?status=submitted", ["overdue", "flagged"]),
        ("?status=in_review&for=myself", ["today"]),
        ("?for=someone_else", ["other"]),
        ("?role=deputy", ["other"]),
        ("?role=executor", []),
        ("?match=exact", ["overdue"]),
        ("?match=none", ["today"]),
        ("?match=not-yet", ["flagged", "other"]),
        ("?due=overdue", ["overdue"]),
        ("?due=today", ["today"]),
        ("?due=later", ["flagged", "other"]),
        ("?show=all&due=later", ["flagged", "other"]),
        ("?assigned=nobody", ["overdue", "flagged"]),
        ("?flagged=on", ["flagged"]),
        ("?sent_from_day=1&sent_from_month=6&sent_from_year=2026", ["flagged", "other"]),
        ("?sent_to_day=31&sent_to_month=5&sent_to_year=2026", ["overdue", "today"]),
        ("?show=mine&match=exact", []),
    ],
)
def test_a_filter_narrows_the_list(
    officer: Account, several: dict[str, AccessRequest], address: str, names: list[str]
) -> None:
    assert shown(officer, several, address) == names


def test_requests_are_filtered_by_who_has_them_in_hand(
    officer: Account, senior: Account, several: dict[str, AccessRequest]
) -> None:
    assert shown(officer, several, f"?assigned={senior.pk}") == ["other"]
    several["other"].decided_by, several["other"].status = officer, Status.APPROVED
    several["other"].save()
    assert shown(officer, several, f"?show=all&assigned={senior.pk}") == []
    assert shown(officer, several, f"?show=all&assigned={officer.pk}") == ["today", "other"]


def test_chosen_filters_are_named_and_can_be_taken_off_one_by_one(
    officer: Account, several: dict[str, AccessRequest]
) -> None:
    address = "?order=-promised_by&status=submitted&sent_to_day=2&sent_to_month=6&sent_to_year=2026"
    page = unescape(client_of(officer).get(QUEUE + address).content.decode())
    assert "Status: New · " in page
    assert "Sent to: 2 June 2026 · " in page
    assert f'href="{QUEUE}?order=-promised_by&status=submitted">Remove<' in page
    assert f'href="{QUEUE}?order=-promised_by&sent_to_day=2&sent_to_month=6&sent_to_year=2026">Remove<' in page
    assert f'href="{QUEUE}?order=-promised_by">Remove all filters<' in page


def test_sorting_and_the_next_page_keep_the_filters(officer: Account) -> None:
    AccessRequestFactory.create_batch(51, account=AccountFactory.create())
    page = unescape(client_of(officer).get(f"{QUEUE}?status=submitted").content.decode())
    assert f'href="{QUEUE}?order=-promised_by&status=submitted"' in page
    assert "&status=submitted" in page.split('rel="next" href="')[1].split('"')[0].replace("?after", "&after")


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("?sent_from_day=32&sent_from_month=1&sent_from_year=2026", "Sent from must be a real date"),
        ("?sent_to_day=1", "Sent to must include a month and year"),
        (
            "?sent_from_day=2&sent_from_month=6&sent_from_year=2026&sent_to_day=1&sent_to_month=6&sent_to_year=2026",
            "Sent to must not be before sent from",
        ),
    ],
)
def test_a_date_that_is_none_is_said(officer: Account, address: str, error: str) -> None:
    page = client_of(officer).get(QUEUE + address).content.decode()
    assert "<title>Error: Requests" in page
    assert f">{error}</a>" in page
    assert '<details class="govuk-details" open' in page or " open>" in page


def test_the_match_the_evidence_and_a_flag_stand_in_the_list(
    officer: Account, several: dict[str, AccessRequest]
) -> None:
    page = client_of(officer).get(QUEUE).content.decode()
    for text in ("Exact, 17.2", ">None<", "Not yet", "Flagged"):
        assert text in page


def test_what_is_in_second_check_is_a_list_for_senior_reviewers(
    officer: Account, senior: Account, stranger: Account
) -> None:
    request = AccessRequestFactory.create(account=stranger, status=Status.SECOND_CHECK)
    assert request.reference in client_of(senior).get(f"{QUEUE}?show=second-check").content.decode()
    assert request.reference not in client_of(officer).get(f"{QUEUE}?show=second-check").content.decode()
