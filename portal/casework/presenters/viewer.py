"""The strings of the page that shows one file."""

from dataclasses import dataclass

from portal.access.models import Evidence
from portal.design.formats import file_size, moment
from portal.uploads.models import Upload

ENDINGS = {Upload.Kind.PDF: "pdf", Upload.Kind.JPEG: "jpg", Upload.Kind.DOCX: "docx"}
TYPES = {
    Upload.Kind.PDF: "application/pdf",
    Upload.Kind.JPEG: "image/jpeg",
    Upload.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WHY_NOT = {
    Upload.State.HELD: "This file waits for its virus check. You can open it when it has passed.",
    Upload.State.INFECTED: "This file did not pass our virus check. We deleted it. Ask the requester for another.",
    Upload.State.DELETED: "This file is deleted, because we no longer need it.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture of a file, and what it is for whoever cannot see it."""

    number: int
    alt: str


def facts(evidence: Evidence) -> str:
    """What the file is, in one line."""
    upload = evidence.upload
    return f"{upload.get_kind_display()}, {file_size(upload.bytes)}, sent {moment(evidence.added_at)}"


def shown(upload: Upload, number: int) -> Shown:
    """A picture of a file in words: what it is a picture of, not what is on it."""
    if upload.kind == Upload.Kind.PDF:
        what = f"Page {number} of {upload.pictures} of"
    elif upload.kind == Upload.Kind.DOCX:
        what = f"Picture {number} of {upload.pictures} in"
    else:
        what = "The picture"
    return Shown(number, f"{what} {upload.name}. It has no text that can be read aloud.")


def download_name(upload: Upload) -> str:
    """The name it is saved under: as the sender called it, with the ending of what it is."""
    stem = upload.name.rpartition(".")[0] or upload.name
    return f"{stem}.{ENDINGS[Upload.Kind(upload.kept_as)]}"
