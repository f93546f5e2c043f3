"""The queue, approving many at once, and reports in a real browser: accessible in every state, and on a phone."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.casework.tests.test_bulk import exact_match
from tests.support.browser import PHONE, arrive, assert_accessible, assert_error_links_land, assert_fits, press
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE = reverse("casework:requests")


@pytest.fixture
def waiting(senior: Account) -> list[AccessRequest]:
    """Exact matches, and one that is none."""
    now = timezone.now()
    decided = {"status": "approved", "decided_at": now - timedelta(days=2), "decided_by": senior}
    AccessRequestFactory.create(sent_at=now - timedelta(days=3), **decided)
    AccessRequestFactory.create(promised_by=now - timedelta(days=3), flagged=True, match_band="unclear")
    return [exact_match(promised_by=now + timedelta(days=3)) for _ in range(2)]


def sign_in(page: Page, account: Account) -> None:
    """Puts an account's session into a browser."""
    page.goto("/sign-in")
    cookie = client_of(account).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": urljoin(page.url, "/")}]
    )


@pytest.mark.usefixtures("waiting")
def test_many_are_approved_on_accessible_pages(
    browser_page: Page, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.access.actions.bulk._is_sample", lambda chance: False)
    page = browser_page
    sign_in(page, senior)
    page.goto(f"{QUEUE}?sent_from_day=40&sent_from_month=1&sent_from_year=2026")
    assert_accessible(page)
    assert_error_links_land(page)
    page.goto(f"{QUEUE}?status=submitted")
    press(page, "Claim")
    assert_accessible(page)
    assert_error_links_land(page)
    page.get_by_role("button", name="Tick all").click()
    press(page, "Assign to…")
    press(page, "Assign")
    assert_accessible(page)
    assert_error_links_land(page)
    page.goto(QUEUE)
    page.get_by_role("button", name="Tick all").click()
    expect(page.get_by_role("button", name="Untick all")).to_be_visible()
    press(page, "Approve exact matches")
    expect(page.get_by_role("heading", level=1)).to_have_text("Approve 2 exact matches")
    assert_accessible(page)
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    press(page, "Continue")
    assert_accessible(page)
    assert_error_links_land(page)
    page.get_by_role("checkbox").first.check()
    press(page, "Continue")
    assert_accessible(page)
    press(page, "Approve and send emails")
    assert_accessible(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 approved, 0 sent to second check, 0 failed")


@pytest.mark.usefixtures("waiting")
def test_reports_are_accessible_and_fit_a_phone(browser_page: Page, senior: Account) -> None:
    page = browser_page
    sign_in(page, senior)
    page.goto(reverse("casework:reports"))
    assert_accessible(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict of two numbers
    page.get_by_text("Show these numbers as a table").click()
    assert_accessible(page)
    page.goto(f"{reverse('casework:reports')}?since_day=40&since_month=1&since_year=2026")
    assert_accessible(page)
    assert_error_links_land(page)


def test_on_a_phone_without_script_requests_are_filtered_ticked_and_claimed(
    plain_page: Page, senior: Account, waiting: list[AccessRequest]
) -> None:
    page = plain_page
    sign_in(page, senior)
    page.goto(QUEUE)
    page.get_by_text("Filter the list").click()
    page.get_by_label("Match").select_option("Exact")
    assert_fits(page)
    press(page, "Show these requests")
    expect(page.get_by_text("Match: Exact")).to_be_visible()
    page.get_by_role("checkbox", name=f"Tick {waiting[0].reference}").check()
    press(page, "Claim")
    expect(page.get_by_text("You have claimed 1 request.")).to_be_visible()
    assert_fits(page)
    arrive(page, page.get_by_role("link", name="Remove the filter Match: Exact"))
    expect(page.get_by_text("Match: Exact")).to_be_hidden()
