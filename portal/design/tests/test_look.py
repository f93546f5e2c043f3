"""The pages of the gallery in a real browser."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browser import assert_accessible, assert_error_links_land, assert_fits, press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("portal.design.tests.gallery"),
    pytest.mark.django_db(transaction=True),
]
PAGES = ["/gallery/?said=1", "/gallery/question", "/gallery/one", "/gallery/staff"]
PHONE: ViewportSize = {"width": 320, "height": 640}
SHOTS = os.environ.get("SCREENSHOTS")


def keep(page: Page, name: str) -> None:
    """With SCREENSHOTS=folder the pages can be looked at."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / (re.sub(r"\W+", "-", name).strip("-") + ".png"), full_page=True)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_on_a_desktop_and_a_phone(browser_page: Page, address: str) -> None:
    browser_page.goto(address)
    assert_accessible(browser_page)
    keep(browser_page, address)
    browser_page.set_viewport_size(PHONE)
    assert_accessible(browser_page)
    keep(browser_page, f"{address}-320")


def test_without_script_a_page_fits_a_phone(plain_page: Page) -> None:
    for address in PAGES:
        plain_page.goto(address)
        assert_fits(plain_page)
        keep(plain_page, f"{address}-plain")
    plain_page.goto("/gallery/")
    expect(plain_page.get_by_text("Copy reference")).to_be_hidden()
    expect(plain_page.get_by_text("You will be signed out soon")).to_be_hidden()
    expect(plain_page.get_by_text("we sign you out after 20 minutes")).to_be_visible()


def test_every_error_link_lands_on_its_control(browser_page: Page) -> None:
    browser_page.goto("/gallery/question")
    press(browser_page, "Next")
    keep(browser_page, "errors")
    assert_error_links_land(browser_page)
    assert_accessible(browser_page)
    browser_page.set_viewport_size(PHONE)
    assert_fits(browser_page)
    keep(browser_page, "errors-320")


def test_the_one_question_of_a_page_is_its_heading(browser_page: Page) -> None:
    browser_page.goto("/gallery/one")
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Date of birth")
    expect(browser_page.get_by_role("group", name="Date of birth")).to_be_visible()


def test_a_success_message_takes_the_focus(browser_page: Page) -> None:
    browser_page.goto("/gallery/?said=1")
    expect(browser_page.get_by_role("alert")).to_be_focused()


def test_the_keyboard_reaches_the_content_first_and_sees_where_it_is(browser_page: Page) -> None:
    browser_page.goto("/gallery/question")
    browser_page.keyboard.press("Tab")
    skip = browser_page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_have_css("background-color", "rgb(255, 221, 0)")
    browser_page.keyboard.press("Enter")
    expect(browser_page.locator("#main")).to_be_focused()


def test_no_control_outside_a_sentence_is_smaller_than_a_fingertip(browser_page: Page) -> None:
    browser_page.goto("/gallery/")
    small = browser_page.evaluate(
        """[...document.querySelectorAll('a, button, input, select, summary')]
        .filter(node => node.checkVisibility() && !node.closest('p, dd, .portal-help li, .govuk-skip-link'))
        .filter(node => node.getBoundingClientRect().height < 24 && node.getBoundingClientRect().height > 1)
        .map(node => node.outerHTML)"""
    )
    assert small == []


def test_the_spacing_readers_set_themselves_cuts_nothing_off(browser_page: Page) -> None:
    browser_page.set_viewport_size(PHONE)
    for address in PAGES:
        browser_page.goto(address)
        browser_page.evaluate(
            """document.querySelectorAll('body *').forEach(node => {
            node.style.lineHeight = '1.5'; node.style.letterSpacing = '0.12em'; node.style.wordSpacing = '0.16em';
            if (node.tagName === 'P') node.style.marginBottom = '2em'; })"""
        )
        assert_fits(browser_page)


def test_a_page_holds_in_forced_colours_and_on_paper(browser_page: Page) -> None:
    browser_page.goto("/gallery/")
    browser_page.emulate_media(forced_colors="active", reduced_motion="reduce")
    expect(browser_page.locator(".govuk-tag").first).to_have_css("border-top-style", "solid")
    keep(browser_page, "forced-colours")
    browser_page.emulate_media(media="print", forced_colors="none")
    expect(browser_page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(browser_page.get_by_role("button", name="Send Request")).to_be_hidden()
    expect(browser_page.get_by_text("A deputy is appointed by a court.")).to_be_visible()
    keep(browser_page, "paper")


def test_a_wide_table_scrolls_in_a_region_the_keyboard_reaches(browser_page: Page) -> None:
    browser_page.set_viewport_size(PHONE)
    browser_page.goto("/gallery/staff")
    region = browser_page.get_by_role("region", name="Requests waiting")
    region.focus()
    browser_page.keyboard.press("ArrowRight")
    expect(region).to_be_focused()
    # Not `wait_for_function`: it asks again with eval, which the page's own policy refuses.
    assert region.evaluate(
        """node => new Promise(resolve => {
            if (node.scrollLeft > 0) resolve(true);
            node.addEventListener("scroll", () => resolve(true), {once: true});
            setTimeout(() => resolve(false), 60000);
        })"""
    )


def test_on_a_phone_the_rows_of_a_table_are_cards_with_their_labels(browser_page: Page) -> None:
    browser_page.set_viewport_size(PHONE)
    browser_page.goto("/gallery/")
    table = browser_page.get_by_role("table", name="How we worked out this payment")
    expect(table.get_by_role("row")).to_have_count(4)
    label = table.get_by_role("cell").first.evaluate("node => getComputedStyle(node, '::before').content")
    assert "What it means: " in label
