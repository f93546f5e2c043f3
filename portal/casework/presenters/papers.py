"""The strings of F2's evidence: the files, what else shows the role, and until when it is kept."""

from dataclasses import dataclass

from portal.access.evidence import keep_until
from portal.access.models import AccessRequest, Consent, Evidence
from portal.casework.presenters.words import Tag
from portal.council.identity import council
from portal.design.formats import day, file_size, moment
from portal.design.presenters import summary_rows
from portal.uploads.models import Upload

STATES = {
    Upload.State.HELD: Tag("Waiting for the virus check", "yellow"),
    Upload.State.CLEAN: Tag("Passed the virus check", "green"),
    Upload.State.NOT_SCANNED: Tag("No virus check is set up", "grey"),
    Upload.State.INFECTED: Tag("Did not pass the virus check", "red"),
    Upload.State.DELETED: Tag("Deleted", "grey"),
}
MARKS = {
    Evidence.Mark.ACCEPTED: "green",
    Evidence.Mark.NOT_READABLE: "orange",
    Evidence.Mark.WRONG_DOCUMENT: "orange",
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One file as the tab shows it; `may_open` and `may_mark` say whether there is something to look at."""

    evidence: Evidence
    name: str
    kind: str
    size: str
    uploaded: str
    scan: Tag
    mark: Tag | None
    marked: str
    may_open: bool


def paper(evidence: Evidence) -> Paper:
    """A file sent with a request, or with an answer."""
    upload = evidence.upload
    answer = " with an answer" if evidence.question_id else ""
    return Paper(
        evidence=evidence,
        name=upload.name,
        kind=upload.get_kind_display(),
        size=file_size(upload.bytes),
        uploaded=f"{moment(evidence.added_at)}{answer}",
        scan=STATES[Upload.State(upload.state)],
        mark=Tag(evidence.get_mark_display(), MARKS[Evidence.Mark(evidence.mark)]) if evidence.mark else None,
        marked=_marked(evidence),
        may_open=upload.may_be_opened,
    )


def kept_until(request: AccessRequest) -> str:
    """Until when the files are kept, in a sentence."""
    last_day = keep_until(request)
    if last_day is None:
        return f"Files are deleted {council().casework.evidence_kept_days} days after the decision."
    return f"Files are kept until {day(last_day)}."


def ways(request: AccessRequest) -> list[dict[str, str]]:
    """How the requester shows their role, for a summary list."""
    way = AccessRequest.EvidenceWay(request.evidence_way).label if request.evidence_way else ""
    seen = f"{request.seen_in}, {request.seen_reference}" if request.seen_reference else request.seen_in
    rows = {
        "How they show their role": way or ("They were not asked" if request.is_for_someone_else else ""),
        "Role ends, as they know it": day(request.role_ends_on) if request.role_ends_on else "",
        "Seen in": seen,
    }
    return summary_rows(rows)


def consent_rows(consent: Consent) -> list[dict[str, str]]:
    """The consent form filled in online, for a summary list."""
    rows = {
        "Name typed in place of a signature": consent.name,
        "They may see": council().kinds_in_words(consent.kinds),
        "Until": day(consent.ends_on),
        "Given on": day(consent.given_on),
    }
    return summary_rows(rows)


def _marked(evidence: Evidence) -> str:
    if not evidence.marked_by or not evidence.marked_at:
        return ""
    return f"by {evidence.marked_by.name}, {moment(evidence.marked_at)}"
