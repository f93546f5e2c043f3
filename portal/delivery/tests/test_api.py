"""Deliveries over HTTPS: who may come in, what is answered, and that nothing is ever half taken."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client

from portal.audit.models import Entry
from portal.delivery import jobs
from portal.delivery.api import limits, receiving, views
from portal.delivery.api.keys import create_api_key, revoke_api_key
from portal.delivery.handing_in import inbox as watched
from portal.delivery.models import ApiKey, Attempt
from portal.delivery.tests.made_by_hand import Delivery, person

pytestmark = pytest.mark.django_db

PLACE = "/api/v1/deliveries"


@pytest.fixture
def inbox(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    settings.DELIVERY_INBOX = folder
    return folder


@pytest.fixture
def key(db: None) -> str:
    return create_api_key(officer=None, name="ContrOCC")[1]


def zipped(tmp_path: Path, number: int = 1) -> bytes:
    return Delivery(f"d-{number}", number).with_rows(people=[person()]).zip(tmp_path / "d.zip").read_bytes()


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


def test_a_zip_is_handed_in_taken_by_the_worker_and_reported(tmp_path: Path, inbox: Path, key: str) -> None:
    response = post(key, zipped(tmp_path))

    assert response.status_code == 202
    told = response.json()
    assert response.headers["Location"] == f"{PLACE}/{told['id']}"
    assert (told["state"], told["report"]) == ("waiting", None)
    assert [path.name for path in inbox.iterdir()] == [f"{told['id']}.zip"]

    watched.take_inbox(inbox)

    told = ask(response.headers["Location"], key).json()
    assert (told["state"], told["fault"], told["progress"]) == ("done", None, None)
    assert told["report"] == json.loads((inbox / "taken" / f"{told['id']}.zip.report.json").read_text())
    assert list(told["report"]) == ["delivery_id", "outcome", "reason", "seconds", "files", "rejected"]
    attempt = Attempt.objects.get()
    assert (attempt.way, attempt.public_id, attempt.outcome) == ("api", UUID(told["id"]), "taken")
    assert Entry.objects.filter(action="delivery.handed_in", details__api_key=ApiKey.objects.get().prefix).exists()


def test_the_same_zip_twice_is_already_taken(tmp_path: Path, inbox: Path, key: str) -> None:
    places = []
    for _ in range(2):
        places.append(post(key, zipped(tmp_path)).headers["Location"])
        watched.take_inbox(inbox)

    assert [ask(place, key).json()["report"]["outcome"] for place in places] == ["taken", "already_taken"]


def test_what_is_no_zip_is_refused_in_the_report_without_a_word_of_where_it_lay(inbox: Path, key: str) -> None:
    place = post(key, b"no zip").headers["Location"]
    watched.take_inbox(inbox)

    told = ask(place, key)
    assert told.json()["report"]["outcome"] == "refused"
    assert str(inbox.parent) not in told.content.decode()


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


def test_wrong_keys_from_one_address_are_limited_and_right_ones_are_not(inbox: Path, key: str) -> None:
    statuses = [post("cfp_wrong").status_code for _ in range(limits.MOST_WRONG_KEYS + 1)]

    assert statuses == [401] * limits.MOST_WRONG_KEYS + [429]
    limited = post("cfp_wrong")
    assert problem(limited)[0] == 429
    assert 1 <= int(limited.headers["Retry-After"]) <= 60
    assert Entry.objects.filter(action="delivery.api_key_refused").count() == limits.MOST_WRONG_KEYS
    assert ask(f"{PLACE}/{uuid4()}", key).status_code == 404


def test_a_key_is_limited_too(inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.delivery.api.entrance.MOST_REQUESTS", 3)
    monkeypatch.setattr(views, "MOST_DELIVERIES", 1)

    assert [post(key).status_code for _ in range(4)] == [202, 429, 429, 429]
    assert problem(ask(f"{PLACE}/{uuid4()}", key))[0] == 429


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", ""])
def test_only_a_zip_as_it_is_comes_in(content_type: str, inbox: Path, key: str) -> None:
    assert problem(post(key, content_type=content_type))[0] == 415
    assert list(inbox.iterdir()) == []


def test_a_body_that_is_empty_too_large_or_of_no_length_is_not_read(
    inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"Authorization": f"Bearer {key}"}
    empty = Client().generic("POST", PLACE, b"", headers=given, CONTENT_TYPE="application/zip", CONTENT_LENGTH="0")
    assert problem(empty)[0] == 400
    chunked = Client().generic("POST", PLACE, b"", headers=given, CONTENT_TYPE="application/zip", CONTENT_LENGTH="")
    assert problem(chunked)[0] == 411
    monkeypatch.setattr(receiving, "MOST_BYTES", 4)
    assert problem(post(key, b"12345")) == (413, "The zip may have at most 4 bytes.")
    assert post(key, b"1234").status_code == 202


def test_without_a_folder_for_deliveries_the_answer_says_so(settings: Any, key: str) -> None:
    settings.DELIVERY_INBOX = None
    status, sentence = problem(post(key))
    assert (status, "DELIVERY_INBOX" in sentence) == (503, True)


def broken(fault: Exception) -> Callable[..., Any]:
    def raises(*_: object, **__: object) -> None:
        raise fault

    return raises


DISK = [
    (lambda patch: patch.setattr(os, "fsync", broken(OSError(errno.ENOSPC, "full"))), 507),
    (lambda patch: patch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 3})), 507),
    (lambda patch: patch.setattr(os, "fsync", broken(OSError(errno.EIO, "broken"))), 500),
    (lambda patch: patch.setattr(views, "expect", broken(OperationalError("gone"))), 503),
    (lambda patch: patch.setattr(Path, "rename", broken(OSError(errno.ENOSPC, "full"))), 507),
]


@pytest.mark.parametrize(("breaks", "status"), DISK)
def test_a_full_disk_or_a_lost_database_leaves_nothing(
    breaks: Callable[[pytest.MonkeyPatch], None], status: int, inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        breaks(patch)
        assert problem(post(key))[0] == status

    assert list(inbox.iterdir()) == []
    assert not Attempt.objects.exists()
    assert post(key).status_code == 202


def test_errors_of_every_kind_are_problems_in_json(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    assert problem(client.get("/api/v1/nothing"))[0] == 404
    assert problem(client.get("/api/"))[0] == 404
    put = client.put(PLACE)
    assert (problem(put)[0], put.headers["Allow"]) == (405, "POST")
    assert problem(client.get(PLACE, headers={"host": "evil.example"}))[0] == 400
    monkeypatch.setattr(views, "key_of", broken(ValueError("Mary Bloggs")))
    status, sentence = problem(post(key))
    assert (status, "Mary" in sentence) == (500, False)


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


def test_only_a_few_zips_are_received_at_once(inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_AT_ONCE", 0)
    response = post(key)
    assert (problem(response)[0], response.headers["Retry-After"]) == (503, "60")


def test_what_a_killed_upload_left_is_removed_after_a_day(inbox: Path) -> None:
    left = inbox / f".{uuid4()}.zip.uploading"
    left.write_bytes(b"half")
    lost = Attempt.objects.create(way="api", name="x", public_id=uuid4())

    jobs.clear_api(timestamp=0)
    assert left.exists()

    os.utime(left, (0, 0))
    jobs.clear_api(timestamp=0)
    assert not left.exists()
    assert Attempt.objects.get(pk=lost.pk).state == "waiting"


def test_an_attempt_whose_zip_never_came_is_broken_off(inbox: Path) -> None:
    """The process was killed after the attempt was written and before the zip had its name."""
    old = Attempt.objects.create(way="api", name="old", public_id=uuid4())
    Attempt.objects.update(received_at="2026-01-01T00:00:00Z")
    new = Attempt.objects.create(way="api", name="new", public_id=uuid4())
    there = Attempt.objects.create(way="api", name="there", public_id=uuid4())
    (inbox / f"{there.public_id}.zip").write_bytes(b"PK")
    Attempt.objects.filter(pk=there.pk).update(received_at="2026-01-01T00:00:00Z")

    jobs.note_broken_off(timestamp=0)

    states = dict(Attempt.objects.values_list("pk", "state"))
    assert states == {old.pk: "broken_off", new.pk: "waiting", there.pk: "waiting"}


def test_nothing_before_the_view_reads_the_body(inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_request: HttpRequest) -> bytes:
        raise AssertionError("somebody read the whole body into memory")

    monkeypatch.setattr(HttpRequest, "body", property(read))
    assert post(key).status_code == 202
