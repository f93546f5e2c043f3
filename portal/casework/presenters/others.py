"""The strings of F2's list of other requests."""

from dataclasses import dataclass

from portal.access.models import AccessRequest
from portal.casework.presenters.words import Tag, asked_for, role_label, status_of
from portal.design.formats import day


@dataclass(frozen=True, slots=True)
class OtherRow:
    """One request beside the one that is looked at."""

    request: AccessRequest
    requester: str
    asked_for: str
    role: str
    sent: str
    status: Tag


def row(request: AccessRequest) -> OtherRow:
    """A request as a line."""
    return OtherRow(
        request=request,
        requester=request.own_name,
        asked_for=asked_for(request),
        role=role_label(request.role) if request.is_for_someone_else else "–",
        sent=day(request.sent_at) if request.sent_at else "–",
        status=status_of(request),
    )
