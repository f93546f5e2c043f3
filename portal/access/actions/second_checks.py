"""An approval that a second person checks: proposed by one officer, confirmed or sent back by a senior one."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.approving import Terms, open_documents, refuse_terms
from portal.access.actions.refusals import locked
from portal.access.errors import NotAllowed, OwnProposal, StaleRequest
from portal.access.models import AccessRequest, Proposal
from portal.accounts.models import Account, StaffRole
from portal.audit.actions import record

Status, Outcome = AccessRequest.Status, Proposal.Outcome


def propose(officer: Account, request: AccessRequest, terms: Terms, why: str) -> None:
    """Has an approval wait for a second person; in the caller's transaction, which has locked the request."""
    Proposal.objects.create(
        request=request,
        proposed_by=officer,
        why=why,
        person=terms.person,
        representative=terms.representative,
        kinds=list(terms.kinds),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        note=terms.note,
    )
    request.status = Status.SECOND_CHECK
    request.claimed_by = officer
    request.review_began_at = request.review_began_at or timezone.now()
    request.version += 1
    request.save()
    record(actor=officer, action="access.approval_proposed", on=request, person_id=terms.person.pk, why=why)


def was_proposed_by(officer: Account, request: AccessRequest, version: int) -> bool:
    """Whether this is the second click on a form whose first click proposed the approval."""
    proposal = waiting_proposal(request) if request.version == version + 1 else None
    return proposal is not None and proposal.proposed_by_id == officer.pk


def waiting_proposal(request: AccessRequest) -> Proposal | None:
    """The approval that waits for a second person; None if none does."""
    about = request.proposals.select_related("person", "representative", "proposed_by")
    return about.filter(outcome="").first()


@transaction.atomic
def confirm_proposal(*, officer: Account, request_id: UUID, version: int) -> AccessRequest:
    """The second person agrees: the documents are opened and the requester is told. Gives the request with `.grant`.

    Raises a DecisionRefused: OwnProposal for who proposed it, NotAllowed for other than senior reviewers.
    """
    request = locked(officer, request_id)
    if _was_checked_by(officer, request, version, Outcome.CONFIRMED):
        return request
    proposal = _to_check(officer, request, version)
    terms = Terms(
        proposal.person,
        proposal.representative,
        proposal.kinds,
        proposal.starts_on,
        proposal.ends_on,
        proposal.note,
    )
    refuse_terms(officer, request, terms)
    _close(proposal, officer, Outcome.CONFIRMED)
    open_documents(officer, request, terms, proposed_by=proposal.proposed_by_id)
    return request


@transaction.atomic
def send_back_proposal(*, officer: Account, request_id: UUID, version: int, note: str) -> AccessRequest:
    """The second person does not agree, and says why to who proposed it; they decide again. Raises as above."""
    request = locked(officer, request_id)
    if _was_checked_by(officer, request, version, Outcome.SENT_BACK):
        return request
    proposal = _to_check(officer, request, version)
    _close(proposal, officer, Outcome.SENT_BACK, note)
    request.status, request.claimed_by = Status.IN_REVIEW, proposal.proposed_by
    request.version += 1
    request.save()
    record(actor=officer, action="access.approval_sent_back", on=request, person_id=proposal.person_id)
    return request


def overtake_proposal(request: AccessRequest) -> None:
    """The request was withdrawn: there is nothing left to check. In the caller's transaction."""
    request.proposals.filter(outcome="").update(outcome=Outcome.OVERTAKEN, checked_at=timezone.now())


def _to_check(officer: Account, request: AccessRequest, version: int) -> Proposal:
    if not officer.may(StaffRole.SENIOR_REVIEWER):
        raise NotAllowed(request)
    proposal = waiting_proposal(request)
    if proposal is None or request.version != version or request.status != Status.SECOND_CHECK:
        raise StaleRequest(request)
    if proposal.proposed_by_id == officer.pk:
        raise OwnProposal(request)
    return proposal


def _was_checked_by(officer: Account, request: AccessRequest, version: int, outcome: str) -> bool:
    """Whether this is the second click on a form whose first click did it."""
    last = request.proposals.order_by("-pk").first() if request.version == version + 1 else None
    return last is not None and last.outcome == outcome and last.checked_by_id == officer.pk


def _close(proposal: Proposal, officer: Account, outcome: str, note: str = "") -> None:
    proposal.outcome, proposal.checked_by = outcome, officer
    proposal.checked_at, proposal.check_note = timezone.now(), note
    proposal.save(update_fields=["outcome", "checked_by", "checked_at", "check_note"])
