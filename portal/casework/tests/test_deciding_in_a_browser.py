"""A question and its answer, the undo in the banner, and the second check, as they are walked in a browser."""

from datetime import date, timedelta
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.access.actions import approve_request
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from tests.support.browser import arrive, assert_accessible, assert_error_links_land, press
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(stranger: Account) -> AccessRequest:
    promised_by = timezone.now() + timedelta(days=1)
    return AccessRequestFactory.create(account=stranger, for_someone_else=True, promised_by=promised_by)


def come_in(page: Page, account: Account) -> None:
    cookie = client_of(account).cookies["sessionid"]
    page.goto("/sign-in")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": urljoin(page.url, "/")}])


def test_a_rejection_is_undone_and_the_requester_asked_instead(
    browser_page: Page, asked: AccessRequest, officer: Account, stranger: Account
) -> None:
    page = browser_page
    come_in(page, officer)
    page.goto(reverse("casework:reject", args=[asked.pk]))
    page.get_by_label("Cannot confirm identity").check()
    press(page, "Reject and send email")
    expect(page.get_by_role("alert")).to_contain_text("is rejected")
    assert_accessible(page)
    press(page, "Undo")
    expect(page.get_by_role("alert")).to_contain_text("is back in review")

    arrive(page, page.get_by_role("link", name="Ask a question"))
    page.get_by_label("Something else").check()
    page.get_by_label("The question").fill("Which letter do you have?\nThe one of May?")
    press(page, "Ask and send email")
    expect(page.get_by_role("alert")).to_contain_text("The clock of request")

    come_in(page, stranger)
    page.goto("/home")
    arrive(page, page.get_by_role("button", name="Answer now"))
    assert_accessible(page)
    press(page, "Send answer")
    assert_accessible(page)
    assert_error_links_land(page)
    page.get_by_role("textbox").fill("The one of May.")
    press(page, "Send answer")
    expect(page.get_by_role("alert")).to_contain_text("We have your answer.")
    assert_accessible(page)


def test_a_senior_colleague_checks_on_a_phone_without_script(
    plain_page: Page, asked: AccessRequest, officer: Account, senior: Account
) -> None:
    approve_request(
        officer=officer,
        request_id=asked.pk,
        version=asked.version,
        person=PersonFactory.create(first_name="Mary", last_name="Bloggs", date_of_birth=date(1961, 9, 2)),
        representative=None,
        kinds=["remittance_advice"],
        starts_on=timezone.localdate(),
        ends_on=None,
        note="She called: the letter has another birthday.",
    )
    page = plain_page
    come_in(page, senior)
    page.goto(reverse("casework:check", args=[asked.pk]))
    press(page, "Send back")
    expect(page.get_by_role("alert").first).to_contain_text("Enter why you send it back")
    press(page, "Confirm and send email")
    expect(page.get_by_role("alert").first).to_contain_text("is approved")
