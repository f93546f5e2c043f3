import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from portal.config.middleware import believe_only_our_proxies


@pytest.mark.parametrize(("nearest", "secure"), [("10.0.0.7", True), ("203.0.113.9", False)])
def test_only_our_proxies_are_believed_that_somebody_came_by_https(
    settings: Settings, nearest: str, secure: bool
) -> None:
    settings.TRUSTED_PROXIES = ("10.0.0.0/24",)
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(request.is_secure()))

    request = RequestFactory().get("/", headers={"X-Forwarded-Proto": "https"}, REMOTE_ADDR=nearest)
    response = believe_only_our_proxies(answer)(request)
    assert isinstance(response, HttpResponse)
    assert response.content.decode() == str(secure)
