"""What every answer carries: pages, redirects, errors, downloads."""

import pytest
from django.http import HttpResponseBase
from django.test import Client

from tests.guards.routes import Route, routes
from tests.guards.world import World

MAY_BE_CACHED = {"design:brand"}


def assert_sealed(response: HttpResponseBase, route: Route | None = None) -> None:
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    if route is None or route.name not in MAY_BE_CACHED:
        assert "no-store" in response.headers["Cache-Control"], response.status_code


@pytest.mark.django_db
@pytest.mark.parametrize("route", routes(), ids=lambda route: route.name)
def test_every_answer_to_another_method_is_sealed_and_kept_by_nobody(route: Route, world: World) -> None:
    """What GET answers: test_routes.py has it at hand."""
    for visitor in ("nobody", "mary", "reviewer"):
        for objects in (world.marys, world.missing):
            client = world.client(visitor)
            for response in (client.post(objects.url(route)), client.delete(objects.url(route))):
                assert_sealed(response, route)


def test_a_page_that_is_not_there_is_sealed_too(client: Client) -> None:
    response = client.get("/nothing/here")
    assert response.status_code == 404
    assert_sealed(response)


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
