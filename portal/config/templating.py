"""The one template engine: Jinja2 with the design's components, the council, and the names of the portal's pages."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils.functional import SimpleLazyObject
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from portal.config.frame import frame_for
from portal.council.identity import council
from portal.design import colours, formats, presenters

GOVUK = {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of every page. `url("room:page", id)` and `static("file")` make addresses."""
    options["loader"] = ChoiceLoader([options["loader"], PrefixLoader(GOVUK)])
    made = Environment(**options | {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True})  # noqa: S701 - on
    made.globals.update(url=address, static=static_address, council=council)
    made.globals.update(presenters.GLOBALS)
    made.filters.update(formats.FILTERS, darker=colours.darker)
    return made


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what the page frame shows around a page, for whoever looks at it."""
    return {"frame": SimpleLazyObject(lambda: frame_for(request))}


def address(name: str, *args: object) -> str:
    """The address of a page."""
    return reverse(name, args=args) if args else _address(name, get_urlconf() or settings.ROOT_URLCONF)


@cache
def _address(name: str, urlconf: str) -> str:
    """Every page has twenty addresses that never change."""
    return reverse(name, urlconf)


@cache
def static_address(path: str) -> str:
    """The address of a static file."""
    return static(path)
