"""The pages of the gallery in a real browser."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.browser import assert_accessible, assert_error_links_land, assert_fits

pytestmark = [pytest.mark.browser, pytest.mark.urls("portal.design.tests.gallery"), pytest.mark.django_db(transaction=True)]
PAGES = ["/gallery/?said=1", "/gallery/question", "/gallery/one", "/gallery/staff"]
SHOTS = os.environ.get("SCREENSHOTS")


def keep(page: Page, name: str) -> None:
    """With SCREENSHOTS=folder the pages can be looked at."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_on_a_desktop_and_a_phone(browser_page: Page, address: str) -> None:
    name = address.split("?")[0].strip("/").replace("/", "-")
    browser_page.goto(address)
    assert_accessible(browser_page)
    keep(browser_page, name)
    browser_page.set_viewport_size({"width": 320, "height": 640})
    assert_accessible(browser_page)
    keep(browser_page, f"{name}-320")


def test_without_script_a_page_fits_a_phone(plain_page: Page) -> None:
    for address in PAGES:
        plain_page.goto(address)
        keep(plain_page, address.split("?")[0].strip("/").replace("/", "-") + "-plain")
        assert plain_page.get_by_role("link", name="Skip to main content").count() == 1


def test_every_error_link_lands_on_its_control(browser_page: Page) -> None:
    browser_page.goto("/gallery/question")
    browser_page.get_by_role("button", name="Next").click()
    keep(browser_page, "errors")
    assert_error_links_land(browser_page)
    assert_accessible(browser_page)
    browser_page.set_viewport_size({"width": 320, "height": 640})
    assert_fits(browser_page)
    keep(browser_page, "errors-320")
