"""F15: the finance team takes a message on, answers it, or closes it. Each has one end, and one officer brings it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record
from portal.documents.asking.errors import NobodyToRead, NotAllowed, OwnMessage, StaleMessage
from portal.documents.asking.letters import answer_letter
from portal.documents.models import Message
from portal.emails.actions import owe_email

Outcome = Message.Outcome


@transaction.atomic
def assign_message(*, officer: Account, public_id: UUID, version: int, to: Account) -> Message:
    """Puts a message into the hands of `to`, who may be the officer. Raises a MessageRefused."""
    message = _locked(officer, public_id)
    if message.is_waiting and message.assigned_to_id == to.pk:
        return message
    _refuse_if_stale(message, version)
    if not to.is_active or not to.may(StaffRole.REVIEWER):
        raise NotAllowed(message)
    _refuse_if_close(to, message)
    message.assigned_to = to
    message.version += 1
    message.save(update_fields=["assigned_to", "version"])
    record(actor=officer, action="documents.message_assigned", on=message, person_id=message.person_id, to=to.pk)
    return message


@transaction.atomic
def answer_message(*, officer: Account, public_id: UUID, version: int, text: str) -> Message:
    """Answers a message in the portal, and tells whoever asked by e-mail that there is an answer.

    Answered before by the officer in these words: nothing more happens. Raises a MessageRefused.
    """
    message = _locked(officer, public_id)
    if _is_done_by(officer, message, Outcome.ANSWERED) and message.answer == text:
        return message
    _refuse_if_stale(message, version)
    if not can_read(message):
        raise NobodyToRead(message)
    message.answer = text
    _end(officer, message, Outcome.ANSWERED)
    letter = answer_letter(message)
    owe_email(template="message_answered", to=message.account.email, account_id=message.account_id, **letter)
    return message


@transaction.atomic
def close_message(*, officer: Account, public_id: UUID, version: int, outcome: str, note: str) -> Message:
    """Closes a message that was answered by phone, or needs no answer. Nobody is e-mailed. Raises a MessageRefused."""
    message = _locked(officer, public_id)
    if _is_done_by(officer, message, outcome) and message.note == note:
        return message
    _refuse_if_stale(message, version)
    message.note = note
    _end(officer, message, outcome)
    return message


def can_read(message: Message) -> bool:
    """Whether whoever asked could read an answer now."""
    account = message.account
    return account.is_active and Message.objects.visible_to(account).filter(pk=message.pk).exists()


def _locked(officer: Account, public_id: UUID) -> Message:
    locked = Message.objects.select_for_update(of=("self",)).select_related("account", "done_by", "assigned_to")
    message = locked.get(public_id=public_id)
    if not officer.may(StaffRole.REVIEWER):
        raise NotAllowed(message)
    _refuse_if_close(officer, message)
    return message


def _refuse_if_close(officer: Account, message: Message) -> None:
    if not Message.objects.open_to(officer).filter(pk=message.pk).exists():
        raise OwnMessage(message)


def _refuse_if_stale(message: Message, version: int) -> None:
    if not message.is_waiting or message.version != version:
        raise StaleMessage(message)


def _is_done_by(officer: Account, message: Message, outcome: str) -> bool:
    return message.outcome == outcome and message.done_by_id == officer.pk


def _end(officer: Account, message: Message, outcome: str) -> None:
    message.outcome, message.done_by, message.done_at = outcome, officer, timezone.now()
    message.version += 1
    message.save()
    record(
        actor=officer,
        action="documents.message_answered" if outcome == Outcome.ANSWERED else "documents.message_closed",
        on=message,
        person_id=message.person_id,
        outcome=outcome,
    )
