"""The finance team's pages in a real browser: on a desktop and on a phone, by keyboard, without script."""

from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from portal.access.actions import write_note
from portal.access.models import AccessRequest, Evidence
from portal.accounts.models import Account
from portal.people.models import Person
from portal.uploads.models import Upload
from tests.support.browser import arrive, assert_accessible, assert_error_links_land, assert_fits, enter, press
from tests.support.cast import client_of
from tests.support.factories import (
    AccessRequestFactory,
    AccountFactory,
    GrantFactory,
    PersonFactory,
    RepresentativeFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(stranger: Account, officer: Account, senior: Account) -> AccessRequest:
    """A queue in which Ffion asks for Mary, who has a namesake on file."""
    now = timezone.now()
    mary = PersonFactory.create(person_ref="MARY", caution=True, previous_last_names=["Whitfield"])
    PersonFactory.create(person_ref="OTHER", first_name="Agnes", last_name="Bloggs", date_of_birth=None)
    GrantFactory.create(person=mary)
    last_day = timezone.localdate() + timedelta(days=90)
    RepresentativeFactory.create(person=mary, first_name="Ffion", last_name="OBrien", ends_on=last_day)
    RepresentativeFactory.create(person=mary, role="deputy", first_name="Ravi", last_name="Shah")
    AccessRequestFactory.create(promised_by=now - timedelta(days=3))
    AccessRequestFactory.create(promised_by=now + timedelta(days=3), status="in_review", claimed_by=senior)
    asked = AccessRequestFactory.create(account=stranger, for_someone_else=True, promised_by=now + timedelta(minutes=5))
    scan = Upload.objects.create(name="order.pdf", kind="pdf", sha256="0" * 64, bytes=250_000, state="clean")
    Evidence.objects.create(request=asked, upload=scan)
    write_note(officer=officer, request_id=asked.pk, text="She called.")
    return asked


@pytest.fixture
def sign_in(live_server: object) -> Callable[[Page, Account], None]:
    """Puts an account's session into a browser."""

    def put(page: Page, account: Account) -> None:
        cookie = client_of(account).cookies["sessionid"]
        page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])  # type: ignore[attr-defined]

    return put


def mary_url(request: AccessRequest) -> str:
    mary = Person.objects.get(person_ref="MARY")
    return reverse("casework:approve", args=[request.pk]) + f"?person={mary.public_id}"


def test_every_page_is_accessible(
    browser_page: Page, asked: AccessRequest, officer: Account, sign_in: Callable[[Page, Account], None]
) -> None:
    sign_in(browser_page, officer)
    for url in (
        reverse("casework:requests"),
        reverse("casework:request", args=[asked.pk]),
        reverse("casework:request-evidence", args=[asked.pk]),
        reverse("casework:request-notes", args=[asked.pk]),
        mary_url(asked),
    ):
        browser_page.goto(url)
        assert_accessible(browser_page)


def test_error_states_are_accessible_and_their_links_land(
    browser_page: Page, asked: AccessRequest, officer: Account, sign_in: Callable[[Page, Account], None]
) -> None:
    sign_in(browser_page, officer)
    for url, button in (
        (reverse("casework:requests"), "Search"),
        (reverse("casework:request", args=[asked.pk]), "Continue"),
    ):
        browser_page.goto(url)
        press(browser_page, button)
        assert_accessible(browser_page)
        assert_error_links_land(browser_page)
    browser_page.goto(mary_url(asked))
    for box in browser_page.get_by_role("checkbox").all():
        box.uncheck()
    press(browser_page, "Approve and send email")
    assert_accessible(browser_page)
    assert_error_links_land(browser_page)


def test_a_request_is_approved_on_a_phone_without_script(
    plain_page: Page, asked: AccessRequest, officer: Account, sign_in: Callable[[Page, Account], None]
) -> None:
    page = plain_page
    sign_in(page, officer)
    page.goto(reverse("casework:requests"))
    assert_fits(page)
    arrive(page, page.get_by_role("link", name=asked.reference))
    assert_fits(page)
    page.get_by_role("radio", name="Mary Bloggs, born 27 March 1948").check()
    press(page, "Continue")
    assert_fits(page)
    press(page, "Approve and send email")
    expect(page.get_by_text(f"Request {asked.reference} is approved.")).to_be_visible()
    assert urlsplit(page.url).path == reverse("casework:requests")


def tab_to(page: Page, name: str, *, at_most: int) -> None:
    """Goes on by keyboard alone, past the links around the page, to the control with these words."""
    if not page.evaluate("document.activeElement.closest('main')"):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            return
    raise AssertionError(f"{name} takes more than {at_most} keys")


def test_an_officer_goes_from_request_to_request_by_keyboard(
    browser_page: Page, officer: Account, sign_in: Callable[[Page, Account], None]
) -> None:
    """Twenty of them in a morning: the fewer keys the better."""
    now, page = timezone.now(), browser_page
    people = {"Ffion": ("Rees", date(1950, 2, 3)), "Agnieszka": ("Kowalska", date(1971, 11, 20))}
    for days, (first_name, (last_name, born)) in enumerate(people.items(), start=1):
        PersonFactory.create(first_name=first_name, last_name=last_name, date_of_birth=born)
        account = AccountFactory.create(first_name=first_name, last_name=last_name)
        promised_by = now + timedelta(days=days)
        AccessRequestFactory.create(account=account, own_date_of_birth=born, promised_by=promised_by)
    sign_in(page, officer)
    page.goto(reverse("casework:requests"))
    arrive(page, page.get_by_role("link", name="F_Rees"))
    for first_name, (last_name, _) in people.items():
        expect(page.get_by_role("heading", level=1)).to_have_text(f"{first_name} {last_name} for themselves")
        tab_to(page, "Approve…", at_most=2)
        enter(page)
        tab_to(page, "Approve and send email", at_most=16)
        enter(page)
        if first_name == "Ffion":
            tab_to(page, "Next request:", at_most=1)
            enter(page)
    expect(page.get_by_role("alert")).not_to_contain_text("Next request")


def test_a_wide_table_scrolls_by_keyboard(
    plain_page: Page, asked: AccessRequest, officer: Account, sign_in: Callable[[Page, Account], None]
) -> None:
    sign_in(plain_page, officer)
    plain_page.goto(reverse("casework:requests"))
    region = plain_page.get_by_role("region", name="Requests to do")
    region.focus()
    plain_page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    assert region.evaluate("node => node.scrollWidth > node.clientWidth")
    assert_fits(plain_page)
