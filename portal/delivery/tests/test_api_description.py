"""The API does what its OpenAPI document says."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from portal.delivery.api import entrance, views
from portal.delivery.api.keys import create_api_key
from portal.delivery.models import Attempt

PLACE = "/api/v1/openapi.json"


@pytest.mark.django_db(transaction=True)
def test_schemathesis_finds_nothing_with_all_its_checks(
    live_server: LiveServer, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.delivery.tests.trying_out import try_out  # noqa: PLC0415  no other test waits for its import

    settings.DELIVERY_INBOX = tmp_path
    for module, limit in ((entrance, "MOST_REQUESTS"), (entrance, "MOST_WRONG_KEYS"), (views, "MOST_DELIVERIES")):
        monkeypatch.setattr(module, limit, 100_000)
    _, key = create_api_key(officer=None, name="schemathesis")

    made, wrong = try_out(live_server.url + PLACE, key)

    assert wrong == []
    assert len(made) >= 14
    assert min(made.values()) >= 50
    assert Attempt.objects.count() == len(list(tmp_path.iterdir())) >= 10


def test_the_description_is_public_and_made_from_the_types(client: Client) -> None:
    told = client.get(PLACE).json()

    assert told["openapi"] == "3.1.0"
    report = told["components"]["schemas"]["Report"]["properties"]
    assert list(report) == ["delivery_id", "outcome", "reason", "seconds", "files", "rejected"]
    assert sorted(report["outcome"]["enum"]) == ["already_taken", "held", "refused", "taken"]
