"""A real browser: Debian's Chromium, driven by Playwright."""

import os
import re
import shutil
from collections.abc import Iterator
from math import inf
from time import monotonic

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

# Without windows to show, the first makes a page with a quarter of the work.
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
AXE_SCRIPT = Axe().axe_script
# Only the findings come back: of a page that is as it should be the rest is a megabyte.
AXE_RUN = """tags => axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations)"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# As long as a slow and busy machine may take over anything; where all is well nobody waits for it.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
SECONDS_OF_LAYOUT = 10
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}

# Playwright's synchronous interface runs an event loop; Django then refuses database calls in the same thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a run; a page has a context of its own."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    assert path, "Chromium is missing; `make test` installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS, timeout=PATIENCE)
        yield browser
        browser.close()
        # In its event loop they are others than outside: nobody else finds the one that a test without a commit left.
        connections.close_all()


@pytest.fixture
def browser_page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on a desktop, script on. Any error on the page's console fails the test."""
    yield from _page(chromium, live_server, script=True, narrow=False)


@pytest.fixture
def plain_page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A page on a small phone, script off."""
    yield from _page(chromium, live_server, script=False, narrow=True)


def _page(chromium: Browser, live_server: LiveServer, *, script: bool, narrow: bool) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=live_server.url,
        viewport=PHONE if narrow else DESKTOP,  # type: ignore[arg-type]  # a plain dict of two numbers
        java_script_enabled=script,
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    # The browser itself reports each 4xx answer as an error; those are asserted by the tests.
    assert not [error for error in errors if "Failed to load resource" not in error]


def sign_in(page: Page, email: str, password: str) -> None:
    """Signs in through the page."""
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")


def press(page: Page, name: str) -> None:
    """Presses the button with these words and waits for the page it leads to."""
    arrive(page, page.get_by_role("button", name=name, exact=True))


def arrive(page: Page, control: Locator) -> None:
    """Clicks a link or a button and waits for the page behind it: a click alone does not."""
    with page.expect_navigation():
        control.click()


def enter(page: Page) -> None:
    """Presses Enter on what has the focus, and waits for the page behind it."""
    # Not for any navigation: a link within the page is one too, but loads nothing.
    with page.expect_event("load"):
        page.keyboard.press("Enter")


def assert_accessible(page: Page) -> None:
    """No finding of axe-core for WCAG 2.2 AA, and nothing wider than the screen."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults({"violations": page.evaluate(AXE_RUN, AXE_TAGS)})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert_fits(page)


def assert_fits(page: Page) -> None:
    """The page does not scroll sideways, once it has been laid out for the screen's present size."""
    assert page.viewport_size
    screen, until = page.viewport_size["width"], monotonic() + SECONDS_OF_LAYOUT
    while not (width := _width(page, screen)) <= screen and monotonic() < until:
        page.wait_for_timeout(50)
    assert width <= screen, f"{page.url} is {width} pixels wide on a screen of {screen}"


def _width(page: Page, screen: int) -> float:
    """How wide the page is; endless while its window is not yet as wide as the screen."""
    width, inner = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return float(width) if inner == screen else inf


def assert_error_links_land(page: Page) -> None:
    """The title says Error, the summary has the focus, and each of its links moves it to a control that can be used."""
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary:focus, .govuk-error-summary :focus")).to_have_count(1)
    links = page.locator(".govuk-error-summary").get_by_role("link")
    assert links.count() > 0
    for link in links.all():
        link.click()
        expect(page.locator("input:focus, select:focus, textarea:focus, button:focus")).to_have_count(1)
