"""The one template engine: Jinja2 with the design's components, the council, and the names of the portal's pages."""

from collections.abc import Iterator
from typing import Any

from django.contrib.messages import get_messages
from django.db import Error
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from portal.council.identity import council
from portal.design import formats, presenters
from portal.design.frame import Frame, Help, Link, TimeLimit

GOVUK = {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
SERVICE = "Client Finance Portal"
CITIZEN_PAGES = {
    "Documents": "pages:home",
    "Access requests": "access:requests",
    "Help": "pages:help",
    "My Account": "accounts:details",
}
STAFF_PAGES = {"Requests": "casework:requests"}
FOOTER_PAGES = {
    "Accessibility statement": "pages:accessibility",
    "Cookies": "pages:cookies",
    "Privacy notice": "pages:privacy",
    "Terms": "pages:terms",
    "Contact us": "pages:contact",
    "Feedback": "pages:feedback",
}


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of every page. `url("room:page", id)` and `static("file")` make addresses."""
    options["loader"] = ChoiceLoader([options["loader"], PrefixLoader(GOVUK)])
    made = Environment(**options | {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701 - it is on
    made.globals.update(url=lambda name, *args: reverse(name, args=args), static=static, council=council)
    made.globals.update(presenters.GLOBALS)
    made.filters.update(formats.FILTERS)
    return made


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what the page frame shows around a page, for whoever looks at it."""
    return {"frame": SimpleLazyObject(lambda: frame_for(request))}


def frame_for(request: HttpRequest) -> Frame:
    """The frame for a request. Looks at nothing but the visitor, and can do without: error pages need no database."""
    visitor = visitor_of(request)
    about = council()
    return Frame(
        service_name=SERVICE,
        service_href=address("pages:home" if visitor else "pages:start"),
        organisation=about.name,
        organisation_href=about.website,
        logo=about.logo or "",
        help=help_of(),
        navigation=list(links(navigation_for(visitor), request.path)),
        footer=list(links(FOOTER_PAGES, request.path)),
        sign_out_href=address("accounts:sign-out") if visitor else "",
        notice=about.service_notice or "",
        time_limit=time_limit_for(visitor),
        messages=messages_of(request),
    )


def visitor_of(request: HttpRequest) -> Any | None:
    """Who is signed in; None for nobody, and when the database cannot say."""
    user = getattr(request, "user", None)
    try:
        return user if user is not None and user.is_authenticated else None
    except Error:
        return None


def messages_of(request: HttpRequest) -> list[str]:
    """What the last action wants to tell, each once; none when the database cannot say."""
    try:
        return [str(message) for message in get_messages(request)]
    except Error:
        return []


def navigation_for(visitor: Any | None) -> dict[str, str]:
    """The pages a visitor is offered, by their names in the navigation."""
    if visitor is None:
        return {}
    return STAFF_PAGES if visitor.is_staff else CITIZEN_PAGES


def links(pages: dict[str, str], here: str) -> Iterator[Link]:
    """Links to those pages that there are; the one around `here` is the current one."""
    for text, name in pages.items():
        if href := address(name):
            yield Link(text, href, current=here == href or here.startswith(f"{href}/"))


def address(name: str) -> str:
    """The address of a page; "" while there is no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def help_of() -> Help:
    """The council's contacts for the help block."""
    contact = council().contact
    return Help(contact.email, contact.phone, contact.relay, contact.opening_hours, href=address("pages:help"))


def time_limit_for(visitor: Any | None) -> TimeLimit | None:
    """How long a visitor may be idle; None for somebody who is not signed in."""
    if visitor is None:
        return None
    sessions = council().sessions
    minutes = sessions.staff_idle_minutes if visitor.is_staff else sessions.citizen_idle_minutes
    return TimeLimit(minutes, address("accounts:stay-signed-in"), address("accounts:signed-out"))
