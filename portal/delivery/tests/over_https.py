"""What a finance system asks of the API, and how it is answered."""

from typing import Any

from django.test import Client

PLACE = "/api/v1/deliveries"


def post(key: str, body: bytes = b"a zip", content_type: str = "application/zip") -> Any:
    """What handing in is answered with."""
    return Client().post(PLACE, body, content_type=content_type, headers={"Authorization": f"Bearer {key}"})


def ask(path: str, key: str) -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {key}"})


def problem(response: Any) -> tuple[int, str]:
    """Its status and sentence; every error of the API is a problem in JSON, kept by nobody, without cookies."""
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    told = response.json()
    assert list(told) == ["type", "title", "status", "detail"]
    assert told["status"] == response.status_code
    return response.status_code, told["detail"]
