"""Which people on file a request may be about: the request as the matching engine sees it, and what it found, kept."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.access.models import AccessRequest, Assessment
from portal.audit.actions import record
from portal.matching import records
from portal.matching.records import ActingFound, ActingQuery, Address, Comparison, Level, Query, Tier
from portal.people.assessing import assess

Band = AccessRequest.MatchBand
# What tells one person from another; the rest helps, and changes often. A person number is not asked of everybody.
WHO: Final = ("first_name", "last_name", "date_of_birth", "place")
IDENTITY: Final = (*WHO, "person_ref")
# A request that was sent so long ago without an assessment lost its job; the hourly search finds it.
OVERDUE: Final = timedelta(minutes=5)
MOST_AT_ONCE: Final = 500


def query_of(request: AccessRequest) -> Query:
    """The person of a request as typed: the represented one, or the requester."""
    if request.is_for_someone_else:
        lives = Address(
            (*request.person_address_lines, request.person_town), request.person_postcode, request.person_uprn
        )
        return Query(
            request.person_first_name,
            request.person_last_name,
            request.person_date_of_birth,
            request.person_known_as,
            lives,
            representative=_requester(request),
        )
    lives = Address((*request.own_address_lines, request.own_town), request.own_postcode, request.own_uprn)
    return Query(
        request.own_first_name,
        request.own_last_name,
        request.own_date_of_birth,
        request.account.known_as,
        lives,
        request.own_letter_reference,
    )


def _requester(request: AccessRequest) -> ActingQuery:
    return ActingQuery(
        request.role, request.own_first_name, request.own_last_name, request.own_postcode, request.account.email
    )


@transaction.atomic
def assess_request(*, request_id: UUID) -> Assessment | None:
    """Assesses a sent request and keeps what was found, once: asked again it gives the first assessment.

    None for a request that is not there any more, or is a draft.
    """
    request = AccessRequest.objects.sent().select_for_update(of=("self",)).filter(pk=request_id).first()
    if request is None:
        return None
    if made := Assessment.objects.filter(request=request).first():
        return made
    found = assess(query_of(request))
    made = Assessment.objects.create(
        request=request, rule_version=found.rule_version, candidates=[as_kept(one) for one in found.candidates]
    )
    best = max((one.weight for one in found.candidates), default=None)
    # Not by save(): an officer's page stays fresh, nothing they can decide about has changed.
    AccessRequest.objects.filter(pk=request.pk).update(match_band=band_of(found), match_weight=best)
    record(actor=None, action="access.request_assessed", on=request, **_noted(found))
    return made


def assess_overdue() -> int:
    """Assesses what was sent and, for whatever reason, never assessed; gives their number, at most 500."""
    waiting = AccessRequest.objects.open().filter(assessment=None, sent_at__lt=timezone.now() - OVERDUE)
    ids = list(waiting.order_by("sent_at").values_list("pk", flat=True)[:MOST_AT_ONCE])
    for request_id in ids:
        assess_request(request_id=request_id)
    return len(ids)


def band_of(found: records.Assessment) -> str:
    """How well the best person on file fits, in a word for the queue."""
    if not found.candidates:
        return Band.NONE
    best = found.candidates[0]
    if best.tier is not Tier.STRONG:
        return Band.UNCLEAR
    given = (best.fields[name] for name in IDENTITY if name in best.fields)
    return Band.EXACT if all(field.level in (Level.SAME, Level.NOT_GIVEN) for field in given) else Band.LIKELY


def as_kept(candidate: records.Candidate) -> dict[str, Any]:
    """A candidate as JSON, as Assessment.candidates holds it."""
    return {
        "person_id": candidate.person_id,
        "person_ref": candidate.person_ref,
        "tier": str(candidate.tier),
        "weight": candidate.weight,
        "fields": _fields(candidate.fields),
        "representative": _acting(candidate.representative),
    }


def _acting(found: ActingFound | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "representative_ref": found.representative_ref or None,
        "tier": str(found.tier),
        "fields": _fields(found.fields),
        "words": found.words,
    }


def _fields(fields: dict[str, Comparison]) -> dict[str, dict[str, str]]:
    return {name: {"level": str(field.level), "words": field.words} for name, field in fields.items()}


def _noted(found: records.Assessment) -> dict[str, Any]:
    """For the audit trail: whose records were looked at and how they fitted; nothing that was typed."""
    people = [{"person": one.person_id, "tier": str(one.tier)} for one in found.candidates]
    return {"rule_version": found.rule_version, "candidates": people}
