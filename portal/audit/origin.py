"""Where an action came from: the address of the request being answered, for the audit trail."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

address: ContextVar[str | None] = ContextVar("address", default=None)


def remember_origin(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keeps the visitor's address for as long as the request is answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = address.set(request.META.get("REMOTE_ADDR") or None)
        try:
            return get_response(request)
        finally:
            address.reset(token)

    return middleware
