"""When no postcode can be looked up, people type their address, and that page says why.

The page's own address carries the reason: to show it, nobody has to be asked again.
"""

from django.http import HttpRequest

REASON = "search-is-down"


def because_search_is_down(url: str) -> str:
    """The address of the page where an address is typed, with the reason for coming there."""
    return f"{url}{'&' if '?' in url else '?'}{REASON}"


def is_search_down(request: HttpRequest) -> bool:
    """Whether the visitor came to this page because no postcode could be looked up."""
    return REASON in request.GET
