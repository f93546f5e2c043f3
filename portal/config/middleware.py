"""What holds for every answer of the portal, errors and redirects included."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from portal.audit.origin import came_through_our_proxy

GetResponse = Callable[[HttpRequest], HttpResponseBase]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def believe_only_our_proxies(get_response: GetResponse) -> GetResponse:
    """Forgets X-Forwarded-Proto unless one of TRUSTED_PROXIES sent it: anybody can claim to have come by HTTPS."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not came_through_our_proxy(request):
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return get_response(request)

    return middleware


def security_headers(get_response: GetResponse) -> GetResponse:
    """No foreign code, no framing, and nothing kept by browsers or proxies but the static files."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        # WhiteNoise sets its own for static files.
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
