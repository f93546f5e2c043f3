"""The one template engine: Jinja2 with the design's components, the council, and the names of the portal's pages."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
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
    made.globals.update(url=lambda name, *args: reverse(name, args=args), static=static, council=council)
    made.globals.update(presenters.GLOBALS)
    made.filters.update(formats.FILTERS, darker=colours.darker)
    return made


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what the page frame shows around a page, for whoever looks at it."""
    return {"frame": SimpleLazyObject(lambda: frame_for(request))}
