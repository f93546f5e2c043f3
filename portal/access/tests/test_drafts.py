"""The draft of a request."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from portal.access import actions, jobs
from portal.access.actions import delete_draft, delete_old_drafts, save_answers, start_again, start_draft
from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.council.identity import council
from tests.support.cast import client_of
from tests.support.waiting import MOST_SECONDS, somebody_waits_for_us, wait_until


def test_an_account_has_one_draft(stranger: Account) -> None:
    assert start_draft(account=stranger) == start_draft(account=stranger)
    assert Entry.objects.filter(action="access.draft_started").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_start_make_one_draft(stranger: Account) -> None:
    def click(_: int) -> str:
        try:
            return str(start_draft(account=stranger).pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        assert len(set(threads.map(click, range(3)))) == 1


def test_answers_leave_an_entry_without_what_was_answered(stranger: Account) -> None:
    start_draft(account=stranger)
    save_answers(account=stranger, person_first_name="Winston", person_last_name="Okafor")

    entry = Entry.objects.get(action="access.draft_saved")
    assert entry.details == {"answers": ["person_first_name", "person_last_name"]}


def test_a_draft_is_deleted_thirty_days_after_it_was_saved(stranger: Account) -> None:
    start = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        draft = start_draft(account=stranger)
    assert draft.deleted_on == date(2026, 7, 1)

    with time_machine.travel(start + timedelta(days=30), tick=False):
        assert delete_old_drafts() == 0
    with time_machine.travel(start + timedelta(days=30, seconds=1), tick=False):
        assert delete_old_drafts() == 1
    assert not AccessRequest.objects.exists()
    assert Entry.objects.filter(action="access.draft_deleted", actor_role="system").count() == 1


def test_saving_an_answer_puts_the_deletion_off(stranger: Account) -> None:
    start = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False):
        start_draft(account=stranger)
    with time_machine.travel(start + timedelta(days=20), tick=False):
        save_answers(account=stranger, made_for="myself")
    with time_machine.travel(start + timedelta(days=40), tick=False):
        assert delete_old_drafts() == 0


def test_the_worker_ends_access_and_deletes_drafts(
    mary: Account, stranger: Account, run_jobs: Callable[[], None]
) -> None:
    Grant.objects.update(ends_on=date(2026, 1, 1))
    start_draft(account=stranger)
    AccessRequest.objects.update(saved_at=timezone.now() - timedelta(days=31))

    for job in (jobs.end_grants, jobs.delete_old_drafts):
        job.configure().defer(timestamp=0)
    run_jobs()

    assert Grant.objects.get().end_reason == Grant.EndReason.RAN_OUT
    assert not AccessRequest.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "verb",
    [
        lambda account: save_answers(account=account, contact_method="email", adjustments=[], interpreter_language=""),
        lambda account: start_again(account=account),
        lambda account: delete_draft(account=account),
    ],
    ids=["save", "start again", "delete"],
)
def test_a_draft_is_not_held_while_another_tab_sends_it(stranger: Account, verb: Callable[[Account], object]) -> None:
    draft = start_draft(account=stranger)

    def other_tab() -> None:
        try:
            verb(stranger)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        with transaction.atomic():
            Account.objects.select_for_update().get(pk=stranger.pk)
            waiting = thread.submit(other_tab)
            wait_until(lambda: waiting.done() or somebody_waits_for_us())
            # As sending does. Refused at once if the other tab held it and waited for us.
            assert AccessRequest.objects.select_for_update(nowait=True).get(pk=draft.pk)
        waiting.result(timeout=MOST_SECONDS)


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("/request/who", {"made_for": "myself"}),
        ("/request/your-address/manual", {"line_1": "12 Orchard Lane", "town": "Westmere", "postcode": "WR5 2NP"}),
    ],
)
def test_an_answer_to_a_draft_deleted_at_this_moment_leads_to_the_start(
    stranger: Account, page: str, answer: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = start_draft(account=stranger)
    AccessRequest.objects.filter(pk=draft.pk).update(
        notice_version=council().notice.version, notice_agreed_at=timezone.now(), made_for="myself"
    )
    save = actions.save_answers

    def too_late(*, account: Account, **answers: Any) -> AccessRequest:
        delete_draft(account=account)
        return save(account=account, **answers)

    monkeypatch.setattr(actions, "save_answers", too_late)
    response = client_of(stranger).post(page, answer)
    assert response.headers["Location"] == "/request/start"
