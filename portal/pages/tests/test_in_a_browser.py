"""Home and the error pages as a phone shows them; the guards look at the public pages."""

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from portal.accounts.models import Account
from portal.people.models import Person
from tests.support.browser import PHONE, assert_accessible
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, DocumentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def come_home(page: Page, live_server: LiveServer, account: Account) -> None:
    cookie = client_of(account).cookies[settings.SESSION_COOKIE_NAME].value
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict of two numbers
    page.context.clear_cookies()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/home")


def test_home_can_be_used_by_everybody_in_each_state(
    browser_page: Page, live_server: LiveServer, mary: Account, marys_person: Person, peter: Account, stranger: Account
) -> None:
    come_home(browser_page, live_server, stranger)
    assert_accessible(browser_page)
    AccessRequestFactory.create(account=stranger, status="draft", reference="", sent_at=None, promised_by=None)
    come_home(browser_page, live_server, stranger)
    assert_accessible(browser_page)
    AccessRequestFactory.create(account=peter, for_someone_else=True)
    AccessRequestFactory.create(account=peter, for_someone_else=True, status="rejected")
    come_home(browser_page, live_server, peter)
    assert_accessible(browser_page)
    DocumentFactory.create(person=marys_person)
    come_home(browser_page, live_server, mary)
    assert_accessible(browser_page)


@pytest.mark.urls("portal.pages.tests.broken_urls")
@pytest.mark.parametrize("path", ["/nothing-here", "/breaks/x", "/loses"])
def test_error_pages_can_be_used_by_everybody(browser_page: Page, live_server: LiveServer, path: str) -> None:
    browser_page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict of two numbers
    browser_page.goto(f"{live_server.url}{path}")
    assert_accessible(browser_page)
