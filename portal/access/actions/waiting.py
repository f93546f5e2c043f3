"""While a question waits for its answer: reminders, and in the end closing the request (E5).

Each question has a transaction of its own: one that goes wrong holds up no other, and a worker that is killed between
two of them has told the first and will tell the second.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.questions import close_question, open_question, take_answer
from portal.access.actions.telling import tell_requester
from portal.access.letters import question_letter, rejection_letter
from portal.access.models import AccessRequest, Question
from portal.access.reject_reasons import NO_ANSWER, reject_reason
from portal.audit.actions import record
from portal.council.identity import council


def remind_of_questions(*, today: date) -> int:
    """Reminds those who have not answered on the council's days (UK); gives the number of e-mails owed.

    Who was to be reminded twice since the worker last ran is reminded once.
    """
    waiting = Question.objects.open().filter(closes_on__gte=today)
    return sum(_remind(number, today) for number in list(waiting.values_list("pk", flat=True)))


def close_unanswered(*, today: date) -> int:
    """Closes requests whose question's last day (UK) has passed; gives their number."""
    late = Question.objects.open().filter(closes_on__lt=today)
    return sum(_close(number, today) for number in list(late.values_list("request_id", flat=True)))


@transaction.atomic
def _remind(question_id: int, today: date) -> bool:
    waiting = Question.objects.open().select_related("request__account")
    question = waiting.select_for_update(of=("self",)).filter(pk=question_id).first()
    if question is None or _reminders_due(question, today) <= question.reminders_sent:
        return False
    question.reminders_sent = _reminders_due(question, today)
    question.save(update_fields=["reminders_sent"])
    request = question.request
    record(actor=None, action="access.requester_reminded", on=request, question=question.pk)
    tell_requester(
        request,
        "question_reminder",
        **question_letter(request, question.closes_on),
    )
    return True


def _reminders_due(question: Question, today: date) -> int:
    waited = (today - timezone.localdate(question.asked_at)).days
    return sum(days <= waited for days in council().casework.reminders_after_days)


@transaction.atomic
def _close(request_id: UUID, today: date) -> bool:
    request = AccessRequest.objects.select_for_update(of=("self",)).select_related("account").get(pk=request_id)
    question = open_question(request)
    if question is None or question.closes_on >= today:
        return False
    if question.evidence.exists():
        # Files came, and nobody pressed "Send answer": that is an answer, too.
        take_answer(None, request, question, "")
        return False
    close_question(request)
    request.status, request.reject_reason = AccessRequest.Status.REJECTED, NO_ANSWER
    request.decided_at = timezone.now()
    request.version += 1
    request.save()
    record(actor=None, action="access.request_closed", on=request, reason=NO_ANSWER)
    tell_requester(
        request,
        "request_closed",
        **rejection_letter(request, reason=reject_reason(NO_ANSWER), paragraph=""),
    )
    return True
