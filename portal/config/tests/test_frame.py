import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.session import SessionStorage
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject

from portal.accounts.models import Account
from portal.config.frame import frame_for
from portal.council.identity import council
from portal.design.frame import Frame
from tests.support.cast import client_of
from tests.support.factories import MessageFactory


def frame_at(path: str, user: object) -> Frame:
    request = RequestFactory().get(path)
    request.user = user  # type: ignore[assignment]  # any kind of visitor
    return frame_for(request)


def currents(frame: Frame) -> dict[str, str]:
    return {link.text: link.current for link in frame.navigation}


def test_nobody_is_offered_no_navigation_and_no_end_of_time() -> None:
    frame = frame_at("/", AnonymousUser())
    assert frame.navigation == []
    assert frame.sign_out_href == ""
    assert frame.time_limit is None
    assert frame.service_href == "/"


def test_a_citizen_is_offered_their_places() -> None:
    frame = frame_at("/requests", Account(first_name="Mary"))
    assert currents(frame) == {"Documents": "", "Access requests": "page", "Help": "", "My Account": ""}
    assert frame.service_href == "/home"
    assert frame.sign_out_href == "/sign-out"
    assert frame.time_limit
    assert frame.time_limit.minutes == council().sessions.citizen_idle_minutes
    assert frame.version == ""


def test_staff_are_offered_theirs_and_told_how_many_messages_wait(officer: Account) -> None:
    MessageFactory.create()
    frame = frame_at("/staff/requests/1", officer)
    others = ["Accounts", "Documents", "Messages (1)", "Lines", "Changes", "Imports", "Reports", "E-mails"]
    assert currents(frame) == {"Requests": "true"} | dict.fromkeys(others, "")
    assert frame.time_limit
    assert frame.time_limit.minutes == council().sessions.staff_idle_minutes
    assert frame.version


@pytest.mark.parametrize(
    ("path", "place"),
    [("/people/1/documents", "Documents"), ("/documents/1", "Documents"), ("/requests/1", "Access requests")],
)
def test_a_page_within_a_place_marks_it(path: str, place: str) -> None:
    assert currents(frame_at(path, Account()))[place] == "true"


def test_the_frame_does_without_a_database() -> None:
    def gone() -> None:
        raise OperationalError

    class SessionGone:
        def get(self, key: str, default: object = None) -> object:
            raise OperationalError

    request = RequestFactory().get("/home")
    request.user = SimpleLazyObject(gone)  # type: ignore[assignment]  # as the middleware's
    request.session = SessionGone()  # type: ignore[assignment]  # as that of a lost database
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]  # as the middleware's
    frame = frame_for(request)
    assert frame.navigation == []
    assert list(frame.messages) == []


def test_the_frame_does_without_any_middleware() -> None:
    assert frame_for(HttpRequest()).organisation == council().name


def test_every_visitor_can_reach_help_at_the_same_place(client: Client, mary: Account, officer: Account) -> None:
    for browser in (client, client_of(mary), client_of(officer)):
        page = browser.get("/help").content.decode()
        assert page.index("</main>") < page.index("Help with this page") < page.index("<footer")
        assert council().contact.phone in page
        assert council().contact.relay in page
        assert council().contact.opening_hours in page


def test_the_footer_is_the_same_everywhere(client: Client) -> None:
    page = client.get("/cookies").content.decode()
    footer = page[page.index("<footer") :]
    for name in ("Accessibility statement", "Cookies", "Privacy notice", "Terms", "Contact us", "Feedback"):
        assert f">{name}</a>" in footer
    assert '<a href="/cookies" aria-current="page">Cookies</a>' in footer
    assert "Version" not in footer
