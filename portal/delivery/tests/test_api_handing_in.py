"""Deliveries over HTTPS: what is answered, and that nothing is ever half taken."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client

from portal.audit.models import Entry
from portal.delivery import jobs
from portal.delivery.api import receiving, views
from portal.delivery.handing_in import attempts
from portal.delivery.handing_in import inbox as watched
from portal.delivery.models import ApiKey, Attempt
from portal.delivery.tests.made_by_hand import Delivery, person
from portal.delivery.tests.over_https import PLACE, ask, post, problem

pytestmark = pytest.mark.django_db


def zipped(tmp_path: Path, number: int = 1) -> bytes:
    return Delivery(f"d-{number}", number).with_rows(people=[person()]).zip(tmp_path / "d.zip").read_bytes()


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


def broken(fault: BaseException) -> Callable[..., Any]:
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


def test_only_the_zip_of_an_upload_goes_on_in_its_attempt(tmp_path: Path, inbox: Path, key: str) -> None:
    """Whoever may write into the watched folder knows the names there; the history of an upload is not theirs."""
    place = post(key, zipped(tmp_path)).headers["Location"]
    name = f"{place.rpartition('/')[2]}.zip"
    theirs = Delivery("d-7", 7).with_rows(people=[person("P7")]).zip(tmp_path / "theirs.zip").read_bytes()

    ours = (inbox / name).read_bytes()
    (inbox / name).write_bytes(theirs)
    watched.take_inbox(inbox)
    assert ask(place, key).json()["state"] == "waiting"
    assert Attempt.objects.get(delivery_id="d-7").way == "inbox"

    (inbox / name).write_bytes(ours)
    watched.take_inbox(inbox)
    told = ask(place, key).json()
    (inbox / name).write_bytes(b"no zip")
    watched.take_inbox(inbox)
    assert ask(place, key).json() == told
    assert told["report"]["delivery_id"] == "d-1"


def test_an_upload_whose_worker_is_killed_before_it_can_say_so_is_told_as_taken(
    tmp_path: Path, inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = post(key, zipped(tmp_path)).headers["Location"]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(attempts, "_result", broken(KeyboardInterrupt()))
        watched.take_inbox(inbox)
    watched.take_inbox(inbox)

    told = ask(place, key).json()
    assert (told["state"], told["fault"], told["report"]["outcome"]) == ("done", None, "taken")
    assert told["report"]["files"]["people.jsonl"]["new"] == 1


def test_a_refused_upload_whose_worker_is_killed_goes_on_in_its_attempt(
    inbox: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = post(key, b"no zip").headers["Location"]
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(watched, "put_away", broken(KeyboardInterrupt()))
        watched.take_inbox(inbox)
    watched.take_inbox(inbox)

    assert (Attempt.objects.count(), ask(place, key).json()["report"]["outcome"]) == (1, "refused")
    assert sorted(path.name for path in inbox.iterdir()) == ["refused"]


def test_an_upload_that_waited_before_uploads_were_marked_goes_on_in_its_attempt_once(
    tmp_path: Path, inbox: Path, key: str
) -> None:
    place = post(key, zipped(tmp_path)).headers["Location"]
    Attempt.objects.update(mark="")
    (name,) = (path.name for path in inbox.iterdir())
    watched.take_inbox(inbox)

    told = ask(place, key).json()
    assert (told["state"], told["report"]["outcome"]) == ("done", "taken")
    (inbox / name).write_bytes(zipped(tmp_path, 2))
    watched.take_inbox(inbox)
    assert (ask(place, key).json(), Attempt.objects.latest("pk").way) == (told, "inbox")
