"""How a role is shown (A5e): for whom it has to be, in which ways it can be, and until when the papers are kept."""

from datetime import date, timedelta
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from portal.access.models import AccessRequest, Evidence
from portal.council.identity import RoleCode, council
from portal.uploads.models import Upload

MOST_FILES: Final = 5
OTHER_WAYS: Final = {"post": "post", "email": "email"}

Way = AccessRequest.EvidenceWay


def is_asked_for_evidence(request: AccessRequest) -> bool:
    """Whether the council wants to see the role shown: always, the first time for this person, or never."""
    if not request.is_for_someone_else or not request.role:
        return False
    wanted = council().role(request.role).needs_evidence
    return wanted == "always" or (wanted == "first_time" and not was_shown_before(request))


def was_shown_before(request: AccessRequest) -> bool:
    """Whether an approved request of the account in this role had evidence that was accepted.

    Until the draft names the person it may be about the same one; when it turns out otherwise, the check page asks.
    """
    approved = AccessRequest.objects.of(request.account).filter(
        status=AccessRequest.Status.APPROVED, made_for=request.made_for, role=request.role
    )
    accepted = approved.filter(evidence__mark=Evidence.Mark.ACCEPTED) | approved.exclude(seen_in="")
    named = request.person_first_name and request.person_date_of_birth
    return any(not named or earlier.asks_the_same_as(request) for earlier in accepted.distinct())


def ways_to_show(request: AccessRequest) -> list[tuple[str, str]]:
    """The ways this role can be shown in, each with its label; more for some roles, fewer for some councils."""
    ways = [(Way.UPLOAD, Way.UPLOAD.label), (Way.ALREADY_SENT, Way.ALREADY_SENT.label)]
    if other_ways := " or ".join(OTHER_WAYS[way] for way in council().casework.evidence_by):
        ways.append((Way.WILL_SEND, f"I will send it by {other_ways}"))
    if request.role == RoleCode.POWER_OF_ATTORNEY:
        ways.append((Way.ACCESS_CODE, Way.ACCESS_CODE.label))
    if request.role == RoleCode.NOMINATED_FINANCIAL_REPRESENTATIVE:
        ways.insert(0, (Way.CONSENT_ONLINE, Way.CONSENT_ONLINE.label))
    return [(str(way), label) for way, label in ways]


def is_shown(request: AccessRequest) -> bool:
    """Whether the requester has chosen a way and given what belongs to it."""
    if request.evidence_way not in dict(ways_to_show(request)):
        return False
    if request.evidence_way == Way.UPLOAD:
        return files_of(request).exists()
    if request.evidence_way == Way.CONSENT_ONLINE:
        return hasattr(request, "consent")
    return request.evidence_way != Way.ACCESS_CODE or bool(request.access_code)


def files_of(request: AccessRequest) -> "QuerySet[Evidence]":
    """The files that are kept with a request, in the order they came; not those that failed the virus check."""
    kept = request.evidence.filter(upload__in=Upload.objects.there())
    return kept.select_related("upload").order_by("added_at", "id")


def infected_files_of(request: AccessRequest) -> int:
    """How many files of a request did not pass the virus check after they were taken."""
    return request.evidence.filter(upload__state=Upload.State.INFECTED).count()


def keep_until(request: AccessRequest) -> date | None:
    """The last UK day on which the files of a request are kept; None while it is not decided."""
    ended = request.decided_at or request.withdrawn_at
    return ended and timezone.localdate(ended) + timedelta(days=council().casework.evidence_kept_days)
