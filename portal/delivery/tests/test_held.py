"""What is held waits for a person; what they decide is done once, whatever is cut off in between."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.delivery.actions import OtherContent
from portal.delivery.handing_in import attempts, inbox
from portal.delivery.handing_in.attempts import carry_out, expect, hand_in
from portal.delivery.handing_in.history import Stands, handed_in, held_now
from portal.delivery.handing_in.marks import mark_of
from portal.delivery.held import settling
from portal.delivery.held.deciding import HoldIsOver, OnlyByCommand, Overtaken, confirm_held, throw_away_held
from portal.delivery.models import Attempt
from portal.delivery.models import Delivery as Kept
from portal.delivery.tests.made_by_hand import Delivery, person
from portal.people.models import Person

pytestmark = pytest.mark.django_db


def full(number: int, people: int, *, delivery_id: str = "") -> Delivery:
    rows = [person(f"P{n}") for n in range(people)]
    return Delivery(delivery_id or f"d-{number}", number, scope="full").with_rows(people=rows)


@pytest.fixture
def attempt(tmp_path: Path) -> Attempt:
    """Of ten people a second delivery leaves out four: it lies in held/."""
    full(1, 10).zip(tmp_path / "first.zip")
    inbox.take_inbox(tmp_path)
    full(2, 6).zip(tmp_path / "nightly.zip")
    inbox.take_inbox(tmp_path)
    assert names(tmp_path / "held") == {"nightly.zip", "nightly.zip.report.json"}
    return Attempt.objects.get(outcome="held")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def people_held() -> int:
    return Person.objects.filter(no_longer_held_since=None).count()


def stands(attempt: Attempt) -> Stands:
    return handed_in(Attempt.objects.get(pk=attempt.pk)).stands


def test_a_held_delivery_says_who_would_vanish(attempt: Attempt) -> None:
    (found,) = held_now()
    assert (found.attempt, found.stands) == (attempt, Stands.HELD)
    kept = found.delivery and found.delivery.vanishing
    assert kept
    assert kept["number"] == 4
    vanishing = Person.objects.filter(pk__in=kept["some"])
    assert set(vanishing.values_list("person_ref", flat=True)) == {"P6", "P7", "P8", "P9"}


def test_nothing_happens_until_somebody_decides(attempt: Attempt, tmp_path: Path) -> None:
    assert settling.settle_held(tmp_path) == 0
    assert (stands(attempt), people_held()) == (Stands.HELD, 10)
    assert "nightly.zip" in names(tmp_path / "held")


def test_what_is_confirmed_is_taken_and_put_away(attempt: Attempt, tmp_path: Path, senior: Account) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    assert (stands(attempt), people_held()) == (Stands.CONFIRMED, 10)

    assert settling.settle_held(tmp_path) == 1

    assert (stands(attempt), people_held()) == (Stands.TAKEN, 6)
    assert names(tmp_path / "held") == set()
    assert {"nightly.zip", "nightly.zip.report.json"} <= names(tmp_path / "taken")
    assert Entry.objects.get(action="delivery.confirmed").actor_id == senior.pk
    assert held_now() == []


def test_what_is_thrown_away_is_put_away_and_can_come_again(attempt: Attempt, tmp_path: Path, senior: Account) -> None:
    throw_away_held(officer=senior, public_id=attempt.public_id)
    assert settling.settle_held(tmp_path) == 1
    assert (stands(attempt), people_held()) == (Stands.THROWN_AWAY, 10)
    assert names(tmp_path / "thrown_away") == {"nightly.zip", "nightly.zip.report.json"}

    (tmp_path / "thrown_away" / "nightly.zip").rename(tmp_path / "nightly.zip")
    inbox.take_inbox(tmp_path)

    (again,) = held_now()
    assert (again.attempt.pk != attempt.pk, again.stands, stands(attempt)) == (True, Stands.HELD, Stands.REPLACED)
    assert settling.settle_held(tmp_path) == 0


def test_a_second_click_gives_the_first_result(attempt: Attempt, senior: Account) -> None:
    for _ in range(2):
        confirm_held(officer=senior, public_id=attempt.public_id)
    assert Entry.objects.filter(action="delivery.confirmed").count() == 1


def test_of_two_who_decide_differently_the_second_is_told(attempt: Attempt, senior: Account, admin: Account) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    with pytest.raises(HoldIsOver) as refused:
        throw_away_held(officer=admin, public_id=attempt.public_id)
    assert refused.value.found.stands is Stands.CONFIRMED
    assert refused.value.found.attempt.decided_by == senior


def test_one_that_was_handed_in_again_cannot_be_decided_any_more(
    attempt: Attempt, tmp_path: Path, senior: Account
) -> None:
    full(2, 5, delivery_id="d-2").zip(tmp_path / "nightly.zip")
    inbox.take_inbox(tmp_path)
    for decide in (confirm_held, throw_away_held):
        with pytest.raises(HoldIsOver) as refused:
            decide(officer=senior, public_id=attempt.public_id)
        assert refused.value.found.stands is Stands.REPLACED


def test_a_confirmation_is_for_what_the_officer_saw_and_not_for_what_comes_under_its_name(
    attempt: Attempt, tmp_path: Path, senior: Account
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    full(2, 1, delivery_id="d-2").zip(tmp_path / "nightly.zip")

    inbox.take_inbox(tmp_path)
    settling.settle_held(tmp_path)

    assert people_held() == 10
    (found,) = held_now()
    assert (found.stands, found.attempt.pk != attempt.pk) == (Stands.HELD, True)


@pytest.mark.parametrize("delivery_id", ["d-2", "d-9"])
def test_content_put_there_after_the_worker_has_looked_is_not_taken_either(
    delivery_id: str, attempt: Attempt, tmp_path: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)

    def meanwhile(**arguments: Any) -> Any:
        full(2, 1, delivery_id=delivery_id).zip(tmp_path / "held" / "nightly.zip")
        return carry_out(**arguments)

    with monkeypatch.context() as patched, pytest.raises(OtherContent):
        patched.setattr(settling, "carry_out", meanwhile)
        settling.settle_held(tmp_path)
    settling.settle_held(tmp_path)

    assert (people_held(), [found.attempt for found in held_now()]) == (10, [attempt])
    assert stands(attempt) is Stands.HELD
    throw_away_held(officer=senior, public_id=attempt.public_id)


def test_what_lies_there_under_the_id_of_a_held_attempt_is_another_attempt(tmp_path: Path, senior: Account) -> None:
    full(1, 10).zip(tmp_path / "first.zip")
    seen = expect(way=Attempt.Way.API, name="x.zip")
    put = full(2, 6).zip(tmp_path / f"{seen.public_id}.zip")
    Attempt.objects.filter(pk=seen.pk).update(mark=mark_of(put))
    inbox.take_inbox(tmp_path)
    assert stands(seen) is Stands.HELD

    # The officer's page is open; other content comes under the same id, and the same name.
    full(2, 1).zip(tmp_path / f"{seen.public_id}.zip")
    inbox.take_inbox(tmp_path)

    with pytest.raises(HoldIsOver):
        confirm_held(officer=senior, public_id=seen.public_id)
    assert stands(seen) is Stands.REPLACED


def test_other_content_put_in_its_place_is_not_taken(attempt: Attempt, tmp_path: Path, senior: Account) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    full(2, 1, delivery_id="d-2").zip(tmp_path / "held" / "nightly.zip")

    settling.settle_held(tmp_path)

    assert people_held() == 10
    attempt.refresh_from_db()
    assert (attempt.decision, attempt.fault) == ("", settling.GONE)


def test_one_whose_file_is_gone_is_not_taken_and_that_is_said(
    attempt: Attempt, tmp_path: Path, senior: Account
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    (tmp_path / "held" / "nightly.zip").unlink()

    assert settling.settle_held(tmp_path) == 0

    attempt.refresh_from_db()
    assert (attempt.decision, attempt.fault, stands(attempt)) == ("", settling.GONE, Stands.HELD)
    assert Entry.objects.filter(action="delivery.confirmed_but_gone").count() == 1
    throw_away_held(officer=senior, public_id=attempt.public_id)
    assert held_now() == []


def test_one_that_was_overtaken_is_not_confirmed(attempt: Attempt, tmp_path: Path, senior: Account) -> None:
    full(3, 10).zip(tmp_path / "next.zip")
    inbox.take_inbox(tmp_path)
    with pytest.raises(Overtaken):
        confirm_held(officer=senior, public_id=attempt.public_id)


def test_one_that_is_overtaken_after_its_confirmation_is_refused_and_put_away(
    attempt: Attempt, tmp_path: Path, senior: Account
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    full(3, 10).zip(tmp_path / "next.zip")
    inbox.take_inbox(tmp_path)

    settling.settle_held(tmp_path)

    assert (stands(attempt), people_held()) == (Stands.REFUSED, 10)
    assert "nightly.zip" in names(tmp_path / "refused")
    assert (held_now(), names(tmp_path / "held")) == ([], set())


def test_one_that_came_by_the_command_is_confirmed_there(tmp_path: Path, senior: Account) -> None:
    bad = [person(f"P{number}", title=7) for number in range(20)]
    path = Delivery().with_rows(people=bad).folder(tmp_path / "d")
    hand_in(path=path, way=Attempt.Way.COMMAND)
    attempt = Attempt.objects.get()

    with pytest.raises(OnlyByCommand):
        confirm_held(officer=senior, public_id=attempt.public_id)
    throw_away_held(officer=senior, public_id=attempt.public_id)
    assert stands(attempt) is Stands.THROWN_AWAY


class Killed(BaseException):
    """Stands for a kill."""


def killed(*_: Any, **__: Any) -> None:
    raise Killed


@pytest.mark.parametrize("at", ["carry_out", "put_away"])
def test_a_worker_that_is_killed_goes_on_the_next_time(
    at: str, attempt: Attempt, tmp_path: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(settling, at, killed)
        settling.settle_held(tmp_path)

    assert settling.settle_held(tmp_path) == 1

    assert (stands(attempt), people_held()) == (Stands.TAKEN, 6)
    assert names(tmp_path / "held") == set()
    assert Kept.objects.filter(outcome="taken").count() == 2


def test_one_that_is_killed_before_it_can_say_that_it_was_taken_says_it_the_next_time(
    attempt: Attempt, tmp_path: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(attempts, "_result", killed)
        settling.settle_held(tmp_path)

    assert (people_held(), settling.settle_held(tmp_path)) == (6, 1)

    attempt.refresh_from_db()
    assert (stands(attempt), attempt.report and attempt.report["outcome"]) == (Stands.TAKEN, "taken")
    assert {"nightly.zip", "nightly.zip.report.json"} <= names(tmp_path / "taken")


def test_one_killed_between_two_moves_leaves_nothing_behind(
    attempt: Attempt, tmp_path: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    throw_away_held(officer=senior, public_id=attempt.public_id)
    real: Callable[..., Any] = Path.rename

    def only_the_report(path: Path, target: Path) -> Any:
        return real(path, target) if path.name.endswith(".report.json") else killed()

    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(Path, "rename", only_the_report)
        settling.settle_held(tmp_path)

    assert settling.settle_held(tmp_path) == 1
    assert (names(tmp_path / "held"), "nightly.zip" in names(tmp_path / "thrown_away")) == (set(), True)


def test_one_that_meets_a_fault_stays_and_is_tried_again(
    attempt: Attempt, tmp_path: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm_held(officer=senior, public_id=attempt.public_id)

    def disk_is_full(**_: Any) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(settling, "carry_out", disk_is_full)
        settling.settle_held(tmp_path)
    assert stands(attempt) is Stands.CONFIRMED
    assert settling.settle_held(tmp_path) == 1
