"""The other requests of a requester, and those of others for the same person."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from portal.access.models import AccessRequest, Assessment
from portal.access.querysets import AccessRequestQuerySet

MOST_SHOWN: Final = 50
# A weak candidate is mostly somebody else.
FITTING: Final = ("strong", "possible")


@dataclass(frozen=True, slots=True)
class OtherRequests:
    """Newest first, at most fifty each; `person_known` says whether it is clear whom this request is about."""

    same_account: list[AccessRequest]
    same_person: list[AccessRequest]
    person_known: bool


def other_requests(request: AccessRequest) -> OtherRequests:
    """What else was asked by this account, and by others for the person this request is, or seems to be, about."""
    sent = (
        AccessRequest.objects.sent()
        .exclude(pk=request.pk)
        .select_related("claimed_by", "grant__person", "grant__representative")
    )
    mine = sent.of(request.account)
    person_id = likely_person(request)
    theirs = sent.exclude(account=request.account).filter(pk__in=_about(person_id)) if person_id else sent.none()
    return OtherRequests(_newest(mine), _newest(theirs), person_id is not None)


def likely_person(request: AccessRequest) -> int | None:
    """The key of the person a request was decided about; until then of the best candidate, if it fits."""
    if request.person_id:
        return request.person_id
    assessment = Assessment.objects.filter(request=request).first()
    best = assessment.candidates[0] if assessment and assessment.candidates else {}
    return best["person_id"] if best.get("tier") in FITTING else None


def _about(person_id: int) -> set[UUID]:
    """Decided about this person, or with this person among the fitting candidates. By an index each."""
    decided = AccessRequest.objects.filter(person=person_id).order_by("-sent_at").values_list("pk", flat=True)
    fits = Q()
    for tier in FITTING:
        fits |= Q(candidates__contains=[{"person_id": person_id, "tier": tier}])
    assessed = Assessment.objects.filter(fits).order_by("-made_at").values_list("request_id", flat=True)
    return {*decided[: MOST_SHOWN + 1], *assessed[: MOST_SHOWN + 1]}


def _newest(requests: AccessRequestQuerySet) -> list[AccessRequest]:
    return list(requests.newest_first()[:MOST_SHOWN])


def older_open(request: AccessRequest) -> list[AccessRequest]:
    """The open requests of the same account that were sent before this one, the newest first."""
    theirs = AccessRequest.objects.of(request.account).open().exclude(pk=request.pk)
    return _newest(theirs.filter(sent_at__lte=request.sent_at)) if request.sent_at else []
