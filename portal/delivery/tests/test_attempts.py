"""Every delivery that is handed in leaves an attempt: how far it came, and what became of it."""

import errno
import json
import logging
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Account
from portal.delivery import jobs
from portal.delivery.alarms import tell_admins
from portal.delivery.handing_in import attempts, inbox, telling
from portal.delivery.handing_in.attempts import as_they_stand, hand_in, note_broken_off
from portal.delivery.handing_in.history import Stands, stand_now
from portal.delivery.models import Attempt
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.made_by_hand import Delivery, document, person
from portal.delivery.tests.other_process import start
from tests.support.cast import client_of
from tests.support.waiting import wait_until

COMMAND = Attempt.Way.COMMAND


def made(folder: Path, number: int = 1) -> Path:
    rows = {"people": [person()], "documents": [document()]}
    return Delivery(f"d-{number}", number).with_rows(**rows).folder(folder)


@pytest.mark.django_db
def test_an_attempt_keeps_the_very_report_and_the_log_tells_of_each_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    seen: list[tuple[str, int, int]] = []

    report = hand_in(path=made(tmp_path / "d"), way=COMMAND, progress=lambda *come: seen.append(come))

    kept = Attempt.objects.get()
    assert (kept.state, kept.outcome, kept.delivery_id, kept.name) == ("done", "taken", "d-1", "d")
    assert kept.report == msgspec.to_builtins(report)
    assert kept.started_at
    assert kept.finished_at
    assert {("people.jsonl", 0, 1), ("documents.jsonl", 1, 1)} <= set(seen)
    lines = [line.removeprefix(f"attempt {kept.pk}: ") for line in caplog.messages]
    assert "people.jsonl, 0 of 1 rows" in lines
    assert "documents.jsonl, 1 of 1 rows" in lines
    assert any(line.startswith("taken in ") for line in lines)
    assert "Bloggs" not in caplog.text


FAULTS = [
    (OSError(errno.ENOSPC, "/secret/place"), "OSError: No space left on device"),
    (ValueError("Mary Bloggs"), "ValueError"),
    (KeyboardInterrupt(), "KeyboardInterrupt"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("fault", "kept"), FAULTS)
def test_a_fault_is_kept_by_its_kind_alone_and_raised(
    fault: BaseException, kept: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise fault

    monkeypatch.setattr(attempts, "take_delivery", broken)

    with pytest.raises(type(fault)):
        hand_in(path=tmp_path, way=COMMAND)

    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.fault, attempt.outcome) == ("broken_off", kept, "")


@pytest.mark.django_db
def test_names_no_database_can_hold_are_spelled_out(tmp_path: Path) -> None:
    report = hand_in(path=tmp_path / "caf\udce9\0", way=COMMAND)

    assert report.outcome == "refused"
    assert Attempt.objects.get().name == "caf\\udce9\\u0000"


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_from_outside_while_the_delivery_is_taken(tmp_path: Path) -> None:
    """The rows are read while the connection is busy with COPY: another session sees how far they are."""
    seen: list[tuple[str, int, int]] = []

    def look(*come: Any) -> None:
        with other_session() as cursor:
            cursor.execute("SELECT id, state, file, rows_read, rows_total FROM delivery_attempt")
            number, *kept = cursor.fetchone()
            cursor.execute(telling._HELD, [telling._ATTEMPTS >> 32])
            assert (kept, cursor.fetchall()) == (["running", *come], [(number,)])
        seen.append(come)

    hand_in(path=made(tmp_path / "d"), way=COMMAND, progress=look)

    assert seen[-1] == ("documents.jsonl", 1, 1)
    # PostgreSQL lets go of the lock when it notices that the line is closed.
    wait_until(lambda: telling.running_now() == set())


@pytest.mark.django_db(transaction=True)
def test_a_lost_line_harms_no_delivery_and_is_taken_up_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The server ends the connection the progress is written over, in the middle of the delivery."""
    cut: list[str] = []

    def cut_the_line(file: str, read: int, _total: int) -> None:
        if not cut and read == 1:
            cut.append(file)
            with other_session() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks "
                    "WHERE locktype = 'advisory' AND classid::bigint = %s",
                    [telling._ATTEMPTS >> 32],
                )

    report = hand_in(path=made(tmp_path / "d"), way=COMMAND, progress=cut_the_line)

    assert (report.outcome, len(cut)) == ("taken", 1)
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.file) == ("done", "documents.jsonl")
    assert "how far it has come could not be noted" in caplog.text


class other_session:  # noqa: N801 – reads as a with
    """A cursor of a session of its own."""

    def __enter__(self) -> Any:
        self.line = connection.copy()
        return self.line.cursor()

    def __exit__(self, *_: object) -> None:
        self.line.close()


@pytest.mark.django_db(transaction=True)
def test_an_attempt_whose_process_was_killed_is_told_from_one_that_runs(tmp_path: Path) -> None:
    """A command that waits for another delivery runs; killed, it is broken off."""
    with other_session() as cursor:
        cursor.execute("SELECT pg_advisory_lock(4711001, hashtext('ContrOCC'))")
        process = start("manage.py", "take_delivery", str(made(tmp_path / "d")))
        attempt = running()
        assert note_broken_off() == 0

        process.send_signal(signal.SIGKILL)
        process.communicate()
        wait_until(lambda: attempt.pk not in telling.running_now())

        (shown,) = as_they_stand(Attempt.objects.all())
        assert (shown.state, shown.fault) == ("broken_off", "the process ended")
        assert Attempt.objects.get().state == "running"
    jobs.note_broken_off(timestamp=0)
    assert Attempt.objects.get().state == "broken_off"
    assert not Kept.objects.exists()


def running() -> Attempt:
    """The attempt of the other process, as soon as there is one."""
    wait_until(Attempt.objects.filter(state="running").exists)
    return Attempt.objects.get(state="running")


@pytest.mark.django_db
def test_a_file_of_the_inbox_that_broke_off_goes_on_in_its_own_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "nightly")

    def broken(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for _ in range(3):
        with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
            patch.setattr(attempts, "take_delivery", broken)
            inbox.take_inbox(tmp_path)
    assert Attempt.objects.get().state == "broken_off"

    inbox.take_inbox(tmp_path)

    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.outcome, attempt.fault, attempt.way) == ("done", "taken", "", "inbox")


@pytest.mark.django_db
def test_one_of_the_inbox_that_could_not_say_so_says_it_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {"people": [person(), person("P2", title=7)]}
    folder = Delivery("d-1", 1).with_rows(**rows).folder(tmp_path / "nightly")

    for _ in range(2):
        # Killed once more, while it is told: it is told the time after.
        killed_before_its_last_note(lambda: inbox.take_inbox(tmp_path), monkeypatch)
        assert folder.exists()
    jobs.note_broken_off(timestamp=0)
    inbox.take_inbox(tmp_path)

    (found,) = stand_now(Attempt.objects.all())
    report = json.loads((tmp_path / "taken" / "nightly.report.json").read_text())
    assert (found.stands, found.attempt.fault, found.attempt.report) == (Stands.TAKEN, "", report)
    assert report["files"]["people.jsonl"] == {"read": 2, "new": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert [row["key"] for row in report["rejected"]] == ["P2"]


@pytest.mark.django_db
def test_another_delivery_of_its_name_is_not_taken_for_what_could_not_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "nightly")
    killed_before_its_last_note(lambda: inbox.take_inbox(tmp_path), monkeypatch)
    note_broken_off()
    shutil.rmtree(tmp_path / "nightly")
    made(tmp_path / "nightly", 2)

    inbox.take_inbox(tmp_path)

    found = stand_now(Attempt.objects.order_by("pk"))
    assert [(each.stands, each.attempt.delivery_id) for each in found] == [
        (Stands.TAKEN_UNTOLD, "d-1"), (Stands.TAKEN, "d-2"),
    ]  # fmt: skip


class Killed(BaseException):
    """Stands for a kill."""


def killed_before_its_last_note(taking: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its process ends between the delivery's transaction and the attempt's last note."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(attempts, "_result", killed)
        taking()


def taken_and_killed(path: Path, monkeypatch: pytest.MonkeyPatch) -> Attempt:
    """By command."""
    killed_before_its_last_note(lambda: hand_in(path=path, way=COMMAND), monkeypatch)
    attempt = Attempt.objects.latest("pk")
    assert (attempt.state, attempt.outcome) == ("running", "")
    return attempt


@pytest.mark.django_db
def test_one_that_was_taken_but_could_not_say_so_is_shown_as_taken(
    tmp_path: Path, viewer: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = taken_and_killed(made(tmp_path / "d"), monkeypatch)
    assert Kept.objects.get().outcome == "taken"

    for _ in ("before it is noted", "after"):
        (found,) = stand_now(Attempt.objects.all())
        assert (found.stands, found.is_current) == (Stands.TAKEN_UNTOLD, True)
        text = client_of(viewer).get(reverse("delivery:import", args=[attempt.public_id])).content.decode()
        assert "It was taken. The process ended before it could say so." in text
        assert "Broken off" not in text
        note_broken_off()
    assert tell_admins(now=timezone.now()) == 0


@pytest.mark.django_db
def test_what_another_attempt_took_or_had_other_content_stays_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for number in (1, 2):
        with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
            patch.setattr(attempts, "take_delivery", broken)
            hand_in(path=made(tmp_path / f"d-{number}", number), way=COMMAND)
    hand_in(path=made(tmp_path / "d-1"), way=COMMAND)
    other = Delivery("d-2", 2).with_rows(people=[person("P2")]).folder(tmp_path / "other")
    taken_and_killed(other, monkeypatch)

    assert [found.stands for found in stand_now(Attempt.objects.order_by("pk"))] == [
        Stands.BROKEN_OFF, Stands.BROKEN_OFF, Stands.TAKEN, Stands.TAKEN_UNTOLD,
    ]  # fmt: skip
