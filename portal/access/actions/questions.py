"""A question to the requester (F5) and their answer (A13). Between the two the clock stands."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.drafts import one_at_a_time
from portal.access.actions.evidence import keep_file
from portal.access.actions.refusals import locked, refuse_if_stale
from portal.access.actions.telling import tell_requester
from portal.access.clock import start_clock, stop_clock
from portal.access.errors import AnswersMissing, NothingAsked
from portal.access.letters import question_letter
from portal.access.models import AccessRequest, Question
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.council.identity import council
from portal.uploads import store
from portal.uploads.receiving import Received

Status = AccessRequest.Status


def usual_last_day() -> date:
    """The last UK day for an answer to a question that is asked now, unless the officer chooses another."""
    return timezone.localdate() + timedelta(days=council().casework.close_after_days)


@transaction.atomic
def ask_requester(
    *, officer: Account, request_id: UUID, version: int, text: str, closes_on: date | None = None
) -> AccessRequest:
    """Asks the requester something, tells them by e-mail that there is a question, and stops the clock.

    `closes_on` is the last UK day for an answer. Who asks takes the request on if nobody has. Raises a DecisionRefused.
    """
    request = locked(officer, request_id)
    if _was_asked_by(officer, request, version):
        return request
    refuse_if_stale(request, version)
    request.claimed_by = request.claimed_by or officer
    request.review_began_at = request.review_began_at or timezone.now()
    question = Question.objects.create(
        request=request, asked_by=officer, text=text, closes_on=closes_on or usual_last_day()
    )
    stop_clock(request, timezone.now())
    request.status = Status.INFORMATION_NEEDED
    request.version += 1
    request.save()
    record(actor=officer, action="access.question_asked", on=request, question=question.pk)
    tell_requester(
        request,
        "question_asked",
        **question_letter(request, question.closes_on),
    )
    return request


@transaction.atomic
def answer_question(
    *, account: Account, request_id: UUID, answer: str, received: Received | None = None
) -> AccessRequest:
    """Gives the answer, in words, as a file or both, to the officer; the clock goes on.

    Answered before with the same words: nothing more happens. Raises AccessRequest.DoesNotExist if it is not the
    account's, NothingAsked when there is no question to answer, TooManyFiles, AnswersMissing for no words and no file.
    """
    one_at_a_time(account)
    request = AccessRequest.objects.of(account).sent().select_for_update().get(pk=request_id)
    question = open_question(request)
    if question is None:
        return _answered_before(request, answer, received)
    if received:
        keep_file(account=account, request=request, received=received, question=question)
    if not answer and not question.evidence.exists():
        raise AnswersMissing(request)
    take_answer(account, request, question, answer)
    return request


def take_answer(actor: Account | None, request: AccessRequest, question: Question, answer: str) -> None:
    """The request goes on with this answer; in the caller's transaction, which has locked it."""
    question.answer, question.answered_at = answer, timezone.now()
    question.save(update_fields=["answer", "answered_at"])
    start_clock(request, question.answered_at)
    request.status = Status.IN_REVIEW if request.claimed_by_id else Status.SUBMITTED
    request.version += 1
    request.save()
    record(actor=actor, action="access.question_answered", on=request, question=question.pk)


def open_question(request: AccessRequest) -> Question | None:
    """What we wait for; None if we wait for nothing."""
    return request.questions.open().first()


def last_question(request: AccessRequest) -> Question | None:
    """What was asked last, answered or not."""
    return request.questions.order_by("-pk").first()


def close_question(request: AccessRequest) -> None:
    """Nobody waits for an answer any more; in the caller's transaction."""
    request.questions.open().update(closed_at=timezone.now())
    request.paused_at = None


def _was_asked_by(officer: Account, request: AccessRequest, version: int) -> bool:
    """Whether this is the second click on a form whose first click asked."""
    question = open_question(request) if request.version == version + 1 else None
    return question is not None and question.asked_by_id == officer.pk


def _answered_before(request: AccessRequest, answer: str, received: Received | None) -> AccessRequest:
    """An earlier question may have been answered with the same words: only the last one counts."""
    last = last_question(request)
    if last is None or not last.answered_at or last.answer != answer:
        raise NothingAsked(request)
    if received and not last.evidence.filter(upload__sha256=store.digest_of(received.content)).exists():
        raise NothingAsked(request)
    return request
