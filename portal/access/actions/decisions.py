"""What the finance team does with a request: claim, release, approve, reject.

Each verb locks the request's row and compares `version`, what the officer's page showed: of two officers who decide
in the same second one decides, the other gets StaleRequest. The same officer's second click gets the first result.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.grants import give_access
from portal.access.actions.refusals import locked, refuse_if_close_to, refuse_if_stale, refuse_without_basis
from portal.access.letters import approval_letter, rejection_letter
from portal.access.models import AccessRequest, Grant
from portal.access.reject_reasons import reject_reason
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.emails.actions import owe_email
from portal.people.models import Person, Representative

Status = AccessRequest.Status


@transaction.atomic
def claim_request(*, officer: Account, request_id: UUID, version: int) -> AccessRequest:
    """The officer takes the request on; also from a colleague. Raises a DecisionRefused."""
    request = locked(officer, request_id)
    if request.claimed_by_id == officer.pk and request.status == Status.IN_REVIEW:
        return request
    refuse_if_stale(request, version)
    request.status = Status.IN_REVIEW
    request.claimed_by = officer
    request.review_began_at = request.review_began_at or timezone.now()
    _save(request)
    record(actor=officer, action="access.request_claimed", on=request)
    return request


@transaction.atomic
def release_request(*, officer: Account, request_id: UUID, version: int) -> AccessRequest:
    """Puts the request back for anybody to take. Raises a DecisionRefused."""
    request = locked(officer, request_id)
    if request.claimed_by_id is None and request.status == Status.SUBMITTED:
        return request
    refuse_if_stale(request, version)
    request.status = Status.SUBMITTED
    request.claimed_by = None
    _save(request)
    record(actor=officer, action="access.request_released", on=request)
    return request


@transaction.atomic
def approve_request(
    *,
    officer: Account,
    request_id: UUID,
    version: int,
    person: Person,
    representative: Representative | None,
    kinds: Sequence[str],
    starts_on: date,
    ends_on: date | None,
    note: str,
) -> AccessRequest:
    """Opens the person's documents of these kinds to the requester, and tells them. Gives the request; it has `.grant`.

    `representative` is the role on file that the access rests on, None for one's own documents or a role the finance
    system does not know. Days are UK days, `ends_on` the last one. Raises a DecisionRefused.
    """
    request = locked(officer, request_id)
    if _was_decided_by(officer, request, version, Status.APPROVED):
        return request
    refuse_if_stale(request, version)
    # Waits for a delivery that may just report a death, and for another approval for the same person.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    refuse_if_close_to(officer, person, request)
    refuse_without_basis(
        request, person=person, representative=representative, kinds=kinds, starts_on=starts_on, ends_on=ends_on
    )
    request.person = person
    request.staff_note = note
    _decide(request, officer, Status.APPROVED)
    grant = give_access(
        request=request, person=person, representative=representative, kinds=kinds, starts_on=starts_on, ends_on=ends_on
    )
    _record_approval(officer, request, grant)
    _owe("request_approved", request, approval_letter(request, kinds=grant.kinds, last_day=grant.last_day))
    return request


@transaction.atomic
def reject_request(
    *, officer: Account, request_id: UUID, version: int, reason: str, paragraph: str = ""
) -> AccessRequest:
    """Turns the request down in general words (reject_reasons.py) and tells the requester.

    `paragraph` is the officer's own addition for the requester. Raises a DecisionRefused; KeyError for a reason that
    is not in the list.
    """
    why = reject_reason(reason)
    request = locked(officer, request_id)
    if _was_decided_by(officer, request, version, Status.REJECTED):
        return request
    refuse_if_stale(request, version)
    request.reject_reason = reason
    request.reject_paragraph = paragraph
    _decide(request, officer, Status.REJECTED)
    record(actor=officer, action="access.request_rejected", on=request, reason=reason)
    _owe("request_rejected", request, rejection_letter(request, reason=why, paragraph=paragraph))
    return request


def _was_decided_by(officer: Account, request: AccessRequest, version: int, status: str) -> bool:
    """Whether this is the second click on a form whose first click did it."""
    return request.status == status and request.decided_by_id == officer.pk and request.version == version + 1


def _decide(request: AccessRequest, officer: Account, status: str) -> None:
    request.status = status
    request.decided_at = timezone.now()
    request.decided_by = officer
    _save(request)


def _save(request: AccessRequest) -> None:
    request.version += 1
    request.save()


def _record_approval(officer: Account, request: AccessRequest, grant: Grant) -> None:
    record(
        actor=officer,
        action="access.request_approved",
        on=request,
        person_id=grant.person_id,
        grant=str(grant.pk),
        role=grant.role,
        kinds=list(grant.kinds),
        ends_on=grant.last_day and grant.last_day.isoformat(),
    )


def _owe(template: str, request: AccessRequest, letter: dict[str, Any]) -> None:
    owe_email(template=template, to=request.account.email, account_id=request.account_id, about=request.pk, **letter)
