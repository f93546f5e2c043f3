"""An officer clears twenty waiting requests of all kinds with the keyboard alone."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from portal.access.assessing import assess_request
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from tests.support.cast import client_of
from tests.support.factories import AccessRequestFactory, AccountFactory, PersonFactory, RepresentativeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Status = AccessRequest.Status
QUEUE = reverse("casework:requests")
MOST_STEPS = 150  # of the Tab key, to whatever is on a page
PEOPLE = (
    "Joan Whitlock", "Ravi Chandra", "Elsie Marchbank", "Kwame Asante", "Mei Lin", "Bridget Rafferty", "Harold Pym",
    "Nadia Rahim", "Siobhan Keane", "Arthur Dunmore", "Yasmin Qureshi", "Doris Tranter", "Femi Adeyemi",
    "Agnes Culpepper", "Gareth Pugh", "Leila Haddad", "Ronald Sixsmith", "Ewa Kowalska", "Winifred Oakes", "Tariq Aziz",
)  # fmt: skip


def somebody(number: int) -> dict[str, Any]:
    """A name, a birthday and a place of their own."""
    first_name, last_name = PEOPLE[number].split()
    place = {"lines": [f"{number + 3} Mill Street"], "town": "Westmere", "postcode": f"WR{number + 1} 4AB"}
    born = date(1940, 1, 15) + timedelta(days=number * 397)
    return {"first_name": first_name, "last_name": last_name, "date_of_birth": born, "addresses": [place]}


def typed(number: int, whose: str) -> dict[str, Any]:
    """The same, as typed into a request."""
    one = somebody(number)
    place = one["addresses"][0]
    return {
        f"{whose}_first_name": one["first_name"],
        f"{whose}_last_name": one["last_name"],
        f"{whose}_date_of_birth": one["date_of_birth"],
        f"{whose}_address_lines": place["lines"],
        f"{whose}_town": place["town"],
        f"{whose}_postcode": place["postcode"],
        f"{whose}_uprn": "",
    }


@pytest.fixture
def twenty(senior: Account) -> None:
    """Twelve exact matches, three who act for somebody on file, three whom nobody knows, two with another birthday."""
    due = timezone.now() + timedelta(days=2)
    for number in range(20):
        account = AccountFactory.create(phone="", phone_e164="")
        acts = 12 <= number < 15
        if number not in (15, 16, 17):
            person = PersonFactory.create(**somebody(number))
            if acts:
                RepresentativeFactory.create(person=person, first_name="Amira", last_name="Rahman")
        asked = typed(number, "person" if acts else "own")
        if number >= 18:
            asked["own_date_of_birth"] = date(1951, 12, 24)
        request = AccessRequestFactory.create(account=account, for_someone_else=acts, promised_by=due, **asked)
        assess_request(request_id=request.pk)


def reach(page: Page, control: Locator) -> None:
    """Goes on with the Tab key until the focus is on it."""
    wanted = control.first.element_handle()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {control} on {page.url}")


def enter(page: Page, control: Locator) -> None:
    """Reaches a link or a button, presses Enter, and waits for the page behind it."""
    reach(page, control)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def open_request(page: Page, reference: str) -> None:
    """From the list to one request."""
    page.goto(f"{QUEUE}?show=mine")
    enter(page, page.get_by_role("link", name=reference, exact=True))


@pytest.mark.usefixtures("twenty")
def test_an_officer_clears_twenty_requests_by_keyboard(
    browser_page: Page, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.access.actions.bulk._is_sample", lambda chance: False)
    page = browser_page
    page.goto("/sign-in")
    session = client_of(senior).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": urljoin(page.url, "/")}])

    approve_all_exact_matches(page)
    claim_the_rest(page)
    for request in AccessRequest.objects.waiting():
        open_request(page, request.reference)
        if request.is_for_someone_else:
            approve(page)
        elif request.match_band == AccessRequest.MatchBand.NONE:
            reject(page)
        else:
            ask(page)

    outcomes = Counter(AccessRequest.objects.values_list("status", flat=True))
    assert outcomes == {Status.APPROVED: 15, Status.REJECTED: 3, Status.INFORMATION_NEEDED: 2}


def approve_all_exact_matches(page: Page) -> None:
    page.goto(f"{QUEUE}?match=exact&for=myself")
    reach(page, button(page, "Tick all"))
    page.keyboard.press("Space")
    enter(page, button(page, "Approve exact matches"))
    enter(page, button(page, "Continue"))
    enter(page, button(page, "Approve and send emails"))
    expect(page.locator("h1")).to_have_text("12 approved, 0 sent to second check, 0 failed")
    enter(page, page.get_by_role("link", name="Back to the requests"))


def claim_the_rest(page: Page) -> None:
    for box in page.get_by_role("checkbox").all()[:8]:
        reach(page, box)
        page.keyboard.press("Space")
    enter(page, button(page, "Claim"))
    expect(page.locator("main")).to_contain_text("You have claimed 8 requests.")


def approve(page: Page) -> None:
    enter(page, page.get_by_role("button", name="Approve…"))
    enter(page, button(page, "Approve and send email"))


def reject(page: Page) -> None:
    enter(page, page.get_by_role("button", name="Reject…"))
    reach(page, page.get_by_role("radio"))
    page.keyboard.press("ArrowDown")  # to "Details do not match our records"
    enter(page, button(page, "Reject and send email"))


def ask(page: Page) -> None:
    enter(page, page.get_by_role("link", name="Ask a question"))
    reach(page, page.get_by_role("radio"))
    page.keyboard.press("Space")
    enter(page, button(page, "Ask and send email"))
