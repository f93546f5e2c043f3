"""The pages of the room in a real browser: without script on a small phone, and each page and error state by axe."""

import pytest
from playwright.sync_api import Page, expect

from portal.accounts.tests.conftest import EMAIL, PASSWORD, newest_code
from portal.addresses.models import KnownAddress
from portal.emails.models import Email
from portal.emails.sealing import unseal
from tests.support.browser import arrive, assert_accessible, assert_error_links_land, assert_fits, press
from tests.support.factories import AccountFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def orchard_lane(transactional_db: None) -> None:
    for number in (2, 10, 12):
        KnownAddress.objects.create(
            uprn=f"10012000{number:04}",
            lines=[f"{number} Orchard Lane"],
            town="Westmere",
            postcode="WM5 2NP",
            sort_key=f"ORCHARD LANE {number:06}",
        )


def tell_details(page: Page) -> None:
    page.get_by_label("First name").fill("Amira")
    page.get_by_label("Last name").fill("Rahman")
    page.get_by_label("Phone number", exact=True).fill("01632 960 123")
    page.get_by_label("Postcode").fill("wm5 2np")


def assert_wrong(page: Page, button: str) -> None:
    """The page with everything left out is accessible, and its errors lead to where they are put right."""
    press(page, button)
    assert_accessible(page)
    assert_error_links_land(page)


def test_somebody_registers_on_a_small_phone_without_script(plain_page: Page) -> None:
    page = plain_page
    page.goto("/register/")
    assert_fits(page)
    tell_details(page)
    press(page, "Find address")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose your address")
    assert_fits(page)
    page.get_by_label("12 Orchard Lane, Westmere").check()
    press(page, "Next")
    page.get_by_label("Your email address").fill(EMAIL)
    page.get_by_label("Create a password").fill(PASSWORD)
    press(page, "Next")
    assert_fits(page)
    press(page, "Please send me a new code")
    expect(page.get_by_text(f"We have sent a new code to {EMAIL}")).to_be_visible()
    page.get_by_label("Enter your code").fill(newest_code())
    press(page, "Finish")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Registration is complete")
    assert_fits(page)


def test_every_page_of_registering_is_accessible_with_and_without_errors(browser_page: Page) -> None:
    page = browser_page
    page.goto("/register/")
    assert_accessible(page)
    assert_wrong(page, "Find address")
    tell_details(page)
    press(page, "Enter the address yourself")
    assert_accessible(page)
    assert_wrong(page, "Next")
    arrive(page, page.get_by_role("link", name="The address is outside the UK"))
    assert_accessible(page)
    assert_wrong(page, "Next")
    page.goto("/register/address")
    assert_accessible(page)
    assert_wrong(page, "Next")
    page.get_by_label("12 Orchard Lane, Westmere").check()
    press(page, "Next")
    assert_accessible(page)
    assert_wrong(page, "Next")
    page.get_by_label("Your email address").fill("amira@hotmial.com")
    page.get_by_label("Create a password").fill(PASSWORD)
    press(page, "Next")
    assert_accessible(page)
    press(page, "Yes, change it")
    assert_accessible(page)
    assert_wrong(page, "Finish")
    arrive(page, page.get_by_role("link", name="That is not my email address"))
    assert_accessible(page)
    page.goto("/register/code")
    page.get_by_label("Enter your code").fill(newest_code("amira@hotmail.com"))
    press(page, "Finish")
    assert_accessible(page)
    page.goto("/account")
    assert_accessible(page)
    press(page, "Sign out")
    assert_accessible(page)


def test_the_pages_of_a_reset_link_are_accessible(browser_page: Page) -> None:
    AccountFactory.create(email=EMAIL)
    page = browser_page
    page.goto("/password/forgot")
    page.get_by_label("Email address").fill(EMAIL)
    press(page, "Send me a link")
    assert_accessible(page)
    page.goto(unseal(Email.objects.get().sealed_context)["reset_path"])
    assert_accessible(page)
    assert_wrong(page, "Save new password")
