"""The pages of registering, in their order, each with nothing answered and then with what somebody would type."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.guards.test_accessibility import empty_every_field
from tests.journeys.steps import PASSWORD, Visitor, code_in, type_address
from tests.support.browser import PHONE, assert_accessible, assert_error_links_land
from tests.support.smtp import Sink


def look_at(visitor: Visitor, button: str) -> None:
    """The page as it comes, and with nothing answered; what was filled in for them comes back by loading it again."""
    assert_accessible(visitor.page)
    address = visitor.page.url
    empty_every_field(visitor.page)
    visitor.press(button)
    assert_accessible(visitor.page)
    assert_error_links_land(visitor.page)
    visitor.page.goto(address)


def test_every_page_of_registering_and_its_error_state_is_accessible(
    browser_page: Page, smtp_sink: Sink, run_jobs: Callable[[], None]
) -> None:
    visitor = Visitor(browser_page, smtp_sink, run_jobs, "Zofia", "Kowalska", "zofia.kowalska@hotmial.com")
    page = visitor.page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a plain dict of two numbers
    page.goto("/register/")
    look_at(visitor, "Find address")
    page.get_by_label("First name").fill(visitor.first_name)
    page.get_by_label("Last name").fill(visitor.last_name)
    page.get_by_label("I do not have a phone number").check()
    page.get_by_label("Postcode").fill("WR5 2NP")
    page.get_by_text("Enter the address yourself").click()
    look_at(visitor, "Next")
    page.get_by_text("The address is outside the UK").click()
    look_at(visitor, "Next")
    page.goto("/register/address/manual")
    type_address(visitor, "12 Orchard Lane")
    visitor.press("Next")
    look_at(visitor, "Next")
    page.get_by_label("Your email address").fill(visitor.email)
    page.get_by_label("Create a password", exact=True).fill(PASSWORD)
    visitor.press("Next")
    assert_accessible(page)
    assert "zofia.kowalska@hotmail.com" in page.locator("main").inner_text()
    visitor.press("No, keep what I typed")
    look_at(visitor, "Finish")
    page.get_by_text("That is not my email address").click()
    look_at(visitor, "Send a new code")
    page.goto("/register/code")
    page.get_by_label("Enter your code").fill(code_in(visitor.newest_email()))
    visitor.press("Finish")
    assert_accessible(page)
    assert visitor.heading() == "Registration is complete"
