"""Two requests that ask for the same: the newer one is closed, the older one is decided."""

from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.access.actions.questions import close_question
from portal.access.actions.refusals import locked, refuse_if_changed
from portal.access.actions.telling import tell_requester
from portal.access.errors import NotADuplicate
from portal.access.letters import rejection_letter
from portal.access.models import AccessRequest
from portal.access.reject_reasons import DUPLICATE, reject_reason
from portal.accounts.models import Account
from portal.audit.actions import record

Status = AccessRequest.Status


@transaction.atomic
def merge_duplicate(*, officer: Account, request_id: UUID, version: int, into: UUID) -> AccessRequest:
    """Closes a request that asks for the same as an older open one (`into`), and tells the requester once.

    Raises a DecisionRefused: NotADuplicate unless both are open, of one account, and `into` was sent first.
    """
    request = locked(officer, request_id)
    if request.status == Status.REJECTED and str(request.duplicate_of_id) == str(into):
        return request
    refuse_if_changed(request, version)
    older = _older(request, into)
    close_question(request)
    request.status, request.reject_reason, request.duplicate_of = Status.REJECTED, DUPLICATE, older
    request.decided_at, request.decided_by = timezone.now(), officer
    request.version += 1
    request.save()
    record(actor=officer, action="access.request_merged", on=request, into=str(older.pk))
    tell_requester(
        request,
        "request_duplicate",
        **rejection_letter(request, reason=reject_reason(DUPLICATE), paragraph="")
        | {"request_path": reverse("access:request", args=[older.pk])},
    )
    return request


def _older(request: AccessRequest, into: UUID) -> AccessRequest:
    """The request that stays, locked. A request in a second check is decided there, not merged."""
    # Of two merges the other way round, one waits for the other's request and then finds it closed.
    theirs = AccessRequest.objects.filter(account=request.account_id).open().exclude(pk=request.pk)
    older = theirs.filter(pk=into, sent_at__lte=request.sent_at).select_for_update(of=("self",)).first()
    if older is None or request.status == Status.SECOND_CHECK:
        raise NotADuplicate(request)
    return older
