"""Who looks after a request: an officer gives it to a colleague, or to themselves."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.refusals import locked, refuse_if_changed
from portal.access.errors import NotAllowed, OwnRequest
from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record


@transaction.atomic
def assign_request(*, officer: Account, request_id: UUID, version: int, to: Account) -> AccessRequest:
    """Puts an open request into the hands of `to`; one that waits is then in review. Gives the request.

    Raises a DecisionRefused: also NotAllowed if `to` may not decide, OwnRequest if `to` is the requester.
    """
    request = locked(officer, request_id)
    if request.is_open and request.claimed_by_id == to.pk and request.status != AccessRequest.Status.SUBMITTED:
        return request
    refuse_if_changed(request, version)
    _refuse_unless_fit(request, to)
    if request.is_waiting:
        request.status = AccessRequest.Status.IN_REVIEW
        request.review_began_at = request.review_began_at or timezone.now()
    request.claimed_by = to
    request.version += 1
    request.save()
    record(actor=officer, action="access.request_assigned", on=request, to=to.pk)
    return request


def _refuse_unless_fit(request: AccessRequest, to: Account) -> None:
    if not to.is_active or not to.may(StaffRole.REVIEWER):
        raise NotAllowed(request)
    if request.account_id == to.pk:
        raise OwnRequest(request)
