"""From an account to the end of an access, as a senior officer walks it on a phone without script."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.access.models import Grant
from portal.accounts.models import Account
from portal.people.models import Person
from tests.support.browser import arrive, assert_accessible, assert_error_links_land, assert_fits, press
from tests.support.cast import client_of
from tests.support.factories import AccountFactory, DocumentFactory, FailedEmailFactory, GrantFactory, PersonFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def peter(mary: Account, marys_person: Person) -> Account:
    """Acts for Mary; e-mails to his address are refused."""
    account = AccountFactory.create(first_name="Peter", last_name="Okafor", email="peter@example.com")
    GrantFactory.create(account=account, person=marys_person, role="power_of_attorney")
    DocumentFactory.create(person=marys_person)
    FailedEmailFactory.create(account_id=account.pk, to=account.email, address_refused=True)
    now = timezone.now()
    died = PersonFactory.create(first_name="Winston", last_name="Okafor", date_of_death=now - timedelta(days=3))
    GrantFactory.create(account=account, person=died, role="deputy", ended_at=now, end_reason="person_died")
    return account


def come_in(page: Page, officer: Account, live_server: LiveServer) -> None:
    cookie = client_of(officer).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def test_a_senior_officer_ends_access_and_closes_an_account(
    plain_page: Page, peter: Account, senior: Account, live_server: LiveServer
) -> None:
    page = plain_page
    come_in(page, senior, live_server)
    page.goto(reverse("casework:accounts"))
    page.get_by_label("Search accounts").fill("okafor")
    press(page, "Search")
    arrive(page, page.get_by_role("link", name="Peter Okafor"))
    assert_fits(page)
    arrive(page, page.get_by_role("link", name="End access to the documents of Mary Bloggs"))
    press(page, "Continue")
    expect(page).to_have_title(re.compile("^Error: "))
    assert_fits(page)
    page.get_by_role("radio", name="Role ended").check()
    page.get_by_role("radio", name="Now").check()
    press(page, "Continue")
    expect(page.get_by_text("Your access has ended")).to_be_visible()
    assert_fits(page)
    press(page, "End access now")
    expect(page.get_by_text("We are emailing them.")).to_be_visible()
    assert Grant.objects.get(account=peter, role="power_of_attorney").end_reason == "role_ended"
    arrive(page, page.get_by_role("button", name="Close account"))
    assert_fits(page)
    page.get_by_label("Why do you close this account?").fill("He asked us to")
    press(page, "Close account and send email")
    expect(page.get_by_text("The account is closed.")).to_be_visible()


def test_pages_of_senior_officers_and_their_errors_are_accessible(
    browser_page: Page, peter: Account, senior: Account, live_server: LiveServer
) -> None:
    page = browser_page
    come_in(page, senior, live_server)
    grant = Grant.objects.get(account=peter, role="power_of_attorney")
    for url, button in (
        (reverse("casework:end-access", args=[grant.pk]), "Continue"),
        (reverse("casework:close-account", args=[peter.public_id]), "Close account and send email"),
    ):
        page.goto(url)
        assert_accessible(page)
        press(page, button)
        assert_accessible(page)
        assert_error_links_land(page)
    page.goto(reverse("casework:end-access", args=[grant.pk]))
    page.get_by_role("radio", name="Role ended").check()
    page.get_by_role("radio", name="Now").check()
    press(page, "Continue")
    assert_accessible(page)
