"""When a decision is refused, and for which reason (docs/decisions/0305)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.utils import timezone

from portal.access.errors import NoBasis, NotAllowed, OwnRequest, StaleRequest
from portal.access.models import AccessRequest, Grant
from portal.accounts.models import Account, StaffRole
from portal.council.identity import RoleCode
from portal.people.models import Person, Representative


def locked(officer: Account, request_id: UUID) -> AccessRequest:
    """A sent request, locked until the transaction ends. Raises AccessRequest.DoesNotExist, NotAllowed, OwnRequest."""
    request = AccessRequest.objects.sent().select_for_update(of=("self",)).select_related("account").get(pk=request_id)
    if not officer.may(StaffRole.REVIEWER):
        raise NotAllowed(request)
    if request.account_id == officer.pk:
        raise OwnRequest(request)
    return request


def refuse_if_stale(request: AccessRequest, version: int) -> None:
    """Raises StaleRequest if the request is no longer what the officer's page showed, or is decided or withdrawn."""
    if request.version != version or not request.is_waiting:
        raise StaleRequest(request)


def refuse_if_changed(request: AccessRequest, version: int) -> None:
    """Raises StaleRequest as `refuse_if_stale`, but not while the request waits for its requester or a second check."""
    if request.version != version or not request.is_open:
        raise StaleRequest(request)


def refuse_if_close_to(officer: Account, person: Person, request: AccessRequest) -> None:
    """Nobody decides who else sees the documents they can see privately, their own or a relative's."""
    if Grant.objects.of(officer).live().filter(person=person).exists():
        raise OwnRequest(request)


def refuse_without_basis(
    request: AccessRequest,
    *,
    person: Person,
    representative: Representative | None,
    kinds: Sequence[str],
    starts_on: date,
    ends_on: date | None,
) -> None:
    """Raises NoBasis for access that would not hold, or would rest on a role that is not there."""
    today = timezone.localdate()
    role = representative.role if representative else request.role
    last_days = [ends_on, representative.ends_on if representative else None]
    if (
        not kinds
        or (person.date_of_death and role != RoleCode.EXECUTOR)
        or any(last_day and last_day < max(today, starts_on) for last_day in last_days)
        or (representative and (representative.person_id != person.pk or not request.is_for_someone_else))
    ):
        raise NoBasis(request)
