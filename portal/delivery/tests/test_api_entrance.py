"""Deliveries over HTTPS: who may come in, how often, and what the others are told."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.http import HttpRequest
from django.test import Client

from portal.audit.models import Entry
from portal.delivery.api import limits, receiving, views
from portal.delivery.api.keys import create_api_key, revoke_api_key
from portal.delivery.models import ApiKey, Attempt
from portal.delivery.tests.over_https import PLACE, ask, post, problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_one_minute() -> Iterator[None]:
    """The clock stands: what is counted minute by minute does not begin again meanwhile."""
    with time_machine.travel(datetime(2026, 6, 10, 12, 0, 30, tzinfo=UTC), tick=False):
        yield


def revoked(_key: str) -> str:
    kept, text = create_api_key(officer=None, name="old")
    revoke_api_key(officer=None, key_id=kept.pk)
    return f"Bearer {text}"


# None: the header is not sent.
WRONG_KEYS: dict[str, Callable[[str], str]] = {
    "unknown": lambda key: f"Bearer cfp_00000000_{'0' * 64}",
    "revoked": revoked,
    "another secret": lambda key: f"Bearer {key[:-1]}{'1' if key[-1] == '0' else '0'}",
    "its prefix": lambda key: f"Bearer {key[:12]}",
    "one more digit": lambda key: f"Bearer {key}0",
    "not ASCII": lambda key: f"Bearer cfp_ééééüüüü_{'é' * 64}",
    "a null": lambda key: "Bearer cfp_0000\0000",
    "very long": lambda key: f"Bearer {'cfp_' * 2000}",
    "another way": lambda key: f"Basic {key}",
    "no way": lambda key: key,
}


@pytest.mark.parametrize("wrong", WRONG_KEYS)
def test_every_wrong_key_is_answered_alike_after_the_same_work(
    wrong: str, inbox: Path, key: str, django_assert_num_queries: Any
) -> None:
    shown = WRONG_KEYS[wrong](key)
    with django_assert_num_queries(3):  # the key, the count, the trail
        response = Client().post(PLACE, b"PK", content_type="application/zip", headers={"Authorization": shown})

    assert problem(response) == (401, "Send a key that is in use, as “Authorization: Bearer cfp_…”.")
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert list(inbox.iterdir()) == []


def test_a_key_that_is_revoked_while_its_zip_is_received_hands_in_nothing(
    inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = receiving._read

    def meanwhile(request: HttpRequest, most: int) -> bytes:
        revoke_api_key(officer=None, key_id=ApiKey.objects.get().pk)
        return read(request, most)

    monkeypatch.setattr(receiving, "_read", meanwhile)
    assert problem(post(key))[0] == 401
    assert (Attempt.objects.count(), list(inbox.iterdir())) == (0, [])


def test_without_a_key_nobody_comes_in(inbox: Path) -> None:
    assert problem(Client().post(PLACE, b"PK", content_type="application/zip"))[0] == 401
    assert problem(Client().get(f"{PLACE}/{uuid4()}"))[0] == 401


def test_a_key_without_the_scope_may_not(inbox: Path, key: str) -> None:
    ApiKey.objects.update(scopes=["reports"])
    assert problem(post(key)) == (403, "This key may not do that.")


def test_a_key_is_kept_as_a_hash_and_its_use_is_noted(inbox: Path, key: str) -> None:
    post(key)

    kept = ApiKey.objects.get()
    assert bytes(kept.key_hash) == sha256(key.encode()).digest()
    assert len(bytes.fromhex(key.rpartition("_")[2])) * 8 == 256
    assert key.startswith(kept.prefix)
    assert kept.last_used_at
    assert key not in str(list(Entry.objects.values()))


def test_another_keys_delivery_looks_exactly_like_a_missing_one(inbox: Path, key: str) -> None:
    place = post(key).headers["Location"]
    _, other = create_api_key(officer=None, name="another system")

    theirs, missing = ask(place, other), ask(f"{PLACE}/{uuid4()}", other)

    assert problem(theirs) == problem(missing) == (404, "There is nothing at this address.")


@pytest.mark.usefixtures("in_one_minute")
def test_wrong_keys_from_one_address_are_limited_and_right_ones_are_not(inbox: Path, key: str) -> None:
    statuses = [post("cfp_wrong").status_code for _ in range(limits.MOST_WRONG_KEYS + 1)]

    assert statuses == [401] * limits.MOST_WRONG_KEYS + [429]
    limited = post("cfp_wrong")
    assert problem(limited)[0] == 429
    assert 1 <= int(limited.headers["Retry-After"]) <= 60
    assert Entry.objects.filter(action="delivery.api_key_refused").count() == limits.MOST_WRONG_KEYS
    assert ask(f"{PLACE}/{uuid4()}", key).status_code == 404


@pytest.mark.usefixtures("in_one_minute")
def test_a_key_is_limited_too(inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.delivery.api.entrance.MOST_REQUESTS", 3)
    monkeypatch.setattr(views, "MOST_DELIVERIES", 1)

    assert [post(key).status_code for _ in range(4)] == [202, 429, 429, 429]
    assert problem(ask(f"{PLACE}/{uuid4()}", key))[0] == 429


def test_the_api_has_no_session_and_no_cookie(inbox: Path, key: str, admin: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    assert problem(client.post(PLACE, b"PK", content_type="application/zip"))[0] == 401

    taken = client.post(PLACE, b"PK", content_type="application/zip", headers={"Authorization": f"Bearer {key}"})
    assert (taken.status_code, dict(taken.cookies)) == (202, {})
    assert "Cookie" not in taken.headers.get("Vary", "")


def test_over_http_it_is_refused_not_redirected(settings: Any, inbox: Path, key: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^api/"]
    assert problem(post(key))[0] == 403
    secure = Client().post(
        PLACE, b"PK", content_type="application/zip", headers={"Authorization": f"Bearer {key}"}, secure=True
    )
    assert secure.status_code == 202
