"""When something is not there, not allowed or broken (X1, X2, X3, X6)."""

import logging
import secrets
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
# Never written into a page, not even into that of whoever typed it.
NOT_REPEATED = ("csrfmiddlewaretoken", "password")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """X1. Says the same of what is missing and of what is somebody else's."""
    return render(request, "pages/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What a browser of ours would not send."""
    return render(request, "pages/bad_request.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """X2, with a number that is also in the log; X3 when it is the database that is gone."""
    problem = sys.exc_info()[1]
    if isinstance(problem, OperationalError | InterfaceError):
        return unavailable()
    incident = secrets.token_hex(4).upper()
    # The kind of problem alone: its text and the address could hold somebody's data.
    logger.error("Incident %s: %s in %s", incident, type(problem).__name__, page_name(request))
    return render(request, "pages/server_error.html", {"incident": incident}, status=500)


def unavailable() -> HttpResponse:
    """X3. Made without a request: to ask who looks at it would wait for the database once more."""
    response = HttpResponse(render_to_string("pages/unavailable.html"), status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def page_name(request: HttpRequest) -> str:
    """The page's name, e.g. "access:check". Its address could hold a token."""
    return request.resolver_match.view_name if request.resolver_match else "no page"


def form_ran_out(request: HttpRequest, reason: str = "") -> HttpResponse:
    """X6. Offers to send the answers again, if it was surely a page of ours that sent them."""
    answers = repeatable_answers(request) if came_from_us(request) else None
    response = render(request, "pages/form_ran_out.html", {"answers": answers}, status=403)
    patch_vary_headers(response, ["Origin"])
    return response


def came_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent this.

    Another site's form must not come back as a page of ours with a button that sends it.
    """
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def repeatable_answers(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, in order, without what is not repeated. Files are lost: they have to be chosen again."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(NOT_REPEATED)
    ]
