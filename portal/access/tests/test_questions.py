"""A question to the requester, its answer, and the clock between them. Days around Wednesday 3 June 2026."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from portal.access.actions import (
    answer_question,
    ask_requester,
    claim_request,
    close_unanswered,
    remind_of_questions,
    withdraw_request,
)
from portal.access.errors import AnswersMissing, NotAllowed, NothingAsked, OwnRequest, StaleRequest
from portal.access.models import AccessRequest, Question
from portal.accounts.models import Account
from portal.audit.models import Entry
from portal.emails.models import Email
from portal.emails.sealing import unseal
from portal.uploads.receiving import Received, receive
from tests.support.factories import AccessRequestFactory, AccountFactory, EvidenceFactory
from tests.support.uploads import photo
from tests.support.uploads import sent as sent_file


def uk(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def clock() -> Iterator[Any]:
    """Wednesday 3 June 2026, 10am; `clock.move_to` moves it."""
    with time_machine.travel(uk("2026-06-03 10:00"), tick=False) as moved:
        yield moved


@pytest.fixture
def sent(stranger: Account, clock: Any) -> AccessRequest:
    """Promised by 5pm on Thursday 4 June."""
    return AccessRequestFactory.create(account=stranger, promised_by=uk("2026-06-04 17:00"))


@pytest.fixture
def asked(sent: AccessRequest, officer: Account) -> AccessRequest:
    return ask(sent, officer)


def ask(request: AccessRequest, officer: Account, **changes: Any) -> AccessRequest:
    words: dict[str, Any] = {"version": request.version, "text": "Which letter do you have?"}
    return ask_requester(officer=officer, request_id=request.pk, **words | changes)


def answer(request: AccessRequest, words: str = "The one of May.") -> AccessRequest:
    return answer_question(account=request.account, request_id=request.pk, answer=words)


def emails(template: str) -> list[dict[str, Any]]:
    return [unseal(email.sealed_context) for email in Email.objects.filter(template=template)]


def test_asking_stops_the_clock_and_tells_the_requester_without_the_question(
    asked: AccessRequest, officer: Account
) -> None:
    assert (asked.status, asked.paused_at, asked.claimed_by) == ("info_needed", timezone.now(), officer)
    (told,) = emails("question_asked")
    assert told["answer_by"] == "Wednesday 17 June"
    assert told["answer_path"] == f"/requests/{asked.pk}/answer"
    assert "letter" not in str(told)
    entry = Entry.objects.get(action="access.question_asked")
    assert entry.actor_id == officer.pk


def test_a_second_click_asks_once(sent: AccessRequest, officer: Account) -> None:
    ask(sent, officer)
    ask(sent, officer)

    assert Question.objects.count() == len(emails("question_asked")) == 1


def test_who_asks_first_is_the_only_one_who_asks(asked: AccessRequest, senior: Account) -> None:
    with pytest.raises(StaleRequest):
        ask(asked, senior, version=asked.version - 1)
    with pytest.raises(StaleRequest):
        claim_request(officer=senior, request_id=asked.pk, version=asked.version)


def test_viewers_and_the_requester_do_not_ask(sent: AccessRequest, viewer: Account, officer: Account) -> None:
    with pytest.raises(NotAllowed):
        ask(sent, viewer)
    with pytest.raises(OwnRequest):
        ask(AccessRequestFactory.create(account=officer), officer)


def test_the_answer_goes_to_who_asked_and_moves_the_promise_by_the_working_time_that_passed(
    asked: AccessRequest, officer: Account, clock: Any
) -> None:
    clock.move_to(uk("2026-06-05 12:00"))  # two days and two hours later: 18 working hours

    answered = answer(asked)

    assert (answered.status, answered.paused_at, answered.claimed_by_id) == ("in_review", None, officer.pk)
    assert answered.promised_by == uk("2026-06-09 11:00")
    question = Question.objects.get()
    assert (question.answer, question.answered_at) == ("The one of May.", timezone.now())
    assert Entry.objects.get(action="access.question_answered").actor_id == asked.account_id


def test_an_answer_at_night_moves_the_promise_by_no_night(asked: AccessRequest, clock: Any) -> None:
    clock.move_to(uk("2026-06-03 23:30"))

    assert answer(asked).promised_by == uk("2026-06-05 16:00")  # 7 working hours of Wednesday


def test_time_we_wait_is_never_overdue(asked: AccessRequest, clock: Any) -> None:
    clock.move_to(uk("2026-06-12 10:00"))

    assert not asked.is_overdue


def test_what_was_late_before_the_question_stays_late(sent: AccessRequest, officer: Account, clock: Any) -> None:
    clock.move_to(uk("2026-06-05 10:00"))

    assert ask(sent, officer).is_overdue


def test_answering_twice_is_answering_once(asked: AccessRequest) -> None:
    first, second = answer(asked), answer(asked)

    assert first.version == second.version
    with pytest.raises(NothingAsked):
        answer(asked, "Something else.")
    assert Question.objects.get().answer == "The one of May."


def test_the_words_of_an_earlier_answer_do_not_answer_a_question_that_was_closed(
    asked: AccessRequest, officer: Account
) -> None:
    again = ask(answer(asked, "Yes."), officer)
    withdraw_request(account=again.account, request_id=again.pk)

    with pytest.raises(NothingAsked):
        answer(again, "Yes.")


def test_another_file_with_the_same_words_is_another_answer(asked: AccessRequest) -> None:
    def answer_with(file: Received) -> AccessRequest:
        return answer_question(account=asked.account, request_id=asked.pk, answer="", received=file)

    letter = receive(sent_file(photo()))
    first, second = answer_with(letter), answer_with(letter)

    assert first.version == second.version
    with pytest.raises(NothingAsked):
        answer_with(receive(sent_file(photo(size=(64, 64)))))


def test_an_answer_needs_words_or_a_file(asked: AccessRequest) -> None:
    with pytest.raises(AnswersMissing):
        answer(asked, "")


def test_nobody_answers_for_somebody_else(asked: AccessRequest) -> None:
    with pytest.raises(AccessRequest.DoesNotExist):
        answer_question(account=AccountFactory.create(), request_id=asked.pk, answer="Me too.")


def test_withdrawing_ends_the_question(asked: AccessRequest) -> None:
    withdraw_request(account=asked.account, request_id=asked.pk)

    with pytest.raises(NothingAsked):
        answer(asked)
    assert Question.objects.get().closed_at
    assert remind_of_questions(today=date(2026, 6, 10)) == close_unanswered(today=date(2026, 7, 1)) == 0


def test_reminders_come_on_the_councils_days_and_once_each(asked: AccessRequest) -> None:
    assert remind_of_questions(today=date(2026, 6, 5)) == 0
    assert remind_of_questions(today=date(2026, 6, 6)) == 1
    assert remind_of_questions(today=date(2026, 6, 6)) == 0
    assert remind_of_questions(today=date(2026, 6, 10)) == 1
    assert remind_of_questions(today=date(2026, 6, 17)) == 0
    assert len(emails("question_reminder")) == 2


def test_reminders_that_were_missed_are_one(asked: AccessRequest) -> None:
    assert remind_of_questions(today=date(2026, 6, 11)) == 1
    assert remind_of_questions(today=date(2026, 6, 12)) == 0


def test_who_has_answered_is_not_reminded(asked: AccessRequest) -> None:
    answer(asked)

    assert remind_of_questions(today=date(2026, 6, 10)) == 0


def test_a_request_nobody_answers_is_closed_by_the_portal_after_the_last_day(asked: AccessRequest, clock: Any) -> None:
    assert close_unanswered(today=date(2026, 6, 17)) == 0
    clock.move_to(uk("2026-06-18 09:25"))
    assert close_unanswered(today=date(2026, 6, 18)) == 1
    assert close_unanswered(today=date(2026, 6, 18)) == 0

    asked.refresh_from_db()
    assert (asked.status, asked.reject_reason, asked.decided_by) == ("rejected", "no_answer", None)
    (told,) = emails("request_closed")
    assert "Send a new request. Have what we asked you for ready." in told["next_steps"]
    entry = Entry.objects.get(action="access.request_closed")
    assert entry.actor_id is None
    with pytest.raises(NothingAsked):
        answer(asked)


def test_files_without_words_are_an_answer_when_the_last_day_has_passed(asked: AccessRequest, officer: Account) -> None:
    EvidenceFactory.create(request=asked, question=Question.objects.get())

    assert close_unanswered(today=date(2026, 6, 18)) == 0

    asked.refresh_from_db()
    assert (asked.status, asked.paused_at) == ("in_review", None)
    assert not emails("request_closed")


def test_an_officer_can_leave_more_time(sent: AccessRequest, officer: Account) -> None:
    ask(sent, officer, closes_on=date(2026, 6, 30))

    assert close_unanswered(today=date(2026, 6, 30)) == 0


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_closing_in_one_second_do_one_of_both(stranger: Account, officer: Account) -> None:
    asked = ask(AccessRequestFactory.create(account=stranger), officer)
    Question.objects.update(closes_on=date(2026, 6, 1))

    done = at_once(lambda: bool(close_unanswered(today=timezone.localdate())), lambda: _answered(asked))

    asked.refresh_from_db()
    assert sorted(done) == [False, True]
    assert asked.status == ("in_review" if done[1] else "rejected")


@pytest.mark.django_db(transaction=True)
def test_two_workers_remind_once(stranger: Account, officer: Account) -> None:
    ask(AccessRequestFactory.create(account=stranger), officer)
    day = timezone.localdate() + timedelta(days=3)

    done = at_once(*[lambda: remind_of_questions(today=day)] * 3)

    assert sorted(done) == [0, 0, 1]
    assert len(emails("question_reminder")) == 1


def _answered(request: AccessRequest) -> bool:
    try:
        answer(request)
    except NothingAsked:
        return False
    return True


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Makes the calls in threads of their own, each with its own connection."""

    def call(function: Callable[[], Any]) -> Any:
        try:
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(call, calls))
