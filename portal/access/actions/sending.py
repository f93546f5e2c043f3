"""What a requester does with a request as a whole: send it, take it back, send it again."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.access import journey
from portal.access.actions.dropping import drop_unused_evidence
from portal.access.actions.questions import close_question
from portal.access.actions.second_checks import overtake_proposal
from portal.access.actions.undoing import cancel_rejection, forget_rejection
from portal.access.answers import copy_of, drop_unused_branch
from portal.access.assessing_jobs import assess_request
from portal.access.errors import AlreadyAsked, AlreadyDecided, AnswersMissing, DraftInTheWay
from portal.access.models import AccessRequest
from portal.access.references import reference
from portal.access.search_keys import search_keys
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.council.identity import council
from portal.council.working_days import promised_by
from portal.design.formats import deadline
from portal.emails.actions import owe_email

Status = AccessRequest.Status


@transaction.atomic
def submit_request(*, account: Account, request_id: UUID) -> AccessRequest:
    """Sends a draft: reference, promised date, audit entry and e-mail at once. Sent before: nothing more happens.

    Raises AccessRequest.DoesNotExist if it is not the account's, AnswersMissing, and AlreadyAsked (carries the
    request that is open already).
    """
    # The lock makes requests of one account wait for each other: no number twice, no second sending.
    account = Account.objects.select_for_update().get(pk=account.pk)
    request = AccessRequest.objects.of(account).select_for_update().get(pk=request_id)
    if request.status != Status.DRAFT:
        return request
    drop_unused_branch(request)
    if journey.missing(request):
        raise AnswersMissing(request)
    drop_unused_evidence(request)
    if same := AccessRequest.objects.of(account).same_as(request):
        raise AlreadyAsked(same)
    _send(request, account)
    return request


def _send(request: AccessRequest, account: Account) -> None:
    request.sent_at = timezone.now()
    request.promised_by = promised_by(request.sent_at)
    request.reference = reference(
        first_name=request.own_first_name,
        last_name=request.own_last_name,
        account_number=account.pk,
        sent_before=AccessRequest.objects.of(account).sent().count(),
    )
    request.search_keys = search_keys(request)
    request.status = Status.SUBMITTED
    request.contact_method = request.contact_method or council().contact_methods[0]
    request.version += 1
    request.save()
    assess_request.defer(request_id=str(request.pk))
    record(actor=account, action="access.request_sent", on=request, reference=request.reference)
    owe_email(
        template="request_received",
        to=account.email,
        account_id=account.pk,
        about=request.pk,
        first_name=account.first_name,
        reference=request.reference,
        asked_for=request.asked_for,
        answer_by=deadline(request.promised_by),
        request_path=reverse("access:request", args=[request.pk]),
    )


@transaction.atomic
def withdraw_request(*, account: Account, request_id: UUID, reason: str = "") -> AccessRequest:
    """Takes a sent request back. Withdrawn before: nothing more happens.

    Raises AccessRequest.DoesNotExist if it is not the account's or was not sent, AlreadyDecided.
    """
    request = AccessRequest.objects.of(account).sent().select_for_update().get(pk=request_id)
    if request.status == Status.WITHDRAWN:
        return request
    if not request.is_open_to_requester:
        raise AlreadyDecided(request)
    if request.status == Status.REJECTED:
        _take_rejection_back(request)
    close_question(request)
    overtake_proposal(request)
    request.status = Status.WITHDRAWN
    request.withdrawn_at = timezone.now()
    request.withdraw_reason = reason
    request.version += 1
    request.save()
    record(actor=account, action="access.request_withdrawn", on=request)
    return request


def _take_rejection_back(request: AccessRequest) -> None:
    """The requester was not told of it yet, and now never is."""
    if not cancel_rejection(request):
        raise AlreadyDecided(request)
    forget_rejection(request)


@transaction.atomic
def send_again(*, account: Account, request_id: UUID) -> AccessRequest:
    """A new draft with the answers of a request that was not approved, or was withdrawn. Asked twice: the same draft.

    Raises AccessRequest.DoesNotExist if the account has no such request, DraftInTheWay (carries another draft).
    """
    account = Account.objects.select_for_update().get(pk=account.pk)
    earlier = AccessRequest.objects.of(account).that_can_be_sent_again().get(pk=request_id)
    draft = AccessRequest.objects.of(account).drafts().first()
    if draft and draft.copy_of_id != earlier.pk:
        raise DraftInTheWay(draft)
    if draft is None:
        draft = copy_of(earlier)
        draft.save()
        record(actor=account, action="access.request_copied", on=draft, copy_of=str(earlier.pk))
    return draft
