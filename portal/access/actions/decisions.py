"""What the finance team does with a request: claim, release, approve, reject.

Each verb locks the request's row and compares `version`, what the officer's page showed: of two officers who decide
in the same second one decides, the other gets StaleRequest. The same officer's second click gets the first result.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.approving import Terms, open_documents, refuse_terms
from portal.access.actions.refusals import locked, refuse_if_stale
from portal.access.actions.second_checks import propose, was_proposed_by
from portal.access.actions.telling import tell_requester
from portal.access.fit import why_second_check
from portal.access.letters import rejection_letter
from portal.access.models import AccessRequest, Proposal
from portal.access.reject_reasons import reject_reason
from portal.accounts.models import Account
from portal.audit.actions import record
from portal.council.identity import council
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

    Where the council asks for it and the person's details differ from what was typed, nothing is opened yet: the
    request given is in `second_check`, and nobody is told (second_checks.py).

    `representative` is the role on file that the access rests on, None for one's own documents or a role the finance
    system does not know. Days are UK days, `ends_on` the last one. Raises a DecisionRefused.
    """
    terms = Terms(person, representative, kinds, starts_on, ends_on, note)
    return _approve(officer, request_id, version, terms, sample=False)


@transaction.atomic
def approve_or_sample(*, officer: Account, request_id: UUID, version: int, terms: Terms, sample: bool) -> AccessRequest:
    """`approve_request` for one of many: with `sample` a second person looks at it whatever it holds."""
    return _approve(officer, request_id, version, terms, sample=sample)


def _approve(officer: Account, request_id: UUID, version: int, terms: Terms, *, sample: bool) -> AccessRequest:
    request = locked(officer, request_id)
    if _was_decided_by(officer, request, version, Status.APPROVED) or was_proposed_by(officer, request, version):
        return request
    refuse_if_stale(request, version)
    terms = replace(terms, person=refuse_terms(officer, request, terms))
    why = Proposal.Why.SAMPLE if sample else why_second_check(request, terms.person)
    if why:
        propose(officer, request, terms, why)
    else:
        open_documents(officer, request, terms)
    return request


@transaction.atomic
def reject_request(
    *, officer: Account, request_id: UUID, version: int, reason: str, paragraph: str = ""
) -> AccessRequest:
    """Turns the request down in general words (reject_reasons.py) and tells the requester.

    The e-mail is held for the council's `undo_minutes`; until then the requester sees no decision, and it can be taken
    back (undoing.py). `paragraph` is the officer's own addition for the requester. Raises a DecisionRefused; KeyError
    for a reason that is not in the list.
    """
    why = reject_reason(reason)
    request = locked(officer, request_id)
    if _was_decided_by(officer, request, version, Status.REJECTED):
        return request
    refuse_if_stale(request, version)
    now, undo_time = timezone.now(), timedelta(minutes=council().casework.undo_minutes)
    request.reject_reason, request.reject_paragraph = reason, paragraph
    request.status = Status.REJECTED
    request.decided_at, request.decided_by = now, officer
    # Until the hold is over its page is that of a request in review, to the line that says since when.
    request.review_began_at = request.review_began_at or now
    request.held_until = now + undo_time if undo_time else None
    _save(request)
    record(actor=officer, action="access.request_rejected", on=request, reason=reason)
    tell_requester(
        request,
        "request_rejected",
        send_after=request.held_until,
        **rejection_letter(request, reason=why, paragraph=paragraph),
    )
    return request


def _was_decided_by(officer: Account, request: AccessRequest, version: int, status: str) -> bool:
    """Whether this is the second click on a form whose first click did it."""
    return request.status == status and request.decided_by_id == officer.pk and request.version == version + 1


def _save(request: AccessRequest) -> None:
    request.version += 1
    request.save()
