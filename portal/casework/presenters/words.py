"""The words the finance team has for a request (screens.md 0.6)."""

from typing import Final, NamedTuple

from portal.access.models import AccessRequest
from portal.access.presenters import grant_of
from portal.access.reject_reasons import reason_given
from portal.casework.presenters.end_reasons import end_reason
from portal.council.identity import council

Status = AccessRequest.Status
GRANT: Final = AccessRequest._meta.get_field("grant")  # noqa: SLF001 - Django's own way to a field


class Tag(NamedTuple):
    """A status in words and the colour of its tag."""

    text: str
    colour: str


TAGS = {
    Status.DRAFT: Tag("Not sent", "grey"),
    Status.SUBMITTED: Tag("New", "blue"),
    Status.IN_REVIEW: Tag("In review", "light blue"),
    Status.INFORMATION_NEEDED: Tag("Waiting for requester (clock paused)", "yellow"),
    Status.SECOND_CHECK: Tag("Second check", "light blue"),
    Status.APPROVED: Tag("Approved", "green"),
    Status.REJECTED: Tag("Rejected", "orange"),
    Status.WITHDRAWN: Tag("Withdrawn", "grey"),
}


def status_of(request: AccessRequest) -> Tag:
    """The status as staff see it: with who looks at it, why it was rejected, or why its access is over.

    The last only where the request was read together with its grant: a list takes no statement for each of its rows.
    """
    grant = grant_of(request) if GRANT.is_cached(request) else None
    if grant and grant.is_over:
        return Tag(f"Ended – {end_reason(grant.over_because)}", "grey")
    tag = TAGS[Status(request.status)]
    more = {
        Status.IN_REVIEW: request.claimed_by.name if request.claimed_by else "",
        Status.REJECTED: reason_given(request.reject_reason).label if request.reject_reason else "",
    }.get(Status(request.status), "")
    return Tag(f"{tag.text} – {more}", tag.colour) if more else tag


def role_label(code: str) -> str:
    """A role as the council names it; "Themselves" for somebody's own documents."""
    if not code:
        return "Themselves"
    try:
        return council().role(code).label
    except KeyError:
        return code.replace("_", " ").capitalize()


def asked_for(request: AccessRequest) -> str:
    """Whose documents, as staff read it."""
    return request.person_name if request.is_for_someone_else else "Themselves"
