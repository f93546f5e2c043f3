"""A dry run that staff ask for: the worker says what taking a delivery would give, and changes nothing."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.delivery.handing_in import checking
from portal.delivery.handing_in import inbox as watched
from portal.delivery.handing_in.attempts import ENDED, hand_in
from portal.delivery.handing_in.checking import NothingToCheck, ask_for_check
from portal.delivery.models import Attempt, Check
from portal.delivery.tests.conftest import what_people_see
from portal.delivery.tests.made_by_hand import Delivery, person

pytestmark = pytest.mark.django_db


ROWS = [person(), person("P2", title=7)]


def make_refused(inbox: Path) -> Attempt:
    """A delivery of another version: it lies in refused/."""
    Delivery().changed(version=7).with_rows(people=ROWS).folder(inbox / "nightly")
    watched.take_inbox(inbox)
    return Attempt.objects.get(outcome="refused")


@pytest.fixture
def refused(inbox: Path) -> Attempt:
    return make_refused(inbox)


def put_right(inbox: Path) -> None:
    Delivery().with_rows(people=ROWS).folder(inbox / "refused" / "nightly")


def test_the_worker_says_what_it_would_give_and_writes_nothing_else(
    run_jobs: Callable[[], None], inbox: Path, senior: Account
) -> None:
    refused_one = make_refused(inbox)
    put_right(inbox)
    check = ask_for_check(officer=senior, public_id=refused_one.public_id, inbox=inbox)
    before = what_people_see()

    run_jobs()

    check.refresh_from_db()
    assert check.finished_at
    assert check.report
    assert check.report["outcome"] == "taken"
    assert check.report["files"]["people.jsonl"] == {"read": 2, "new": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert [row["line"] for row in check.report["rejected"]] == [2]
    assert what_people_see() == before
    assert Attempt.objects.get() == refused_one
    assert (inbox / "refused" / "nightly").exists()
    assert Entry.objects.get(action="delivery.check_asked").actor_id == senior.pk


def test_whoever_asks_while_one_goes_on_gets_that_one(
    refused: Attempt, inbox: Path, senior: Account, admin: Account
) -> None:
    asked = {ask_for_check(officer=who, public_id=refused.public_id, inbox=inbox).pk for who in (senior, admin, senior)}
    assert (len(asked), Entry.objects.filter(action="delivery.check_asked").count()) == (1, 1)

    checking.check_again(check_id=asked.pop(), inbox=inbox)
    ask_for_check(officer=admin, public_id=refused.public_id, inbox=inbox)
    assert Check.objects.count() == 2


def test_without_files_nothing_is_checked(refused: Attempt, inbox: Path, tmp_path: Path, senior: Account) -> None:
    Delivery().changed(version=7).folder(tmp_path / "d")
    hand_in(path=tmp_path / "d", way=Attempt.Way.COMMAND)
    by_command = Attempt.objects.latest("pk")
    for attempt, folder in ((by_command, inbox), (refused, None)):
        with pytest.raises(NothingToCheck):
            ask_for_check(officer=senior, public_id=attempt.public_id, inbox=folder)
    assert not Check.objects.exists()


def test_files_that_are_gone_before_the_worker_comes_are_told(refused: Attempt, inbox: Path, senior: Account) -> None:
    check = ask_for_check(officer=senior, public_id=refused.public_id, inbox=inbox)
    (inbox / "refused" / "nightly").rename(inbox.parent / "elsewhere")
    checking.check_again(check_id=check.pk, inbox=inbox)
    check.refresh_from_db()
    assert (check.report, check.fault) == (None, checking.GONE)


def test_a_fault_is_kept_by_its_kind_and_raised(
    refused: Attempt, inbox: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise OSError(errno.EIO, "/secret/place")

    monkeypatch.setattr(checking, "check_delivery", broken)
    check = ask_for_check(officer=senior, public_id=refused.public_id, inbox=inbox)
    with pytest.raises(OSError, match="secret"):
        checking.check_again(check_id=check.pk, inbox=inbox)
    check.refresh_from_db()
    assert (bool(check.finished_at), check.fault) == (True, "OSError: Input/output error")


def test_one_whose_process_was_killed_is_told_and_not_tried_again(
    refused: Attempt, inbox: Path, senior: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may have been killed for its memory: the worker has other things to do."""

    class Killed(BaseException):
        pass

    def killed(**_: object) -> None:
        raise Killed

    check = ask_for_check(officer=senior, public_id=refused.public_id, inbox=inbox)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(checking, "check_delivery", killed)
        checking.check_again(check_id=check.pk, inbox=inbox)

    for _ in range(2):
        checking.check_again(check_id=check.pk, inbox=inbox)

    check.refresh_from_db()
    assert (check.report, check.fault) == (None, ENDED)
