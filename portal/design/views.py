"""The council's colours as a style sheet: a strict content security policy allows no style in a page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def brand(request: HttpRequest) -> HttpResponse:
    """CSS custom properties. Rendered without the request: it must not depend on who asks."""
    return HttpResponse(render_to_string("design/brand.css"), content_type="text/css; charset=utf-8")
