"""Approving many exact matches at once (F6): each by itself, some of them checked by a second person."""

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.actions.approving import Terms
from portal.access.actions.decisions import approve_or_sample
from portal.access.actions.refusals import locked
from portal.access.actions.second_checks import was_proposed_by
from portal.access.bulk import Ready, ready_for_bulk
from portal.access.errors import DecisionRefused
from portal.access.models import AccessRequest
from portal.accounts.models import Account, StaffRole
from portal.council.identity import DocumentKind, council

Item = tuple[UUID, int]
CHANGED = "It has changed since you ticked it"


class Done(StrEnum):
    """What became of one request of a bulk approval."""

    APPROVED = "approved"
    SECOND_CHECK = "second_check"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request of a bulk approval; `why` says in a sentence without a full stop why nothing was done."""

    request: AccessRequest
    done: Done
    why: str = ""


def approve_in_bulk(*, officer: Account, items: Sequence[Item], chance: random.Random | None = None) -> list[Outcome]:
    """Approves each request (its id and the version on the officer's page) that may be, in a transaction of its own.

    One in the council's number, by `chance`, goes to a second check instead. For senior reviewers, at most the
    council's `bulk_most` at once: otherwise ValueError. Clicked twice, each gives its first result. An id that is no
    sent request's is passed over: the others have their outcome.
    """
    if not officer.may(StaffRole.SENIOR_REVIEWER):
        raise ValueError("Only senior reviewers approve in bulk.")
    if len(items) > council().casework.bulk_most:
        raise ValueError(f"{len(items)} are more than the council approves at once.")
    chosen = chance or secrets.SystemRandom()
    sent = AccessRequest.objects.sent().in_bulk([request_id for request_id, _ in items])
    return [_approve_one(officer, pk, version, chosen) for pk, version in dict(items).items() if pk in sent]


def _approve_one(officer: Account, request_id: UUID, version: int, chance: random.Random) -> Outcome:
    try:
        with transaction.atomic():
            request = locked(officer, request_id)
            if done := _done_before(officer, request, version):
                return Outcome(request, done)
            (ready,) = ready_for_bulk([request])
            if ready.obstacle:
                return Outcome(request, Done.FAILED, ready.obstacle)
            request = approve_or_sample(
                officer=officer, request_id=request_id, version=version, terms=_terms(ready), sample=_is_sample(chance)
            )
    except DecisionRefused as refusal:
        return Outcome(refusal.request, Done.FAILED, CHANGED)
    checked = request.status == AccessRequest.Status.SECOND_CHECK
    return Outcome(request, Done.SECOND_CHECK if checked else Done.APPROVED)


def _done_before(officer: Account, request: AccessRequest, version: int) -> Done | None:
    """What the first click of two did with it."""
    if was_proposed_by(officer, request, version):
        return Done.SECOND_CHECK
    approved = request.status == AccessRequest.Status.APPROVED and request.decided_by_id == officer.pk
    return Done.APPROVED if approved and request.version == version + 1 else None


def _terms(ready: Ready) -> Terms:
    """As F3 presets them: the kinds of the role, until the role ends."""
    request, representative = ready.request, ready.representative
    kinds = council().role(request.role).opens if request.is_for_someone_else else list(DocumentKind)
    ends_on = representative.ends_on if representative else None
    if ready.person is None:
        raise ValueError
    return Terms(ready.person, representative, kinds, timezone.localdate(), ends_on, "")


def _is_sample(chance: random.Random) -> bool:
    one_in = council().casework.bulk_sample_one_in
    return one_in > 0 and chance.randrange(one_in) == 0
