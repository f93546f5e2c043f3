"""Which requests are read at all: those a browser could send."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
UTF_8 = ("utf-8", "utf8")


def refuse_the_unreadable(get_response: GetResponse) -> GetResponse:
    """Answers 400 to another character set than UTF-8, and to a null character in a cookie or an address.

    Python knows character sets that make half characters ("utf-7") or that are none ("rot13"), and PostgreSQL takes
    neither half characters nor nulls. What is typed into forms is cleaned by design/text.py.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UTF_8:
            raise BadRequest("not UTF-8")
        if "%00" in request.META.get("QUERY_STRING", "") or any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("a null character")
        return get_response(request)

    return middleware
