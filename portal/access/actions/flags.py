"""A flag on a request: look here, and do not approve it among others (screens.md F1, F6)."""

from uuid import UUID

from django.db import transaction

from portal.access.actions.refusals import locked, refuse_if_changed
from portal.access.models import AccessRequest
from portal.accounts.models import Account
from portal.audit.actions import record


@transaction.atomic
def flag_request(*, officer: Account, request_id: UUID, version: int, reason: str) -> AccessRequest:
    """Flags an open request for all colleagues to see. `reason` is for staff. Raises a DecisionRefused."""
    request = locked(officer, request_id)
    if request.flagged and request.flag_reason == reason:
        return request
    _put(request, version, flagged=True, reason=reason)
    record(actor=officer, action="access.request_flagged", on=request)
    return request


@transaction.atomic
def unflag_request(*, officer: Account, request_id: UUID, version: int) -> AccessRequest:
    """Takes the flag off again. Raises a DecisionRefused."""
    request = locked(officer, request_id)
    if not request.flagged:
        return request
    _put(request, version, flagged=False, reason="")
    record(actor=officer, action="access.request_unflagged", on=request)
    return request


def _put(request: AccessRequest, version: int, *, flagged: bool, reason: str) -> None:
    refuse_if_changed(request, version)
    request.flagged, request.flag_reason = flagged, reason
    request.version += 1
    request.save(update_fields=["flagged", "flag_reason", "version", "saved_at"])
