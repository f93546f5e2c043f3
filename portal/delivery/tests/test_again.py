"""What was handed in is taken once more: the same files, the one path, asked for once."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.delivery import alarms, jobs
from portal.delivery.handing_in import again, lying
from portal.delivery.handing_in import inbox as watched
from portal.delivery.handing_in.again import NotTakenAgain, take_again
from portal.delivery.handing_in.attempts import hand_in
from portal.delivery.handing_in.history import Stands, handed_in, held_now
from portal.delivery.handing_in.lying import where_it_lies
from portal.delivery.held.deciding import throw_away_held
from portal.delivery.held.settling import settle_held
from portal.delivery.models import Attempt
from portal.delivery.models import Delivery as Kept
from portal.delivery.presenters.words import FILES_GONE
from portal.delivery.tests.made_by_hand import Delivery, person
from portal.people.models import Person
from tests.support.cast import client_of

pytestmark = pytest.mark.django_db


def made(number: int = 1, *, people: int = 1) -> Delivery:
    return Delivery(f"d-{number}", number, scope="full").with_rows(people=[person(f"P{n}") for n in range(people)])


def stands(attempt: Attempt) -> Stands:
    return handed_in(Attempt.objects.get(pk=attempt.pk)).stands


def lies(attempt: Attempt, inbox: Path) -> Path | None:
    return where_it_lies(handed_in(Attempt.objects.get(pk=attempt.pk)), inbox)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


@pytest.fixture
def refused(inbox: Path) -> Attempt:
    """A folder that came without its manifest: it lies in refused/."""
    made().folder(inbox / "nightly")
    (inbox / "nightly" / "manifest.json").unlink()
    watched.take_inbox(inbox)
    attempt = Attempt.objects.get()
    assert (stands(attempt), lies(attempt, inbox)) == (Stands.REFUSED, inbox / "refused" / "nightly")
    return attempt


def test_the_same_files_go_the_one_path_in_an_attempt_of_their_own(
    refused: Attempt, inbox: Path, senior: Account
) -> None:
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)
    assert (stands(asked), asked.way, asked.asked_by) == (Stands.WAITING, "again", senior)

    jobs.take_inbox(timestamp=0)

    assert (stands(asked), stands(refused)) == (Stands.REFUSED, Stands.REFUSED)
    assert names(inbox / "refused") == {"nightly", "nightly.report.json"}
    assert (lies(asked, inbox), lies(refused, inbox)) == (inbox / "refused" / "nightly", None)
    assert Entry.objects.get(action="delivery.asked_again").actor_id == senior.pk


def test_what_was_put_right_where_it_lies_is_taken(refused: Attempt, inbox: Path, senior: Account) -> None:
    made().folder(inbox / "refused" / "nightly")
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)

    jobs.take_inbox(timestamp=0)

    assert (stands(asked), Person.objects.count()) == (Stands.TAKEN, 1)
    assert names(inbox) == {"refused", "taken"}
    assert names(inbox / "taken") == {"nightly", "nightly.report.json"}
    assert names(inbox / "refused") == set()
    report = json.loads((inbox / "taken" / "nightly.report.json").read_text())
    assert report == Attempt.objects.get(pk=asked.pk).report


def test_two_officers_and_a_second_click_ask_once(
    refused: Attempt, inbox: Path, senior: Account, admin: Account
) -> None:
    asked = {take_again(officer=who, public_id=refused.public_id, inbox=inbox) for who in (senior, admin, senior)}
    jobs.take_inbox(timestamp=0)
    asked.add(take_again(officer=admin, public_id=refused.public_id, inbox=inbox))

    assert len(asked) == 1
    assert (Attempt.objects.count(), Entry.objects.filter(action="delivery.asked_again").count()) == (2, 1)


def test_what_was_thrown_away_comes_back_and_is_held_again(inbox: Path, senior: Account) -> None:
    for number, people in ((1, 10), (2, 6)):
        made(number, people=people).zip(inbox / "nightly.zip")
        watched.take_inbox(inbox)
    held = Attempt.objects.get(outcome="held")
    throw_away_held(officer=senior, public_id=held.public_id)
    settle_held(inbox)
    assert lies(held, inbox) == inbox / "thrown_away" / "nightly.zip"

    asked = take_again(officer=senior, public_id=held.public_id, inbox=inbox)
    jobs.take_inbox(timestamp=0)

    assert (stands(asked), stands(held)) == (Stands.HELD, Stands.REPLACED)
    assert lies(asked, inbox) == inbox / "held" / "nightly.zip"
    assert names(inbox / "thrown_away") == set()


def test_it_can_be_asked_for_before_the_worker_has_thrown_it_away(inbox: Path, senior: Account) -> None:
    for number, people in ((1, 10), (2, 6)):
        made(number, people=people).zip(inbox / "nightly.zip")
        watched.take_inbox(inbox)
    held = Attempt.objects.get(outcome="held")
    throw_away_held(officer=senior, public_id=held.public_id)

    asked = take_again(officer=senior, public_id=held.public_id, inbox=inbox)
    jobs.take_inbox(timestamp=0)

    assert (stands(asked), lies(asked, inbox)) == (Stands.HELD, inbox / "held" / "nightly.zip")


def test_another_delivery_of_the_same_name_is_not_taken_for_it(refused: Attempt, inbox: Path, senior: Account) -> None:
    """The first one was cleared away; a second one of its name lies there."""
    (inbox / "refused" / "nightly").rename(inbox.parent / "elsewhere")
    (inbox / "refused" / "nightly.report.json").unlink()
    made(2).changed(version=7).folder(inbox / "nightly")
    watched.take_inbox(inbox)

    assert lies(refused, inbox) is None
    assert lies(Attempt.objects.latest("pk"), inbox) == inbox / "refused" / "nightly"
    with pytest.raises(NotTakenAgain):
        take_again(officer=senior, public_id=refused.public_id, inbox=inbox)


def test_files_that_are_gone_before_the_worker_comes_are_told(refused: Attempt, inbox: Path, senior: Account) -> None:
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)
    (inbox / "refused" / "nightly").rename(inbox.parent / "elsewhere")

    jobs.take_inbox(timestamp=0)

    asked.refresh_from_db()
    assert (stands(asked), asked.fault) == (Stands.BROKEN_OFF, again.GONE)
    # Put back, it waits for nobody: who wants it taken puts it where deliveries are taken.
    assert lies(asked, inbox) is None
    text = client_of(senior).get(reverse("delivery:import", args=[asked.public_id])).content.decode()
    assert (FILES_GONE in text, "tried again by itself" in text) == (True, False)
    told = [case.next_step for case in alarms._failed(timezone.now()) if str(asked.public_id) in case.path]
    assert told == [FILES_GONE]


def linked(report: Path) -> None:
    report.symlink_to(report.rename(report.with_name("elsewhere.json")))


def piped(report: Path) -> None:
    report.unlink()
    os.mkfifo(report)


def enlarged(report: Path) -> None:
    report.write_bytes(report.read_bytes() + b" " * lying.MOST_BYTES)


def a_folder(report: Path) -> None:
    report.unlink()
    report.mkdir()


def nested(report: Path) -> None:
    report.write_text("[" * 200_000)


@pytest.mark.parametrize("put", [linked, piped, enlarged, a_folder, nested])
def test_a_report_that_is_a_link_a_pipe_or_endless_is_not_read(
    put: Callable[[Path], None], refused: Attempt, inbox: Path
) -> None:
    put(inbox / "refused" / "nightly.report.json")
    assert lies(refused, inbox) is None


@pytest.mark.parametrize("way", [Attempt.Way.COMMAND, Attempt.Way.INBOX])
def test_what_was_taken_or_came_by_the_command_is_not_taken_again(way: str, inbox: Path, senior: Account) -> None:
    path = made().folder(inbox / "d")
    if way == Attempt.Way.COMMAND:
        (path / "manifest.json").unlink()
        hand_in(path=path, way=Attempt.Way.COMMAND)
    else:
        watched.take_inbox(inbox)
    with pytest.raises(NotTakenAgain):
        take_again(officer=senior, public_id=Attempt.objects.get().public_id, inbox=inbox)
    assert Attempt.objects.count() == 1


def test_one_that_cannot_be_put_back_waits_and_keeps_no_other_waiting(
    refused: Attempt, inbox: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)
    made(2).folder(inbox / "next")

    def broken(_: Path) -> str:
        raise OSError(errno.EIO, "/secret/place")

    monkeypatch.setattr(again, "mark_of", broken)
    jobs.take_inbox(timestamp=0)

    assert (stands(asked), names(inbox / "taken")) == (Stands.WAITING, {"next", "next.report.json"})
    assert take_again(officer=senior, public_id=refused.public_id, inbox=inbox) == asked
    monkeypatch.undo()
    jobs.take_inbox(timestamp=0)
    assert stands(asked) is Stands.REFUSED


class Killed(BaseException):
    """Stands for a kill."""


def killed_at(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks into the folder, and is killed there."""

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(watched, at, killed)
        jobs.take_inbox(timestamp=0)


@pytest.mark.parametrize("at", ["carry_out", "put_away"])
def test_a_worker_that_is_killed_goes_on_the_next_time(
    at: str, refused: Attempt, inbox: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    made().folder(inbox / "refused" / "nightly")
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)

    killed_at(at, monkeypatch)
    jobs.take_inbox(timestamp=0)

    assert (stands(asked), Attempt.objects.count(), Kept.objects.count()) == (Stands.TAKEN, 2, 1)
    assert (names(inbox), names(inbox / "taken")) == ({"refused", "taken"}, {"nightly", "nightly.report.json"})


def test_one_that_is_refused_once_more_and_killed_is_put_away_as_its_own(
    refused: Attempt, inbox: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)
    killed_at("put_away", monkeypatch)
    jobs.take_inbox(timestamp=0)

    assert (stands(asked), lies(asked, inbox)) == (Stands.REFUSED, inbox / "refused" / "nightly")
    assert (Attempt.objects.count(), names(inbox)) == (2, {"refused"})


def test_one_that_is_held_and_killed_keeps_its_name(
    refused: Attempt, inbox: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(1, people=10).folder(inbox / "first")
    watched.take_inbox(inbox)
    made(2, people=6).folder(inbox / "refused" / "nightly")
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)
    killed_at("put_away", monkeypatch)
    jobs.take_inbox(timestamp=0)

    assert names(inbox / "held") == {"nightly", "nightly.report.json"}
    (held,) = held_now()
    assert (held.attempt.name, lies(held.attempt, inbox)) == ("nightly", inbox / "held" / "nightly")
    assert stands(asked) is Stands.REPLACED


def test_something_else_under_its_name_is_another_attempt(refused: Attempt, inbox: Path, senior: Account) -> None:
    asked = take_again(officer=senior, public_id=refused.public_id, inbox=inbox)
    again.bring_back(inbox)
    made(7).folder(inbox / str(asked.public_id))

    watched.take_inbox(inbox)

    assert (stands(asked), stands(Attempt.objects.latest("pk"))) == (Stands.WAITING, Stands.TAKEN)
    jobs.take_inbox(timestamp=0)
    assert stands(asked) is Stands.BROKEN_OFF
