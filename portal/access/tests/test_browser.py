"""The journey on a small phone with script off, and by keyboard; the guards look at each question and its errors."""

import pytest
from playwright.sync_api import Page, expect

from portal.access.models import AccessRequest
from portal.access.tests.walking import known_addresses
from portal.accounts.models import Account
from tests.support.browser import arrive, assert_fits, enter, press, sign_in
from tests.support.cast import PASSWORD
from tests.support.factories import AccountFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG_EMAIL = "bartholomew.featherstonehaugh-cholmondeley.the.third@a-very-long-domain-name.example.com"


@pytest.fixture
def requester(db: None) -> Account:
    known_addresses()
    return AccountFactory.create(first_name="Bartholomew", last_name="Cholmondeley", email=LONG_EMAIL)


def go_on(page: Page) -> None:
    arrive(page, page.locator("main form button"))


def fits_and_goes_on(page: Page) -> None:
    assert_fits(page)
    go_on(page)


def test_a_request_for_someone_else_on_a_small_phone_without_script(plain_page: Page, requester: Account) -> None:
    page = plain_page
    sign_in(page, requester.email, PASSWORD)
    page.goto("/request/start")
    fits_and_goes_on(page)
    page.get_by_label("Yes").check()
    fits_and_goes_on(page)
    page.get_by_label("Someone else").check()
    fits_and_goes_on(page)
    page.get_by_label("Yes").check()
    page.get_by_label("Who is the person to you? Choose your role").select_option(label="DWP Appointee")
    press(page, "Continue to Your Name")
    page.get_by_label("I have already sent it to the council").check()
    fits_and_goes_on(page)
    fits_and_goes_on(page)  # the name is filled in
    page.get_by_label("Yes").check()
    press(page, "Continue to Care Recipient Name")
    page.get_by_label("First name").fill("Llanfairpwllgwyngyll" * 4)
    page.get_by_label("Last name").fill("Okafor")
    press(page, "Continue to Date of Birth")
    for part, text in (("Day", "4"), ("Month", "July"), ("Year", "1939")):
        page.get_by_label(part).fill(text)
    press(page, "Continue to their address")
    page.get_by_label("Postcode").fill("wr52np")
    assert_fits(page)
    press(page, "Lookup address")
    page.get_by_label("44 Orchard Lane").check()
    press(page, "Continue to Preferred Contact Method")
    page.get_by_label("Email (recommended)").check()
    fits_and_goes_on(page)
    assert_fits(page)
    press(page, "Send Request")
    assert_fits(page)
    expect(page.locator("h1")).to_have_text("Your request has been submitted")
    assert AccessRequest.objects.get().role == "dwp_appointee"


def test_the_first_questions_can_be_answered_by_keyboard(browser_page: Page, requester: Account) -> None:
    page = browser_page
    sign_in(page, requester.email, PASSWORD)
    page.goto("/request/start")
    page.get_by_role("button", name="Start").focus()
    enter(page)
    page.get_by_label("Yes").focus()
    page.keyboard.press("Space")
    enter(page)
    page.get_by_label("Myself").focus()
    page.keyboard.press("ArrowDown")
    enter(page)
    page.wait_for_url("**/request/role")
