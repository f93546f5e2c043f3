"""What scripts add: the time limit, copying, showing a password, counting characters."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("portal.design.tests.gallery"),
    pytest.mark.django_db(transaction=True),
]


NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def stop_the_clock(page: Page) -> None:
    """From now on it is as late on the pages as the test says, however long the machine takes."""
    page.clock.install(time=NOON)
    page.clock.pause_at(NOON + timedelta(minutes=1))


@pytest.fixture
def waiting(browser_page: Page) -> Page:
    """A page with a limit of three minutes, its clock in the test's hands."""
    stop_the_clock(browser_page)
    browser_page.goto("/gallery/time-limit")
    browser_page.get_by_label("Message").focus()
    return browser_page


def test_two_minutes_before_the_end_the_dialog_opens(waiting: Page) -> None:
    waiting.clock.run_for(58_000)
    expect(waiting.get_by_role("dialog")).to_be_hidden()
    waiting.clock.run_for(3_000)
    dialog = waiting.get_by_role("dialog", name="You will be signed out soon")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("we will sign you out in 2 minutes")
    expect(waiting).to_have_title(re.compile(r"^\(Signing out soon\) Your message"))


def test_the_countdown_speaks_at_its_points_only(waiting: Page) -> None:
    said = []
    for seconds in (61, 30, 31, 31, 9):
        waiting.clock.run_for(seconds * 1000)
        said.append(waiting.locator("#timeout-left").inner_text())
    assert said == ["2 minutes", "2 minutes", "1 minute", "30 seconds", "20 seconds"]


def test_staying_gives_the_whole_time_again_and_the_focus_back(waiting: Page) -> None:
    waiting.clock.run_for(61_000)
    waiting.get_by_role("button", name="Stay signed in").click()
    expect(waiting.get_by_role("dialog")).to_be_hidden()
    expect(waiting.get_by_label("Message")).to_be_focused()
    expect(waiting).to_have_title(re.compile("^Your message"))
    waiting.clock.run_for(58_000)
    expect(waiting.get_by_role("dialog")).to_be_hidden()


def test_escape_stays(waiting: Page) -> None:
    waiting.clock.run_for(61_000)
    with waiting.expect_request("**/gallery/stay") as asked:
        waiting.keyboard.press("Escape")
    assert asked.value.method == "POST"
    expect(waiting.get_by_role("dialog")).to_be_hidden()


def test_the_keyboard_stays_in_the_dialog(waiting: Page) -> None:
    waiting.clock.run_for(61_000)
    seen = set()
    for _ in range(6):
        waiting.keyboard.press("Tab")
        seen.add(waiting.evaluate("document.activeElement.closest('#timeout, body').id || 'browser'"))
    assert seen <= {"timeout", "browser"}


def test_when_staying_is_refused_the_server_is_asked_what_is_true(waiting: Page) -> None:
    waiting.route("**/gallery/stay", lambda route: route.fulfill(status=403))
    waiting.clock.run_for(61_000)
    with waiting.expect_navigation(url="**/gallery/time-limit"):
        waiting.get_by_role("button", name="Stay signed in").click()
    expect(waiting.get_by_role("dialog")).to_be_hidden()


def test_without_a_connection_the_dialog_stays(waiting: Page) -> None:
    waiting.route("**/gallery/stay", lambda route: route.abort())
    waiting.clock.run_for(61_000)
    waiting.get_by_role("button", name="Stay signed in").click()
    waiting.clock.run_for(2_000)
    expect(waiting.get_by_role("dialog")).to_be_visible()


def test_at_the_end_the_page_is_left(waiting: Page) -> None:
    waiting.clock.run_for(61_000)
    waiting.clock.run_for(121_000)
    expect(waiting).to_have_title("You are signed out – Client Finance Portal – Westmere County Council")
    assert waiting.url.endswith("/gallery/signed-out?reason=no-activity&next=%2Fgallery%2Ftime-limit")


def test_a_page_opened_in_another_tab_is_activity_too(waiting: Page) -> None:
    waiting.clock.run_for(61_000)
    other = waiting.context.new_page()
    other.goto("/gallery/time-limit")
    expect(waiting.get_by_role("dialog")).to_be_hidden()


def test_the_reference_is_copied_at_a_click(browser_page: Page) -> None:
    stop_the_clock(browser_page)  # after a while the button takes its words back
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto("/gallery/")
    browser_page.get_by_role("button", name="Copy reference").click()
    expect(browser_page.get_by_role("button", name="Copied")).to_be_visible()
    assert browser_page.evaluate("navigator.clipboard.readText()") == "J_Bloggs_1234_5"


def test_a_password_can_be_shown_and_characters_are_counted(browser_page: Page) -> None:
    browser_page.goto("/gallery/question")
    password = browser_page.get_by_label("Create a password")
    password.fill("Three random words")
    browser_page.get_by_role("button", name="Show password").click()
    expect(password).to_have_attribute("type", "text")
    browser_page.get_by_label("Message").fill("x" * 990)
    expect(browser_page.locator(".govuk-character-count__status")).to_contain_text("10 characters remaining")
