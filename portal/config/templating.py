"""The one template engine: Jinja2 with the design's components, the council, and the names of the portal's pages."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader

from portal.council.identity import council
from portal.design import formats


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of every page. `url("room:page", id)` and `static("file")` make addresses."""
    options["loader"] = ChoiceLoader([options["loader"], PackageLoader("govuk_frontend_jinja")])
    made = Environment(**options | {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True})
    made.globals.update(url=lambda name, *args: reverse(name, args=args), static=static, council=council)
    made.filters.update(formats.FILTERS)
    return made
