"""Taking a rejection back while its e-mail is held (F4): the requester never learns that there was one."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.refusals import locked
from portal.access.errors import StaleRequest, TooLateToUndo
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.emails.actions import cancel_email
from portal.emails.models import Email

# An undo of the last second is done before the requester's page shows the decision.
TIME_TO_UNDO: Final = timedelta(seconds=2)


@transaction.atomic
def undo_rejection(*, officer: Account, request_id: UUID, version: int) -> AccessRequest:
    """Puts a rejected request back in review with who rejected it, and takes the e-mail back.

    `version` is the rejected request's. Clicked twice, it is undone once. Raises a DecisionRefused: TooLateToUndo when
    the e-mail is on its way, StaleRequest when something else happened since.
    """
    request = locked(officer, request_id)
    if request.status == AccessRequest.Status.IN_REVIEW and request.version == version + 1:
        return request
    if request.status != AccessRequest.Status.REJECTED or request.version != version:
        raise StaleRequest(request)
    if not request.held_until or timezone.now() > request.held_until - TIME_TO_UNDO or not cancel_rejection(request):
        raise TooLateToUndo(request)
    reason = request.reject_reason
    forget_rejection(request)
    request.status = AccessRequest.Status.IN_REVIEW
    request.version += 1
    request.save()
    record(actor=officer, action="access.rejection_undone", on=request, reason=reason)
    return request


def cancel_rejection(request: AccessRequest) -> bool:
    """Takes the held e-mail of a rejection back. Gives whether it was in time."""
    told = Email.objects.filter(about=request.pk, template="request_rejected").order_by("-pk").first()
    return told is not None and cancel_email(email=told)


def forget_rejection(request: AccessRequest) -> None:
    """Takes the marks of a rejection off a request; who rejected it goes on with it. Saves nothing."""
    request.claimed_by = request.decided_by
    request.decided_by = request.decided_at = request.held_until = None
    request.reject_reason = request.reject_paragraph = ""
