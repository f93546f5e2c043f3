"""How a role is shown, in the requester's words: for the check page, the receipt and the page of the request."""

from typing import Any

from portal.access.evidence import files_of, infected_files_of, is_shown, ways_to_show
from portal.access.models import AccessRequest
from portal.council.identity import council
from portal.design.formats import day

Way = AccessRequest.EvidenceWay


def way_shown(request: AccessRequest) -> str:
    """The chosen way; "" while something that belongs to it is missing."""
    ways = dict(ways_to_show(request))
    sent = request.status != AccessRequest.Status.DRAFT
    return ways.get(request.evidence_way, "") if sent or is_shown(request) else ""


def what_is_shown(request: AccessRequest) -> dict[str, str | list[str]]:
    """What belongs to the chosen way, by the words for it."""
    if request.evidence_way == Way.UPLOAD:
        return {"Your files": names} if (names := file_names(request)) else {}
    if request.evidence_way == Way.ACCESS_CODE and request.access_code:
        return {"Your access code": request.access_code}
    consent = getattr(request, "consent", None)
    if request.evidence_way == Way.CONSENT_ONLINE and consent:
        documents = [council().document_type(kind).plural for kind in consent.kinds]
        return {"Consent": [f"Given by {consent.name}", *documents, f"Until {day(consent.ends_on)}"]}
    return {}


def file_names(request: AccessRequest) -> list[str]:
    """The files that are kept, as the requester called them."""
    return [one.upload.name for one in files_of(request)]


def where_to_send(request: AccessRequest) -> list[str]:
    """Where papers go that come by another way, a sentence for each; none for the other ways."""
    if request.evidence_way != Way.WILL_SEND:
        return []
    contact, ways = council().contact, council().casework.evidence_by
    words = {"post": f"By post: {', '.join(contact.post)}", "email": f"By email: {contact.email}"}
    return [words[way] for way in ways]


def evidence_of(request: AccessRequest) -> dict[str, Any]:
    """What A12 shows of the files."""
    return {"files": file_names(request), "infected": infected_files_of(request)}
