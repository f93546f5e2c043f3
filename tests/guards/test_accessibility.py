"""Every page and every error state: axe finds nothing, it fits on a small phone, and error links lead to a control."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests.guards.routes import Route, routes
from tests.guards.world import World, build_world
from tests.support.browser import DESKTOP, PATIENCE, PHONE, arrive, assert_accessible, assert_error_links_land

# So that the test database is made; what these tests look at is committed before and emptied afterwards.
pytestmark = pytest.mark.django_db

NOT_PAGES = {
    "api:deliveries", "api:delivery", "api:openapi",
    "casework:documents-search",
    "casework:report",
    # For senior reviewers, with something ticked: portal/casework/tests/test_in_a_browser.py looks at them.
    "casework:bulk", "casework:bulk-confirm", "casework:bulk-result",
    # With a question, or an approval to check: portal/casework/tests/test_deciding_in_a_browser.py looks at them.
    "access:answer", "casework:check",
    "casework:undo",
    "access:evidence-form", "access:evidence-remove",
    "access:receipt", "access:send-again", "accounts:sign-out", "accounts:stay-signed-in",
    "casework:claim", "casework:find", "casework:release", "casework:search", "casework:strike-out",
    "casework:evidence-original", "casework:evidence-picture", "casework:mark-evidence", "casework:take-back-seen",
    "casework:accounts-search", "casework:email-address", "casework:email-retry", "casework:reopen",
    "casework:send-code", "casework:sign-out-everywhere", "casework:strike-out-account-note", "casework:unlock",
    # For senior reviewers: portal/casework/tests/test_accounts_in_a_browser.py looks at them.
    "casework:close-account", "casework:end-access",
    "casework:unflag", "delivery:check-again", "delivery:rejected-rows", "design:brand", "documents:explained",
    "documents:file", "documents:list-spreadsheet", "documents:payments-spreadsheet", "documents:spreadsheet",
    "health:alive", "health:metrics", "health:ready",
}  # fmt: skip
# They come one after the other: portal/accounts/tests/test_in_a_browser.py walks through them.
REGISTERING = {route.name for route in routes() if route.name.startswith("accounts:register-")} | {"accounts:register"}
PUBLIC = {
    "accounts:forgot-password", "accounts:forgot-password-sent", "accounts:reset-password", "accounts:sign-in",
    "accounts:signed-out", "accounts:staff-sign-in", "emails:demo-mail", "emails:demo-mailbox",
}  # fmt: skip
# An empty answer to these is no mistake, or they ask nothing.
NOTHING_TO_GET_WRONG = {
    "casework:assign-ticked", "casework:reports",
    "access:check", "access:delete-draft", "access:no-role", "access:notice-refused", "access:person-address-choose",
    "access:request", "access:requests", "access:sent", "access:start", "access:under-age", "access:withdraw",
    "access:your-address-choose", "accounts:details", "accounts:forgot-password-sent", "accounts:reset-password",
    "delivery:confirm", "delivery:import", "delivery:imports", "delivery:revoke-key",
    "delivery:take-again", "delivery:throw-away",
    "casework:account", "casework:account-documents", "casework:account-emails", "casework:account-requests",
    "casework:account-sign-ins", "casework:cross-check", "casework:lines", "casework:person",
    "accounts:signed-out", "casework:emails", "casework:request", "casework:merge",
    "accounts:emails", "documents:giving-back", "documents:objecting", "documents:payment-help",
    "documents:who-can-see", "documents:message", "documents:messages", "casework:message", "casework:messages",
    "casework:documents",
    "casework:request-history", "casework:request-others", "casework:requests", "documents:document",
    "documents:list", "documents:payments", "documents:prepared-zip", "documents:zip", "emails:demo-mail",
    "emails:demo-mailbox",
}  # fmt: skip
# An address is one question, whichever way it is answered.
OTHER_WAY = re.compile(r"/(abroad|choose|manual|postcode)$")
PAGES = [route for route in routes() if route.name not in NOT_PAGES | REGISTERING]


def visitor_of(route: Route) -> str:
    """Whose eyes to look with: the first who may see it."""
    if (route.name.startswith("pages:") and route.name != "pages:home") or route.name in PUBLIC:
        return "nobody"
    if route.name.startswith("delivery:"):
        return "admin" if "key" in route.name else "senior"
    if route.name.startswith("casework:"):
        return "senior" if route.name in ("casework:line", "casework:line-new") else "reviewer"
    if route.name in ("access:evidence-consent", "access:evidence-files"):
        return "drafter_with_a_file"
    asked_of_somebody = route.name.startswith("access:") and not route.parameters and route.name != "access:requests"
    return "drafter_for_self" if route.name == "access:me" else "drafter" if asked_of_somebody else "mary"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for this module's tests, committed: a server has to see it. Afterwards the database is empty again."""
    with django_db_blocker.unblock():
        yield build_world()
        call_command("flush", verbosity=0, interactive=False)
        connections.close_all()  # in the browser's event loop they are others than outside


PageOf = Callable[[str], Page]


@pytest.fixture(scope="module")
def page_of(world: World, chromium: Browser) -> Iterator[PageOf]:
    """Gives each visitor a page of their own on which they are signed in, the same for all that they look at."""
    server = LiveServer("localhost")
    pages: dict[str, Page] = {}

    def page_of(visitor: str) -> Page:
        if visitor not in pages:
            pages[visitor] = page = chromium.new_page(base_url=server.url, locale="en-GB")
            page.context.set_default_timeout(PATIENCE)
            page.goto("/sign-in")
            if visitor != "nobody":
                session = world.sessions[visitor]
                page.context.add_cookies(
                    [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": f"{server.url}/"}]
                )
        return pages[visitor]

    yield page_of
    for page in pages.values():
        page.context.close()
    server.stop()


def address(world: World, route: Route) -> str:
    """Where the page is; an approval needs to know whose documents it is about."""
    chosen = f"?person={world.marys.person}" if route.name == "casework:approve" else ""
    return world.marys.url(route) + chosen


def empty_every_field(page: Page) -> None:
    """Leaves nothing answered."""
    page.locator("main").evaluate(
        """main => {
            main.querySelectorAll("input:not([type=hidden]), textarea").forEach(field => {
                if (["radio", "checkbox"].includes(field.type)) field.checked = false;
                else field.value = "";
            });
            main.querySelectorAll("select").forEach(select => { select.selectedIndex = 0; });
        }"""
    )


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.name)
def test_every_page_and_its_error_state_is_accessible(route: Route, page_of: PageOf, world: World) -> None:
    page = page_of(visitor_of(route))
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]  # a plain dict of two numbers
    page.goto(address(world, route))
    assert "/sign-in" not in page.url or "sign-in" in route.name, route.name
    assert_accessible(page)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert_accessible(page)
    if route.name not in NOTHING_TO_GET_WRONG and not route.name.startswith("pages:"):
        empty_every_field(page)
        arrive(page, page.locator("main form[method=post] button[type=submit]").last)
        assert_accessible(page)
        assert_error_links_land(page)


def test_the_lists_of_this_guard_name_only_routes_there_are() -> None:
    assert {route.name for route in routes()} >= NOT_PAGES | REGISTERING | PUBLIC | NOTHING_TO_GET_WRONG


def test_every_page_has_a_title_of_its_own(world: World) -> None:
    visitors = {visitor_of(route) for route in PAGES}
    clients = {visitor: world.client(visitor) for visitor in visitors}
    pages: dict[str, set[str]] = {}
    for route in PAGES:
        answer = clients[visitor_of(route)].get(address(world, route), follow=True)
        (title,) = re.findall(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
        assert title.strip().endswith("Client Finance Portal – Westmere County Council"), route.name
        pages.setdefault(title.strip(), set()).add(OTHER_WAY.sub("", answer.request["PATH_INFO"]))
    assert {title: paths for title, paths in pages.items() if len(paths) > 1} == {}


def test_the_keyboard_alone_reaches_the_content_first(page_of: PageOf) -> None:
    page = page_of("nobody")
    page.goto(reverse("pages:start"))
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
