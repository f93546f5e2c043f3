"""Where an action came from: the address of the request being answered, for the audit trail."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

address: ContextVar[str | None] = ContextVar("address", default=None)


def remember_origin(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keeps the visitor's address for as long as the request is answered."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = address.set(client_address(request))
        try:
            return get_response(request)
        finally:
            address.reset(token)

    return middleware


def client_address(request: HttpRequest) -> str | None:
    """The visitor's address; None if the server does not know it (a socket file).

    X-Forwarded-For counts only as far as TRUSTED_PROXIES wrote it: read from the right, the first address that is
    not one of theirs is the visitor. What stands further left, the visitor may have made up.
    """
    nearest = _read(request.META.get("REMOTE_ADDR", ""))
    if nearest is None:
        return None
    proxies = _networks(settings.TRUSTED_PROXIES)
    for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
        further = _read(hop)
        if further is None or not _is_one_of(nearest, proxies):
            break
        nearest = further
    return str(nearest)


def came_through_our_proxy(request: HttpRequest) -> bool:
    """Whether the nearest hop is one of TRUSTED_PROXIES, so that what it says of the visitor can be believed."""
    nearest = _read(request.META.get("REMOTE_ADDR", ""))
    return nearest is not None and _is_one_of(nearest, _networks(settings.TRUSTED_PROXIES))


def _read(text: str) -> Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


def _networks(proxies: Iterable[str]) -> Networks:
    return tuple(ip_network(proxy, strict=False) for proxy in proxies)


def _is_one_of(hop: Address, networks: Networks) -> bool:
    return any(hop in network for network in networks)
