"""What stands around every page: whose portal it is, where its visitor can go, and how to get help (screens.md 0.1)."""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.messages import SUCCESS, get_messages
from django.db import Error
from django.http import HttpRequest
from django.urls import reverse

from portal.accounts.models import Account, StaffRole
from portal.accounts.sessions import idle_minutes
from portal.casework.messages import waiting_for
from portal.config.environment import ROOT
from portal.council.identity import council
from portal.design.banners import button_of
from portal.design.frame import Frame, Help, Link, Message, TimeLimit

SERVICE = "Client Finance Portal"


class Place(NamedTuple):
    """A page the frame links to, by its name, the beginnings of the paths around it, and the lowest staff role.

    `number`: how many things wait there for a visitor.
    """

    text: str
    name: str
    around: tuple[str, ...] = ()
    role: StaffRole = StaffRole.VIEWER
    number: Callable[[Account], int] | None = None


CITIZEN_PLACES = (
    Place("Documents", "pages:home", ("/people/", "/documents/", "/messages")),
    Place("Access requests", "access:requests", ("/requests/",)),
    Place("Help", "pages:help"),
    Place("My Account", "accounts:details", ("/account/",)),
)
STAFF_PLACES = (
    Place("Requests", "casework:requests", ("/staff/requests/",)),
    Place(
        "Accounts", "casework:accounts", ("/staff/accounts/", "/staff/people/", "/staff/grants/"), StaffRole.REVIEWER
    ),
    Place("Documents", "casework:documents", ("/staff/documents/",), StaffRole.REVIEWER),
    Place("Messages", "casework:messages", ("/staff/messages/",), number=waiting_for),
    Place("Lines", "casework:lines", ("/staff/lines/",)),
    Place("Changes", "casework:changes", (), StaffRole.REVIEWER),
    Place("Imports", "delivery:imports", ("/staff/imports/",)),
    Place("Reports", "casework:reports"),
    Place("E-mails", "casework:emails"),
    Place("API keys", "delivery:api-keys", ("/staff/api-keys/",), StaffRole.ADMIN),
)
FOOTER_PLACES = (
    Place("Accessibility statement", "pages:accessibility"),
    Place("Cookies", "pages:cookies"),
    Place("Privacy notice", "pages:privacy"),
    Place("Terms", "pages:terms"),
    Place("Contact us", "pages:contact"),
    Place("Feedback", "pages:feedback"),
)


def frame_for(request: HttpRequest) -> Frame:
    """The frame of a page. Asks the database for the visitor and, for staff, what waits; error pages can do without."""
    visitor = visitor_of(request)
    about = council()
    return Frame(
        service_name=SERVICE,
        service_href=reverse("pages:home" if visitor else "pages:start"),
        organisation=about.name,
        organisation_href=about.website,
        logo=about.logo or "",
        help=help_with_this_page(),
        navigation=list(links(places_of(visitor), request.path, visitor)),
        footer=list(links(FOOTER_PLACES, request.path)),
        sign_out_href=reverse("accounts:sign-out") if visitor else "",
        notice=about.service_notice or "",
        version=version() if visitor and visitor.is_staff else "",
        time_limit=time_limit_of(visitor),
        messages=messages_of(request),
    )


def visitor_of(request: HttpRequest) -> Account | None:
    """Who is signed in; None for nobody, and when the database cannot say."""
    user: AbstractBaseUser | None = getattr(request, "user", None)
    try:
        # The user of a request is lazy: only asking it something tells whether there is one.
        return user if user and user.is_authenticated and isinstance(user, Account) else None
    except Error:
        return None


def messages_of(request: HttpRequest) -> Iterator[Message]:
    """What the last action tells, each once, when the page gets to it; nothing when the database cannot say."""
    try:
        for message in get_messages(request):
            yield Message(str(message), message.level == SUCCESS, button_of(message.extra_tags))
    except Error:
        return


def places_of(visitor: Account | None) -> tuple[Place, ...]:
    """Where a visitor can go."""
    if visitor is None:
        return ()
    if not visitor.is_staff:
        return CITIZEN_PLACES
    return tuple(place for place in STAFF_PLACES if visitor.may(place.role))


def links(places: tuple[Place, ...], here: str, visitor: Account | None = None) -> Iterator[Link]:
    """Links to those places, marked where somebody is, with how much waits there for the visitor."""
    for place in places:
        href = reverse(place.name)
        yield Link(place.text + number_in(place, visitor), href, currency(place, href, here))


def number_in(place: Place, visitor: Account | None) -> str:
    """As " (3)"; "" for none, and when the database cannot say."""
    if place.number is None or visitor is None:
        return ""
    try:
        number = place.number(visitor)
    except Error:
        return ""
    return f" ({number:,})" if number else ""


def currency(place: Place, href: str, here: str) -> Literal["", "page", "true"]:
    """Whether the page at `here` is this place, or around it."""
    if here == href:
        return "page"
    return "true" if here.startswith(place.around or "\0") else ""


def help_with_this_page() -> Help:
    """The council's contacts."""
    contact = council().contact
    return Help(contact.email, contact.phone, contact.relay, contact.opening_hours, href=reverse("pages:help"))


def time_limit_of(visitor: Account | None) -> TimeLimit | None:
    """How long a visitor may be idle; None for somebody who is not signed in."""
    if visitor is None:
        return None
    signed_out = f"{reverse('accounts:signed-out')}?reason=no-activity"
    return TimeLimit(idle_minutes(visitor), reverse("accounts:stay-signed-in"), signed_out)


@cache
def version() -> str:
    """The version of the portal, for staff who report a problem."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
